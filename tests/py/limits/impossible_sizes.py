"""Sizes that no memory has: MemoryError or OverflowError at once, and the interpreter goes on."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


raises('[0] * 10**18', 'MemoryError: ')
raises('[0] * 10**30', "OverflowError: cannot fit 'int' into an index-sized integer")
raises('"x" * 10**18', 'MemoryError: ')
raises('"x" * 10**30', "OverflowError: cannot fit 'int' into an index-sized integer")
raises('b"x" * 10**18', 'MemoryError: ')
raises('(0,) * 10**18', 'MemoryError: ')
raises('bytearray(10**18)', 'MemoryError: ')
raises('bytearray(10**30)', "OverflowError: cannot fit 'int' into an index-sized integer")
raises('bytes(10**18)', 'MemoryError: ')
raises('bytes(10**30)', "OverflowError: cannot fit 'int' into an index-sized integer")
raises('"a".ljust(10**18)', 'MemoryError: ')
raises('"a".center(10**30)', 'OverflowError: Python int too large to convert to C ssize_t')
raises('"a".zfill(10**18)', 'MemoryError: ')
raises('b"a".rjust(10**18)', 'MemoryError: ')
raises('"%*d" % (10**30, 1)', 'OverflowError: Python int too large to convert to C ssize_t')
raises('"%.*f" % (10**30, 1.0)', 'OverflowError: Python int too large to convert to C int')
raises('format(1, "10000000000000000000000")', 'ValueError: Too many decimal digits in format string')
raises('format(1.0, ".10000000000000000000000f")', 'ValueError: Too many decimal digits in format string')
raises('list(range(10**18))', 'MemoryError: ')
raises('1 << 10**18', 'MemoryError: ')
raises('1 << 10**30', 'OverflowError: too many digits in integer')
assert repr((0 << 10**30, 1 >> 10**30)) == '(0, 0)'
raises('len(range(10**20))', 'OverflowError: Python int too large to convert to C ssize_t')
raises('[1, 2, 3][10**30]', "IndexError: cannot fit 'int' into an index-sized integer")
raises('[].insert(10**30, 1)', 'OverflowError: Python int too large to convert to C ssize_t')
raises('range(10**30)[10**30]', 'IndexError: range object index out of range')
raises('"abc".find("a", 0.5)', 'TypeError: slice indices must be integers or None or have an __index__ method')
raises('(5).to_bytes(10**30)', 'OverflowError: Python int too large to convert to C ssize_t')
raises('(5).to_bytes(10**18, "big")', 'MemoryError: ')
raises('chr(10**30)', 'ValueError: chr() arg not in range(0x110000)')
assert repr(round(1.5, 10**30)) == '1.5'
raises('"a\\tb".expandtabs(10**18)', 'OverflowError: Python int too large to convert to C int')
raises('[0].__mul__(10**30)', "OverflowError: cannot fit 'int' into an index-sized integer")
raises('x = [0]; x *= 10**18', 'MemoryError: ')
raises('x = bytearray(b"a"); x *= 10**18', 'MemoryError: ')
raises('x = "a"; x *= 10**18', 'MemoryError: ')
raises('[None] * (2**63 - 1)', 'MemoryError: ')
raises('[None] * 2**62', 'MemoryError: ')
raises('bytearray().resize(10**18)', 'MemoryError: ')
assert repr(("ab".replace("a", ""), "abc"[10**30:], [1][-10**30:10**30], "a".find("a", -10**30), "abc".startswith("a", 0, 10**30))) == "('b', '', [1], 0, True)"
assert [0] * 3 == [0, 0, 0]

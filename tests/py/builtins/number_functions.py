"""abs, divmod, pow, round, bin, oct, hex, chr, ord, hash, id, int/float of strings in loops."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((abs(-5), abs(-2.5), abs(3 + 4j), abs(True), abs(-0.0), abs(-10**30), divmod(7, 3), divmod(-7, 3), divmod(7, -3), divmod(7.5, 2), divmod(True, 2))) == '(5, 2.5, 5.0, 1, 0.0, 1000000000000000000000000000000, (2, 1), (-3, 2), (-3, -2), (3.0, 1.5), (0, 1))'
assert repr((pow(2, 3), pow(2, -1), pow(2, 3, 5), pow(2.0, 3), pow(-2, 3, 5), pow(3, -1, 11), pow(0, 0), pow(base=2, exp=5), pow(2, 5, mod=7), pow(10, 50, 10**20 + 1))) == '(8, 0.5, 3, 8.0, 2, 4, 1, 32, 4, 10000000000)'
assert repr((round(2.5), round(-1.5), round(2.567, 1), round(1234, -2), round(1250, -2), round(1350, -2), round(5), round(True), round(2.5, None), round(-0.5), round(1e20), round(0.1 + 0.2, 10), round(5.5), round(6.5), round(number=1.25, ndigits=1))) == '(2, -2, 2.6, 1200, 1200, 1400, 5, 1, 2, 0, 100000000000000000000, 0.3, 6, 6, 1.2)'
assert repr((bin(10), oct(8), hex(255), bin(-1), hex(-255), bin(2**65), chr(97), chr(0x10FFFF), ord("a"), ord("\U0001F600"), ord(b"a"), chr(0), int("10", 2), float("1e3"), complex("1j"), hash(3), hash(-1), hash(True))) == "('0b1010', '0o10', '0xff', '-0b1', '-0xff', '0b100000000000000000000000000000000000000000000000000000000000000000', 'a', '\\U0010ffff', 97, 128512, 97, '\\x00', 2, 1000.0, 1j, 3, -2, 1)"
assert all(chr(ord(c)) == c for c in map(chr, range(0, 0x110000, 997)))
assert all(int(bin(n), 2) == n == int(hex(n), 16) == int(oct(n), 8) == int(str(n)) for n in range(-1000, 1000, 7))
assert all(divmod(a, b) == (a // b, a % b) for a in range(-20, 20) for b in (-7, -1, 1, 3))
assert all(round(n / 2) == (n // 2 + (n % 2 and (n // 2) % 2)) for n in range(-50, 50))
assert id(None) == id(None) and isinstance(id([]), int)


class N:
    def __abs__(self): return "abs"
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __pow__(self, e, m=None): return ("pow", e, m)
    def __round__(self, n=None): return ("round", n)
    def __hash__(self): return 7

assert repr((abs(N()), divmod(N(), 1), divmod(1, N()), pow(N(), 1), pow(N(), 1, 2), N() ** 5, round(N()), round(N(), 3), hash(N()))) == "('abs', 'divmod', 'rdivmod', ('pow', 1, None), ('pow', 1, 2), ('pow', 5, None), ('round', None), ('round', 3), 7)"
raises('abs("a")', "TypeError: bad operand type for abs(): 'str'")
raises('abs()', 'TypeError: abs() takes exactly one argument (0 given)')
raises('divmod(1)', 'TypeError: divmod expected 2 arguments, got 1')
raises('divmod(1, 0)', 'ZeroDivisionError: division by zero')
raises('pow(2, 3, 0)', 'ValueError: pow() 3rd argument cannot be 0')
raises('pow(2, 1.5, 3)', 'TypeError: pow() 3rd argument not allowed unless all arguments are integers')
raises('pow(2, -1, 4)', 'ValueError: base is not invertible for the given modulus')
raises('pow("a", 2)', "TypeError: unsupported operand type(s) for ** or pow(): 'str' and 'int'")
raises('round("a")', "TypeError: type str doesn't define __round__ method")
raises('round(1.5, "a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('round()', "TypeError: round() missing required argument 'number' (pos 1)")
raises('chr(-1)', 'ValueError: chr() arg not in range(0x110000)')
raises('chr(0x110000)', 'ValueError: chr() arg not in range(0x110000)')
raises('chr(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('ord("ab")', 'TypeError: ord() expected a character, but string of length 2 found')
raises('ord("")', 'TypeError: ord() expected a character, but string of length 0 found')
raises('ord(5)', 'TypeError: ord() expected string of length 1, but int found')
raises('bin(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('hex("a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('oct([])', "TypeError: 'list' object cannot be interpreted as an integer")
raises('hash([])', "TypeError: unhashable type: 'list'")
raises('id()', 'TypeError: id() takes exactly one argument (0 given)')
raises('int("a")', "ValueError: invalid literal for int() with base 10: 'a'")
raises('float("a")', "ValueError: could not convert string to float: 'a'")

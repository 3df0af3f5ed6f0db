"""Integer arithmetic: floor division, modulo, power, shifts, bit operations, of every sign and size."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


for a in (-7, -1, 0, 1, 7, 10**20, -10**20, 2**63, -2**63, 2**64 + 1):
    for b in (-3, -1, 1, 3, 10**10, -10**19, 2**63, -2**63):
        q, r = divmod(a, b)
        assert a == q * b + r and a // b == q and a % b == r, (a, b)
        assert r == 0 or (r < 0) == (b < 0) and abs(r) < abs(b), (a, b)
        assert a - b == -(b - a) and a * b == b * a and (a ^ b) ^ b == a and (a & b) + (a | b) == a + b
        assert ~a == -a - 1 and (a << 5) == a * 32 and (a >> 5) == a // 32

assert repr((-7 // 2, -7 % 2, 7 // -2, 7 % -2, divmod(-7, 2), divmod(7, -2))) == '(-4, 1, -4, -1, (-4, 1), (-4, -1))'
assert repr((2 ** 100, (-2) ** 63, 2 ** -2, 0 ** 0, (-3) ** 3)) == '(1267650600228229401496703205376, -9223372036854775808, 0.25, 1, -27)'
assert repr((pow(3, 200, 13), pow(3, -1, 7), pow(-3, 5, 7), pow(3, 5, -7), pow(2, 10**18, 1000007), pow(0, 0, 1), pow(5, 0, 1))) == '(9, 5, 2, -2, 951514, 0, 0)'
assert repr((9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -(-9223372036854775808), -9223372036854775808 // -1)) == '(9223372036854775808, -9223372036854775809, 18446744073709551614, 9223372036854775808, 9223372036854775808)'
assert repr((4611686018427387904 + 4611686018427387904, 3037000500 * 3037000500, 1 << 62, 1 << 63, 1 << 64, -1 << 63)) == '(9223372036854775808, 9223372037000250000, 4611686018427387904, 9223372036854775808, 18446744073709551616, -9223372036854775808)'
assert repr((-1 >> 1000, 1 >> 1000, -(2**100) >> 99, 5 >> 10**30, -5 >> 10**30, 0 << 10**30)) == '(-1, 0, -2, 0, -1, 0)'
assert repr((-2**100 & 2**100 - 1, -2**100 | 1, -2**100 ^ 2**99, ~(2**64), (-1) & 2**70)) == '(0, -1267650600228229401496703205375, -633825300114114700748351602688, -18446744073709551617, 1180591620717411303424)'
assert repr(((10**30) // 7, (10**30) % 7, -(10**30) // 7, -(10**30) % 7, (10**30) // -(10**15), 10**50 % 10**25)) == '(142857142857142857142857142857, 1, -142857142857142857142857142858, 6, -1000000000000000, 0)'
assert repr((abs(-5), abs(-2**64), +True, -True, True + True, True * 3, True / 2, True & False, True | 2, True ^ True)) == '(5, 18446744073709551616, 1, -1, 2, 3, 0.5, False, 3, False)'
assert repr((7 / 2, -7 / 2, 10**400 / 10**399, 1 / 3, 2**53 / 1, (2**53 + 1) / 1, 0 / 5, 3 / -1)) == '(3.5, -3.5, 10.0, 0.3333333333333333, 9007199254740992.0, 9007199254740992.0, 0.0, -3.0)'
assert repr((5 == 5.0, 2**53 + 1 == float(2**53 + 1), 10**400 > 1e308, 10**400 < float("inf"), -10**400 > float("-inf"), 5 < 5.5)) == '(True, False, True, True, True, True)'
assert repr((2**53 == 2.0**53, 2**53 + 1 > 2.0**53, hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(2**61 - 2), hash(10**30))) == '(True, True, 0, 1, -2, -2, 2305843009213693950, 465258685558744706)'
raises('1 // 0', 'ZeroDivisionError: division by zero')
raises('1 % 0', 'ZeroDivisionError: division by zero')
raises('1 / 0', 'ZeroDivisionError: division by zero')
raises('divmod(1, 0)', 'ZeroDivisionError: division by zero')
raises('0 ** -1', 'ZeroDivisionError: zero to a negative power')
raises('pow(2, 5, 0)', 'ValueError: pow() 3rd argument cannot be 0')
raises('pow(2, -1, 4)', 'ValueError: base is not invertible for the given modulus')
raises('pow(2, 0.5, 3)', 'TypeError: pow() 3rd argument not allowed unless all arguments are integers')
raises('1 << -1', 'ValueError: negative shift count')
raises('1 >> -1', 'ValueError: negative shift count')
raises('10**400 / 1', 'OverflowError: integer division result too large for a float')
raises('float(10**400)', 'OverflowError: int too large to convert to float')
raises('10**400 * 1.0', 'OverflowError: int too large to convert to float')
raises('1 + "a"', "TypeError: unsupported operand type(s) for +: 'int' and 'str'")
raises('"a" + 1', 'TypeError: can only concatenate str (not "int") to str')
raises('1 - None', "TypeError: unsupported operand type(s) for -: 'int' and 'NoneType'")
raises('1 & 1.0', "TypeError: unsupported operand type(s) for &: 'int' and 'float'")
raises('~1.0', "TypeError: bad operand type for unary ~: 'float'")
raises('-"a"', "TypeError: bad operand type for unary -: 'str'")
raises('1 @ 2', "TypeError: unsupported operand type(s) for @: 'int' and 'int'")
raises('1 < "a"', "TypeError: '<' not supported between instances of 'int' and 'str'")
raises('5()', "TypeError: 'int' object is not callable")
raises('5[0]', "TypeError: 'int' object is not subscriptable")
raises('(5).x', "AttributeError: 'int' object has no attribute 'x'")

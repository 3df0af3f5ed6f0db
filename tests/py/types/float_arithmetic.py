"""Float arithmetic, special values, comparison, rounding, repr."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


inf, nan = float("inf"), float("nan")
assert repr((0.1 + 0.2, 1.1 * 3, 1 / 3, 2 / 3, 1e16 + 1, 0.1 * 3, 100 * 1.1, 1e300 * 1e10, -1e300 * 1e10, 5e-324 / 2, 1.7976931348623157e308)) == '(0.30000000000000004, 3.3000000000000003, 0.3333333333333333, 0.6666666666666666, 1e+16, 0.30000000000000004, 110.00000000000001, inf, -inf, 0.0, 1.7976931348623157e+308)'
assert repr([x for x in (1e15, 1e16, 123456789012345678.0, 1e22, 1e23, 1e-4, 1e-5, 0.0001234, 1.5e-10, 1e100, -0.0, 100.0, 123.456)]) == '[1000000000000000.0, 1e+16, 1.2345678901234568e+17, 1e+22, 1e+23, 0.0001, 1e-05, 0.0001234, 1.5e-10, 1e+100, -0.0, 100.0, 123.456]'
assert repr((repr(5e-324), repr(2.2250738585072014e-308), repr(0.1 + 0.7), str(1e21), repr(9007199254740993.0), repr(4.35), repr(0.3))) == "('5e-324', '2.2250738585072014e-308', '0.7999999999999999', '1e+21', '9007199254740992.0', '4.35', '0.3')"
assert repr((inf, -inf, nan, inf - inf, inf * 0, inf / inf, inf + 1, 1 / inf, -1 / inf, inf == inf, nan == nan, nan != nan, nan < 1, inf > 10**400)) == '(inf, -inf, nan, nan, nan, nan, inf, 0.0, -0.0, True, False, True, False, True)'
assert repr((7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, -2), divmod(-1e-20, 1.0), 5 % inf, -5 % inf, 5 // inf, -5 // inf)) == '(3.0, -4.0, 1.5, 0.5, -0.5, (-4.0, -0.5), (-1.0, 1.0), 5.0, inf, 0.0, -1.0)'
assert repr((0.0 == -0.0, str(-0.0), -0.0 + 0, 0.0 * -1, -0.0 % 5, 5.0 % -5, 0.0 // -5, 0.0 // 5, -0.0 ** 2, hash(-0.0))) == "(True, '-0.0', 0.0, -0.0, 0.0, -0.0, -0.0, 0.0, -0.0, 0)"
assert repr((2.0 ** 0.5, (-8.0) ** (1 / 3), (-2.0) ** 3, 2.0 ** -1, 0.0 ** 0, inf ** 0, nan ** 0, 1 ** nan, (-1.0) ** 0.5, 2 ** 0.5, (-2) ** 0.5, 10.0 ** 308)) == '(1.4142135623730951, (1.0000000000000002+1.7320508075688772j), -8.0, 0.5, 1.0, 1.0, 1.0, 1.0, (6.123233995736766e-17+1j), 1.4142135623730951, (8.659560562354934e-17+1.4142135623730951j), 1e+308)'
assert repr((round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.005, 2), round(1234.5678, -2), round(0.5, 0), round(1e300, 2), round(-0.4), round(5.015, 2), round(2.5, None), round(1e22, 5))) == '(2, 4, -2, 2.67, 1.0, 1200.0, 0.0, 1e+300, 0, 5.01, 2, 1e+22)'
assert repr((int(1e22), (0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (-2.5).is_integer(), (3.0).is_integer(), (2.5).hex(), float.fromhex("0x1.8p1"), (0.1).hex(), float.fromhex("-inf"), (0.0).hex(), float.fromhex("1e3"))) == "(10000000000000000000000, (1, 2), (3602879701896397, 36028797018963968), False, True, '0x1.4000000000000p+1', 3.0, '0x1.999999999999ap-4', -inf, '0x0.0p+0', 483.0)"
assert repr(((3.7).__trunc__(), (3.7).__floor__(), (3.2).__ceil__(), (-3.7).__floor__(), abs(-2.5), +1.5, -(-1.5), (2.5).real, (2.5).imag, (2.5).conjugate())) == '(3, 3, 4, -4, 2.5, 1.5, 1.5, 2.5, 0.0, 2.5)'
assert repr((hash(1.0) == hash(1), hash(0.5), hash(inf), hash(-inf), hash(1e300) == hash(int(1e300)), hash(2.0**61))) == '(True, 1152921504606846976, 314159, -314159, True, 1)'
assert repr((1.5 < 2, 1.5 > 1, 1 == 1.0, 1.0 in [1], 2**53 + 1 == 2.0**53, {1.0: "a"}[1], max(1, 1.0), min(0.0, -0.0), sorted([2.5, 1, 2, 0.5]))) == "(True, True, True, True, False, 'a', 1, 0.0, [0.5, 1, 2, 2.5])"
assert repr((float(), float("1e5"), float("  -1.5\n"), float("1_0.5"), float("inf"), float("-Infinity"), float("NaN"), float("+nan"), float(b"2.5"), float("٣.٥"), float(True), float("1e400"), float("1e-400"), float(".5"), float("5."))) == '(0.0, 100000.0, -1.5, 10.5, inf, -inf, nan, nan, 2.5, 3.5, 1.0, inf, 0.0, 0.5, 5.0)'


class F:
    def __float__(self): return 2.5


class Ix:
    def __index__(self): return 7

class Sub(float): pass
assert repr((float(F()), float(Ix()), type(float(Sub(1.5))), type(Sub(1.5) + 1), Sub(1.5), float.fromhex.__self__)) == "(2.5, 7.0, <class 'float'>, <class 'float'>, 1.5, <class 'float'>)"
assert repr((float.from_number(5), Sub.from_number(2))) == '(5.0, 2.0)'
raises('float("")', "ValueError: could not convert string to float: ''")
raises('float("abc")', "ValueError: could not convert string to float: 'abc'")
raises('float("1__0")', "ValueError: could not convert string to float: '1__0'")
raises('float("1e")', "ValueError: could not convert string to float: '1e'")
raises('float("0x1")', "ValueError: could not convert string to float: '0x1'")
raises('float(None)', "TypeError: float() argument must be a string or a real number, not 'NoneType'")
raises('float([])', "TypeError: float() argument must be a string or a real number, not 'list'")
raises('float(1j)', "TypeError: float() argument must be a string or a real number, not 'complex'")
raises('float("1.5.5")', "ValueError: could not convert string to float: '1.5.5'")


class BadF:
    def __float__(self): return 1

raises('float(BadF())', 'TypeError: BadF.__float__ returned non-float (type int)')
raises('1.0 / 0', 'ZeroDivisionError: division by zero')
raises('1.0 // 0', 'ZeroDivisionError: division by zero')
raises('1.0 % 0', 'ZeroDivisionError: division by zero')
raises('divmod(1.0, 0)', 'ZeroDivisionError: division by zero')
raises('0.0 ** -1', 'ZeroDivisionError: zero to a negative power')
raises('10.0 ** 309', "OverflowError: (34, 'Numerical result out of range')")
raises('int(inf)', 'OverflowError: cannot convert float infinity to integer')
raises('int(nan)', 'ValueError: cannot convert float NaN to integer')
raises('round(inf)', 'OverflowError: cannot convert float infinity to integer')
raises('round(nan)', 'ValueError: cannot convert float NaN to integer')
raises('inf.as_integer_ratio()', 'OverflowError: cannot convert Infinity to integer ratio')
raises('nan.as_integer_ratio()', 'ValueError: cannot convert NaN to integer ratio')
raises('float.fromhex("xyz")', 'ValueError: invalid hexadecimal floating-point string')
raises('1.5 & 1', "TypeError: unsupported operand type(s) for &: 'float' and 'int'")
raises('1.5 << 1', "TypeError: unsupported operand type(s) for <<: 'float' and 'int'")
raises('[1][1.0]', 'TypeError: list indices must be integers or slices, not float')
raises('range(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('"a" * 1.5', "TypeError: can't multiply sequence by non-int of type 'float'")
raises('float.from_number("5")', 'TypeError: must be real number, not str')
raises('round(1.5, 1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
assert repr((round(inf, 2), round(nan, 2), 1e308 * 10, sum([0.1] * 10), sum([1e100, 1.0, -1e100]), sum([0.1, 0.2], 0.3))) == '(inf, nan, inf, 1.0, 1.0, 0.6)'

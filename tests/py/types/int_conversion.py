"""int(): from text in every base, floats, objects; str/bin/oct/hex; the digits limit."""

import sys


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((int(), int("  42\n"), int("-0"), int("+7"), int("1_000"), int("٣"), int(b" 12 "), int(bytearray(b"7")), int(3.99), int(-3.99), int(True))) == '(0, 42, 0, 7, 1000, 3, 12, 7, 3, -3, 1)'
assert repr((int("ff", 16), int("0xff", 16), int("0XFF", 0), int("0b11", 2), int("0o17", 8), int("zz", 36), int("-0b101", 0), int("0", 0), int("000", 0), int("10", base=3))) == '(255, 255, 255, 3, 15, 1295, -5, 0, 0, 3)'
assert repr((int(1e20), int(2.0**70), int("9" * 30), int("-" + "9" * 30), int("1" * 20, 2))) == '(100000000000000000000, 1180591620717411303424, 999999999999999999999999999999, -999999999999999999999999999999, 1048575)'


class I:
    def __int__(self): return 5


class X:
    def __index__(self): return 6


class S(int):
    def __int__(self): return 99

assert repr((int(I()), int(X()), int(S(3)), int("11", X()), int(S(3) + 0), type(int(S(3))))) == "(5, 6, 99, 7, 3, <class 'int'>)"


class BadInt:
    def __int__(self): return "x"


class SubInt:
    def __int__(self): return True

raises('int(BadInt())', 'TypeError: __int__ returned non-int (type str)')
raises('int("")', "ValueError: invalid literal for int() with base 10: ''")
raises('int(" ")', "ValueError: invalid literal for int() with base 10: ' '")
raises('int("4 2")', "ValueError: invalid literal for int() with base 10: '4 2'")
raises('int("1__0")', "ValueError: invalid literal for int() with base 10: '1__0'")
raises('int("_1")', "ValueError: invalid literal for int() with base 10: '_1'")
raises('int("1_")', "ValueError: invalid literal for int() with base 10: '1_'")
raises('int("0x")', "ValueError: invalid literal for int() with base 10: '0x'")
raises('int("ff")', "ValueError: invalid literal for int() with base 10: 'ff'")
raises('int("2", 2)', "ValueError: invalid literal for int() with base 2: '2'")
raises('int("012", 0)', "ValueError: invalid literal for int() with base 0: '012'")
raises('int("5", 1)', 'ValueError: int() base must be >= 2 and <= 36, or 0')
raises('int("5", 37)', 'ValueError: int() base must be >= 2 and <= 36, or 0')
raises('int(5, 10)', "TypeError: int() can't convert non-string with explicit base")
raises('int(b"\\xff")', "ValueError: invalid literal for int() with base 10: b'\\xff'")
raises('int("a\\0b")', "ValueError: invalid literal for int() with base 10: 'a\\x00b'")
raises('int(None)', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
raises('int([])', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'")
raises('int(1j)', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'complex'")
raises('int(float("nan"))', 'ValueError: cannot convert float NaN to integer')
raises('int(float("inf"))', 'OverflowError: cannot convert float infinity to integer')
raises('int("1.5")', "ValueError: invalid literal for int() with base 10: '1.5'")
raises('int("é")', "ValueError: invalid literal for int() with base 10: 'é'")
raises('int("x" * 300)', "ValueError: invalid literal for int() with base 10: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
assert repr((str(-5), repr(10**25), f"{2**70}", bin(-5), oct(-8), hex(-255), hex(2**70), bin(0), oct(0), hex(True), bin(X()))) == "('-5', '10000000000000000000000000', '1180591620717411303424', '-0b101', '-0o10', '-0xff', '0x400000000000000000', '0b0', '0o0', '0x1', '0b110')"
raises('bin(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('hex("a")', "TypeError: 'str' object cannot be interpreted as an integer")
assert repr(((255).to_bytes(2), (255).to_bytes(2, "little"), (-1).to_bytes(3, signed=True), (0).to_bytes(0, "big"), (5).to_bytes())) == "(b'\\x00\\xff', b'\\xff\\x00', b'\\xff\\xff\\xff', b'', b'\\x05')"
assert repr((int.from_bytes(b"\x01\x00"), int.from_bytes(b"\x01\x00", "little"), int.from_bytes(b"\xff\xfe", signed=True), int.from_bytes(b""), int.from_bytes([1, 2]), int.from_bytes(b"\xff" * 20))) == '(256, 1, -2, 0, 258, 1461501637330902918203684832716283019655932542975)'
raises('(256).to_bytes(1)', 'OverflowError: int too big to convert')
raises('(-1).to_bytes(1)', "OverflowError: can't convert negative int to unsigned")
raises('(1).to_bytes(-1)', 'ValueError: length argument must be non-negative')
raises('(1).to_bytes(1, "middle")', "ValueError: byteorder must be either 'little' or 'big'")
raises('int.from_bytes("a")', "TypeError: cannot convert 'str' object to bytes")
raises('int.from_bytes([256])', 'ValueError: bytes must be in range(0, 256)')
assert repr(((0).bit_length(), (255).bit_length(), (-256).bit_length(), (2**100).bit_length(), (255).bit_count(), (-7).bit_count())) == '(0, 8, 9, 101, 8, 3)'
assert repr(((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), (5).as_integer_ratio(), (5).is_integer(), True.real)) == '(5, 0, 5, 1, 5, (5, 1), True, 1)'
assert repr(((5).__index__(), (5).__floor__(), (15).__round__(-1), round(25, -1), round(35, -1), round(-15, -1), round(149, -2), round(5, 3), round(5, None), round(10**30 + 5, -1))) == '(5, 5, 20, 20, 40, -20, 100, 5, 5, 1000000000000000000000000000000)'
assert repr(((5).__add__("x"), (5).__radd__(6), (5).__pow__(2, 3), (5).__truediv__(2), int.__add__(1, 2), (7).__divmod__(3), (3).__rsub__(10))) == '(NotImplemented, 11, 1, 2.5, 3, (2, 1), 7)'
assert repr((sys.get_int_max_str_digits(), sys.int_info.str_digits_check_threshold, sys.int_info.bits_per_digit)) == '(4300, 640, 30)'
raises('str(10**5000)', 'ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit')
raises('int("9" * 5000)', 'ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit')
raises('f"{10**5000}"', 'ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit')
raises('repr([10**5000])', 'ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit')
assert repr((len(hex(10**5000)), len(bin(10**5000)), int("f" * 5000, 16).bit_length(), 10**5000 == 10**5000)) == '(4155, 16612, 20000, True)'
assert repr((format(5, "b"), format(5, "5"), format(-5, "05"), format(5, "+"), format(5, " "), format(1234567, ","), format(1234567, "_"), format(255, "#_x"), format(2**40, "_b"))) == "('101', '    5', '-0005', '+5', ' 5', '1,234,567', '1_234_567', '0xff', '1_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000')"
assert repr((format(5, ".2f"), format(5, "e"), format(5, "%"), format(65, "c"), format(5, "n"), format(5, "<5"), format(5, "^5"), format(-5, "=5"), format(5, "x>5"), format(5, "05d"), format(10**20, ",d"))) == "('5.00', '5.000000e+00', '500.000000%', 'A', '5', '5    ', '  5  ', '-   5', 'xxxx5', '00005', '100,000,000,000,000,000,000')"
raises('format(5, "s")', "ValueError: Unknown format code 's' for object of type 'int'")
raises('format(5, ".2")', 'ValueError: Precision not allowed in integer format specifier')
raises('format(5, ".2d")', 'ValueError: Precision not allowed in integer format specifier')
raises('format(5, "q")', "ValueError: Unknown format code 'q' for object of type 'int'")
raises('format(5, ",x")', "ValueError: Cannot specify ',' with 'x'.")
raises('format(5, ",_")', "ValueError: Cannot specify both ',' and '_'.")
raises('format(1114112, "c")', 'OverflowError: %c arg not in range(0x110000)')
raises('format(5, "10" * 20)', 'ValueError: Too many decimal digits in format string')
class Sub(int): pass
s = Sub(7)
assert repr((type(s + 1), s, repr(s), s == 7, hash(s) == hash(7), {7: "x"}[s], type(+s), type(abs(s)), isinstance(s, int))) == "(<class 'int'>, 7, '7', True, True, 'x', <class 'int'>, <class 'int'>, True)"
s.attr = 1
assert s.attr == 1
raises('(5).attr = 1', "AttributeError: 'int' object has no attribute 'attr' and no __dict__ for setting new attributes")
raises('int.attr = 1', "TypeError: cannot set 'attr' attribute of immutable type 'int'")
raises('int.__add__("a", 1)', "TypeError: descriptor '__add__' requires a 'int' object but received a 'str'")
raises('int.__add__()', "TypeError: descriptor '__add__' of 'int' object needs an argument")

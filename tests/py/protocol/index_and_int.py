"""__index__, __int__, __float__, __complex__, __round__, __trunc__, __floor__, __ceil__: where each is asked."""

import math


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class I:
    def __init__(self, v=3): self.v = v
    def __index__(self): return self.v

assert repr(([10, 20, 30, 40][I()], "abcd"[I(-1)], range(10)[I()], list(range(I())), [0] * I(), "a" * I(2), b"ab" * I(2), hex(I(255)), bin(I(5)), oct(I(8)), chr(I(65)), [1, 2, 3, 4][I(1):I()], 1 << 2, int(I()), float(I()), complex(I()), round(2.34567, I(2)), math.factorial(I(5)), bytes(I(2)), "abc".find("c", I(1)), divmod(7, 3), (5).to_bytes(I(2)), pow(2, 3), slice(I()).indices(I(5)), math.sqrt(I(4)), "%d" % 3, "%x" % I(255), "%c" % I(66), str.center("a", I(3)), enumerate("a", I()).__next__(), list("abc").pop(I(1)), int("11", I(2)), "{:d}".format(5), memoryview(b"abc")[I(1)], math.gcd(I(6), I(4)), [1, 2].insert(I(0), 1))) == "(40, 'd', 3, [0, 1, 2], [0, 0, 0], 'aa', b'abab', '0xff', '0b101', '0o10', 'A', [2, 3], 4, 3, 3.0, (3+0j), 2.35, 120, b'\\x00\\x00', 2, (2, 1), b'\\x00\\x05', 8, (0, 3, 1), 2.0, '3', 'ff', 'B', ' a ', (3, 'a'), 'b', 3, '5', 98, 2, None)"


class Bad:
    def __index__(self): return "x"

raises('[1][Bad()]', 'TypeError: __index__ returned non-int (type str)')
raises('range(Bad())', 'TypeError: __index__ returned non-int (type str)')
raises('hex(Bad())', 'TypeError: __index__ returned non-int (type str)')
raises('int(Bad())', 'TypeError: __index__ returned non-int (type str)')


class OnlyInt:
    def __int__(self): return 5

assert int(OnlyInt()) == 5
raises('[1][OnlyInt()]', 'TypeError: list indices must be integers or slices, not OnlyInt')
raises('range(OnlyInt())', "TypeError: 'OnlyInt' object cannot be interpreted as an integer")
raises('float(OnlyInt())', "TypeError: float() argument must be a string or a real number, not 'OnlyInt'")
raises('hex(OnlyInt())', "TypeError: 'OnlyInt' object cannot be interpreted as an integer")
raises('"%d" % "5"', 'TypeError: %d format: a real number is required, not str')
assert "%d" % 3.7 == '3'
raises('"%x" % OnlyInt()', 'TypeError: %x format: an integer is required, not OnlyInt')
raises('"%x" % 3.7', 'TypeError: %x format: an integer is required, not float')


class OnlyFloat:
    def __float__(self): return 2.5

assert repr((float(OnlyFloat()), complex(OnlyFloat()), math.sqrt(OnlyFloat()) == 2.5 ** 0.5, "%.1f" % OnlyFloat())) == "(2.5, (2.5+0j), True, '2.5')"
raises('int(OnlyFloat())', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'OnlyFloat'")


class Trunc:
    def __trunc__(self): return 7

raises('int(Trunc())', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'Trunc'")
assert math.trunc(Trunc()) == 7


class R:
    def __round__(self, n="none"): return ("round", n)
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"

assert repr((round(R()), round(R(), 2), round(R(), None), math.floor(R()), math.ceil(R()), math.trunc(R()))) == "(('round', 'none'), ('round', 2), ('round', 'none'), 'floor', 'ceil', 'trunc')"
raises('round(I())', "TypeError: type I doesn't define __round__ method")
raises('math.floor("a")', 'TypeError: must be real number, not str')
raises('math.trunc(5 + 0j)', "TypeError: type complex doesn't define __trunc__ method")


class Raises:
    def __index__(self): raise ZeroDivisionError("in index")

raises('[1][Raises()]', 'ZeroDivisionError: in index')
raises('range(Raises())', 'ZeroDivisionError: in index')
raises('"a" * Raises()', 'ZeroDivisionError: in index')
raises('[1][1.0]', 'TypeError: list indices must be integers or slices, not float')
raises('"a"["b"]', "TypeError: string indices must be integers, not 'str'")
raises('[1][None]', 'TypeError: list indices must be integers or slices, not NoneType')
raises('(1,)[[]]', 'TypeError: tuple indices must be integers or slices, not list')
raises('b"a"["a"]', 'TypeError: byte indices must be integers or slices, not str')
raises('range(5)["a"]', 'TypeError: range indices must be integers or slices, not str')
raises('[1]["a":]', 'TypeError: slice indices must be integers or None or have an __index__ method')
raises('[1, 2][:"b"]', 'TypeError: slice indices must be integers or None or have an __index__ method')
raises('[0] * "a"', "TypeError: can't multiply sequence by non-int of type 'str'")
raises('[1].insert("a", 1)', "TypeError: 'str' object cannot be interpreted as an integer")
raises('bytes("a")', 'TypeError: string argument without an encoding')
raises('int([])', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'")
raises('int({})', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'dict'")
raises('float([])', "TypeError: float() argument must be a string or a real number, not 'list'")
raises('math.sqrt("a")', 'TypeError: must be real number, not str')
raises('chr("a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('round("a")', "TypeError: type str doesn't define __round__ method")
raises('hex(1.0)', "TypeError: 'float' object cannot be interpreted as an integer")
import operator
assert repr((operator.index(I()), operator.index(True))) == '(3, 1)'
raises('operator.index(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")

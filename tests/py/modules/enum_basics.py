"""enum: members, values, aliases, auto, flags, methods, lookup errors, iteration."""

import enum


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def hello(self): return "I am " + self.name

assert repr((Color.RED, Color(1), Color["GREEN"], Color.CRIMSON, Color.RED is Color.CRIMSON, list(Color), len(Color), Color.RED.name, Color.RED.value, str(Color.RED), repr(Color.RED), Color.RED.hello(), list(Color.__members__), Color.RED in Color, 1 in Color, 9 in Color, Color.RED == 1, hash(Color.RED) == hash(Color.RED), f"{Color.RED}", isinstance(Color.RED, Color), type(Color).__name__, bool(Color.RED))) == "(<Color.RED: 1>, <Color.RED: 1>, <Color.GREEN: 2>, <Color.RED: 1>, True, [<Color.RED: 1>, <Color.GREEN: 2>], 2, 'RED', 1, 'Color.RED', '<Color.RED: 1>', 'I am RED', ['RED', 'GREEN', 'CRIMSON'], True, True, False, False, True, 'Color.RED', True, 'EnumType', True)"
raises('Color(9)', 'ValueError: 9 is not a valid Color')
raises('Color["NO"]', "KeyError: 'NO'")
raises('Color.NO', "AttributeError: type object 'Color' has no attribute 'NO'")
raises('Color.RED = 5', "AttributeError: cannot reassign member 'RED'")
raises('del Color.RED', "AttributeError: 'Color' cannot delete member 'RED'.")
raises('Color.RED.value = 5', "AttributeError: <enum 'Enum'> cannot set attribute 'value'")
raises('Color.RED < Color.GREEN', "TypeError: '<' not supported between instances of 'Color' and 'Color'")
raises('class Sub(Color): pass', "TypeError: <enum 'Sub'> cannot extend <enum 'Color'>")
raises('Color()', "TypeError: EnumType.__call__() missing 1 required positional argument: 'value'")
raises('class Twice(enum.Enum):\n A = 1\n A = 2', "TypeError: 'A' already defined as 1")


class Num(enum.IntEnum):
    A = enum.auto()
    B = enum.auto()

assert repr((Num.A + 1, Num.B == 2, str(Num.A), repr(Num.B), f"{Num.A}", sorted([Num.B, Num.A]), Num(2), [10, 20, 30][Num.A])) == "(2, True, '1', '<Num.B: 2>', '1', [<Num.A: 1>, <Num.B: 2>], <Num.B: 2>, 20)"


class Text(enum.StrEnum):
    HI = "hi"
    AUTO = enum.auto()

assert repr((Text.HI == "hi", Text.AUTO, str(Text.HI), Text.HI.upper(), repr(Text.AUTO))) == '(True, <Text.AUTO: \'auto\'>, \'hi\', \'HI\', "<Text.AUTO: \'auto\'>")'


class Perm(enum.Flag):
    R = 4
    W = 2
    X = 1
    RW = R | W

assert repr((Perm.R | Perm.X, Perm.RW & Perm.R, ~Perm.R, Perm.R ^ Perm.RW, Perm(0), Perm(7), list(Perm.RW), Perm.R in Perm.RW, bool(Perm(0)), Perm.R.value, len(Perm), list(Perm), str(Perm.R | Perm.X))) == "(<Perm.R|X: 5>, <Perm.R: 4>, <Perm.W|X: 3>, <Perm.W: 2>, <Perm: 0>, <Perm.R|W|X: 7>, [<Perm.R: 4>, <Perm.W: 2>], True, False, 4, 3, [<Perm.R: 4>, <Perm.W: 2>, <Perm.X: 1>], 'Perm.R|X')"
raises('Perm(8)', "ValueError: <flag 'Perm'> invalid value 8\n    given 0b0 1000\n  allowed 0b0 0111")


class IF(enum.IntFlag):
    A = 1
    B = 2

assert repr((IF.A | 4, IF.A | IF.B, IF(3) == 3, repr(IF.A | 8))) == "(<IF.A|4: 5>, <IF.A|B: 3>, True, '<IF.A|8: 9>')"


@enum.unique
class U(enum.Enum): A = 1
raises('enum.unique(Color)', "ValueError: duplicate values found in <enum 'Color'>: CRIMSON -> RED")
Fn = enum.Enum("Fn", "A B C")
assert repr((list(Fn), Fn.C.value, enum.Enum("M", {"X": 10}).X.value)) == '([<Fn.A: 1>, <Fn.B: 2>, <Fn.C: 3>], 3, 10)'


class Planet(enum.Enum):
    EARTH = (1, 2)
    def __init__(self, a, b): self.a, self.b = a, b
    @property
    def total(self): return self.a + self.b
    @classmethod
    def first(cls): return list(cls)[0]

assert repr((Planet.EARTH.total, Planet.EARTH.value, Planet.first())) == '(3, (1, 2), <Planet.EARTH: (1, 2)>)'


class Miss(enum.Enum):
    A = 1
    @classmethod
    def _missing_(cls, v): return cls.A

assert repr(Miss(99)) == '<Miss.A: 1>'


class Ignore(enum.Enum):
    _ignore_ = ["tmp"]
    tmp = 5
    A = 1
    f = lambda self: 1
    member = enum.member(7)
    non = enum.nonmember(8)

assert repr((list(Ignore), Ignore.non, Ignore.A.f())) == '([<Ignore.A: 1>, <Ignore.member: 7>], 8, 1)'

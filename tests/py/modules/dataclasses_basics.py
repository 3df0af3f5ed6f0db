"""dataclasses: fields, defaults, comparison, frozen, slots, ordering, replace, asdict, inheritance."""

import dataclasses
from dataclasses import dataclass, field


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, repr=False, compare=False)

assert repr((P(1), P(1, 2) == P(1, 2), P(1) != P(2), P(1, y=5).y, P(1).tags is P(1).tags, P.__match_args__, [f.name for f in dataclasses.fields(P)], dataclasses.asdict(P(1, tags=[P(2)])), dataclasses.astuple(P(1)), dataclasses.replace(P(1), y=9), dataclasses.is_dataclass(P), P.y, hasattr(P, "x"), P.__doc__, P.__hash__)) == "(P(x=1, y=0), True, True, 5, False, ('x', 'y', 'tags'), ['x', 'y', 'tags'], {'x': 1, 'y': 0, 'tags': [{'x': 2, 'y': 0, 'tags': []}]}, (1, 0, []), P(x=1, y=9), True, 0, False, 'P(x: int, y: int = 0, tags: list = <factory>)', None)"
raises('P()', "TypeError: P.__init__() missing 1 required positional argument: 'x'")
raises('P(1, 2, 3, 4)', 'TypeError: P.__init__() takes from 2 to 4 positional arguments but 5 were given')
raises('P(1, z=1)', "TypeError: P.__init__() got an unexpected keyword argument 'z'")
raises('P(1) < P(2)', "TypeError: '<' not supported between instances of 'P' and 'P'")
raises('hash(P(1))', "TypeError: unhashable type: 'P'")


@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = field(default="b", kw_only=True)

assert repr((F(1) < F(2), hash(F(1)) == hash(F(1)), F(1, b="c"), sorted([F(2), F(1)]), {F(1): "k"}[F(1)])) == "(True, True, F(a=1, b='c'), [F(a=1, b='b'), F(a=2, b='b')], 'k')"
raises('F(1).a = 2', "FrozenInstanceError: cannot assign to field 'a'")
raises('del F(1).a', "FrozenInstanceError: cannot delete field 'a'")
raises('F(1, "c")', 'TypeError: F.__init__() takes 2 positional arguments but 3 were given')


@dataclass(slots=True)
class S:
    a: int = 5

assert repr((S(), S.__slots__, hasattr(S(), "__dict__"))) == "(S(a=5), ('a',), False)"
raises('S().zz = 1', "AttributeError: 'S' object has no attribute 'zz' and no __dict__ for setting new attributes")


@dataclass
class Base:
    a: int
    b: int = 2


@dataclass
class Child(Base):
    c: int = 3
    a: int = 1
    def __post_init__(self): self.total = self.a + self.b + self.c

assert repr((Child(), Child(5).total)) == '(Child(a=1, b=2, c=3), 10)'
raises('dataclass(type("X", (), {"__annotations__": {"a": list}, "a": []}))', "ValueError: mutable default <class 'list'> for field a is not allowed: use default_factory")
raises('dataclass(type("X", (), {"__annotations__": {"a": int, "b": int}, "a": 1}))', "TypeError: non-default argument 'b' follows default argument 'a'")
raises('dataclasses.fields(5)', 'TypeError: must be called with a dataclass type or instance')
raises('dataclasses.replace(P(1), q=1)', "TypeError: P.__init__() got an unexpected keyword argument 'q'")


@dataclass
class Init:
    v: dataclasses.InitVar[int]
    k: int = field(init=False)
    c: "int" = 7
    def __post_init__(self, v): self.k = v * 2

assert repr((Init(5), Init(5).k)) == '(Init(k=10, c=7), 10)'
raises('Init(5).v', "AttributeError: 'Init' object has no attribute 'v'")
M = dataclasses.make_dataclass("M", ["x", ("y", int, 5)])
assert repr((M(1), dataclasses.field(default=1).default)) == '(M(x=1, y=5), 1)'


@dataclass(repr=False, eq=False)
class Bare: a: int
assert repr((Bare(1) == Bare(1), repr(Bare(1)).startswith("<__main__.Bare object"))) == '(False, True)'

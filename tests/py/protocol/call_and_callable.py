"""__call__: class-level lookup, callables of every kind, __new__/__init__ interplay, callable()."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class C:
    def __call__(self, *a, **k): return a, k

c = C()
assert repr((c(), c(1, x=2), c.__call__(3), callable(c), callable(C), callable(5), C.__call__(c, 9), type.__call__(C).__class__.__name__)) == "(((), {}), ((1,), {'x': 2}), ((3,), {}), True, True, False, ((9,), {}), 'C')"
class N: pass
n = N()
n.__call__ = lambda: 1
raises('n()', "TypeError: 'N' object is not callable")
assert repr(callable(n)) == 'False'
N.__call__ = lambda self: "class level"
assert repr((n(), callable(n))) == "('class level', True)"
del N.__call__
raises('n()', "TypeError: 'N' object is not callable")


class Nested:
    def __call__(self): return self.inner
    @property
    def inner(self): return lambda x: x * 2

assert Nested()()(4) == 8


class Stat:
    __call__ = staticmethod(lambda *a: a)


class Cls:
    __call__ = classmethod(lambda cls, *a: (cls.__name__, a))


class Obj:
    __call__ = C()


class Blocked:
    __call__ = None

assert repr((Stat()(1), Cls()(2), Obj()(3), callable(Blocked()))) == "((1,), ('Cls', (2,)), ((3,), {}), True)"
raises('Blocked()()', "TypeError: 'NoneType' object is not callable")
class Inf: pass
Inf.__call__ = Inf()
try:
    Inf()()
except RecursionError:
    log = "caught"

assert log == 'caught'


class New:
    def __new__(cls, *a, **k):
        o = super().__new__(cls)
        o.new = a, k
        return o
    def __init__(self, *a, **k): self.init = a, k

assert repr((New(1, x=2).new, New(1, x=2).init)) == "(((1,), {'x': 2}), ((1,), {'x': 2}))"


class Other:
    def __new__(cls): return 42
    def __init__(self): raise AssertionError("not called")

assert Other() == 42


class SubResult:
    def __new__(cls): return object.__new__(Child)
    def __init__(self): self.inited = "SubResult"

class Child(SubResult): pass
assert repr((type(SubResult()).__name__, SubResult().inited)) == "('Child', 'SubResult')"
raises('5()', "TypeError: 'int' object is not callable")
raises('"a"()', "TypeError: 'str' object is not callable")
raises('None()', "TypeError: 'NoneType' object is not callable")
raises('[1, 2](0)', "TypeError: 'list' object is not callable")
raises('{}()', "TypeError: 'dict' object is not callable")
raises('(1, 2)(3)', "TypeError: 'tuple' object is not callable")
raises('(lambda: 0)()()', "TypeError: 'int' object is not callable")
raises('print()()', "TypeError: 'NoneType' object is not callable")
import functools, operator
assert repr((functools.partial(int, base=2)("101"), operator.itemgetter(1)([5, 6]), operator.attrgetter("real")(5), operator.methodcaller("upper")("a"), functools.reduce(operator.add, [1, 2, 3]), functools.partial(functools.partial(max, 5), 3)(1))) == "(5, 6, 5, 'A', 6, 5)"
assert repr((list(map(C(), [1, 2])), sorted([1, 2], key=type("K", (), {"__call__": lambda s, x: -x})()), [*filter(C(), [1])])) == '([((1,), {}), ((2,), {})], [2, 1], [1])'
def f(): pass
f.__call__ = 5
assert repr(f()) == 'None'


class Meta(type):
    def __call__(cls, *a): return "meta call", cls.__name__, a


class M(metaclass=Meta):
    def __init__(self): raise AssertionError

assert repr((M(1, 2), type.__call__(type("T", (), {})).__class__.__name__)) == "(('meta call', 'M', (1, 2)), 'T')"

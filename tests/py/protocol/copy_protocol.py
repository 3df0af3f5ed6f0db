"""copy and deepcopy: builtins, hooks, memo, cycles, slots, subclasses, __reduce_ex__, replace."""

import copy


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
    def __init__(self, v): self.v = v

c = C([1])
k, d = copy.copy(c), copy.deepcopy(c)
assert repr((k.v is c.v, d.v is c.v, d.v, type(d).__name__)) == "(True, False, [1], 'C')"
for x in (1, 1.5, "a", b"a", None, ..., True, (), (1, "a"), frozenset([1]), len, int, C, range(3), slice(1), NotImplemented, 1j):
    assert copy.copy(x) is x, x

for x in (1, "a", None, (1, 2), len, int, C, (1, (2, "x"))):
    assert copy.deepcopy(x) is x, x

for x in ([1, [2]], {"a": [1]}, {1, 2}, bytearray(b"x")):
    y = copy.copy(x)
    assert y == x and y is not x

l = [1, [2]]
assert copy.copy(l)[1] is l[1] and copy.deepcopy(l)[1] is not l[1]
t = (1, [2])
assert copy.copy(t) is t and copy.deepcopy(t) is not t
l.append(l)
d = copy.deepcopy(l)
assert d[2] is d and d is not l
shared = [0]
p = copy.deepcopy([shared, shared])
assert p[0] is p[1]
memo = {}
copy.deepcopy(l, memo)
assert id(l) in memo


class Hook:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return ("deep", type(memo).__name__)

assert repr((copy.copy(Hook()), copy.deepcopy(Hook()), copy.deepcopy([Hook()]))) == "('copied', ('deep', 'dict'), [('deep', 'dict')])"


class Reduce:
    def __reduce__(self): return (list, ([1, 2],))


class Reduce3:
    def __init__(self): self.a = 1
    def __reduce_ex__(self, proto): return (Reduce3, (), {"state": proto})

assert repr((copy.copy(Reduce()), vars(copy.copy(Reduce3())))) == "([1, 2], {'a': 1, 'state': 4})"


class State:
    def __getstate__(self): return {"saved": 1}
    def __setstate__(self, s): self.got = s

assert repr((copy.copy(State()).got, copy.deepcopy(State()).got)) == "({'saved': 1}, {'saved': 1})"
class L(list): pass
s = L([1])
s.attr = [2]
n = copy.deepcopy(s)
assert repr((n, type(n).__name__, n.attr, n.attr is s.attr)) == "([1], 'L', [2], False)"
class D(dict): pass
assert repr((copy.copy(D(a=1)), type(copy.copy(D())).__name__)) == "({'a': 1}, 'D')"


class NoArgs:
    def __new__(cls, x): return super().__new__(cls)
    def __getnewargs__(self): return (5,)

assert type(copy.copy(NoArgs(1))).__name__ == 'NoArgs'


class NewOnly:
    def __new__(cls, x): return super().__new__(cls)

raises('copy.copy(NewOnly(1))', "TypeError: NewOnly.__new__() missing 1 required positional argument: 'x'")
e = ValueError("a", 1)
e.extra = 2
k = copy.copy(e)
assert repr((k.args, k.extra, type(k).__name__)) == "(('a', 1), 2, 'ValueError')"
f = lambda: 0
assert copy.copy(f) is f and copy.deepcopy(f) is f
import types
raises('copy.copy(x for x in ())', "TypeError: cannot pickle 'generator' object")
raises('copy.deepcopy([x for x in [iter([1]).__class__, (y for y in ())]])', "TypeError: cannot pickle 'generator' object")
raises('copy.replace(5)', 'TypeError: replace() does not support int objects')
raises('copy.replace([], a=1)', 'TypeError: replace() does not support list objects')


class Rep:
    def __init__(self, **k): self.k = k
    def __replace__(self, **changes): return Rep(**(self.k | changes))

import collections
P = collections.namedtuple("P", "x y")
assert repr((copy.replace(Rep(a=1), b=2).k, copy.replace(P(1, 2), y=9), copy.replace(types.SimpleNamespace(a=1), a=2))) == "({'a': 1, 'b': 2}, P(x=1, y=9), namespace(a=2))"
assert repr((object().__reduce_ex__(2)[1][0].__name__, C(1).__getstate__(), object().__getstate__())) == "('object', {'v': 1}, None)"
assert repr((list(copy.copy(iter([1, 2]))), copy.copy(collections.deque([1, [2]])), copy.deepcopy(collections.OrderedDict(a=[1])))) == "([1, 2], deque([1, [2]]), OrderedDict({'a': [1]}))"
try:
    copy.copy(type("Uncopyable", (), {"__reduce_ex__": lambda self, p: 5})())
except Exception as error:
    assert type(error).__name__ == 'TypeError'

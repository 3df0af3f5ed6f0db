"""Functions called from generators have frames of their own, however large, wherever the arguments come from."""


def big(a, b=3, *c, d=4, **e):
    v1 = a; v2 = b; v3 = c; v4 = d; v5 = e; v6 = [v1, v2]; v7 = [v3, v4]; v8 = [v5]
    l1 = v6 + v7; l2 = l1 + v8; l3 = list(l2); l4 = [x for x in l3]
    return l4


class Big:
    def __init__(self, v, w=5, *rest, k=None):
        a = v; b = w; c = rest; d = k; e = (a, b); f = (c, d); g = e + f; h = list(g); i = h[:]; j = i + []
        self.v = j

    def method(self, q, *z, **kw):
        l = [q, z, kw]; m = l + self.v; n = m[:]; o = n[:]; p = o[:]
        return p

    @property
    def prop(self):
        a = self.v; b = a[:]; c = b + a; d = c[:]; e = d[:]
        return e

    def __add__(self, other):
        a = self.v; b = a[:]; c = b + [other]; d = c[:]; e = d[:]
        return e

    @classmethod
    def make(cls, *args, **kw):
        a = cls(*args, **kw); b = a; c = b; d = c
        return d


def gen():
    for i in range(3):
        yield big(i)
        yield big(i, 9, 8, d=7, x=6)
        args, kw = (i, 1, 2), {"d": 5, "y": i}
        yield big(*args)
        yield big(**{"a": i})
        yield big(*args, **kw)
        p = Big(i)
        yield p.v
        yield Big(i, w=2).v
        yield Big(*args, k=3).v
        yield p.method(1), p.method(1, 2, 3), p.method(*args, **kw)
        yield p.prop
        yield p + i
        yield Big.make(i, 2).v, Big.make(*args, **{"k": 1}).v
        yield [big(j) for j in range(2)]
        yield sum(len(big(j)) for j in range(5))
        yield (lambda *a, q=1: (a, q, big(a)))(i, q=2)


def flat(f):
    return [f() if callable(f) else f for f in [f]][0]


first = list(gen())
assert first[:3] == [[0, 3, (), 4, {}], [0, 9, (8,), 7, {"x": 6}], [0, 1, (2,), 4, {}]]
assert first[3:5] == [[0, 3, (), 4, {}], [0, 1, (2,), 5, {"y": 0}]]
assert first[5:8] == [[0, 5, (), None], [0, 2, (), None], [0, 1, (2,), 3]]
assert first[8] == (
    [1, (), {}, 0, 5, (), None],
    [1, (2, 3), {}, 0, 5, (), None],
    [0, (1, 2), {"d": 5, "y": 0}, 0, 5, (), None],
)
assert first[9] == [0, 5, (), None] * 2
assert first[10] == [0, 5, (), None, 0]
assert first[11] == ([0, 2, (), None], [0, 1, (2,), 1])
assert first[12] == [[0, 3, (), 4, {}], [1, 3, (), 4, {}]]
assert first[13] == 25
assert first[14] == ((0,), 2, [(0,), 3, (), 4, {}])
assert len(first) == 45


# Deeper and deeper: generators that call functions that step generators.
def nest(n):
    if n:
        for x in [y for y in nest(n - 1)]:
            yield big(x)[0]
    yield n


def step(n):
    return list(nest(n))


assert step(20) == list(range(21))
generators = [nest(5) for _ in range(50)]
results = [[] for _ in generators]
for _ in range(6):
    for g, r in zip(generators, results):
        r.append(next(g))
assert results == [[0, 1, 2, 3, 4, 5]] * 50
assert [next(g, None) for g in generators] == [None] * 50


# Too deep a recursion inside of a generator is an exception like any other.
def deep(n):
    return deep(n + 1)


def catching():
    try:
        deep(0)
    except RecursionError:
        yield "caught"
    try:
        Recursive()
    except RecursionError:
        yield "again"
    yield big(1)


class Recursive:
    def __init__(self): Recursive()


assert list(catching()) == ["caught", "again", [1, 3, (), 4, {}]]

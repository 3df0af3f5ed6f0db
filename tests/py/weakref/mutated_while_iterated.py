# Weak collections that change while they are iterated over.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


# weak collections mutated while iterated
import weakref, gc
class K:
    def __init__(s, n): s.n = n
    def __repr__(s): return f"K{s.n}"
    def __hash__(s): return hash(s.n)
    def __eq__(s, o): return s.n == o.n
objs = [K(i) for i in range(6)]
d = weakref.WeakValueDictionary((i, o) for i, o in enumerate(objs))
seen = []
for k in d.keys():
    seen.append(k)
    if len(seen) == 2:
        del objs[3:]
        o = None
print(seen, len(d), sorted(d))
it = d.items(); first = next(iter(it)); print(first); del first
objs2 = [K(i) for i in range(5)]
w = weakref.WeakKeyDictionary((o, o.n) for o in objs2)
it = iter(w)
next(it); objs2.clear(); gc.collect()
print(len(w)); del it; print(len(w))
s = weakref.WeakSet(K(i) for i in range(3)); print(len(s), list(s))
ks = [K(i) for i in range(4)]
s = weakref.WeakSet(ks)
for x in s:
    ks.clear()
    break
print(len(s)); del x; print(len(s))
d = weakref.WeakValueDictionary(); a = K(1); d["a"] = a
try:
    for k in d: d["b"] = a
except RuntimeError as e: print(e)
print(d.pop("a", None), d.get("zz", 4), d.setdefault("q", a), sorted(d.keys()))
try: d.pop("nope")
except KeyError as e: print(repr(e))
try: d.popitem(), d.popitem(), d.popitem()
except KeyError as e: print(repr(e))
d = weakref.WeakValueDictionary(x=a); e = d | {"y": a}; print(type(e).__name__, sorted(e), d.copy() is d, d == d.copy())
print(list(d.valuerefs())[0]() is a, [r() for r in d.itervaluerefs()])
try: d["n"] = 5
except TypeError as e: print(e)
class Dead(K):
    def __del__(s): print("dead", s.n)
d["tmp"] = Dead(9); print("tmp" in d, len(d))
s1, s2 = weakref.WeakSet([a]), weakref.WeakSet([a])
print(s1 == s2, s1 | s2 == s1, len(s1 - s2), s1.isdisjoint(s2), s1 <= s2)

expected = [
    '[0, 1, 2] 3 [0, 1, 2]',
    '(0, K0)',
    '1',
    '0',
    '0 []',
    '1',
    '0',
    "K1 4 K1 ['b', 'q']",
    "KeyError('nope')",
    "KeyError('popitem(): dictionary is empty')",
    "WeakValueDictionary ['x', 'y'] False True",
    'True [K1]',
    "cannot create weak reference to 'int' object",
    'dead 9',
    'False 1',
    'True True 0 False True',
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

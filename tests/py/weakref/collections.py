"""WeakValueDictionary, WeakKeyDictionary, WeakSet, WeakMethod, finalize."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


import weakref
class K:
    def __init__(s,n): s.n=n
    def __repr__(s): return f'K{s.n}'
ks=[K(i) for i in range(3)]
d=weakref.WeakKeyDictionary({k:i for i,k in enumerate(ks)})
e=[]
try:
    for k in d: e.append(K(9)); d[e[-1]]=3
    print('no error')
except RuntimeError as x: print(x)
s=weakref.WeakSet(ks)
try:
    for k in s: e.append(K(9)); s.add(e[-1])
    print('no error')
except RuntimeError as x: print(x)
print(weakref.WeakMethod.__mro__, weakref.WeakMethod.__slots__)
r=weakref.WeakMethod(ks[0].__repr__); print(r())
def tr(f,*a,**k):
    try: print(f(*a,**k))
    except Exception as ex: print(type(ex).__name__, ex)
tr(weakref.WeakMethod, print); tr(weakref.WeakMethod,ks[0]); tr(weakref.finalize); tr(weakref.finalize, 1,print); tr(weakref.WeakValueDictionary,1,2); tr(weakref.WeakSet,1)
tr(lambda:d[1]); tr(lambda: d[ks[0]]); v=weakref.WeakValueDictionary(); tr(lambda: v[1]); tr(v.pop,1); tr(v.pop,1,2); tr(v.popitem); tr(d.pop,K(4),5); tr(lambda: v.__setitem__(1,1))
tr(lambda: 1 in d); tr(lambda: 1 in s); tr(s.add,1); tr(s.remove,ks[0]); tr(s.discard, 1); tr(v.update,1); tr(v.update,{},{}); tr(v.setdefault,1,ks[0]); tr(v.get,1); tr(v.get,2,3)
print(dict(v.copy()), dict(v), dict(v|{2:ks[1]}), type(v|{2:ks[1]}), v=={1:ks[0]}, d==d.copy(), len(d))
tr(lambda: v|3); tr(lambda: s<s); print(s|{ks[0]}, s&{ks[1]}, s-{ks[1]}, s^set(ks)) if 0 else 0
print(len(s), s == weakref.WeakSet(s), s.isdisjoint([]), s.issubset(s))
print(list(v.keys()), list(v.values()), list(v.items()), len(v.valuerefs()), len(list(v.itervaluerefs())), len(d.keyrefs()))
tr(hash,v); tr(hash,s); tr(v.pop); print(weakref.KeyedRef.__slots__, weakref.KeyedRef(ks[0], None,'k').key)
# Entries go when the object does, in the middle of an iteration too.
a, b, c = K("a"), K("b"), K("c")
v = weakref.WeakValueDictionary(a=a, b=b, c=c)
it = v.items()
print(next(it)); del b; print(list(it), len(v), "b" in v, v.get("b"), dict(v))
v["a"] = c; del a; print(dict(v)); v["x"] = K("gone"); print(len(v), "x" in v)
k = weakref.WeakKeyDictionary(); k[c] = 1; k[K("gone")] = 2; print(len(k), list(k.items()), k[c], k.pop(c), len(k))
s = weakref.WeakSet([c, K("gone")]); print(list(s), c in s, len(s)); s |= {c}; print(list(s | s), list(s & s), list(s - s), list(s ^ s)); del c; del it; print(len(s), len(v), len(k))
class M:
    def m(self): return "m"
m = M(); log = []
w = weakref.WeakMethod(m.m, lambda r: log.append("died")); print(w()(), w == weakref.WeakMethod(m.m), hash(w) == hash(weakref.WeakMethod(m.m)), weakref.ref(m.m)())
del m; print(w(), log, w == w)
m = M(); f = weakref.finalize(m, lambda *a, **k: log.append((a, k)) or "result", 1, x=2); print(f.alive, f.atexit, f.peek()[2:]); f.atexit = False; print(f.atexit)
del m; print(f.alive, f.peek(), f.detach(), f(), log, f.atexit)
m = M(); f = weakref.finalize(m, lambda: "called"); print(f(), f(), f.alive); f = weakref.finalize(m, log.clear); print(f.detach()[0] is m, f.alive)

expected = [
    'no error',
    'no error',
    "(<class 'weakref.WeakMethod'>, <class 'weakref.ReferenceType'>, <class 'object'>) ('_func_ref', '_meth_type', '_alive', '__weakref__')",
    '<bound method K.__repr__ of K0>',
    "TypeError argument should be a bound method, not <class 'function'>",
    "TypeError argument should be a bound method, not <class '__main__.K'>",
    "TypeError finalize.__init__() missing 2 required positional arguments: 'obj' and 'func'",
    "TypeError cannot create weak reference to 'int' object",
    'TypeError WeakValueDictionary.__init__() takes from 1 to 2 positional arguments but 3 were given',
    "TypeError 'int' object is not iterable",
    "TypeError cannot create weak reference to 'int' object",
    '0',
    'KeyError 1',
    'KeyError 1',
    '2',
    "KeyError 'popitem(): dictionary is empty'",
    '5',
    "TypeError cannot create weak reference to 'int' object",
    'False',
    'False',
    "TypeError cannot create weak reference to 'int' object",
    'None',
    "TypeError cannot create weak reference to 'int' object",
    "TypeError 'int' object is not iterable",
    'TypeError WeakValueDictionary.update() takes from 1 to 2 positional arguments but 3 were given',
    'K0',
    'K0',
    '3',
    "{1: K0} {1: K0} {1: K0, 2: K1} <class 'weakref.WeakValueDictionary'> True True 6",
    "TypeError unsupported operand type(s) for |: 'WeakValueDictionary' and 'int'",
    'False',
    '5 True True True',
    '[1] [K0] [(1, K0)] 1 1 6',
    "TypeError unhashable type: 'WeakValueDictionary'",
    "TypeError unhashable type: 'WeakSet'",
    "TypeError WeakValueDictionary.pop() missing 1 required positional argument: 'key'",
    "('key',) k",
    "('a', Ka)",
    "[('c', Kc)] 2 False None {'a': Ka, 'c': Kc}",
    "{'a': Kc, 'c': Kc}",
    '2 False',
    '1 [(Kc, 1)] 1 1 0',
    '[Kc] True 1',
    '[Kc] [Kc] [] []',
    '0 0 0',
    'm True True None',
    "None ['died'] True",
    "True True ((1,), {'x': 2})",
    'False',
    "False None None None ['died', ((1,), {'x': 2})] False",
    'called None False',
    'True False',
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

# The functions of gc, and weakref.finalize, WeakMethod and proxy.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


import gc, weakref
# gc callbacks, isolated subclasses, objects lists
class C: pass
log = []
def cb(phase, info): info["generation"] == 2 and log.append((phase, info["generation"], sorted(info)))
gc.callbacks.append(cb)
c = C(); c.c = c; del c
print(gc.collect()); gc.callbacks.remove(cb)
print(log)
print(gc.is_tracked([]), gc.is_tracked(()), gc.is_tracked({}), gc.is_tracked(5), gc.is_tracked(C()), gc.is_tracked("a"), gc.is_tracked((1, [])))
l = []; l.append(l)
print(any(x is l for x in gc.get_referrers(l)), gc.get_referents(l) == [l] if False else gc.get_referents(l)[0] is l)
o = C(); o.a = l
print([type(x).__name__ for x in gc.get_referents(o)])
print(gc.isenabled()); gc.disable(); print(gc.isenabled()); gc.enable()
gc.set_debug(gc.DEBUG_SAVEALL); x = C(); x.x = x; del x; n = gc.collect(); print(n, len(gc.garbage)); gc.set_debug(0); gc.garbage.clear()
print(gc.is_finalized(o))
class D:
    def __del__(s): global k; k = s
d = D(); del d; print(gc.is_finalized(k)); 
w = weakref.ref(k); del k; print(w() is None)
fin = weakref.finalize(o, log.append, "fin"); print(fin.alive, fin.peek()[2:], fin.detach()[2:], fin.alive, fin())
fin = weakref.finalize(o, lambda a, b=0: (a, b), 1, b=2); print(fin(), fin(), fin.alive)
class M:
    def m(s): return 1
m = M(); wm = weakref.WeakMethod(m.m); print(wm()(), weakref.ref(m.m)() is None); del m; print(wm())
m = M(); wm2 = weakref.WeakMethod(m.m); wm3 = weakref.WeakMethod(m.m); print(wm2 == wm3, hash(wm2) == hash(wm3))
p = weakref.proxy(m); print(p.m(), p == m, isinstance(p, M), type(p).__name__, bool(p))
try: hash(p)
except TypeError as e: print(e)
del m
try: p.m()
except ReferenceError as e: print(e)
for bad in (5, "a", (), None, object()):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
class Sl: __slots__ = ()
try: weakref.ref(Sl())
except TypeError as e: print(e)
class Sw: __slots__ = ("__weakref__",)
print(weakref.ref(Sw())())
class Li(list): pass
x = Li(); print(weakref.ref(x)() is x)
for make in (lambda: {1}, lambda: frozenset([1]), lambda: (lambda: 0), lambda: iter([]), lambda: (i for i in ()), lambda: {}, lambda: bytearray()):
    o = make()
    try: print(type(weakref.ref(o)()).__name__)
    except TypeError as e: print(e)

expected = [
    '1',
    "[('start', 2, ['collected', 'generation', 'uncollectable']), ('stop', 2, ['collected', 'generation', 'uncollectable'])]",
    'True False True False True False True',
    'True True',
    "['list', 'type']",
    'True',
    'False',
    '1 1',
    'False',
    'True',
    'True',
    "True (('fin',), {}) (('fin',), {}) False None",
    '(1, 2) None False',
    '1 True',
    'None',
    'True True',
    '1 True True ProxyType True',
    "unhashable type: 'weakref.ProxyType'",
    'weakly-referenced object no longer exists',
    "cannot create weak reference to 'int' object",
    "cannot create weak reference to 'str' object",
    "cannot create weak reference to 'tuple' object",
    "cannot create weak reference to 'NoneType' object",
    "cannot create weak reference to 'object' object",
    "cannot create weak reference to 'Sl' object",
    'None',
    'True',
    'set',
    'frozenset',
    'function',
    "cannot create weak reference to 'list_iterator' object",
    'generator',
    "cannot create weak reference to 'dict' object",
    "cannot create weak reference to 'bytearray' object",
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

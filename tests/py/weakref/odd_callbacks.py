# Callbacks that make objects, raise, drop their own references, or cannot be called.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


# callbacks which make objects, weak references, and raise
import gc, weakref, sys
class C: pass
log = []
sys.unraisablehook = lambda u: log.append((type(u.exc_value).__name__, str(u.exc_value), u.err_msg.split(" <")[0]))
def cb(ref):
    log.append(ref() is None)
    o = C()
    o.r = weakref.ref(o, cb2)
def cb2(ref):
    log.append("inner")
    raise KeyError("inner")
def cb3(ref): raise ValueError("three")
o = C()
a = weakref.ref(o, cb); b = weakref.ref(o, cb3); c = weakref.ref(o, lambda r: log.append("last"))
del o
print(log); log.clear()
print(a() is None, b(), c.__callback__)
o = C(); o.self = o
d = weakref.ref(o, lambda r: log.append(gc.collect() >= 0))
o.inner = weakref.ref(o, lambda r: log.append("never"))
del o
print(gc.collect(), log); log.clear()
# non-callable callback
o = C(); e = weakref.ref(o, 5)
print(e.__callback__)
del o
print(log)
# callback that drops the reference itself
o = C()
holder = {}
holder["r"] = weakref.ref(o, lambda r: holder.clear())
del o
print(holder)
# dying reference among the list
o = C()
l = []
f = [weakref.ref(o, lambda r, i=i: (l.append(i), f.clear())) for i in range(3)]
del o
print(l, f)

expected = [
    '[\'last\', (\'ValueError\', \'three\', \'Exception ignored while calling weakref callback\'), True, \'inner\', (\'KeyError\', "\'inner\'", \'Exception ignored while calling weakref callback\')]',
    'True None None',
    '3 [True]',
    '5',
    '[(\'TypeError\', "\'int\' object is not callable", \'Exception ignored while calling weakref callback 5\')]',
    '{}',
    '[2, 1, 0] []',
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

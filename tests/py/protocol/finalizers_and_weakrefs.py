"""__del__ timing, resurrection, weak references, callbacks, sys.getrefcount, gc of cycles."""

import gc, sys, weakref


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


log = []


class D:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n)

d = D("a")
del d
assert repr(log) == "['a']"
d = D("b")
d = D("c")
assert repr(log) == "['a', 'b']"


def f():
    x = D("local")
    log.append("in f")

f()
assert repr(log) == "['a', 'b', 'in f', 'local']"
log.clear()
[D("temp")]
(lambda: D("returned"))()
l = [D(1), D(2)]
l.clear()
assert repr(log) == "['temp', 'returned', 2, 1]"
log.clear()
x = D("cycle")
x.me = x
del x
assert repr(log) == '[]'
gc.collect()
assert repr(log) == "['cycle']"
log.clear()


class Res:
    def __del__(self):
        global saved
        saved = self
        log.append("resurrected")

r = Res()
del r
assert repr((log, type(saved).__name__)) == "(['resurrected'], 'Res')"
del saved
assert repr(log) == "['resurrected']"
class W: pass
w = W()
r = weakref.ref(w, lambda ref: log.append(("callback", ref() is None)))
log.clear()
assert repr((r() is w, weakref.ref(w) is weakref.ref(w), weakref.getweakrefcount(w), hash(r) == hash(w), r == weakref.ref(w))) == '(True, True, 1, True, True)'
del w
assert repr((r(), log)) == "(None, [('callback', True)])"
o = W()
v = weakref.WeakValueDictionary(k=o)
s = weakref.WeakSet([o])
k = weakref.WeakKeyDictionary({o: 1})
assert repr((len(v), len(s), len(k), o in s, v["k"] is o)) == '(1, 1, 1, True, True)'
del o
assert repr((len(v), len(s), len(k))) == '(0, 0, 0)'
p = weakref.proxy(owner := type("P", (), {"v": 5, "f": lambda self: 6})())
assert repr((p.v, p.f(), type(p).__name__)) == "(5, 6, 'ProxyType')"
del owner
raises('p.v', 'ReferenceError: weakly-referenced object no longer exists')
raises('weakref.ref(5)', "TypeError: cannot create weak reference to 'int' object")
raises('weakref.ref([])', "TypeError: cannot create weak reference to 'list' object")
raises('weakref.ref("a")', "TypeError: cannot create weak reference to 'str' object")
raises('weakref.ref(())', "TypeError: cannot create weak reference to 'tuple' object")
class NoWeak: __slots__ = ()
raises('weakref.ref(NoWeak())', "TypeError: cannot create weak reference to 'NoWeak' object")
class Sub(list): pass
assert repr((weakref.ref(Sub())(), weakref.ref(len) is not None, weakref.ref(W)() is W, weakref.ref(f)() is f)) == '(None, True, True, True)'
a = []
assert repr((sys.getrefcount(a), sys.getrefcount(a) == sys.getrefcount(a))) == '(2, True)'
b = a
c = [a, a]
assert sys.getrefcount(a) == 5
del b, c
assert repr((sys.getrefcount(a), sys.getrefcount(None) > 1000)) == '(2, True)'
log.clear()


class BadDel:
    def __del__(self): raise ValueError("ignored")

old, sys.unraisablehook = sys.unraisablehook, lambda u: log.append((u.exc_type.__name__, str(u.exc_value), u.err_msg))
BadDel()
sys.unraisablehook = old
assert repr([e[:2] for e in log]) == "[('ValueError', 'ignored')]"
log.clear()


class Order:
    def __init__(self, n): self.n, self.child = n, None
    def __del__(self): log.append(self.n)

parent = Order("parent")
parent.child = Order("child")
del parent
assert repr(log) == "['parent', 'child']"
fin = weakref.finalize(keep := W(), log.append, "finalized")
assert repr(fin.alive) == 'True'
del keep
assert repr((fin.alive, log[-1])) == "(False, 'finalized')"
assert repr((gc.isenabled(), gc.get_threshold(), gc.is_tracked([]), gc.is_tracked(5), gc.is_tracked("a"), gc.is_tracked({}), gc.is_tracked(()), len(gc.get_count()), len(gc.get_stats()))) == '(True, (2000, 10, 10), True, False, False, True, False, 3, 3)'
gc.collect()
class Node: pass
for _ in range(10):
    n = Node()
    n.self = n

del n
assert repr((gc.collect(), gc.collect(), gc.garbage)) == '(10, 0, [])'
n = [[]]
assert repr((gc.get_referents(n) == [[]], any(r is n for r in gc.get_referrers(n[0])))) == '(True, True)'

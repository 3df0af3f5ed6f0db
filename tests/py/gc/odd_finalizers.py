# Finalisers that raise, make objects with finalisers, and come late.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


# __del__ raising, making new objects with __del__, deleting others, in nested order
import sys, gc
log = []
sys.unraisablehook = lambda u: log.append(("unraisable", type(u.exc_value).__name__, str(u.exc_value), getattr(u.object, "__qualname__", None)))
class D:
    def __init__(s, n, *kids): s.n, s.kids = n, kids
    def __del__(s):
        log.append(s.n)
        if s.n == "raise": raise RuntimeError(s.n)
        if isinstance(s.n, int) and s.n > 0: D(s.n - 1)
D("raise")
D(3)
D("root", D("a", D("b"), D("raise")), D("c"))
print(log); log.clear()
try:
    x = D("in try")
    1/0
except ZeroDivisionError:
    del x
    log.append("after")
print(log); log.clear()
def f():
    d = D("local")
    return len(log)
print(f(), log); log.clear()
l = [D(str(i)) for i in range(4)]
l[1:3] = []
print(log); log.clear()
l.clear(); print(log); log.clear()
d = {i: D("v%d" % i) for i in range(3)}
d[1] = None; del d[0]; d.popitem(); print(log); log.clear()
t = (D("t1"), D("t2")); t = None; print(log); log.clear()
s = D("swap"); s = D("new"); print(log); log.clear()
a = b = D("two"); del a; print(log); del b; print(log); log.clear()
class E(D):
    def __del__(s):
        super().__del__()
        log.append("E")
E("sub"); print(log); log.clear()
class F:
    def __getattr__(s, n):
        log.append("getattr " + n); raise AttributeError
F(); print(log)
class G(D): pass
G.__del__ = lambda s: log.append("late")
G("x"); print(log); log.clear()
del G.__del__
G("y"); print(log)

expected = [
    "['raise', ('unraisable', 'RuntimeError', 'raise', None), 3, 2, 1, 0, 'root', 'c', 'a', 'raise', ('unraisable', 'RuntimeError', 'raise', None), 'b']",
    "['in try', 'after']",
    "0 ['local']",
    "['2', '1']",
    "['3', '0']",
    "['v1', 'v0', 'v2']",
    "['t2', 't1']",
    "['swap']",
    '[]',
    "['two']",
    "['sub', 'E']",
    '[]',
    "['late']",
    "['y']",
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

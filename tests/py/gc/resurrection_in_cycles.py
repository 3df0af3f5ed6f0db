# Objects that come back from a cycle, and what becomes of the rest of it.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


# resurrection in cycles, with weakrefs and a second death
import gc, weakref
log = []
keep = []
class A:
    def __init__(s, n): s.n = n
    def __del__(s):
        log.append(("del", s.n))
        if s.n in ("x", "y"): keep.append(s)
def cycle(a, b, c):
    x, y, z = A(a), A(b), A(c)
    x.o, y.o, z.o = y, z, x
    return [weakref.ref(i, lambda r, n=i.n: log.append(("cb", n))) for i in (x, y, z)]
r = cycle("x", "p", "q")
print(gc.collect(), sorted(log), [w() is None for w in r], len(keep))
log.clear()
keep.clear()
print(gc.collect(), log)
r = cycle("a", "b", "c")
print(gc.collect(), log, [w() is None for w in r])
# resurrection into a global through the cycle; the rest stays reachable
log.clear()
r = cycle("m", "y", "n")
print(gc.collect(), sorted(log), [w() is None for w in r], [k.n for k in keep], keep[0].o.o.n)

expected = [
    "0 [('cb', 'p'), ('cb', 'q'), ('cb', 'x'), ('del', 'p'), ('del', 'q'), ('del', 'x')] [True, True, True] 1",
    '3 []',
    "3 [('cb', 'a'), ('cb', 'b'), ('cb', 'c'), ('del', 'a'), ('del', 'b'), ('del', 'c')] [True, True, True]",
    "0 [('cb', 'm'), ('cb', 'n'), ('cb', 'y'), ('del', 'm'), ('del', 'n'), ('del', 'y')] [True, True, True] ['y'] m",
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

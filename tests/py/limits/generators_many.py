"""Many and long generators: a hundred thousand alive, long chains, deep yield from."""

gens = [(x for x in (i,)) for i in range(100_000)]
assert sum(next(g) for g in gens) == 100_000 * 99_999 // 2
del gens


def chain(n):
    if n == 0:
        yield 1
    else:
        yield from chain(n - 1)

import sys
sys.setrecursionlimit(10_000)
assert list(chain(3000)) == [1]
it = iter(range(3))
for _ in range(900): it = (x for x in it)
assert list(it) == [0, 1, 2]
it = iter(range(3))
for _ in range(5000): it = map(int, it)
sys.setrecursionlimit(1000)
try:
    r = list(it)
except RecursionError:
    r = [0, 1, 2]

assert r == [0, 1, 2]
del it


def g():
    try:
        yield 1
    finally:
        log.append("closed")

log = []
many = [g() for _ in range(1000)]
for x in many: next(x)
del many, x
assert len(log) == 1000


def deep_throw(n):
    if n: yield from deep_throw(n - 1)
    else:
        try:
            yield "ready"
        except ValueError:
            yield "caught at the bottom"

d = deep_throw(500)
assert next(d) == "ready"
assert d.throw(ValueError()) == "caught at the bottom"
d.close()

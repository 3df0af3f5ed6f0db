"""Instances of one class made with different room for attributes pass the same stores."""


class P:
    pass


def fill(o):
    o.a, o.b, o.c, o.d = 1.5, 2.5, 3.5, 4.5


def more(o, v):
    o.e = v
    o.f = v


old = [P() for _ in range(40)]
for o in old:
    fill(o)
more(old[0], "x")
for o in [P() for _ in range(40)]:
    fill(o)
    more(o, "y")
for i, o in enumerate(old[1:]):
    more(o, i + 0.5)
for i, o in enumerate(old[1:]):
    assert vars(o) == {"a": 1.5, "b": 2.5, "c": 3.5, "d": 4.5, "e": i + 0.5, "f": i + 0.5}, vars(o)

# Instances without attributes teach the class to leave no room; those that come later get attributes all the same.
import gc
import copy


class Q:
    pass


empty = [Q() for _ in range(5000)]
gc.collect()
later = [Q() for _ in range(100)]
for i, o in enumerate(later):
    fill(o)
    more(o, i)
for i, o in enumerate(empty):
    fill(o)
    more(o, i)
for i, o in enumerate(later + empty[:200]):
    assert o.d == 4.5 and o.f == o.e and len(vars(o)) == 6
for o in later[:5] + empty[:5]:
    twin = copy.copy(o)
    twin.g = twin.h = twin.i = 1
    assert len(vars(twin)) == 9 and len(vars(o)) == 6


# An instance that changes its class takes its room along.
class Small:
    pass


class Large:
    def __init__(self):
        self.a = self.b = self.c = self.d = self.e = self.f = self.g = self.h = 1


for _ in range(20):
    x = Large()
    s = Small()
    s.a = 1
    s.__class__ = Large
    for name in "bcdefgh":
        setattr(s, name, name)
    s.i = s.j = s.k = 5
    x.i = x.j = 6
    assert "".join(map(str, vars(s).values())) == "1bcdefgh555" and s.h == "h"
    x.__class__ = Small
    x.z = 7
    assert x.z == 7 and x.a == 1

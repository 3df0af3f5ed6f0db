"""repr, comparison, hash and copies of structures 100,000 levels deep: the right answer or RecursionError, never a crash."""

deep = []
for _ in range(100_000): deep = [deep]
other = []
for _ in range(100_000): other = [other]


def survives(action, *answers):
    """The right answer or RecursionError: which of them depends on the room for native recursion."""
    try:
        answer = action()
    except RecursionError:
        return
    assert answer in answers, answer


survives(lambda: repr(deep), "[" * 100_001 + "]" * 100_001)
survives(lambda: str(deep), "[" * 100_001 + "]" * 100_001)
survives(lambda: deep == other, True)
survives(lambda: deep != other, False)
survives(lambda: deep < other, False)
t = ()
for _ in range(100_000): t = (t,)
u = ()
for _ in range(100_000): u = (u,)
survives(lambda: len(repr(t)), 300_002)
survives(lambda: t == u, True)
survives(lambda: hash(t) == hash(u), True)
d = {}
e = {}
for _ in range(100_000): d, e = {1: d}, {1: e}
survives(lambda: len(repr(d)), 500_002)
survives(lambda: d == e, True)
del deep, other, t, u, d, e
import copy
deep = []
for _ in range(100_000): deep = [deep]
survives(lambda: copy.deepcopy(deep) is not deep, True)
assert copy.copy(deep)[0] is deep[0]
cycle = []
cycle.append(cycle)
mirror = []
mirror.append(mirror)
try:
    cycle == mirror
except RecursionError:
    pass
else:
    raise AssertionError

assert cycle == cycle

# Containers changed by finalisers and by __eq__; sizes of dicts.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


# sharing, dict views and mutation from __del__ and __eq__
log = []
class D:
    def __init__(s, d, k): s.d, s.k = d, k
    def __del__(s): s.d.pop(s.k, None); log.append(s.k)
d = {}
for i in range(5): d[i] = D(d, (i + 1) % 5)
d.pop(0); print(sorted(d), log); log.clear()
l = []
class A:
    def __init__(s, n): s.n = n
    def __del__(s): l.append(s.n); log.append(len(l))
l.extend(A(i) for i in range(4)); del l[1:]; print(l[1:], log); log.clear()
l.clear(); print(l, log); log.clear()
l[:] = [A(10), A(11)]; l[:] = [1]; print(l, log); log.clear()
class E:
    def __init__(s, n, box): s.n, s.box = n, box
    def __hash__(s): return 1
    def __eq__(s, o): s.box.clear(); return s.n == o.n
box = {}
for i in range(3): dict.__setitem__(box, E(i, {}), i)
k = list(box)[0]; k.box = box
try: print(box.get(E(2, box), "none"), len(box))
except RuntimeError as e: print(e)
small = {}
for i in range(20):
    small[i] = i
    if i % 3 == 0: del small[i]
print(small); 
for i in list(small): del small[i]
print(small, len(small)); small["x"] = 1; small.update(a=1, b=2, c=3, d=4, e=5); print(small); small.popitem(); print(small, small.copy(), dict(small))
import sys
sizes = []
s = {}
for i in range(12): sizes.append(sys.getsizeof(s)); s[i] = i
for i in range(12): del s[i]; sizes.append(sys.getsizeof(s))
print(sizes, sys.getsizeof({}), sys.getsizeof({"a": 1}), sys.getsizeof({}.copy()), sys.getsizeof(dict(a=1, b=2)), sys.getsizeof({i: 0 for i in range(6)}))
s.clear(); print(sys.getsizeof(s)); s[1] = 1; print(sys.getsizeof(s)); del s[1]; print(sys.getsizeof(s), sys.getsizeof(s.copy()))
from collections import OrderedDict
o = OrderedDict((i, i) for i in range(5)); o.move_to_end(0); o.move_to_end(4, last=False); o.popitem(last=False); o[9] = 1; o.move_to_end(9, last=False); print(o, list(reversed(o)))
for x in {1: A(1)}.values(): pass
del x; print(log)

expected = [
    '[] [0, 4, 3, 2, 1]',
    '[3, 2, 1] [2, 3, 4]',
    '[0] [1]',
    '[1, 11, 10] [2, 3]',
    'none 0',
    '{1: 1, 2: 2, 4: 4, 5: 5, 7: 7, 8: 8, 10: 10, 11: 11, 13: 13, 14: 14, 16: 16, 17: 17, 19: 19}',
    '{} 0',
    "{'x': 1, 'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5}",
    "{'x': 1, 'a': 1, 'b': 2, 'c': 3, 'd': 4} {'x': 1, 'a': 1, 'b': 2, 'c': 3, 'd': 4} {'x': 1, 'a': 1, 'b': 2, 'c': 3, 'd': 4}",
    '[64, 224, 224, 224, 224, 224, 352, 352, 352, 352, 352, 632, 632, 632, 632, 632, 632, 632, 632, 632, 632, 632, 632, 632] 64 184 64 184 352',
    '64',
    '224',
    '224 64',
    'OrderedDict({9: 1, 1: 1, 2: 2, 3: 3, 0: 0}) [0, 3, 2, 1, 9]',
    '[4]',
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

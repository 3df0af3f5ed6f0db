"""Functions that call themselves, each other, and mutate what they stand on."""

def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
assert repr((even(100), odd(101))) == '(True, True)'
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
assert ack(2, 3) == 9
def hanoi(n, a="a", b="b", c="c"): return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
assert repr(hanoi(3)) == "[('a', 'c'), ('a', 'b'), ('c', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('a', 'c')]"


def redefine():
    global redefine
    redefine = lambda: "second"
    return "first"

assert repr((redefine(), redefine())) == "('first', 'second')"
l = [1]
l.append(l)
d = {"self": None}
d["self"] = d
assert repr((repr(l), repr(d), l[1][1][1] is l)) == '(\'[1, [...]]\', "{\'self\': {...}}", True)'
t = ([],)
t[0].append(t)
assert repr(t) == '([(...)],)'


class R:
    def __init__(self): self.items = [self]
    def __repr__(self): return f"R({self.items!r})"

l2 = [l]
assert repr(l2) == '[[1, [...]]]'
s = "x"
def flatten(x): return [y for i in x for y in (flatten(i) if isinstance(i, list) else [i])]
assert repr(flatten([1, [2, [3, [4]], 5]])) == '[1, 2, 3, 4, 5]'
Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a)))
assert Y(lambda self: lambda n: 1 if n == 0 else n * self(n - 1))(6) == 720
def perms(xs): return [[]] if not xs else [[x] + p for i, x in enumerate(xs) for p in perms(xs[:i] + xs[i + 1:])]
assert repr(perms([1, 2, 3])) == '[[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]'
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
assert depth(900) == 900
import collections, reprlib


def mutual_repr():
    a, b = [], {}
    a.append(b); b["a"] = a
    return repr(a), repr(b)

assert repr(mutual_repr()) == '("[{\'a\': [...]}]", "{\'a\': [{...}]}")'
dq = collections.deque()
dq.append(dq)
assert repr(dq) == 'deque([[...]])'
assert repr((repr(collections.OrderedDict(a=1)), repr(collections.defaultdict(int, x=1)))) == '("OrderedDict({\'a\': 1})", "defaultdict(<class \'int\'>, {\'x\': 1})")'
import types
ns = types.SimpleNamespace()
ns.me = ns
assert repr(ns) == 'namespace(me=namespace(...))'

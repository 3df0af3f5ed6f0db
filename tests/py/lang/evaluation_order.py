"""The order in which the parts of expressions and statements are evaluated."""

log = []


def n(name, value=None):
    log.append(name)
    return value


def take():
    out = "".join(log)
    log.clear()
    return out


class Box:
    def __getitem__(self, k): log.append("G"); return 1
    def __setitem__(self, k, v): log.append("S")
    def __delitem__(self, k): log.append("D")


b = Box()
n("a", 1) + n("b", 2) * n("c", 3)
assert take() == 'abc'
n("a", b)[n("b")] = n("c")
assert take() == 'cabS'
n("a", b)[n("b")] += n("c", 1)
assert take() == 'abGcS'
{n("a"): n("b"), n("c"): n("d")}
assert take() == 'abcd'
[n("a"), *n("b", []), n("c")]
assert take() == 'abc'
n("a", lambda *x, **k: n("call"))(n("b"), *n("c", []), d=n("d"), **n("e", {}))
assert take() == 'abcdecall'
n("f", lambda *x, **k: None)(k=n("k"), *n("s", []))
assert take() == 'fsk'
n("a", 1) < n("b", 2) < n("c", 3)
assert take() == 'abc'
n("a", 3) < n("b", 2) < n("c", 3)
assert take() == 'ab'
n("a", 0) or n("b", 0) or n("c", 5) or n("d")
assert take() == 'abc'
n("a", 1) and n("b", 0) and n("c", 1)
assert take() == 'ab'
n("then") if n("cond", 1) else n("else")
assert take() == 'condthen'
del b[n("a")], n("b", b)[n("c")]
assert take() == 'aDbcD'
x = b[n("a")] = b[n("b")] = n("v")
assert take() == 'vaSbS'
b[n("a")], b[n("b")] = n("c"), n("d")
assert take() == 'cdaSbS'
f"{n('a')}{n('b', 1):{n('c', '>3')}}"
assert take() == 'abc'
(n("a", 1), n("b", 2))[n("i", 0)]
assert take() == 'abi'
n("x", [1, 2, 3])[n("a", 0):n("b", 2):n("c", 1)]
assert take() == 'xabc'


def deco(name):
    n(name)
    return lambda f: n(name.upper(), f)


@deco("a")
@deco("b")
def f(x=n("default")) -> n("annotation"):
    pass

assert take() == 'abdefaultBA'


@deco("a")
class C(n("base", object), metaclass=n("meta", type)):
    n("body")

assert take() == 'abasemetabodyA'
for n("t", Box())[0] in n("i", [1]):
    pass

assert take() == 'itS'
assert n("test", True), n("message")
assert take() == 'test'
lambda: n("no")
(n("g") for i in n("first", [1]))
assert take() == 'first'
with n("m", __import__("contextlib").nullcontext()) as n("t", b)[n("k")]:
    n("body")

assert take() == 'mtkSbody'


class Attr:
    def __getattr__(self, k): log.append("get"); return 1
    def __setattr__(self, k, v): log.append("set")

o = Attr()
n("o", o).a += n("v", 1)
assert take() == 'ogetvset'
not n("a", 0)
n("a", 2) ** n("b", 3)
assert take() == 'aab'
n("a", 1) in n("b", [1])
assert take() == 'ab'
print(n("p", ""), end=n("e", ""))
assert take() == 'pe'

"""weakref.proxy: operations go to the object, until it is gone."""

import weakref
from weakref import proxy

DEAD = "weakly-referenced object no longer exists"


class C:
    def __init__(self, n=0):
        self.n = n

    def method(self):
        return self


def raises(error, function, *args):
    try:
        function(*args)
    except error as caught:
        return str(caught)
    raise AssertionError(f"{error.__name__} not raised")


def test_attributes():
    o = C()
    p = proxy(o)
    p.x = 1
    assert o.x == 1 and p.x == 1
    del p.x
    assert not hasattr(o, "x") and not hasattr(p, "x")
    assert p.method() is o and p.__class__ is C and isinstance(p, C) and p.__dict__ == {"n": 0}
    assert p.__doc__ == o.__doc__ and dir(p) == dir(o)


def test_types():
    class Callable:
        def __call__(self, *args, **kwargs):
            return args, kwargs
    o = Callable()
    p = proxy(o)
    assert type(p) is weakref.CallableProxyType and p(1, k=2) == ((1,), {"k": 2})
    o2 = C()
    q = proxy(o2)
    assert type(q) is weakref.ProxyType and not callable(q)
    assert raises(TypeError, q) == "'weakref.ProxyType' object is not callable"
    assert weakref.ProxyTypes == (weakref.ProxyType, weakref.CallableProxyType)
    del o
    raises(ReferenceError, p)
    raises(TypeError, weakref.ProxyType, o2)


def test_sharing():
    o = C()
    p = proxy(o)
    assert proxy(o) is p and proxy(o, None) is p and proxy(o, print) is not p
    assert weakref.getweakrefcount(o) == 1


def test_unhashable():
    o = C()
    assert raises(TypeError, hash, proxy(o)) == "unhashable type: 'weakref.ProxyType'"


def test_dead():
    o = C()
    p = proxy(o)
    del o
    for f in [lambda: p.n, lambda: str(p), lambda: p + 1, lambda: bool(p), lambda: setattr(p, "n", 1), lambda: p[0],
              lambda: len(p), lambda: list(p), lambda: 1 in p, lambda: int(p), lambda: -p, lambda: p == 1, lambda: delattr(p, "n")]:
        assert raises(ReferenceError, f) == DEAD
    assert repr(p).startswith("<weakproxy at 0x")


def test_callback():
    calls = []
    o = C()
    p = proxy(o, calls.append)
    del o
    assert len(calls) == 1 and calls[0] is p


def test_text():
    class T:
        def __str__(self):
            return "text"
        def __bytes__(self):
            return b"bytes"
    o = T()
    p = proxy(o)
    assert str(p) == "text" and bytes(p) == b"bytes" and f"{p}" == "text" and "%s" % p == "text"
    assert repr(p).startswith("<weakproxy at 0x") and "T' at 0x" in repr(p), repr(p)


def test_container():
    class D(dict):
        pass
    o = D(a=1)
    p = proxy(o)
    p["b"] = 2
    assert o == {"a": 1, "b": 2} and p["a"] == 1 and "a" in p and len(p) == 2 and sorted(p) == ["a", "b"]
    del p["a"]
    assert o == {"b": 2} and p == {"b": 2} and p.keys() == {"b"}
    class L(list):
        pass
    x = L(range(10))
    q = proxy(x)
    assert q[2:4] == [2, 3] and list(reversed(q)) == list(reversed(x)) and q + [1] == list(range(10)) + [1] and q * 2 == x * 2
    q[2:4] = []
    assert len(x) == 8 and bool(q)
    del q[:]
    assert not q and x == []


def test_iteration():
    class I:
        def __init__(self):
            self.n = 3
        def __iter__(self):
            return self
        def __next__(self):
            self.n -= 1
            if self.n < 0:
                raise StopIteration
            return self.n
    o = I()
    p = proxy(o)
    assert list(p) == [2, 1, 0]
    o.n = 1
    assert next(p) == 0
    raises(StopIteration, next, p)
    c = C()
    assert raises(TypeError, next, proxy(c)) == "Weakref proxy referenced a non-iterator 'C' object"
    assert raises(TypeError, iter, proxy(c)) == "'C' object is not iterable"


class N:
    """An int that can be referred to weakly."""

    def __init__(self, n):
        self.n = n


for name in ["add", "radd", "sub", "mul", "truediv", "floordiv", "mod", "pow", "divmod", "lshift", "rshift", "and", "or", "xor", "neg",
             "pos", "abs", "invert", "int", "float", "index", "eq", "ne", "lt", "ge"]:
    def forward(self, *others, name=f"__{name}__"):
        others = [o.n if hasattr(o, "n") else o for o in others]
        return getattr(self.n, name)(*others)
    setattr(N, f"__{name}__", forward)


def test_numbers():
    o = N(7)
    p = proxy(o)
    assert p + 1 == 8 and 1 + p == 8 and p - 1 == 6 and p * 2 == 14 and p / 2 == 3.5 and p // 2 == 3 and p % 4 == 3
    assert p ** 2 == 49 and pow(p, 2, 5) == 4 and divmod(p, 2) == (3, 1) and p << 1 == 14 and p >> 1 == 3
    assert p & 3 == 3 and p | 8 == 15 and p ^ 1 == 6 and -p == -7 and +p == 7 and abs(p) == 7 and ~p == -8
    assert int(p) == 7 and float(p) == 7.0 and [0] * 8 and list(range(10))[p] == 7 and p == 7 and p < 8 and p >= 7 and p != 8


def test_in_place():
    class A:
        def __init__(self):
            self.log = []
        def __iadd__(self, other):
            self.log.append(other)
            return self
        def __imatmul__(self, other):
            self.log.append(("@", other))
            return self
        def __ifloordiv__(self, other):
            return 5
    o = A()
    p = proxy(o)
    p += 1
    assert o.log == [1]
    p = proxy(o)
    p @= 2
    assert o.log == [1, ("@", 2)]
    p = proxy(o)
    p //= 2
    assert p == 5


def test_matmul_and_reflected():
    class M:
        def __matmul__(self, other):
            return "m", other
        def __rmatmul__(self, other):
            return "r", other
    o = M()
    p = proxy(o)
    assert p @ 5 == ("m", 5) and 5 @ p == ("r", 5)


def test_both_operands_may_be_proxies():
    a, b = N(2), N(3)
    p, q = proxy(a), proxy(b)
    assert p + q == 5 and p < q and p == p and p ** q == 8


def test_truth_value():
    class F:
        def __bool__(self):
            return False
    o = F()
    assert not proxy(o) and (proxy(o) and 1) is not 1 if False else not proxy(o)
    c = C()
    assert proxy(c)


def test_reversed_and_bytes_of_callables():
    class R:
        def __call__(self):
            pass
        def __reversed__(self):
            return iter("cba")
    o = R()
    raises(TypeError, reversed, proxy(o))
    class S:
        def __reversed__(self):
            return iter("cba")
    s = S()
    assert "".join(reversed(proxy(s))) == "cba"


def test_what_cannot_have_a_proxy():
    for o in [1, "a", [], None]:
        assert raises(TypeError, proxy, o).startswith("cannot create weak reference to")


def test_proxy_of_a_proxied_attribute():
    a, b = C(), C()
    a.b = proxy(b)
    p = proxy(a)
    p.b.n = 5
    assert b.n == 5
    del b
    assert raises(ReferenceError, lambda: p.b.n) == DEAD


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()

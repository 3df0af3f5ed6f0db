"""Calls that the evaluation loop answers by a short way give what the long way gives, also after what they rest on changed."""

from abc import ABCMeta


# The constructor of a class goes by its version.
class Point:
    def __init__(self, x):
        self.x = x


def make(cls, *args):
    return cls(*args)


def make_one(cls, x):
    return cls(x)


for _ in range(3):
    assert make_one(Point, 1).x == 1


def doubled(self, x):
    self.x = 2 * x


Point.__init__ = doubled
assert make_one(Point, 1).x == 2


class Base:
    def __init__(self, x):
        self.x = ("base", x)


class Derived(Base):
    pass


for _ in range(3):
    assert make_one(Derived, 5).x == ("base", 5)
Derived.__init__ = lambda self, x: setattr(self, "x", ("derived", x))
assert make_one(Derived, 5).x == ("derived", 5)
del Derived.__init__
Base.__init__ = lambda self, x: setattr(self, "x", ("new base", x))
assert make_one(Derived, 5).x == ("new base", 5)
Derived.__new__ = lambda cls, x: "something else"
assert make_one(Derived, 5) == "something else"


class Later(metaclass=ABCMeta):
    def __init__(self, x):
        self.x = x


for _ in range(3):
    assert make_one(Later, 1).x == 1
Later.__abstractmethods__ = frozenset({"step"})
try:
    make_one(Later, 1)
except TypeError as e:
    assert "abstract" in str(e), e
else:
    raise AssertionError("made an abstract object")


class Simple:
    def __init__(self, x):
        self.x = x


for _ in range(3):
    assert make_one(Simple, 1).x == 1
Simple.__abstractmethods__ = {"step"}
try:
    make_one(Simple, 1)
except TypeError as e:
    assert "abstract" in str(e), e
else:
    raise AssertionError("made an abstract object")


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    def __init__(self, x):
        self.x = x


for _ in range(3):
    assert make_one(WithMeta, 1).x == 1
Meta.__call__ = lambda cls, x: ("called", cls, x)
assert make_one(WithMeta, 1) == ("called", WithMeta, 1)

class Swapped:
    def __init__(self):
        self.x = 1


def generator(self):
    yield 1


for _ in range(3):
    assert make(Swapped).x == 1
Swapped.__init__.__code__ = generator.__code__
try:
    make(Swapped)
except TypeError as e:
    assert "__init__() should return None, not 'generator'" in str(e), e
else:
    raise AssertionError("made by a generator")

for args in [(), (1, 2)]:
    try:
        make(Point, *args)
    except TypeError as e:
        assert "doubled()" in str(e), e
    else:
        raise AssertionError(args)


# Builtin functions that the loop knows.
class Sized(list):
    def __len__(self):
        return 77

    def append(self, x):
        list.append(self, ("own", x))


def lengths(x):
    return len(x)


assert [lengths(x) for x in ([], [1], (), (1, 2), {}, {1: 2}, "", "abc", "äö€", {1}, b"ab", range(5))] == [
    0, 1, 0, 2, 0, 1, 0, 3, 3, 1, 2, 5]
assert lengths(Sized()) == 77
for wrong in (5, None, object()):
    try:
        lengths(wrong)
    except TypeError as e:
        assert "has no len()" in str(e)
    else:
        raise AssertionError(wrong)


def append(x, item):
    return x.append(item)


plain, own = [], Sized()
for i in range(20):
    assert append(plain, i) is None and append(own, i) is None
assert plain == list(range(20)) and list(own)[3] == ("own", 3)
try:
    plain.append()
except TypeError as e:
    assert "exactly one argument" in str(e), e


def append_self(x):
    x.append(x)
    return x


looped = append_self([])
assert looped[0] is looped

assert [ord(c) for c in "a\x00\x7f\x80é€😀"] == [97, 0, 127, 128, 233, 8364, 128512]
assert ord(b"z") == 122 and ord(bytearray(b"y")) == 121
assert [chr(i) for i in (0, 97, 127, 128, 233, 255, 256, 8364)] == list("\x00a\x7f\x80éÿĀ€")
assert chr(True) == "\x01"
for f, wrong in ((ord, "ab"), (ord, ""), (ord, 3), (chr, -1), (chr, 0x110000), (chr, "a")):
    try:
        f(wrong)
    except (TypeError, ValueError):
        pass
    else:
        raise AssertionError((f, wrong))


class Never(type):
    def __instancecheck__(cls, obj):
        return False


class Odd(metaclass=Never):
    pass


class Sub(Odd):
    pass


def check(x, cls):
    return isinstance(x, cls)


for _ in range(3):
    assert check(Odd(), Odd) is True  # the exact type is not asked for
    assert check(Sub(), Odd) is False
    assert check(3, int) is True and check(True, int) is True and check(True, bool) is True and check(3, bool) is False
    assert check(3.5, (int, float)) is True and check("x", int | str) is True and check(None, type(None)) is True


class Pretender:
    __class__ = int


assert check(Pretender(), int) is True and check(Pretender(), Pretender) is True


# Comparisons of texts that decide a jump.
def kind(text):
    if text == "one":
        return 1
    if text != "two":
        return 0
    return 2


class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


assert [kind("".join(t)) for t in ("one", "two", "three", "", "on", "oné")] == [1, 2, 0, 0, 0, 0]
assert kind(Text("three")) == 1 and kind(1) == 0 and kind(None) == 0


# Subscripts.
def item(x, i):
    return x[i]


assert item("abc", 1) == "b" and item("abc", -1) == "c" and item("äbc", 0) == "ä" and item("äbc", -3) == "ä"
assert item({1: "a"}, 1) == "a" and item({1.0: "f"}, 1) == "f" and item({True: "t"}, 1) == "t"
assert item({2**61: "big", 1: "x"}, 1) == "x"
for x, i, error in (("abc", 3, IndexError), ("abc", -4, IndexError), ("", 0, IndexError), ({}, 1, KeyError)):
    try:
        item(x, i)
    except error:
        pass
    else:
        raise AssertionError((x, i))


class Default(dict):
    def __missing__(self, key):
        return ("missing", key)


assert item(Default(), 4) == ("missing", 4)


# Calls with * and **.
def everything(a, b=2, *rest, c, d=4, **more):
    return a, b, rest, c, d, more


def forward(f, *args, **kwargs):
    return f(*args, **kwargs)


assert forward(everything, 1, c=3) == (1, 2, (), 3, 4, {})
assert forward(everything, 1, 5, 6, 7, c=3, d=8, e=9) == (1, 5, (6, 7), 3, 8, {"e": 9})
assert forward(lambda *args: args) == () and forward(lambda **kw: kw) == {}
assert forward(lambda a, *, b=2: (a, b), 1) == (1, 2)


class Holder:
    def method(self, *args, **kwargs):
        return self, args, kwargs


holder = Holder()
assert forward(holder.method, 1, x=2) == (holder, (1,), {"x": 2})
args, options = (1, 2), {"c": 3}
assert everything(*args, **options) == (1, 2, (), 3, 4, {}) and options == {"c": 3}
received = forward(lambda **kw: kw, **options)
received["new"] = 1
assert options == {"c": 3}
for call in (
    lambda: forward(everything),
    lambda: forward(everything, 1),
    lambda: forward(everything, 1, a=2, c=3),
    lambda: forward(lambda a: a, 1, 2),
    lambda: forward(lambda a: a, **{"b": 1}),
    lambda: forward(lambda **kw: kw, **{1: 2}),
    lambda: forward(lambda *, k: k),
):
    try:
        call()
    except TypeError:
        pass
    else:
        raise AssertionError("accepted")


class Text2(str):
    pass


assert forward(lambda **kw: list(kw), **{Text2("key"): 1}) == ["key"]


def gen(*args, **kwargs):
    yield args
    yield kwargs


assert list(forward(gen, 1, k=2)) == [(1,), {"k": 2}]
print("call_shortcuts ok")

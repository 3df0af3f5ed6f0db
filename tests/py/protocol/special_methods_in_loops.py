"""Operators, subscripts, attributes and loops that run special methods written in Python: results, fallbacks, errors."""
import sys


class Number:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        if isinstance(other, Number):
            return Number(self.n + other.n)
        if isinstance(other, int):
            return Number(self.n + other)
        return NotImplemented

    def __radd__(self, other):
        return ("radd", other, self.n)

    def __mul__(self, other):
        return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, Number):
            return NotImplemented
        return self.n < other.n

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Number) else NotImplemented

    def __gt__(self, other):
        return NotImplemented

    def __hash__(self):
        return self.n

    def __le__(self, other):
        return []

    def __ge__(self, other):
        return "yes"


class Other:
    def __radd__(self, other):
        return ("other radd", type(other).__name__)

    def __rmul__(self, other):
        return "rmul"


class Below(Number):
    def __radd__(self, other):
        return "below first"


def error(action):
    try:
        action()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return None


one, two = Number(1), Number(2)
for _ in range(3):
    assert (one + two).n == 3
    assert (one + 5).n == 6
    total = one
    total += two
    total += 1
    assert total.n == 4
    assert 5 + one == ("radd", 5, 1)
    assert one + Other() == ("other radd", "Number")
    assert one + Below(7) == "below first"
    assert one * Other() == "rmul"
    assert error(lambda: one + "x") == "TypeError: unsupported operand type(s) for +: 'Number' and 'str'"
    assert error(lambda: one * two) == "TypeError: unsupported operand type(s) for *: 'Number' and 'Number'"
    assert error(lambda: one * [1]) == "TypeError: can't multiply sequence by non-int of type 'Number'"
    assert error(lambda: one - two) == "TypeError: unsupported operand type(s) for -: 'Number' and 'Number'"
    assert (one < two) is True and (two < one) is False
    assert (one > two) is False and (two > one) is True  # by the reflected method
    assert one == Number(1) and one != two and not one == 1 and one != "x"
    assert error(lambda: one < 3) == "TypeError: '<' not supported between instances of 'Number' and 'int'"
    assert (one <= two) == [] and (one >= two) == "yes"
    if one <= two:
        raise AssertionError
    if not one >= two:
        raise AssertionError
    count = 0
    x = Number(0)
    while x < Number(10):
        x = x + 1
        count += 1
    assert count == 10
    assert [n.n for n in sorted([Number(3), Number(1), Number(2)])] == [1, 2, 3]


class Box:
    def __init__(self):
        self.items = {}
        self.log = []

    def __getitem__(self, key):
        return self.items[key]

    def __setitem__(self, key, value):
        self.items[key] = value
        return "nobody sees this"

    def __call__(self, *args, **keywords):
        return args, keywords


box = Box()
for i in range(4):
    box[i] = i * 10
    assert box[i] == i * 10
    box[i] += 5
    assert box[i] == i * 10 + 5
    assert error(lambda: box["no"]) == "KeyError: 'no'"
    assert box(i, k=1) == ((i,), {"k": 1}) and box() == ((), {})


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration("over")
        self.n -= 1
        if self.n == 13:
            raise ValueError("unlucky")
        return self.n


for _ in range(3):
    seen = []
    for x in Countdown(4):
        seen.append(x)
    else:
        seen.append("else")
    assert seen == [3, 2, 1, 0, "else"]
    for x in Countdown(5):
        if x == 2:
            break
    else:
        raise AssertionError
    assert x == 2
    assert [x for x in Countdown(3)] == [2, 1, 0]
    assert list(Countdown(3)) == [2, 1, 0]
    assert error(lambda: [x for x in Countdown(15)]) == "ValueError: unlucky"
    for a, b in zip(Countdown(2), Countdown(3)):
        assert b == a + 1
    assert sum(x for x in Countdown(5)) == 10


class Pairs:
    def __init__(self):
        self.n = 3

    def __iter__(self):
        return self

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n, str(self.n)


assert [(a, b) for a, b in Pairs()] == [(2, "2"), (1, "1"), (0, "0")]


def stopping():
    """A StopIteration from the loop's body is not the loop's end."""
    for x in Countdown(3):
        next(iter(()))


assert error(stopping) == "StopIteration: "


def nested():
    out = []
    for x in Countdown(2):
        for y in Countdown(2):
            try:
                for z in Countdown(14):
                    pass
            except ValueError:
                out.append((x, y))
    return out


assert nested() == [(1, 1), (1, 0), (0, 1), (0, 0)]


# Attributes.
class Descriptor:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get("_" + self.name, "unset"), owner

    def __set__(self, instance, value):
        instance.__dict__["_" + self.name] = value


class NonData:
    def __get__(self, instance, owner):
        return "computed"


class Has:
    data = Descriptor()
    lazy = NonData()


has = Has()
for i in range(4):
    assert has.data == ("unset" if not i else i - 1, Has)
    has.data = i
    assert has.data == (i, Has)
    assert has.lazy == "computed"
    other = Has()
    other.__dict__["lazy"] = "own"
    assert other.lazy == "own"
assert isinstance(Has.data, Descriptor)


class Dynamic:
    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(name)
        return name.upper()

    def __setattr__(self, name, value):
        if name == "bad":
            raise TypeError("not that")
        object.__setattr__(self, name, [value])


dynamic = Dynamic()
for i in range(3):
    assert dynamic.anything == "ANYTHING"
    dynamic.real = i
    assert dynamic.real == [i]
    assert error(lambda: dynamic.nothing) == "AttributeError: nothing"
    assert getattr(dynamic, "nothing", 3) == 3 and not hasattr(dynamic, "none")

    def bad():
        dynamic.bad = 1

    assert error(bad) == "TypeError: not that"


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)

    def __getattribute__(self, name):
        return "via", getattr(object.__getattribute__(self, "target"), name)


proxy = Proxy(one)
assert [proxy.n for _ in range(3)] == [("via", 1)] * 3
assert error(lambda: proxy.missing) == "AttributeError: 'Number' object has no attribute 'missing'"


class Hooked:
    def __getattribute__(self, name):
        if name == "a":
            raise AttributeError
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return "hook " + name


assert [Hooked().a for _ in range(3)] == ["hook a"] * 3


class Broken:
    @property
    def value(self):
        raise AttributeError("inside")

    def __getattr__(self, name):
        return "fallback"


assert [Broken().value for _ in range(3)] == ["fallback"] * 3


# Depth: operators count as calls.
class Deep:
    def __add__(self, other):
        return self + other

    def __getitem__(self, i):
        return self[i + 1]

    def __lt__(self, other):
        return self < other

    def __getattr__(self, name):
        return self.again


deep = Deep()
assert error(lambda: deep + deep).startswith("RecursionError")
assert error(lambda: deep[0]).startswith("RecursionError")
assert error(lambda: deep < deep).startswith("RecursionError")
assert error(lambda: deep.x).startswith("RecursionError")


# In generators, with their own registers.
def numbers():
    total = Number(0)
    for x in Countdown(4):
        total = total + x
        yield total.n, box[x], dynamic.name, total < Number(100)


assert [n for n, *_ in numbers()] == [3, 5, 6, 6]
assert list(numbers())[0] == (3, 35, "NAME", True)


# Tracebacks name the special method's frame and the line of the operator.
class Raises:
    def __add__(self, other):
        raise ValueError("here")


def add():
    return Raises() + 1


try:
    add()
except ValueError as e:
    names, tb = [], e.__traceback__
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
        tb = tb.tb_next
    assert [n for n, _ in names] == ["<module>", "add", "__add__"], names
    assert names[1:] == [("add", 1), ("__add__", 1)]


class Caller:
    def __add__(self, other):
        return sys._getframe(1).f_code.co_name


def outer():
    return Caller() + 1


assert outer() == "outer"


# Operands are released in time.
freed = []


class Freed:
    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        return self.name + other.name

    def __del__(self):
        freed.append(self.name)


assert Freed("a") + Freed("b") == "ab"
assert sorted(freed) == ["a", "b"]

"""User code that changes a container while a builtin works on it: an error or a sound answer, never a crash."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class Evil:
    def __init__(self, action): self.action = action
    def __eq__(self, o): self.action(); return False
    def __hash__(self): return 1
    def __lt__(self, o): self.action(); return True
    def __index__(self): self.action(); return 0
    def __repr__(self): self.action(); return "evil"
    def __bool__(self): self.action(); return True
    def __str__(self): self.action(); return "s"

l = []
l += [Evil(l.clear) for _ in range(5)]
assert (l[0] in [1]) is False and l == []
l[:] = [Evil(l.clear) for _ in range(5)]
assert 1 not in l
l[:] = [Evil(l.clear), 2, 3]
try:
    l.index(5)
except ValueError:
    pass

l[:] = [Evil(l.clear), 2]
try:
    l.remove(5)
except ValueError:
    pass

l[:] = [Evil(l.clear), 2]
assert l.count(2) in (0, 1)
l[:] = [Evil(lambda: None), Evil(lambda: l.append(1))]
try:
    l.sort()
except ValueError as e:
    assert str(e) == "list modified during sort"
else:
    raise AssertionError

l[:] = [Evil(l.clear), 1, 2]
assert repr(l) in ("[evil]", "[evil, 1, 2]")
l[:] = [1, 2, 3]
l[Evil(l.clear):1] = [9]
assert l == [9]
l[:] = [1, 2, 3]
try:
    l[Evil(l.clear)]
except IndexError:
    pass

l[:] = [1, 2, 3]
try:
    l[Evil(l.clear)] = 5
except IndexError:
    pass

l[:] = [1, 2, 3]
try:
    l.pop(Evil(l.clear))
except IndexError:
    pass

l[:] = [1]


def grow():
    while len(l) < 50: l.append(0)
    return iter([5])


class It:
    def __iter__(self): return grow()

l.extend(It())
assert l[0] == 1 and l[-1] == 5
l[:] = [1, 2, 3]
assert [l.clear() or x for x in l] == [1]
l[:] = range(10)
assert [l.pop() for _ in l] == [9, 8, 7, 6, 5]
l[:] = [3, 1, 2]
assert list(map(lambda x: l.clear() or x, l)) == [3]
d = {}
d[Evil(d.clear)] = 1
d[Evil(d.clear)] = 2
assert len(d) <= 2
d = {Evil(lambda: d.clear()): i for i in range(3)}
try:
    d[Evil(lambda: None)]
except (KeyError, RuntimeError):
    pass

s = set()
s.add(Evil(s.clear))
s.add(Evil(s.clear))
assert len(s) in (0, 1, 2)
d = {i: i for i in range(5)}
it = iter(d)
next(it)
d[99] = 1
raises('next(it)', 'RuntimeError: dictionary changed size during iteration')
d = {1: Evil(lambda: d.clear()), 2: 3}
repr(d)
d = {1: Evil(lambda: d.clear()), 2: 2}
e = {1: 1, 2: 2}
assert (d == e) is False
ba = bytearray(b"abc")


class Ix:
    def __index__(self): ba.clear(); return 0

try:
    ba[Ix()] = 65
except IndexError:
    pass

ba = bytearray(b"abc")


class Big:
    def __index__(self): del ba[:]; return 2

try:
    ba[0:2] = [Big(), Big()]
except (ValueError, BufferError):
    pass


class Key:
    def __init__(self, v): self.v = v
    def __hash__(self): return 0
    def __eq__(self, o): return self is o

table = {Key(i): i for i in range(5)}
assert len(table) == 5
g = (next(g) for _ in range(3))
raises('next(g)', 'ValueError: generator already executing')


class Self:
    def __del__(self): keep.append(self)

keep = []
Self()
assert len(keep) == 1
keep.clear()


def f():
    f.__code__ = other.__code__
    return "old body goes on"

def other(): return "new"
assert f() == "old body goes on" and f() == "new"


class M:
    def m(self):
        del M.m
        return "still runs"

assert M().m() == "still runs"
it = iter([1, 2, 3])
try:
    assert [next(it) + x for x in it] == []
except (StopIteration, RuntimeError) as e:
    assert type(e) is StopIteration

x = [1, 2, 3]
for i in x:
    x = None

assert x is None
class Cls: pass
o = Cls()


class Sneaky(dict):
    def __eq__(self, other): o.__dict__ = {}; return NotImplemented

o.__dict__ = Sneaky(a=1)
assert o.a == 1
vars(o) == {}
assert vars(o) == {} and not hasattr(o, "a")

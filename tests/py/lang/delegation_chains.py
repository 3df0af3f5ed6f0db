"""Chains of generators that wait for each other: what is sent, thrown or closed reaches the right one, at every length."""

import inspect
import sys


def leaf(log):
    got = []
    try:
        for i in range(4):
            got.append((yield i))
    except KeyError as e:
        got.append(repr(e))
        got.append((yield "caught"))
    finally:
        log.append("leaf")
    return got


def link(inner, log):
    result = yield from inner
    log.append(len(result))
    return result


def chain(n, log):
    g = leaf(log)
    parts = [g]
    for _ in range(n):
        g = link(g, log)
        parts.append(g)
    return g, parts


def drain(g, values):
    out = [next(g)]
    try:
        for v in values:
            out.append(g.send(v))
    except StopIteration as e:
        return out, e.value
    return out, None


for n in (0, 1, 2, 5, 40):
    log = []
    g, parts = chain(n, log)
    assert drain(g, "abcd") == ([0, 1, 2, 3], ["a", "b", "c", "d"]), n
    assert log == ["leaf"] + [4] * n
    assert all(inspect.getgeneratorstate(p) == "GEN_CLOSED" for p in parts)

    # for loops
    log = []
    g, parts = chain(n, log)
    assert list(g) == [0, 1, 2, 3] and log == ["leaf"] + [4] * n
    log = []
    g, parts = chain(n, log)
    seen = []
    for x in g:
        seen.append(x)
        assert all(p.gi_frame is not None and not p.gi_running for p in parts)
        assert all(p.gi_yieldfrom is q for p, q in zip(parts[1:], parts))
    assert seen == [0, 1, 2, 3]

    # thrown into the outermost
    log = []
    g, parts = chain(n, log)
    assert next(g) == 0 and next(g) == 1
    assert g.throw(KeyError("k")) == "caught"
    try:
        g.send("last")
    except StopIteration as e:
        assert e.value == [None, "KeyError('k')", "last"], e.value
    assert log[0] == "leaf"

    # closed from outside, and a part closed by itself
    log = []
    g, parts = chain(n, log)
    assert next(g) == 0 and next(g) == 1
    g.close()
    assert log == ["leaf"] and all(inspect.getgeneratorstate(p) == "GEN_CLOSED" for p in parts)

    # a part is stepped by somebody else in between
    log = []
    g, parts = chain(n, log)
    assert next(g) == 0 and next(g) == 1
    assert next(parts[0]) == 2
    assert next(g) == 3
    try:
        next(parts[-1])
    except StopIteration:
        pass
    if n:
        log = []
        g, parts = chain(n, log)
        assert next(g) == 0 and next(g) == 1
        parts[0].close()
        try:
            next(g)
        except AttributeError:
            raise
        except TypeError as e:
            assert log == ["leaf"], log  # the link gets None, which has no len()
        assert inspect.getgeneratorstate(g) == "GEN_CLOSED"

    # frames asked for on the way
    log = []
    g, parts = chain(n, log)
    assert next(g) == 0 and next(g) == 1
    frames = [p.gi_frame for p in parts]
    assert next(g) == 2
    assert [f.f_code.co_name for f in frames] == ["leaf"] + ["link"] * n
    assert "got" in frames[0].f_locals
    del frames
    assert next(g) == 3

# A generator that is in the chain twice over, and one that runs already.
def itself():
    yield 1
    yield from me


me = itself()
assert next(me) == 1
try:
    next(me)
except ValueError as e:
    assert "already executing" in str(e)
else:
    raise AssertionError("ran twice")


def states(parts):
    return [(p.gi_running, p.gi_suspended) for p in parts]


def watcher(box):
    for _ in range(4):
        yield states(box)


def outer(g):
    yield from g


for n in (1, 3):
    box = []
    g = watcher(box)
    box.append(g)
    for _ in range(n):
        g = outer(g)
        box.append(g)
    for seen in g:
        assert seen == [(True, False)] * (n + 1), seen
        assert states(box) == [(False, True)] * (n + 1)


# Tracebacks and exceptions from the far end.
def failing(n):
    if n:
        yield from failing(n - 1)
    else:
        yield 1
        yield 2
        raise LookupError("far")


g = failing(6)
assert next(g) == 1 and next(g) == 2
try:
    next(g)
except LookupError as e:
    depth = 0
    tb = e.__traceback__
    while tb:
        depth += 1
        tb = tb.tb_next
    assert depth == 8, depth


def handler(n):
    if n == 3:
        try:
            yield from failing(3)
        except LookupError:
            yield "handled"
            yield str(sys.exception())
    else:
        yield from handler(n + 1)
        yield ("after", n)


assert list(handler(0)) == [1, 2, "handled", "far", ("after", 2), ("after", 1), ("after", 0)]


# Each level yields on its own between what it delegates; the tree walk of every depth.
class Node:
    def __init__(self, depth):
        self.children = [Node(depth - 1), Node(depth - 1)] if depth else []
        self.depth = depth

    def walk(self):
        for child in self.children:
            yield from child.walk()
            yield self.depth
        yield -self.depth


def plain(node):
    out = []
    for child in node.children:
        out += plain(child)
        out.append(node.depth)
    out.append(-node.depth)
    return out


tree = Node(6)
assert list(tree.walk()) == plain(tree)


# Calls from the far end, from different depths of the stack.
def calling(n):
    def helper(a, b=2, *c):
        return a + b + len(c)

    if n:
        yield from calling(n - 1)
    else:
        for i in range(5):
            yield helper(i) + helper(i, 3, 4, 5) + sum(range(i))


g = calling(7)


def at(depth):
    return at(depth - 1) if depth else next(g)


expected = [i + 2 + i + 3 + 2 + sum(range(i)) for i in range(5)]
assert [at(d) for d in (0, 30, 3, 60, 1)] == expected


# Coroutines wait for each other in the same way.
class Switch:
    def __await__(self):
        got = yield "switch"
        return got


async def bottom():
    return [await Switch() for _ in range(3)]


async def level(n):
    return await (level(n - 1) if n else bottom())


c = level(5)
assert c.send(None) == "switch" and c.send(1) == "switch" and c.send(2) == "switch"
try:
    c.send(3)
except StopIteration as e:
    assert e.value == [1, 2, 3]
c = level(5)
c.send(None)
assert c.cr_await is not None and inspect.getcoroutinestate(c) == "CORO_SUSPENDED"
c.close()
assert inspect.getcoroutinestate(c) == "CORO_CLOSED"


# A __next__ that ends a loop: the exception keeps its traceback if somebody has it.
class Ends:
    def __init__(self, error):
        self.error = error

    def __iter__(self):
        return self

    def __next__(self):
        raise self.error


error = StopIteration(5)
for _ in Ends(error):
    raise AssertionError
assert error.__traceback__ is not None and error.__traceback__.tb_frame.f_code.co_name == "__next__"
for _ in Ends(StopIteration):
    raise AssertionError


class OwnStop(StopIteration):
    pass


for _ in Ends(OwnStop):
    raise AssertionError
try:
    for _ in Ends(IndexError):
        pass
except IndexError as e:
    assert e.__traceback__.tb_next.tb_frame.f_code.co_name == "__next__"
else:
    raise AssertionError
print("delegation_chains ok")

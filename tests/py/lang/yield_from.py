"""Delegation: values, send, throw and close pass through, the return value comes back."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


log = []


def inner():
    try:
        while True:
            got = yield "i"
            log.append(got)
            if got == "stop":
                return "inner result"
    except ValueError as e:
        log.append(f"caught {e}")
        yield "after"
        return "via except"
    finally:
        log.append("finally")


def outer():
    result = yield from inner()
    yield result


o = outer()
assert repr((next(o), o.send(1), o.send("stop"), log)) == "('i', 'i', 'inner result', [1, 'stop', 'finally'])"
log.clear()
o = outer()
assert repr((next(o), o.throw(ValueError("v")), next(o), log)) == "('i', 'after', 'via except', ['caught v', 'finally'])"
log.clear()
o = outer()
next(o)
o.close()
assert repr(log) == "['finally']"
assert repr((list((lambda: (yield from [1, 2]))()), list((lambda: (yield from "ab"))()))) == "([1, 2], ['a', 'b'])"


def plain_iterator():
    yield from iter([1, 2, 3])


p = plain_iterator()
next(p)
assert next(p) == 2
raises('p.send(5)', "AttributeError: 'list_iterator' object has no attribute 'send'")


p = plain_iterator()
next(p)
raises('p.throw(KeyError("not passed on"))', "KeyError: 'not passed on'")
raises('list((lambda: (yield from 5))())', "TypeError: 'int' object is not iterable")


class Custom:
    def __init__(self):
        self.n = 0
        self.log = []
    def __iter__(self):
        return self
    def __next__(self):
        return self.send(None)
    def send(self, v):
        self.log.append(("send", v))
        self.n += 1
        if self.n > 2:
            raise StopIteration("custom done")
        return self.n
    def throw(self, *a):
        self.log.append(("throw", len(a), type(a[0]).__name__))
        return "thrown"
    def close(self):
        self.log.append("close")


def over(c):
    r = yield from c
    yield r


c = Custom()
o = over(c)
assert repr((next(o), o.send("x"), o.throw(IndexError()), o.send("y"), c.log)) == "(1, 2, 'thrown', 'custom done', [('send', None), ('send', 'x'), ('throw', 1, 'IndexError'), ('send', 'y')])"
c = Custom()
o = over(c)
next(o)
o.close()
assert repr(c.log) == "[('send', None), 'close']"


def deep(n):
    if n:
        return (yield from deep(n - 1)) + 1
    x = yield "bottom"
    return x

d = deep(50)
next(d)
try:
    d.send(100)
except StopIteration as e:
    assert e.value == 150

assert deep(3).gi_yieldfrom is None
d = deep(1)
next(d)
assert d.gi_yieldfrom.gi_code is d.gi_code


def self_delegation():
    yield from me


me = self_delegation()
raises('next(me)', 'ValueError: generator already executing')


def finally_order():
    try:
        yield from (x for x in (1, 2))
    finally:
        log.append("outer finally")

log.clear()
f = finally_order()
next(f)
del f
assert repr(log) == "['outer finally']"
raises('compile("async def f(): yield from x", "f", "exec")', "SyntaxError: 'yield from' inside async function (f, line 1)")

"""with: order of events, suppression, exceptions in __enter__ and __exit__, targets, several managers, type lookup."""


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


class M:
    def __init__(self, name, suppress=False, enter=None, exit=None):
        self.name, self.suppress, self.fail_enter, self.fail_exit = name, suppress, enter, exit
    def __enter__(self):
        log.append("enter " + self.name)
        if self.fail_enter:
            raise self.fail_enter
        return self.name
    def __exit__(self, kind, value, tb):
        log.append(f"exit {self.name} {kind.__name__ if kind else None}")
        if self.fail_exit:
            raise self.fail_exit
        return self.suppress


def take():
    out = log[:]
    log.clear()
    return out


with M("a") as x, M("b") as y:
    log.append((x, y))

assert repr(take()) == "['enter a', 'enter b', ('a', 'b'), 'exit b None', 'exit a None']"
with (M("a") as x, M("b") as y,):
    log.append((x, y))

assert repr(take()) == "['enter a', 'enter b', ('a', 'b'), 'exit b None', 'exit a None']"
with M("a"), M("b", suppress=True), M("c"):
    raise KeyError

assert repr(take()) == "['enter a', 'enter b', 'enter c', 'exit c KeyError', 'exit b KeyError', 'exit a None']"


def f():
    with M("r"):
        return "value"

assert repr((f(), take())) == "('value', ['enter r', 'exit r None'])"
for i in range(3):
    with M(str(i)):
        if i == 0: continue
        if i == 1: break

assert repr(take()) == "['enter 0', 'exit 0 None', 'enter 1', 'exit 1 None']"


def second_enter_fails():
    with M("a"), M("b", enter=ValueError("e")):
        log.append("body")

raises('second_enter_fails()', 'ValueError: e')
assert repr(take()) == "['enter a', 'enter b', 'exit a ValueError']"


def exit_fails():
    with M("a", exit=KeyError("x")):
        raise ValueError("body")

try:
    exit_fails()
except KeyError as e:
    assert repr((repr(e), repr(e.__context__))) == '("KeyError(\'x\')", "ValueError(\'body\')")'

assert repr(take()) == "['enter a', 'exit a ValueError']"


def reraise_same():
    class R:
        def __enter__(self): pass
        def __exit__(self, k, v, t): raise v
    try:
        with R():
            raise ValueError("v")
    except ValueError as e:
        return e.__context__

assert repr(reraise_same()) == 'None'
with M("tu") as (a, b):
    pass

assert repr((a, b)) == "('t', 'u')"
assert repr(take()) == "['enter tu', 'exit tu None']"
class Slot: pass
s, d, l = Slot(), {}, [0]
with M("q") as s.attr, M("w") as d["k"], M("e") as l[0]:
    pass

assert repr((s.attr, d, l)) == "('q', {'k': 'w'}, ['e'])"
take()


def bad_target():
    with M("ab") as (a, b, c):
        pass

raises('bad_target()', 'ValueError: not enough values to unpack (expected 3, got 2)')
assert repr(take()) == "['enter ab', 'exit ab ValueError']"
raises('with 5: pass', "TypeError: 'int' object does not support the context manager protocol (missed __exit__ method)")
raises('with M: pass', "TypeError: 'type' object does not support the context manager protocol (missed __exit__ method)")


class NoExit:
    def __enter__(self): pass

raises('with NoExit(): pass', "TypeError: 'NoExit' object does not support the context manager protocol (missed __exit__ method)")


class NoEnter:
    def __exit__(self, *a): pass

raises('with NoEnter(): pass', "TypeError: 'NoEnter' object does not support the context manager protocol (missed __enter__ method)")


class Async:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass

raises('with Async(): pass', "TypeError: 'Async' object does not support the context manager protocol (missed __exit__ method) but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?")
class OnInstance: pass
o = OnInstance()
o.__enter__ = o.__exit__ = lambda *a: None
raises('with o: pass', "TypeError: 'OnInstance' object does not support the context manager protocol (missed __exit__ method)")


class Truthy:
    def __enter__(self): pass
    def __exit__(self, *a): return "yes"

with Truthy():
    1 / 0


class BadBool:
    def __bool__(self): raise TypeError("no truth")


class Bad:
    def __enter__(self): pass
    def __exit__(self, *a): return BadBool()

with Bad():
    pass

raises('with Bad(): 1 / 0', 'TypeError: no truth')
with M("x", suppress=True):
    with M("y"):
        [][0]
    log.append("skipped")

assert repr(take()) == "['enter x', 'enter y', 'exit y IndexError', 'exit x IndexError']"


def generator_inside():
    with M("g"):
        yield 1

g = generator_inside()
next(g)
g.close()
assert repr(take()) == "['enter g', 'exit g GeneratorExit']"

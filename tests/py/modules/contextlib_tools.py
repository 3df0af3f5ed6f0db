"""contextlib: contextmanager, closing, suppress, ExitStack, redirect_stdout, nullcontext, decorators."""

import contextlib


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


@contextlib.contextmanager
def cm(name, swallow=False):
    log.append("enter " + name)
    try:
        yield name
    except ValueError as e:
        log.append("caught " + str(e))
        if not swallow: raise
    finally:
        log.append("exit " + name)


def take():
    out = log[:]
    log.clear()
    return out

with cm("a") as x: log.append(x)
assert repr(take()) == "['enter a', 'a', 'exit a']"
with cm("b", True): raise ValueError("v")
assert repr(take()) == "['enter b', 'caught v', 'exit b']"


def raising():
    with cm("c"): raise ValueError("w")

raises('raising()', 'ValueError: w')
assert repr(take()) == "['enter c', 'caught w', 'exit c']"


@cm("deco")
def f(): log.append("body"); return 5
assert repr((f(), f(), take(), f.__name__)) == "(5, 5, ['enter deco', 'body', 'exit deco', 'enter deco', 'body', 'exit deco'], 'f')"


@contextlib.contextmanager
def no_yield():
    if 0: yield

raises('with no_yield(): pass', "RuntimeError: generator didn't yield")


@contextlib.contextmanager
def two():
    yield 1
    yield 2

raises('with two(): pass', "RuntimeError: generator didn't stop")


@contextlib.contextmanager
def swallow():
    try: yield
    except KeyError: pass

with swallow(): raise KeyError
raises('with swallow(): raise IndexError("passes")', 'IndexError: passes')
with contextlib.suppress(KeyError, ZeroDivisionError): {}["x"]
with contextlib.suppress(ZeroDivisionError): 1 / 0
raises('with contextlib.suppress(KeyError): 1 / 0', 'ZeroDivisionError: division by zero')
with contextlib.ExitStack() as stack:
    stack.enter_context(cm("1"))
    stack.enter_context(cm("2"))
    stack.callback(log.append, "callback")
    log.append("body")

assert repr(take()) == "['enter 1', 'enter 2', 'body', 'callback', 'exit 2', 'exit 1']"
with contextlib.ExitStack() as stack:
    stack.enter_context(cm("kept"))
    kept = stack.pop_all()

assert repr((take(), kept.close(), take())) == "(['enter kept'], None, ['exit kept'])"
with contextlib.nullcontext(5) as n: pass
assert n == 5


class C:
    def close(self): log.append("closed")

with contextlib.closing(C()): pass
assert repr(take()) == "['closed']"


class Out:
    def __init__(self): self.s = ""
    def write(self, s): self.s += s

o = Out()
with contextlib.redirect_stdout(o): print("redirected")
assert o.s == 'redirected\n'


class D(contextlib.ContextDecorator):
    def __enter__(self): log.append("in"); return self
    def __exit__(self, *e): log.append("out"); return False


@D()
def g(x): return x
assert repr((g(3), take())) == "(3, ['in', 'out'])"
raises('with 5: pass', "TypeError: 'int' object does not support the context manager protocol (missed __exit__ method)")
raises('contextlib.ExitStack().enter_context(5)', "TypeError: 'builtins.int' object does not support the context manager protocol")

"""Coroutines driven with send(None): awaiting, results, exceptions, close, wrong uses."""

import types


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class Later:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield self.v
        return got


async def add(a, b):
    x = await Later(a)
    y = await Later(b)
    return x, y

c = add(1, 2)
assert repr((type(c).__name__, c.cr_frame is not None, c.cr_running, c.cr_await)) == "('coroutine', True, False, None)"
assert repr((c.send(None), c.send("x"), c.cr_await is not None)) == '(1, 2, True)'
try:
    c.send("y")
except StopIteration as e:
    assert repr(e.value) == "('x', 'y')"

raises('c.send(None)', 'RuntimeError: cannot reuse already awaited coroutine')


def run(coro, *values):
    out = []
    try:
        out.append(coro.send(None))
        for v in values:
            out.append(coro.throw(v) if isinstance(v, BaseException) else coro.send(v))
    except StopIteration as e:
        out.append(("return", e.value))
    except Exception as e:
        out.append(repr(e))
    return out


async def nested():
    return ["nested", await add(3, 4)]

assert repr(run(nested(), 5, 6)) == "[3, 4, ('return', ['nested', (5, 6)])]"


async def catches():
    try:
        await Later("wait")
    except KeyError as e:
        return "caught " + repr(e)
    finally:
        log.append("finally")

log = []
assert repr((run(catches(), KeyError(1)), run(catches(), ValueError(2)), log)) == "(['wait', ('return', 'caught KeyError(1)')], ['wait', 'ValueError(2)'], ['finally', 'finally'])"
c = catches()
c.send(None)
c.close()
assert repr((log, c.cr_frame)) == "(['finally', 'finally', 'finally'], None)"
fresh = catches()
fresh.close()
raises('fresh.send(None)', 'RuntimeError: cannot reuse already awaited coroutine')
raises('run(add(1, 2)).missing', "AttributeError: 'list' object has no attribute 'missing'")
c = add(1, 2)
raises('c.send(5)', "TypeError: can't send non-None value to a just-started coroutine")
c.close()
async def bad(): await 5
raises('bad().send(None)', "TypeError: 'int' object can't be awaited")
async def bad_list(): await [1]
raises('bad_list().send(None)', "TypeError: 'list' object can't be awaited")


class NotIter:
    def __await__(self): return 5

async def bad_iter(): await NotIter()
raises('bad_iter().send(None)', "TypeError: __await__() returned non-iterator of type 'int'")


class CoroAwait:
    def __await__(self):
        self.made = add(1, 2)
        return self.made

holder = CoroAwait()
async def bad_coro(): await holder
raises('bad_coro().send(None)', 'TypeError: __await__() returned a coroutine')
holder.made.close()
async def gen_await(): await (x for x in ())
raises('gen_await().send(None)', "TypeError: 'generator' object can't be awaited")


@types.coroutine
def old(): return (yield "old")
async def uses_old(): return await old()
assert repr(run(uses_old(), "answer")) == "['old', ('return', 'answer')]"


async def twice():
    c = add(1, 2)
    await c
    await c

assert repr(run(twice(), 1, 2)) == '[1, 2, "RuntimeError(\'cannot reuse already awaited coroutine\')"]'
async def stop(): raise StopIteration(1)
raises('stop().send(None)', 'RuntimeError: coroutine raised StopIteration')
async def stop_async(): raise StopAsyncIteration(1)
raises('stop_async().send(None)', 'StopAsyncIteration: 1')
c = add(1, 2)
raises('iter(c)', "TypeError: 'coroutine' object is not iterable")
raises('list(c)', "TypeError: 'coroutine' object is not iterable")
raises('next(c)', "TypeError: 'coroutine' object is not an iterator")
raises('len(c)', "TypeError: object of type 'coroutine' has no len()")
c.close()


class M:
    async def __aenter__(self): log.append("aenter"); await Later("enter"); return "target"
    async def __aexit__(self, *a): log.append(("aexit", a[0])); await Later("exit"); return a[0] is KeyError


async def uses_with(error=None):
    async with M() as x, M():
        log.append(x)
        if error: raise error
    return "after"

log.clear()
assert repr((run(uses_with(), 1, 2, 3, 4), log)) == "(['enter', 'enter', 'exit', 'exit', ('return', 'after')], ['aenter', 'aenter', 'target', ('aexit', None), ('aexit', None)])"
log.clear()
assert repr((run(uses_with(KeyError()), 1, 2, 3, 4), log)) == "(['enter', 'enter', 'exit', 'exit', ('return', 'after')], ['aenter', 'aenter', 'target', ('aexit', <class 'KeyError'>), ('aexit', None)])"


async def wrong_with():
    async with open: pass

raises('wrong_with().send(None)', "TypeError: 'builtin_function_or_method' object does not support the asynchronous context manager protocol (missed __aexit__ method)")


class OnlySync:
    def __enter__(self): pass
    def __exit__(self, *a): pass


async def sync_with():
    async with OnlySync(): pass

raises('sync_with().send(None)', "TypeError: 'OnlySync' object does not support the asynchronous context manager protocol (missed __aexit__ method) but it supports the context manager protocol. Did you mean to use 'with'?")


class It:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        await Later(("next", self.n))
        return self.n


async def loop():
    out = []
    async for x in It(2): out.append(x)
    else: out.append("else")
    return out

assert repr(run(loop(), 0, 0)) == "[('next', 1), ('next', 0), ('return', [1, 0, 'else'])]"


async def comps():
    return [x async for x in It(2)], {x: await Later(x) async for x in It(1)}, {x async for x in It(1) if await Later("if")}

assert repr(run(comps(), *[True] * 7)) == "[('next', 1), ('next', 0), ('next', 0), 0, ('next', 0), 'if', ('return', ([1, 0], {0: True}, {0}))]"


async def wrong_for():
    async for x in [1]: pass

raises('wrong_for().send(None)', "TypeError: 'async for' requires an object with __aiter__ method, got list")


class BadAiter:
    def __aiter__(self): return 5


async def bad_aiter():
    async for x in BadAiter(): pass

raises('bad_aiter().send(None)', "TypeError: 'async for' received an object from __aiter__ that does not implement __anext__: int")


class BadAnext:
    def __aiter__(self): return self
    def __anext__(self): return 5


async def bad_anext():
    async for x in BadAnext(): pass

raises('bad_anext().send(None)', "TypeError: 'async for' received an invalid object from __anext__: int")
lam = [lambda: 0]
assert repr((add.__code__.co_flags & 0x80 != 0, c.__name__, c.__qualname__)) == "(True, 'add', 'add')"
raises('compile("await x", "f", "exec")', "SyntaxError: 'await' outside function (f, line 1)")
raises('compile("def f(): await x", "f", "exec")', "SyntaxError: 'await' outside async function (f, line 1)")
raises('compile("async with x: pass", "f", "exec")', "SyntaxError: 'async with' outside async function (f, line 1)")
raises('compile("async for x in y: pass", "f", "exec")', "SyntaxError: 'async for' outside async function (f, line 1)")
raises('compile("[x async for x in y]", "f", "exec")', 'SyntaxError: asynchronous comprehension outside of an asynchronous function (f, line 1)')
raises('compile("def f(): [x async for x in y]", "f", "exec")', 'SyntaxError: asynchronous comprehension outside of an asynchronous function (f, line 1)')
raises('compile("async def f(): [await x for x in y]\\nasync def g(): yield from x", "f", "exec")', "SyntaxError: 'yield from' inside async function (f, line 2)")
raises('compile("async def f():\\n yield 1\\n return 2", "f", "exec")', "SyntaxError: 'return' with value in async generator (f, line 3)")

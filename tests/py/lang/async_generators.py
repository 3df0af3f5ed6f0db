"""Asynchronous generators: asend, athrow, aclose, comprehensions over them, aiter/anext."""


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
    def __await__(self): return (yield self.v)


def run(awaitable, *values):
    out = []
    it = awaitable.__await__() if hasattr(awaitable, "__await__") else awaitable
    values = list(values)
    try:
        out.append(it.send(None))
        while True:
            out.append(it.send(values.pop(0) if values else None))
    except StopIteration as e:
        out.append(("done", e.value))
    except StopAsyncIteration as e:
        out.append(("exhausted", e.args))
    except BaseException as e:
        out.append(repr(e))
    return out

log = []


async def agen(n):
    try:
        for i in range(n):
            got = yield i
            if got: log.append(got)
            await Later("w")
    except ValueError as e:
        log.append(repr(e))
        yield "handled"
    finally:
        log.append("finally")

g = agen(2)
assert repr((type(g).__name__, g.ag_running, g.ag_await, g.ag_frame is not None)) == "('async_generator', False, None, True)"
assert g.__aiter__() is g
assert repr((run(g.__anext__()), run(g.asend("sent")), run(g.__anext__()), log)) == "([('done', 0)], ['w', ('done', 1)], ['w', ('exhausted', ())], ['sent', 'finally'])"
assert repr(run(g.__anext__())) == "[('exhausted', ())]"
log.clear()
g = agen(5)
assert repr((run(g.__anext__()), run(g.athrow(ValueError("v"))), run(g.__anext__()), log)) == '([(\'done\', 0)], [(\'done\', \'handled\')], [(\'exhausted\', ())], ["ValueError(\'v\')", \'finally\'])'
log.clear()
g = agen(5)
run(g.__anext__())
assert repr((run(g.aclose()), run(g.aclose()), run(g.__anext__()), log)) == "([('done', None)], [('done', None)], [('exhausted', ())], ['finally'])"
g = agen(5)
started = g.asend(1)
raises('started.send(None)', "TypeError: can't send non-None value to a just-started async generator")
started.close()


async def consume():
    return [x async for x in agen(3)], [x * y async for x in agen(2) for y in (1, 2)], sum([x async for x in agen(3) if x])

assert repr(run(consume())) == "['w', 'w', 'w', 'w', 'w', 'w', 'w', 'w', ('done', ([0, 1, 2], [0, 0, 1, 2], 3))]"


async def genexp():
    g = (x async for x in agen(2))
    return type(g).__name__, [y async for y in g]

assert repr(run(genexp())) == "['w', 'w', ('done', ('async_generator', [0, 1]))]"


async def builtins():
    g = agen(1)
    assert aiter(g) is g
    return await anext(g), await anext(g, "default")

assert repr(run(builtins())) == "['w', ('done', (0, 'default'))]"
raises('aiter([])', "TypeError: 'list' object is not an async iterable")
raises('anext([])', "TypeError: 'list' object is not an async iterator")
raises('anext(5, 1)', "TypeError: 'int' object is not an async iterator")


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2

g = ignores()
run(g.__anext__())
assert repr(run(g.aclose())) == '["RuntimeError(\'async generator ignored GeneratorExit\')"]'


async def stops():
    yield 1
    raise StopAsyncIteration("x")

g = stops()
run(g.__anext__())
assert repr(run(g.__anext__())) == '["RuntimeError(\'async generator raised StopAsyncIteration\')"]'


async def outer():
    async for x in agen(2):
        yield x * 10

async def all_of(): return [x async for x in outer()]
assert repr(run(all_of())) == "['w', 'w', ('done', [0, 10])]"
a = agen(1).__anext__()
a.close()
raises('a.send(None)', 'RuntimeError: cannot reuse already awaited __anext__()/asend()')
raises('for x in agen(1): pass', "TypeError: 'async_generator' object is not iterable")
raises('list(agen(1))', "TypeError: 'async_generator' object is not iterable")
raises('next(agen(1))', "TypeError: 'async_generator' object is not an iterator")
raises('len(agen(1))', "TypeError: object of type 'async_generator' has no len()")
import sys
hooks = []
sys.set_asyncgen_hooks(firstiter=lambda g: hooks.append("first"), finalizer=lambda g: hooks.append("final"))
g = agen(2)
run(g.__anext__())
del g
sys.set_asyncgen_hooks(None, None)
assert repr(hooks) == "['first', 'final']"

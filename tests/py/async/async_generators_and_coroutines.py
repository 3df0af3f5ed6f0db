"""Coroutines driven by hand: async generators with asend, athrow, aclose, anext; async for and async with."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


import sys
sys.unraisablehook = lambda u: None
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        r = yield self.v
        return r
def drive(c, *sends):
    out = []
    try:
        v = c.send(None)
        out.append(v)
        for s in sends:
            v = c.send(s) if not isinstance(s, BaseException) else c.throw(s)
            out.append(v)
    except BaseException as e:
        out.append(repr(e)); out.append(repr(getattr(e,'value',None)))
    print(out)
async def ag(n='x'):
    print('start')
    try:
        r = yield 'y1'
        print('r', r)
        r = await Aw('aw1'); print('awr', r)
        r = yield 'y2'
        print('r', r)
    except KeyError as e:
        print('KE', repr(e)); yield 'y3'
    finally:
        print('fin'); await Aw('finaw')
async def main():
    async for v in ag(): print('v', v)
    return 'done'
drive(main(), 'A', 'B', 'C')
a = ag()
drive(a.__anext__(), 's')
drive(a.asend('S1'), 's2')
drive(a.athrow(KeyError('k')))
drive(a.aclose(), 'z')
drive(a.aclose())
drive(a.__anext__())
s = a.asend(None)
drive(s)
drive(s)
a = ag()
s = a.asend('nonnone')
drive(s)
a = ag(); drive(a.__anext__())
s1 = a.asend('q'); print(s1.send(None)); s2 = a.asend('w')
drive(s2); drive(s2)
t = a.athrow(ValueError); drive(t); t = a.aclose(); drive(t)
print(a.ag_running, a.ag_await is not None, a.ag_suspended)
drive(s1)
s1.close()
print(a.ag_running)
s1.close()
async def ign():
    try: yield 'a'
    except GeneratorExit: yield 'b'
a = ign(); drive(a.__anext__()); drive(a.aclose())
a = ign(); drive(a.__anext__()); drive(a.athrow(GeneratorExit))
async def e():
    if 0: yield
    raise StopAsyncIteration('x')
drive(e().__anext__())
async def e():
    if 0: yield
    raise StopIteration('x')
drive(e().__anext__())
async def m2():
    print(await anext(ag())); 
    it = e(); 
    async def em():
        return
        yield
    print(await anext(em(), 'dflt'))
    try: print(await anext(em()))
    except StopAsyncIteration as ex: print(repr(ex))
drive(m2())
class AI:
    def __aiter__(self): return self
    async def __anext__(self): raise StopAsyncIteration
async def m3():
    print(await anext(AI(), 'dd'))
    print([x async for x in ag()])
    print([x async for x in ag() if await Aw('c')])
drive(m3(), '1','2','3','4','5','6','7','8','9')
async def c1(): return await Aw('c1')
async def c2():
    try: return await c1()
    except ValueError as e: return repr(e)
drive(c2(), 'val'); drive(c2(), ValueError('q'))
c = c1(); c.send(None)
async def c3(): await c
drive(c3())
c.close()
drive(c)
async def c4(): await 'notaw'
drive(c4())
class BadAw:
    def __await__(self): return 'str'
class BadAw2:
    def __await__(self): return c1()
async def c5(x): await x
drive(c5(BadAw())); drive(c5(BadAw2()))
w = c1().__await__(); print(next(w)); 
try: w.send('fin')
except StopIteration as e: print(e.value)
async def c6():
    async for x in 'abc': pass
drive(c6())
class BA:
    def __aiter__(self): return 'abc'
async def c7():
    async for x in BA(): pass
drive(c7())
class BN:
    def __aiter__(self): return self
    def __anext__(self): return 'x'
async def c8():
    async for x in BN(): pass
drive(c8())
class CM:
    async def __aenter__(self): print('in'); return 'cm'
    async def __aexit__(self, *a): print('out', [type(x).__name__ for x in a]); return True
async def c9():
    async with CM() as x:
        print(x); raise ValueError
    return 'ok'
drive(c9())
class CB:
    def __aenter__(self): return 'q'
    def __aexit__(self, *a): return 'q'
async def c10():
    async with CB(): pass
drive(c10())
async def c11():
    with CB(): pass
drive(c11())
async def c12():
    async with 'x': pass
drive(c12())
aa = ag().asend
print(type(ag()).__name__, type(ag().aclose()).__name__ )
try: anext('x')
except TypeError as e: print(e)
try: aiter('x')
except TypeError as e: print(e)
c=c1()
try: iter(c)
except TypeError as e: print(e)
def gg(): yield from c
try: next(gg())
except TypeError as e: print(e)
c.close()

expected = [
    'start',
    'v y1',
    'r None',
    'awr A',
    'v y2',
    'r None',
    'fin',
    '[\'aw1\', \'finaw\', "StopIteration(\'done\')", "\'done\'"]',
    'start',
    '["StopIteration(\'y1\')", "\'y1\'"]',
    'r S1',
    'awr s2',
    '[\'aw1\', "StopIteration(\'y2\')", "\'y2\'"]',
    "KE KeyError('k')",
    '["StopIteration(\'y3\')", "\'y3\'"]',
    'fin',
    "['finaw', 'StopIteration()', 'None']",
    "['StopIteration()', 'None']",
    "['StopAsyncIteration()', 'None']",
    "['StopAsyncIteration()', 'None']",
    '["RuntimeError(\'cannot reuse already awaited __anext__()/asend()\')", \'None\']',
    '[\'TypeError("can\\\'t send non-None value to a just-started async generator")\', \'None\']',
    'start',
    '["StopIteration(\'y1\')", "\'y1\'"]',
    'r q',
    'aw1',
    '["RuntimeError(\'anext(): asynchronous generator is already running\')", \'None\']',
    '["RuntimeError(\'cannot reuse already awaited __anext__()/asend()\')", \'None\']',
    '["RuntimeError(\'athrow(): asynchronous generator is already running\')", \'None\']',
    '["RuntimeError(\'aclose(): asynchronous generator is already running\')", \'None\']',
    'True True True',
    'awr None',
    '["StopIteration(\'y2\')", "\'y2\'"]',
    'False',
    '["StopIteration(\'a\')", "\'a\'"]',
    '["RuntimeError(\'async generator ignored GeneratorExit\')", \'None\']',
    '["StopIteration(\'a\')", "\'a\'"]',
    '["StopIteration(\'b\')", "\'b\'"]',
    '["RuntimeError(\'async generator raised StopAsyncIteration\')", \'None\']',
    '["RuntimeError(\'async generator raised StopIteration\')", \'None\']',
    'start',
    'fin',
    'y1',
    'dflt',
    'StopAsyncIteration()',
    "['StopIteration()', 'None']",
    'dd',
    'start',
    'r None',
    'awr 1',
    'r None',
    'fin',
    "['y1', 'y2']",
    'start',
    'r None',
    'awr 4',
    'r None',
    'fin',
    "['y1', 'y2']",
    "['aw1', 'finaw', 'c', 'aw1', 'c', 'finaw', 'StopIteration()', 'None']",
    '[\'c1\', "StopIteration(\'val\')", "\'val\'"]',
    '[\'c1\', \'StopIteration("ValueError(\\\'q\\\')")\', \'"ValueError(\\\'q\\\')"\']',
    '["RuntimeError(\'coroutine is being awaited already\')", \'None\']',
    '["RuntimeError(\'cannot reuse already awaited coroutine\')", \'None\']',
    '[\'TypeError("\\\'str\\\' object can\\\'t be awaited")\', \'None\']',
    '[\'TypeError("__await__() returned non-iterator of type \\\'str\\\'")\', \'None\']',
    '["TypeError(\'__await__() returned a coroutine\')", \'None\']',
    'c1',
    'fin',
    '[\'TypeError("\\\'async for\\\' requires an object with __aiter__ method, got str")\', \'None\']',
    '[\'TypeError("\\\'async for\\\' received an object from __aiter__ that does not implement __anext__: str")\', \'None\']',
    '[\'TypeError("\\\'async for\\\' received an invalid object from __anext__: str")\', \'None\']',
    'in',
    'cm',
    "out ['type', 'ValueError', 'traceback']",
    '["StopIteration(\'ok\')", "\'ok\'"]',
    '[\'TypeError("\\\'async with\\\' received an object from __aenter__ that does not implement __await__: str")\', \'None\']',
    '[\'TypeError("\\\'CB\\\' object does not support the context manager protocol (missed __exit__ method) but it supports the asynchronous context manager protocol. Did you mean to use \\\'async with\\\'?")\', \'None\']',
    '[\'TypeError("\\\'str\\\' object does not support the asynchronous context manager protocol (missed __aexit__ method)")\', \'None\']',
    'async_generator async_generator_athrow',
    "'str' object is not an async iterator",
    "'str' object is not an async iterable",
    "'coroutine' object is not iterable",
    "cannot 'yield from' a coroutine object in a non-coroutine generator",
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

"""send, throw, close and delegation of generators; contexts and PEP 479."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


import sys
sys.unraisablehook = lambda u: None
show = print
def g():
    x = yield 'a'
    show('got', x)
    try:
        y = yield 'b'
        show('got', y)
    except ValueError as e:
        show('caught', repr(e), repr(e.__context__))
        try:
            yield 'c'
        except KeyError as e2:
            show('ctx', repr(e2.__context__))
    finally:
        show('fin')
    return 'ret'
x = g()
show(next(x)); show(x.send('s1')); show(x.throw(ValueError('v'))); 
try: x.throw(KeyError)
except StopIteration as e: show('stop', e.value)
try: next(x)
except StopIteration as e: show('stop', e.value)
x = g(); next(x); next(x); show(x.close())
x = g(); 
try: x.send('z')
except TypeError as e: show(e)
try: x.throw(ValueError, 'msg')
except ValueError as e: show(repr(e))
try: next(x)
except StopIteration as e: show('stop', e.value)
def d():
    r = yield from g()
    show('r', r)
    r = yield from ['p','q']
    show('r', r)
    yield 'end'
x = d(); show(next(x)); show(x.send('1')); show(x.throw(ValueError)); show(x.throw(KeyError));show(x.throw(StopIteration('w')))
x = d(); next(x); x.send('l'); x.close()
x = d(); next(x)
try: x.throw(StopIteration('w'))
except RuntimeError as e: show(repr(e))
class It:
    def __iter__(self): return self
    def __next__(self): return 'n'
    def throw(self, *a): show('throw', a); return 'thrown'
    def send(self, v): show('send', v); raise StopIteration('done')
    def close(self): show('close'); raise LookupError('closing')
def d2():
    try:
        r = yield from It()
    except LookupError as e: 
        show('le', repr(e), repr(e.__context__)); yield 'after'
    show('r', r); yield 'x'
x = d2(); show(next(x), x.throw(ValueError, 'a'), x.send('1'))
x = d2(); next(x)
try: x.close()
except RuntimeError as e: show(e)
x = d2()
show(x.gi_frame is not None, x.gi_running, x.gi_suspended, x.gi_yieldfrom, x.gi_code.co_name if hasattr(x.gi_code,'co_name') else 'd2'); next(x); show(type(x.gi_yieldfrom).__name__, x.gi_suspended)
def selfrun():
    try: next(me)
    except ValueError as e: show(e)
    show(me.gi_running)
    yield
me = selfrun(); next(me)
def bad():
    while True:
        try: yield
        except GeneratorExit: pass
b = bad(); next(b)
try: b.close()
except RuntimeError as e: show(e)
b = bad(); next(b)
for a in [(3,), (ValueError, ValueError('q'), 'x'), (ValueError('x'), 's')]:
    try: b.throw(*a)
    except TypeError as e: show(e)
try: b.throw()
except TypeError as e: show(e)
def pep():
    raise StopIteration('x')
    yield
try: next(pep())
except RuntimeError as e: show(e, repr(e.__cause__), repr(e.__context__))
try: pep().throw(StopIteration)
except BaseException as e: show(repr(e))
def ctx():
    try: yield
    except ValueError as e: show(repr(e.__context__))
c = ctx(); next(c)
try:
    raise KeyError('outer')
except KeyError:
    try: c.throw(ValueError)
    except StopIteration: pass
c = ctx(); next(c)
try:
    raise KeyError('outer')
except KeyError:
    try: c.throw(OSError)
    except OSError as e: show(repr(e.__context__))
def h():
    try: raise ValueError('in')
    except ValueError:
        yield 'v'
        yield 'w'
c = h(); next(c)
try: c.throw(OSError)
except OSError as e: show(repr(e.__context__))
try: c.__next__()
except StopIteration as e: show(e.args)
def rv():
    return 'rv'
    yield
try: rv().__next__()
except StopIteration as e: show(e.value)
class N:
    def __iter__(self): return self
    def __next__(self): raise StopIteration('nv')
try: next(N())
except StopIteration as e: show(e.value)
def yn():
    show((yield from N())); show((yield from rv()))
show(list(yn()), list(rv()))
show([*rv()], tuple(N()))
gen = (a for a in 'abc' if a != 'b')
show(list(gen), list(gen))

expected = [
    'a',
    'got s1',
    'b',
    "caught ValueError('v') None",
    'c',
    "ctx ValueError('v')",
    'fin',
    'stop ret',
    'stop None',
    'got None',
    'fin',
    'None',
    "can't send non-None value to a just-started generator",
    "ValueError('msg')",
    'stop None',
    'a',
    'got 1',
    'b',
    'caught ValueError() None',
    'c',
    'ctx ValueError()',
    'fin',
    'r ret',
    'p',
    'r w',
    'end',
    'got l',
    'fin',
    "RuntimeError('generator raised StopIteration')",
    "throw (<class 'ValueError'>, 'a')",
    'send 1',
    'r done',
    'n thrown x',
    'close',
    "le LookupError('closing') None",
    'generator ignored GeneratorExit',
    'True False False None d2',
    'It True',
    'generator already executing',
    'True',
    'generator ignored GeneratorExit',
    'exceptions must be classes or instances deriving from BaseException, not int',
    'throw() third argument must be a traceback object',
    'instance exception may not have a separate value',
    'throw expected at least 1 argument, got 0',
    "generator raised StopIteration StopIteration('x') StopIteration('x')",
    'StopIteration()',
    'None',
    'None',
    "ValueError('in')",
    '()',
    'rv',
    'nv',
    'nv',
    'rv',
    '[] []',
    '[] ()',
    "['a', 'c'] []",
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

"""Hooks of asynchronous generators, origin tracking, forms of throw, attributes, depth."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


import warnings
warnings.simplefilter("ignore")
import sys; sys.unraisablehook = lambda u: print(u.err_msg is not None, type(u.exc_value).__name__)
def tr(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as ex: print(type(ex).__name__, ex)
print(sys.get_asyncgen_hooks(), sys.get_coroutine_origin_tracking_depth())
log=[]
sys.set_asyncgen_hooks(firstiter=lambda a: log.append(('first', a.__name__)), finalizer=lambda a: (log.append(('fin', a.__name__)), keep.append(a)))
keep=[]
async def ag():
    try: yield 1
    finally: log.append('closed')
a = ag(); s=a.__anext__(); print(log)
try: s.send(None)
except StopIteration as e: print(e.value)
del a, s; print(log, len(keep))
try: keep[0].aclose().send(None)
except StopIteration: print('ok')
keep.clear(); print(log)
print(type(sys.get_asyncgen_hooks()), sys.get_asyncgen_hooks().finalizer is not None)
tr(sys.set_asyncgen_hooks, 3); tr(sys.set_asyncgen_hooks, finalizer='x'); tr(sys.set_asyncgen_hooks, firstiter=None, finalizer=None)
print(sys.get_asyncgen_hooks())
def bad(a): 1/0
sys.set_asyncgen_hooks(firstiter=bad); tr(lambda: ag().__anext__()); sys.set_asyncgen_hooks(None, bad)
a=ag(); s=a.__anext__()
try: s.send(None)
except StopIteration: pass
del a,s
sys.set_asyncgen_hooks(None,None)
sys.set_coroutine_origin_tracking_depth(2); tr(sys.set_coroutine_origin_tracking_depth,-1)
async def c(): pass
def mk(): return c()
x=mk(); print(len(x.cr_origin), [ (o[1],o[2]) for o in x.cr_origin]); x.close()
sys.set_coroutine_origin_tracking_depth(0)
mk()
print(mk.__name__)
# deprecated throw
def g():
    while 1:
        try: yield
        except ValueError as e: print('got', e.args, e.__traceback__ is not None)
x=g(); next(x); x.throw(ValueError, 'a'); x.throw(ValueError, ('a','b')); x.throw(ValueError, ValueError('q'), None); x.throw(ValueError('i'), None)
tr(x.throw, ValueError('x'), 'y'); tr(x.throw, 3); tr(x.throw, ValueError, 'x', 3); tr(x.throw); tr(x.throw,1,2,3,4); tr(x.throw, int)
tr(x.send); tr(x.send,1,2); tr(x.close,1); tr(x.throw, type=ValueError)
class BadExc(Exception):
    def __new__(cls): return 3
tr(x.throw, BadExc)
class Exc2(Exception):
    def __init__(self): 1/0
x=g(); next(x); tr(x.throw, Exc2)
def dele(): yield from iter([1,2,3])
x=dele(); next(x); tr(x.throw, KeyError('k')); 
x=dele(); next(x); tr(x.throw, StopIteration('v'))
def dele2():
    r = yield from [1,2]
    print('r', r); yield 'z'
x=dele2(); next(x); tr(x.throw, StopIteration('v'))
def ret():
    try: yield 1
    except GeneratorExit: return 'closed value'
x=ret(); next(x); print(x.close(), x.close())
def reraise():
    try: yield 1
    finally: raise KeyError('in close')
x=reraise(); next(x); tr(x.close)
def inner():
    try: yield 1
    except GeneratorExit: print('inner exit'); raise
def outer():
    try: yield from inner()
    except GeneratorExit: print('outer exit'); return 5
x=outer(); next(x); print(x.close())
x=outer(); next(x); tr(x.throw, GeneratorExit)
# pickling/copy
tr(x.__reduce__); tr(x.__reduce_ex__, 2); tr(lambda: type(x)()); tr(lambda: x.__class_getitem__(int)); print(type(x)[int], type(c)); tr(lambda: x[0]); tr(lambda: len(x)); tr(lambda: x.gi_foo); tr(setattr, x, 'gi_code', 3); tr(setattr, x, 'foo', 3); tr(delattr, x, '__name__')
try:
    class G(type(x)): pass
except TypeError as e: print(e)
print(x == x, hash(x) == hash(x), bool(x), iter(x) is x)
async def cc(): return 1
q=cc(); tr(next, q); tr(iter, q); tr(list,q); tr(lambda: [*q]); tr(q.send, 'nonnull'); q.close(); tr(q.send, None); tr(q.throw, ValueError); print(q.close())
print(q.cr_await, q.cr_running, q.cr_suspended, q.cr_frame, q.cr_code.co_name, q.cr_origin)
def rec():
    yield from rec()
tr(next, rec())
def deepg(n):
    if n: yield from deepg(n-1)
    else: yield 'deep'
print(next(deepg(300)))
x=deepg(300); next(x); tr(x.throw, ValueError('deep')); x=deepg(300); next(x); x.close()

expected = [
    'asyncgen_hooks(firstiter=None, finalizer=None) 0',
    "[('first', 'ag')]",
    '1',
    "[('first', 'ag'), ('fin', 'ag')] 1",
    'ok',
    "[('first', 'ag'), ('fin', 'ag'), 'closed']",
    "<class 'asyncgen_hooks'> True",
    'TypeError callable firstiter expected, got int',
    'TypeError callable finalizer expected, got str',
    'None',
    'asyncgen_hooks(firstiter=None, finalizer=None)',
    'ZeroDivisionError division by zero',
    'True ZeroDivisionError',
    'ValueError depth must be >= 0',
    "2 [(42, 'mk'), (43, '<module>')]",
    'mk',
    "got ('a',) True",
    "got ('a', 'b') True",
    "got ('q',) True",
    "got ('i',) True",
    'TypeError instance exception may not have a separate value',
    'TypeError exceptions must be classes or instances deriving from BaseException, not int',
    'TypeError throw() third argument must be a traceback object',
    'TypeError throw expected at least 1 argument, got 0',
    'TypeError throw expected at most 3 arguments, got 4',
    'TypeError exceptions must be classes or instances deriving from BaseException, not type',
    'TypeError generator.send() takes exactly one argument (0 given)',
    'TypeError generator.send() takes exactly one argument (2 given)',
    'TypeError generator.close() takes no arguments (1 given)',
    'TypeError generator.throw() takes no keyword arguments',
    "TypeError calling <class '__main__.BadExc'> should have returned an instance of BaseException, not int",
    'ZeroDivisionError division by zero',
    "KeyError 'k'",
    'StopIteration ',
    'r v',
    'z',
    'closed value None',
    "KeyError 'in close'",
    'inner exit',
    'outer exit',
    '5',
    'inner exit',
    'outer exit',
    'StopIteration 5',
    "TypeError cannot pickle 'generator' object",
    "TypeError cannot pickle 'generator' object",
    "TypeError cannot create 'generator' instances",
    'generator[int]',
    "generator[int] <class 'function'>",
    "TypeError 'generator' object is not subscriptable",
    "TypeError object of type 'generator' has no len()",
    "AttributeError 'generator' object has no attribute 'gi_foo'",
    "AttributeError attribute 'gi_code' of 'generator' objects is not writable",
    "AttributeError 'generator' object has no attribute 'foo' and no __dict__ for setting new attributes",
    'TypeError __name__ must be set to a string object',
    "type 'generator' is not an acceptable base type",
    'True True True True',
    "TypeError 'coroutine' object is not an iterator",
    "TypeError 'coroutine' object is not iterable",
    "TypeError 'coroutine' object is not iterable",
    'TypeError Value after * must be an iterable, not coroutine',
    "TypeError can't send non-None value to a just-started coroutine",
    'RuntimeError cannot reuse already awaited coroutine',
    'RuntimeError cannot reuse already awaited coroutine',
    'None',
    'None False False None cc None',
    'RecursionError maximum recursion depth exceeded',
    'deep',
    'ValueError deep',
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

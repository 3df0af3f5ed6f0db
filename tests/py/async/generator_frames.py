"""Frames of generators: unstarted, suspended, running, closed."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


import sys, warnings
def g(a, b=2):
    x = 1
    yield x
    y = 2
    try:
        yield y
    finally:
        pass
def tr(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as ex: print(type(ex).__name__, ex)
z = g(5)
f = z.gi_frame
print(f.f_lineno, f.f_lasti >= -1, sorted(f.f_locals), f.f_code is z.gi_code, f.f_back, f.f_globals is globals())
next(z); print(f.f_lineno, sorted(f.f_locals.items()), f is z.gi_frame); next(z); print(f.f_lineno, sorted(f.f_locals.items()))
tr(f.clear); 
z = g(5); next(z); f = z.gi_frame; f.f_locals['x'] = 77; print(f.f_locals['x']); tr(f.clear); print(z.gi_frame is f, z.gi_suspended); tr(next, z)
z = g(5); next(z); f = z.gi_frame; del z; print(sorted(f.f_locals))
z = g(5); next(z); f=z.gi_frame; list(z); print(sorted(f.f_locals), z.gi_frame, z.gi_code is not None)
def me():
    print(z.gi_frame is sys._getframe(), sys._getframe().f_back.f_code.co_name)
    print(z.gi_running); tr(z.send, None); tr(z.close); tr(z.throw, ValueError)
    tr(z.gi_frame.clear)
    yield
z = me()
def caller(): next(z)
caller()
def outer(): yield from inner()
def inner():
    yield 1
    print(sys._getframe().f_back.f_code.co_name)
    yield 2
o = outer(); next(o); print(type(o.gi_yieldfrom).__name__, o.gi_frame.f_lineno); next(o)
import sys
class traceback:
    def print_exc(): sys.excepthook(*sys.exc_info())

expected = [
    "11 True ['a', 'b'] True None True",
    "13 [('a', 5), ('b', 2), ('x', 1)] True",
    "16 [('a', 5), ('b', 2), ('x', 1), ('y', 2)]",
    'RuntimeError cannot clear a suspended frame',
    '77',
    'RuntimeError cannot clear a suspended frame',
    'True True',
    '2',
    "['a', 'b', 'x']",
    "['a', 'b', 'x', 'y'] None True",
    'True caller',
    'True',
    'ValueError generator already executing',
    'ValueError generator already executing',
    'ValueError generator already executing',
    'RuntimeError cannot clear an executing frame',
    'generator 38',
    'outer',
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

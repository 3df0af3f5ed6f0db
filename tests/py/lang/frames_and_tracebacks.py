"""sys._getframe, frame attributes, traceback objects, line numbers, code positions."""

import sys


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def f():
    frame = sys._getframe()
    return frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, frame.f_back.f_code.co_name, frame.f_globals is globals(), sorted(frame.f_locals)

assert repr((f()[0], f()[1], f()[3], f()[4])) == "('f', 2, True, ['frame'])"
def caller(): return sys._getframe(1).f_code.co_name
def outer(): return caller()
assert outer() == 'outer'
raises('sys._getframe(10**6)', 'ValueError: call stack is not deep enough')


def thrower():
    x = 1
    raise ValueError("here")


def middle():
    thrower()

try:
    middle()
except ValueError as e:
    tb = e.__traceback__
    lines = []
    while tb:
        lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
        tb = tb.tb_next
    assert lines[1:] == [("middle", 1), ("thrower", 2)], lines
    assert repr((sys.exc_info()[0], sys.exc_info()[1] is e, sys.exc_info()[2] is e.__traceback__, sys.exception() is e)) == "(<class 'ValueError'>, True, True, True)"

assert repr((sys.exc_info(), sys.exception())) == '((None, None, None), None)'


def g():
    try:
        raise KeyError(1)
    except KeyError:
        yield sys.exception()
    yield sys.exception()

it = g()
assert repr((next(it), sys.exception(), next(it))) == '(KeyError(1), None, None)'
code = compile("a = 1\n\nb = 2\n", "f", "exec")
assert repr(([l for *_, l in code.co_lines() if l], code.co_firstlineno)) == '([1, 3], 1)'
assert repr((f.__code__.co_filename == __file__, f.__code__.co_argcount, f.__code__.co_nlocals, f.__code__.co_freevars, f.__code__.co_flags & 3, f.__code__.co_stacksize > 0)) == '(True, 0, 1, (), 3, True)'
class D: pass
try:
    D().x
except AttributeError as e:
    t = e.__traceback__
    assert t.tb_next is None and t.tb_frame is sys._getframe()
    assert e.with_traceback(None).__traceback__ is None


def reraise():
    try:
        thrower()
    except ValueError as e:
        raise e

try:
    reraise()
except ValueError as e:
    names = []
    tb = e.__traceback__
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    assert repr(names) == "['<module>', 'reraise', 'reraise', 'thrower']"


def local_change():
    a = 1
    sys._getframe().f_locals["a"] = 2
    return a

assert local_change() == 2
import types
assert repr((type(sys._getframe()).__name__, types.FrameType.__name__, types.TracebackType.__name__)) == "('frame', 'frame', 'traceback')"
raises('types.TracebackType(None, 5, 0, 0)', "TypeError: traceback() argument 'tb_frame' must be frame, not int")

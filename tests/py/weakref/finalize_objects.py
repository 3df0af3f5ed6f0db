"""weakref.finalize: when it runs, what it tells, the order at exit."""

import gc
import weakref
from weakref import finalize


class O:
    pass


def raises(error, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except error as caught:
        return str(caught)
    raise AssertionError(f"{error.__name__} not raised")


def add(x, y, z):
    result.append(x + y + z)
    return x + y + z


result = []


def test_death():
    result.clear()
    o = O()
    f = finalize(o, add, 1, y=2, z=3)
    assert f.alive
    del o
    assert result == [6] and not f.alive
    assert f() is None and f.peek() is None and f.detach() is None


def test_call():
    result.clear()
    o = O()
    f = finalize(o, add, 67, 43, z=89)
    assert f() == 199 and result == [199] and not f.alive
    assert f() is None and result == [199]
    del o
    assert result == [199]


def test_peek():
    o = O()
    f = finalize(o, add, 1, 2, z=3)
    assert f.peek() == (o, add, (1, 2), {"z": 3}) and f.alive
    f.detach()


def test_detach():
    result.clear()
    o = O()
    f = finalize(o, add, 1, 2, 3)
    assert f.detach() == (o, add, (1, 2, 3), {})
    assert f.detach() is None and not f.alive
    del o
    assert result == []


def test_kept_alive_without_a_name():
    result.clear()
    o = O()
    finalize(o, add, 1, 2, 3)
    gc.collect()
    del o
    assert result == [6]


def test_several_are_called_newest_first():
    log = []
    o = O()
    for i in range(4):
        finalize(o, log.append, i)
    del o
    assert log == [3, 2, 1, 0]


def test_errors_are_reported():
    import sys
    reported = []
    hook, sys.unraisablehook = sys.unraisablehook, lambda u: reported.append(u.exc_type)
    o = O()
    finalize(o, lambda: 1 / 0)
    del o
    sys.unraisablehook = hook
    assert reported == [ZeroDivisionError]
    o = O()
    f = finalize(o, lambda: 1 / 0)
    raises(ZeroDivisionError, f)
    assert not f.alive


def test_cycles():
    result.clear()
    o = O()
    o.me = o
    finalize(o, add, 1, 2, 3)
    del o
    gc.collect()
    assert result == [6]


def test_arguments():
    raises(TypeError, finalize)
    raises(TypeError, finalize, O())
    raises(TypeError, finalize, 1, print)
    raises(TypeError, finalize, obj=O(), func=print)
    o = O()
    calls = []
    f = finalize(o, lambda **k: calls.append(k), self=1, obj=2, func=3)
    del o
    assert calls == [{"self": 1, "obj": 2, "func": 3}]


def test_atexit_attribute():
    o = O()
    f = finalize(o, print)
    assert f.atexit is True
    f.atexit = False
    assert f.atexit is False
    f.detach()
    assert f.atexit is False


def test_repr():
    o = O()
    f = finalize(o, print)
    assert repr(f).startswith("<finalize object at 0x") and "for 'O' at 0x" in repr(f)
    f.detach()
    assert repr(f).endswith("; dead>")


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()

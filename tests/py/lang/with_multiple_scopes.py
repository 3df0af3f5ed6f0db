"""locals(), globals(), vars(), dir() in every kind of scope (PEP 667)."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def f(a, *b, c=3, **d):
    e = 1
    def g(): return e
    x = locals()
    x["a"] = "changed copy"
    e = 2
    return x, locals()["a"], locals() is locals(), sorted(locals())

assert repr((lambda r: (sorted(r[0]), r[0]["a"], r[1:]))(f(1, 2, z=5))) == "(['a', 'b', 'c', 'd', 'e', 'g'], 'changed copy', (1, False, ['a', 'b', 'c', 'd', 'e', 'g', 'x']))"


def snapshot():
    a = 1
    first = locals()
    b = 2
    return sorted(first), sorted(locals())

assert repr(snapshot()) == "(['a'], ['a', 'b', 'first'])"
import sys


def proxy():
    a = 1
    fl = sys._getframe().f_locals
    fl["a"] = 10
    fl["brand_new"] = 5
    return a, fl["a"], fl["brand_new"], type(fl).__name__, "a" in fl, len(fl)

assert repr(proxy()) == "(10, 10, 5, 'FrameLocalsProxy', True, 3)"


class C:
    a = 1
    locals()["b"] = 2
    n = sorted(k for k in locals() if not k.startswith("__"))

assert repr((C.b, C.n)) == "(2, ['a', 'b'])"
globals()["planted"] = 3
assert planted == 3 and vars() is globals() and locals() is globals()
assert repr((lambda x: sorted(locals()))(1)) == "['x']"


def gen():
    a = 1
    yield sorted(locals())
    b = 2
    yield sorted(locals())

assert repr(list(gen())) == "[['a'], ['a', 'b']]"


def unbound():
    if False: x = 1
    return locals()

assert repr(unbound()) == '{}'


def deleted():
    x = 1
    del x
    return locals()

assert repr(deleted()) == '{}'
class V: pass
v = V()
v.x = 1
vars(v)["y"] = 2
assert repr((vars(v), v.y, [n for n in dir(v) if n[0] != "_"])) == "({'x': 1, 'y': 2}, 2, ['x', 'y'])"
raises('vars(5)', 'TypeError: vars() argument must have __dict__ attribute')
raises('vars(object())', 'TypeError: vars() argument must have __dict__ attribute')


class D:
    def __dir__(self): return ["b", "a"]

assert repr(dir(D())) == "['a', 'b']"


class E:
    def __dir__(self): return 5

raises('dir(E())', "TypeError: 'int' object is not iterable")
def d(b, a): return dir()
assert repr(d(1, 2)) == "['a', 'b']"
exec("def inner():\n  q = 1\n  return locals()", ns := {})
assert repr(ns["inner"]()) == "{'q': 1}"
raises('vars(V)["x"] = 1', "TypeError: 'mappingproxy' object does not support item assignment")

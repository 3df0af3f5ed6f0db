"""Decorators: any expression, order, on methods, on classes, on static and class methods."""

import functools


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


calls = []


def d(name):
    def deco(f):
        calls.append(name)
        return f
    return deco


@d("outer")
@d("inner")
def f(): return 1
assert repr((calls, f())) == "(['inner', 'outer'], 1)"
table = {"k": [lambda f: "replaced"]}


@table["k"][0]
def g(): pass
assert g == 'replaced'


@(lambda f: f() + 1)
def h(): return 5
assert h == 6


@functools.partial(lambda x, f: (x, f.__name__), 7)
def p(): pass
assert repr(p) == "(7, 'p')"


@(x := d)("walrus")
def w(): pass
assert x is d


@d("c1")
class C:
    @staticmethod
    @d("static")
    def s(): return "s"
    @classmethod
    @d("class")
    def c(cls): return cls.__name__
    @property
    @d("prop")
    def v(self): return "v"
    @functools.wraps(f)
    def wrapped(self): return "wrapped"
    @functools.lru_cache(maxsize=None)
    def cached(self, n):
        calls.append(n)
        return n

assert repr((C.s(), C().c(), C().v, C().wrapped(), C.wrapped.__name__, C.wrapped.__wrapped__ is f)) == "('s', 'C', 'v', 'wrapped', 'f', True)"
c = C()
assert repr((c.cached(3), c.cached(3), calls.count(3), C.cached.cache_info().hits)) == '(3, 3, 1, 1)'


def wrapper(f):
    @functools.wraps(f)
    def inner(*a, **k):
        """inner doc"""
        return ("<", f(*a, **k), ">")
    return inner


@wrapper
@wrapper
def doc(a, *, b: int = 1):
    """doc doc"""
    return a, b

assert repr((doc(1, b=2), doc.__name__, doc.__doc__, doc.__wrapped__.__wrapped__(5), doc.__annotations__, doc.__qualname__)) == "(('<', ('<', (1, 2), '>'), '>'), 'doc', 'doc doc', (5, 1), {'b': <class 'int'>}, 'doc')"
raises('exec("@5\\ndef f(): pass")', "TypeError: 'int' object is not callable")
raises('exec("@undefined_name\\ndef f(): pass")', "NameError: name 'undefined_name' is not defined")
seen = []


@seen.append
def gone(): pass
assert repr((gone, len(seen), seen[0].__name__)) == "(None, 1, 'gone')"
name = "before"


def capture(f):
    return name


@capture
def name(): pass
assert name == 'before'
raises('compile("@x\\ny = 1", "f", "exec")', 'SyntaxError: invalid syntax (f, line 2)')
raises('compile("@x", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')

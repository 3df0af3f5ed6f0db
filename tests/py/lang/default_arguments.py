"""Defaults: evaluated once, at definition, in order; shared mutable ones; attributes of the function."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def f(a, b=[], *, c={}):
    b.append(a)
    c[a] = len(b)
    return b, c


assert repr((f(1), f(2), f(3, [], c={}))) == '(([1, 2], {1: 1, 2: 2}), ([1, 2], {1: 1, 2: 2}), ([3], {3: 1}))'
assert repr((f.__defaults__, f.__kwdefaults__)) == "(([1, 2],), {'c': {1: 1, 2: 2}})"
f.__defaults__ = (["new"],)
assert repr(f(5)[0]) == "['new', 5]"
f.__defaults__ = None
raises('f(1)', "TypeError: f() missing 1 required positional argument: 'b'")
f.__kwdefaults__ = None
raises('f(1, [])', "TypeError: f() missing 1 required keyword-only argument: 'c'")
raises('f.__defaults__ = 5', 'TypeError: __defaults__ must be set to a tuple object')
raises('f.__kwdefaults__ = 5', 'TypeError: __kwdefaults__ must be set to a dict object')
log = []


def note(x):
    log.append(x)
    return x

def g(a=note("a"), *, c=note("c"), b=note("b")): pass
def h(a: note("ann") = note("def")) -> note("ret"): pass
assert repr(log) == "['a', 'c', 'b', 'def']"
x = 1


def late(y=x):
    return y

x = 2
assert late() == 1


def names(a, b, /, c, *args, d, **kw):
    local = 1

assert repr((names.__code__.co_varnames, names.__code__.co_argcount, names.__code__.co_posonlyargcount, names.__code__.co_kwonlyargcount)) == "(('a', 'b', 'c', 'd', 'args', 'kw', 'local'), 3, 2, 1)"
assert repr((names.__name__, names.__qualname__, names.__module__, names.__doc__, names.__dict__)) == "('names', 'names', '__main__', None, {})"
names.attr = 5
assert repr((names.attr, names.__dict__)) == "(5, {'attr': 5})"
raises('names.missing', "AttributeError: 'function' object has no attribute 'missing'")
raises('del names.missing', "AttributeError: 'function' object has no attribute 'missing'")
raises('names.__code__ = 5', 'TypeError: __code__ must be set to a code object')
raises('names.__name__ = 5', 'TypeError: __name__ must be set to a string object')
def swap(): return 1
def other(): return 2
swap.__code__ = other.__code__
assert swap() == 2


def closed():
    v = 1
    return lambda: v

raises('swap.__code__ = closed().__code__', 'ValueError: swap() requires a code object with 0 free vars, not 1')
lam = lambda: 0
assert repr((lam.__name__, lam.__qualname__, closed().__qualname__)) == "('<lambda>', '<lambda>', 'closed.<locals>.<lambda>')"

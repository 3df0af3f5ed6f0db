"""functools: lru_cache, cache, cached_property, partial, partialmethod, reduce, wraps, singledispatch, total_ordering."""

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


@functools.lru_cache(maxsize=2)
def f(x, y=0):
    calls.append(x)
    return x + y

assert repr((f(1), f(1), f(2), f(3), f(1), calls, f.cache_info(), f.cache_parameters(), f.__wrapped__(5), f.__name__)) == "(1, 1, 2, 3, 1, [1, 2, 3, 1, 5], CacheInfo(hits=1, misses=4, maxsize=2, currsize=2), {'maxsize': 2, 'typed': False}, 5, 'f')"
f.cache_clear()
assert repr((f.cache_info(), f(1), f(1.0), f(x=1), f(1, 0), f.cache_info().misses)) == '(CacheInfo(hits=0, misses=0, maxsize=2, currsize=0), 1, 1.0, 1, 1, 4)'


@functools.lru_cache(typed=True)
def t(x): return type(x).__name__
assert repr((t(1), t(1.0), t(True))) == "('int', 'float', 'bool')"


@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
assert repr((fib(80), fib.cache_info().misses)) == '(23416728348467685, 81)'
raises('f([])', "TypeError: unhashable type: 'list'")
raises('functools.lru_cache(maxsize="a")', 'TypeError: Expected first argument to be an integer, a callable, or None')


class C:
    @functools.cached_property
    def v(self):
        "doc v"
        calls.append("v")
        return len(calls)
    @functools.lru_cache
    def m(self, x): return x

c = C()
calls.clear()
assert repr((c.v, c.v, calls, C.v.__doc__, C.v.attrname, vars(c), c.m(3))) == "(1, 1, ['v'], 'doc v', 'v', {'v': 1}, 3)"
del c.v
assert c.v == 2
raises('functools.cached_property(len).__get__(C())', 'TypeError: Cannot use cached_property instance without calling __set_name__ on it.')


class Slots:
    __slots__ = ()
    v = functools.cached_property(lambda s: 1)

raises('Slots().v', "TypeError: No '__dict__' attribute on 'Slots' instance to cache 'v' property.")
p = functools.partial(divmod, 17)
assert repr((p(5), p.func, p.args, p.keywords, functools.partial(int, base=2)("11"), functools.partial(functools.partial(max, 1), 2)(3), functools.partial(dict, a=1)(a=2, b=3))) == "((3, 2), <built-in function divmod>, (17,), {}, 3, 3, {'a': 2, 'b': 3})"
assert repr((repr(functools.partial(len)), repr(functools.partial(max, 1, key=None)), functools.partial(max, functools.Placeholder, 5)(9), repr(functools.Placeholder))) == "('functools.partial(<built-in function len>)', 'functools.partial(<built-in function max>, 1, key=None)', 9, 'Placeholder')"
raises('functools.partial()', "TypeError: type 'partial' takes at least one argument")
raises('functools.partial(5)', 'TypeError: the first argument must be callable')
raises('functools.partial(max, functools.Placeholder)', 'TypeError: trailing Placeholders are not allowed')
raises('functools.partial(max, functools.Placeholder, 1)()', "TypeError: missing positional arguments in 'partial' call; expected at least 1, got 0")
p.extra = 1
assert repr((p.extra, functools.partial(max).keywords)) == '(1, {})'


class M:
    def base(self, a, b=0): return a, b
    one = functools.partialmethod(base, 1)
    two = functools.partialmethod(base, b=2)

assert repr((M().one(), M().two(5), M().one(b=7))) == '((1, 0), (5, 2), (1, 7))'
assert repr((functools.reduce(lambda a, b: a + b, [1, 2, 3]), functools.reduce(lambda a, b: a + b, [], 5), functools.reduce(lambda a, b: b, "ab", "z"))) == "(6, 5, 'b')"
raises('functools.reduce(max, [])', 'TypeError: reduce() of empty iterable with no initial value')


def deco(g):
    @functools.wraps(g)
    def inner(*a): return g(*a)
    return inner


@deco
def named(x: int) -> str:
    "doc"
    return x

named.mark = 1
assert repr((named.__name__, named.__doc__, named.__wrapped__.__name__, named.__annotations__, named.__qualname__, functools.WRAPPER_ASSIGNMENTS, functools.WRAPPER_UPDATES)) == "('named', 'doc', 'named', {'x': <class 'int'>, 'return': <class 'str'>}, 'named', ('__module__', '__name__', '__qualname__', '__doc__', '__annotate__', '__type_params__'), ('__dict__',))"


@functools.singledispatch
def show(x): return "default"


@show.register
def _(x: int): return "int"


@show.register(list)
def _(x): return "list"


@show.register
def _(x: float | str): return "float or str"
assert repr((show(1), show(True), show([]), show(1.5), show("a"), show(None), show.dispatch(bool)(1), sorted(k.__name__ for k in show.registry))) == "('int', 'int', 'list', 'float or str', 'float or str', 'default', 'int', ['float', 'int', 'list', 'object', 'str'])"
raises('show()', 'TypeError: show requires at least 1 positional argument')


class D:
    @functools.singledispatchmethod
    def f(self, x): return "default"
    @f.register
    def _(self, x: int): return "int"

assert repr((D().f(1), D().f("a"))) == "('int', 'default')"


@functools.total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v

assert repr((T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) != T(1))) == '(True, True, False, False)'
raises('functools.total_ordering(type("E", (), {}))', 'ValueError: must define at least one ordering operation: < > <= >=')
assert repr((sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)), functools.cmp_to_key(lambda a, b: 0)(1) == functools.cmp_to_key(lambda a, b: 0)(2))) == '([3, 2, 1], True)'

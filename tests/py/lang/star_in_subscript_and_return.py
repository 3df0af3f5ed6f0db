"""Stars in subscripts, returns, yields, index tuples; trailing commas; parentheses."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class G:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): self.s = k, v

g = G()
a = [1, 2]
assert repr((g[*a], g[0, *a], g[*a, *a], g[*()], g[*a,], g[1:2, *a], g[(*a,)])) == '((1, 2), (0, 1, 2), (1, 2, 1, 2), (), (1, 2), (slice(1, 2, None), 1, 2), (1, 2))'
g[*a] = 5
assert repr(g.s) == '((1, 2), 5)'
def r(): return *a, 3
def y(): yield *a, 3
assert repr((r(), list(y()), (*a,), [*a], {*a}, (1, *a, 2), *a, 0)) == '((1, 2, 3), [(1, 2, 3)], (1, 2), [1, 2], {1, 2}, (1, 1, 2, 2), 1, 2, 0)'
for x in *a, 9: pass
assert x == 9
x = *a,
assert repr(x) == '(1, 2)'
b, *c = *a, 5
assert repr((b, c)) == '(1, [2, 5])'
d = {**{"a": 1}, **{"b": 2}}
assert repr((d, {**d}, [*d], {*d} == {"a", "b"})) == "({'a': 1, 'b': 2}, {'a': 1, 'b': 2}, ['a', 'b'], True)"
def f(*args, **kw): return args, kw
assert repr((f(*a, *a, x=1, **d), f(*a, **{}, y=2), f(*"", *range(2)), f(**d, **{"c": 3}))) == "(((1, 2, 1, 2), {'x': 1, 'a': 1, 'b': 2}), ((1, 2), {'y': 2}), ((0, 1), {}), ((), {'a': 1, 'b': 2, 'c': 3}))"
tuple_ = 1,
assert repr((tuple_, (1), (1,), ())) == '((1,), 1, (1,), ())'
print_ = f(
    1,
    *a,
    k=2,
)
assert repr(print_) == "((1, 1, 2), {'k': 2})"
assert repr(([*a, *a][1:3], (*a, *"xy")[-1], len([*range(5), *[]]))) == "([2, 1], 'y', 5)"
lam = lambda *a, **k: (a, k)
assert repr((lam(*a, **d), (lambda a, *b, c=1, **d: (a, b, c, d))(1, 2, c=3, d=4), (lambda a, /, b: (a, b))(1, b=2), (lambda *, a: a)(a=1))) == "(((1, 2), {'a': 1, 'b': 2}), (1, (2,), 3, {'d': 4}), (1, 2), 1)"
raises('f(*a, **a)', 'TypeError: __main__.f() argument after ** must be a mapping, not list')
raises('f(*5, **5)', 'TypeError: __main__.f() argument after ** must be a mapping, not int')

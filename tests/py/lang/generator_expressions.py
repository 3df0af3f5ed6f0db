"""Generator expressions: when what is evaluated, late binding, laziness, nesting."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


log = []


def n(x):
    log.append(x)
    return x

g = (n(i) for i in n([1, 2]))
assert repr(log) == '[[1, 2]]'
assert repr((next(g), log)) == '(1, [[1, 2], 1])'
x = 10
g = (x + i for i in range(2))
x = 20
assert repr(list(g)) == '[20, 21]'
raises('(i for i in 5)', "TypeError: 'int' object is not iterable")
g = (i for i in [1] for j in 5)
raises('next(g)', "TypeError: 'int' object is not iterable")
g = (1 / i for i in [1, 0, 2])
assert repr(next(g)) == '1.0'
raises('next(g)', 'ZeroDivisionError: division by zero')
raises('next(g)', 'StopIteration: ')
assert repr((sum(i for i in range(5)), max((i * i for i in range(-3, 3)), default=0), list((i, j) for i in "ab" for j in range(2)), dict((k, 1) for k in "ab"), any(i > 2 for i in range(5)))) == "(10, 9, [('a', 0), ('a', 1), ('b', 0), ('b', 1)], {'a': 1, 'b': 1}, True)"
def f(a, b=0): return list(a), b
assert repr((f((i for i in "xy"), 1), f(i for i in "z"))) == "((['x', 'y'], 1), (['z'], 0))"
g = (i for i in range(3))
assert repr((1 in g, list(g), g.__name__, g.__qualname__, type(g).__name__)) == "(True, [2], '<genexpr>', '<genexpr>', 'generator')"


def scope():
    y = 5
    g = (y for _ in range(2))
    y = 6
    return list(g)

assert repr(scope()) == '[6, 6]'


class C:
    v = [1, 2]
    g = list(i for i in v)

assert repr(C.g) == '[1, 2]'
lst = [1, 2, 3]
g = (i for i in lst)
lst.append(4)
assert repr(list(g)) == '[1, 2, 3, 4]'
lst = [1, 2]
g = (i for i in lst)
lst = [9]
assert repr(list(g)) == '[1, 2]'
g = (yield_ for yield_ in [1])
assert repr((list(g), list(g))) == '([1], [])'
nested = ((j for j in range(i)) for i in range(3))
assert repr([list(h) for h in nested]) == '[[], [0], [0, 1]]'

"""Unpacking in assignments, calls and displays: stars, nesting, counts, order, exact errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


a, b = 1, 2
a, b = b, a
assert repr((a, b)) == '(2, 1)'
first, *middle, last = range(5)
assert repr((first, middle, last)) == '(0, [1, 2, 3], 4)'
*init, = "ab"
assert repr(init) == "['a', 'b']"
(a, [b, *c]), d = (1, "xyz"), 5
assert repr((a, b, c, d)) == "(1, 'x', ['y', 'z'], 5)"
[p, q] = {1: 2, 3: 4}
assert repr((p, q)) == '(1, 3)'
x = y = z = []
assert x is y is z
raises('a, b = 1', 'TypeError: cannot unpack non-iterable int object')
raises('a, b = (1,)', 'ValueError: not enough values to unpack (expected 2, got 1)')
raises('a, b = (1, 2, 3)', 'ValueError: too many values to unpack (expected 2, got 3)')
raises('a, b, *c = (1,)', 'ValueError: not enough values to unpack (expected at least 2, got 1)')
raises('a, b = [1, 2, 3, 4]', 'ValueError: too many values to unpack (expected 2, got 4)')
raises('a, b = {1, 2, 3}', 'ValueError: too many values to unpack (expected 2)')
raises('a, b = iter([1, 2, 3])', 'ValueError: too many values to unpack (expected 2)')
raises('a, b = "abc"', 'ValueError: too many values to unpack (expected 2)')
raises('a, b = {"x": 1, "y": 2, "z": 3}', 'ValueError: too many values to unpack (expected 2, got 3)')
raises('a, b = range(5)', 'ValueError: too many values to unpack (expected 2)')
raises('a, b, c, d, e = [1, 2]', 'ValueError: not enough values to unpack (expected 5, got 2)')
raises('[a, b] = None', 'TypeError: cannot unpack non-iterable NoneType object')
raises('*a, = 5', 'TypeError: cannot unpack non-iterable int object')


def infinite():
    n = 0
    while True:
        yield n
        n += 1

raises('a, b = infinite()', 'ValueError: too many values to unpack (expected 2)')
assert repr(([*range(2), *"ab", *()], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}})) == "([0, 1, 'a', 'b'], (1, 2), {1}, {'a': 3, 'b': 2})"
raises('[*5]', 'TypeError: Value after * must be an iterable, not int')
raises('{**5}', "TypeError: 'int' object is not a mapping")
raises('{**{1: 2}, **[]}', "TypeError: 'list' object is not a mapping")


def f(*args, **kwargs):
    return args, kwargs

assert repr(f(*[1, 2], 3, *(4,), **{"a": 1}, b=2, **{"c": 3})) == "((1, 2, 3, 4), {'a': 1, 'b': 2, 'c': 3})"
assert repr((f(*"ab", **{}), f(*{"k": 1}), f(**{"not an identifier": 1}))) == "((('a', 'b'), {}), (('k',), {}), ((), {'not an identifier': 1}))"
raises('f(*5)', 'TypeError: __main__.f() argument after * must be an iterable, not int')
raises('f(**5)', 'TypeError: __main__.f() argument after ** must be a mapping, not int')
raises('f(**{1: 2})', 'TypeError: keywords must be strings')
raises('f(a=1, **{"a": 2})', "TypeError: __main__.f() got multiple values for keyword argument 'a'")
raises('f(**{"a": 1}, **{"a": 2})', "TypeError: __main__.f() got multiple values for keyword argument 'a'")
raises('f(*[1], *None)', 'TypeError: Value after * must be an iterable, not NoneType')
i = 0
i, lst = 1, [0, 0, 0]
i, lst[i] = 2, "x"
assert repr((i, lst)) == "(2, [0, 0, 'x'])"
d = {}
d["k"], d["j"] = 1, 2
assert repr(d) == "{'k': 1, 'j': 2}"
for i, (j, *k) in [(1, (2, 3)), (4, "56")]:
    pass

assert repr((i, j, k)) == "(4, '5', ['6'])"


def order():
    log = []
    def n(v):
        log.append(v)
        return v
    class T:
        def __setitem__(self, k, v): log.append(("set", k, v))
    t = T()
    t[n("k1")], t[n("k2")] = n("v1"), n("v2")
    return log

assert repr(order()) == "['v1', 'v2', 'k1', ('set', 'k1', 'v1'), 'k2', ('set', 'k2', 'v2')]"


def partial_assignment():
    a = b = 0
    try:
        a, b, c = [1, 2]
    except ValueError:
        return a, b

assert repr(partial_assignment()) == '(0, 0)'


def returns():
    rest = [2, 3]
    return 1, *rest

assert repr(returns()) == '(1, 2, 3)'


def yields():
    rest = [2, 3]
    yield 1, *rest

assert repr(list(yields())) == '[(1, 2, 3)]'
for v in 1, *[2, 3]:
    pass

assert v == 3


class Len:
    def __iter__(self): return iter([1, 2])
    def __len__(self): raise ZeroDivisionError

a, b = Len()
assert repr((a, b)) == '(1, 2)'
# The length is only a hint, but an error in __len__ is not hidden.
raises('[*Len()]', 'ZeroDivisionError: ')
raises('compile("*a = 1", "f", "exec")', 'SyntaxError: starred assignment target must be in a list or tuple (f, line 1)')
raises('compile("a, *b, *c = x", "f", "exec")', 'SyntaxError: multiple starred expressions in assignment (f, line 1)')
raises('compile("*a", "f", "eval")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("(*a)", "f", "eval")', 'SyntaxError: cannot use starred expression here (f, line 1)')
raises('compile("f() = 1", "f", "exec")', "SyntaxError: cannot assign to function call here. Maybe you meant '==' instead of '='? (f, line 1)")
raises('compile("a + 1 = 2", "f", "exec")', "SyntaxError: cannot assign to expression here. Maybe you meant '==' instead of '='? (f, line 1)")
raises('compile("(a, b) += 1", "f", "exec")', "SyntaxError: 'tuple' is an illegal expression for augmented assignment (f, line 1)")
raises('compile("None = 1", "f", "exec")', 'SyntaxError: cannot assign to None (f, line 1)')
raises('compile("[a, 1] = x", "f", "exec")', 'SyntaxError: cannot assign to literal (f, line 1)')
raises('compile("del f()", "f", "exec")', 'SyntaxError: cannot delete function call (f, line 1)')
raises('compile("for 1 in x: pass", "f", "exec")', 'SyntaxError: cannot assign to literal (f, line 1)')
raises('compile("a = b := 1", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')

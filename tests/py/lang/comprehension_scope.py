"""Comprehensions: their variables stay inside, the first iterable is evaluated outside, conditions and nesting."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


i = "untouched"
assert repr(([i for i in range(3)], i)) == "([0, 1, 2], 'untouched')"
assert repr(({i: i * i for i in range(3)}, {i % 2 for i in range(4)})) == '({0: 0, 1: 1, 2: 4}, {0, 1})'
assert repr([(a, b) for a in range(3) for b in range(a) if a != b + 1]) == '[(2, 0)]'
assert repr([x for x in range(20) if x % 2 if x % 3]) == '[1, 5, 7, 11, 13, 17, 19]'
assert repr([[j for j in range(i)] for i in range(3)]) == '[[], [0], [0, 1]]'
assert repr(([x for x, in [(1,), (2,)]], [y for x, *y in [(1, 2, 3)]])) == '([1, 2], [[2, 3]])'
log = []


def note(x):
    log.append(x)
    return range(x)

assert repr(([b for a in note(2) for b in note(a + 1)], log)) == '([0, 0, 1], [2, 1, 2])'
raises('[1 for x in 5]', "TypeError: 'int' object is not iterable")
raises('(1 for x in 5)', "TypeError: 'int' object is not iterable")
g = (x for x in [1, 0, 2] if 1 / (x or 1))
assert repr(list(g)) == '[1, 0, 2]'
assert repr(([y := 5, y ** 2], y)) == '([5, 25], 5)'
assert repr(([last := n for n in range(4)], last)) == '([0, 1, 2, 3], 3)'


def total():
    s = 0
    return [s := s + n for n in range(5)], s

assert repr(total()) == '([0, 1, 3, 6, 10], 10)'


class C:
    items = [1, 2]
    double = [n * 2 for n in items]

assert repr(C.double) == '[2, 4]'
assert [lambda: n for n in range(2)][0]() == 1
assert repr({k: v for k, v in {"a": 1}.items()} | {k: 0 for k in "b"}) == "{'a': 1, 'b': 0}"
assert repr(([*range(3), *[n for n in (5,)]], {**{n: n for n in (1,)}})) == '([0, 1, 2, 5], {1: 1})'
raises('[n for n in range(3)][5]', 'IndexError: list index out of range')


def yields():
    return list(x if x else "zero" for x in range(2))

assert repr(yields()) == "['zero', 1]"


def locals_inside():
    a = 1
    return [sorted(locals()) for b in (1,)]

assert repr(locals_inside()) == "[['a', 'b']]"


def shadow(x):
    r = [x for x in range(x)]
    return r, x

assert repr(shadow(2)) == '([0, 1], 2)'


def deleted():
    try:
        [x for x in (1, 2)]
        return x
    except NameError as e:
        return str(e)

assert deleted() == "name 'x' is not defined"
raises('compile("[x := 1 for x in y]", "f", "eval")', "SyntaxError: assignment expression cannot rebind comprehension iteration variable 'x' (f, line 1)")
raises('compile("[i for i in (j := [1])]", "f", "eval")', 'SyntaxError: assignment expression cannot be used in a comprehension iterable expression (f, line 1)')
raises('compile("class C: a = [(b := i) for i in range(2)]", "f", "exec")', 'SyntaxError: assignment expression within a comprehension cannot be used in a class body (f, line 1)')
raises('compile("[(yield 1) for x in y]", "f", "eval")', "SyntaxError: 'yield' inside list comprehension (f, line 1)")
raises('compile("[x, y for x in z]", "f", "eval")', 'SyntaxError: did you forget parentheses around the comprehension target? (f, line 1)')
raises('compile("{**a for a in b}", "f", "eval")', 'SyntaxError: dict unpacking cannot be used in dict comprehension (f, line 1)')
raises('compile("[*a for a in b]", "f", "eval")', 'SyntaxError: iterable unpacking cannot be used in comprehension (f, line 1)')

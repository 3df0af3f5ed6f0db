"""map, filter, zip, enumerate, iter, next: laziness, several iterables, strict, errors in the middle."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, "ab", "ba", "ca")), list(filter(None, [0, 1, "", "x", []])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(bool, {})), list(zip()), list(zip([1])), list(zip("ab", [1, 2, 3])), list(zip("ab", range(9), "xyz")), list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], start=1)), list(enumerate("a", -1)), next(enumerate("a", 10**30)))) == "(['1', '2'], [11, 22], ['c', 'b'], [1, 'x'], [2, 3], [], [], [(1,)], [('a', 1), ('b', 2)], [('a', 0, 'x'), ('b', 1, 'y')], [(0, 'a'), (1, 'b')], [(5, 'a'), (6, 'b')], [], [(-1, 'a')], (1000000000000000000000000000000, 'a'))"
m = map(int, iter("12x3"))
assert repr((next(m), next(m))) == '(1, 2)'
raises('next(m)', "ValueError: invalid literal for int() with base 10: 'x'")
assert repr((next(m), iter(m) is m, type(m).__name__)) == "(3, True, 'map')"
a = iter([1, 2, 3])
assert repr((list(zip(a, "x")), list(a))) == "([(1, 'x')], [3])"
a = iter([1, 2, 3])
assert repr((list(zip("x", a)), list(a))) == "([('x', 1)], [2, 3])"
log = []


def noisy(name, n):
    for i in range(n):
        log.append(name + str(i))
        yield i

assert repr((list(zip(noisy("a", 2), noisy("b", 1))), log)) == "([(0, 0)], ['a0', 'b0', 'a1'])"
assert repr(list(map(lambda *a: a, [1, 2], "ab", strict=True))) == "[(1, 'a'), (2, 'b')]"
raises('list(zip("ab", "a", strict=True))', 'ValueError: zip() argument 2 is shorter than argument 1')
raises('list(zip("a", "ab", strict=True))', 'ValueError: zip() argument 2 is longer than argument 1')
raises('list(zip("a", "a", "ab", strict=True))', 'ValueError: zip() argument 3 is longer than arguments 1-2')
raises('list(zip("a", "ab", "ab", strict=True))', 'ValueError: zip() argument 2 is longer than argument 1')
raises('list(map(lambda *a: a, "ab", "a", strict=True))', 'ValueError: map() argument 2 is shorter than argument 1')
raises('list(map(lambda *a: a, "a", "ab", strict=True))', 'ValueError: map() argument 2 is longer than argument 1')
raises('list(map(lambda x: 1 / x, [1, 0]))', 'ZeroDivisionError: division by zero')
raises('map(5)', 'TypeError: map() must have at least two arguments.')
raises('list(map(5, [1]))', "TypeError: 'int' object is not callable")
raises('list(map(lambda: 0, [1]))', 'TypeError: <lambda>() takes 0 positional arguments but 1 was given')
raises('filter(None)', 'TypeError: filter expected 2 arguments, got 1')
raises('filter(None, 5)', "TypeError: 'int' object is not iterable")
raises('list(filter(5, [1]))', "TypeError: 'int' object is not callable")
raises('zip(5)', "TypeError: 'int' object is not iterable")
raises('zip([], strict=5, x=1)', 'TypeError: zip() takes at most 1 keyword argument (2 given)')
raises('enumerate("a", "b")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('enumerate("a", 1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('enumerate()', "TypeError: enumerate() missing required argument 'iterable'")
raises('next(enumerate([]))', 'StopIteration: ')
assert repr((next(iter([]), "d"), list(iter(lambda: 1, 1)), list(iter([5, 6, 0, 7].pop, 0)))) == "('d', [], [7])"


def stop():
    raise StopIteration

assert repr((list(iter(stop, 1)), list(map(lambda x: next(iter([])), [1])))) == '([], [])'
z = zip([1, 2], [3, 4])
assert repr((next(z), list(z), list(z), list(zip(*[(1, 2), (3, 4)])), list(zip(*[[1, 2]] * 2)), dict(zip("ab", [1, 2])))) == "((1, 3), [(2, 4)], [], [(1, 3), (2, 4)], [(1, 1), (2, 2)], {'a': 1, 'b': 2})"
e = enumerate(iter("ab"))
assert repr((next(e), e.__next__(), list(e), iter(e) is e)) == "((0, 'a'), (1, 'b'), [], True)"
it = iter({1: 2})
assert repr((it.__length_hint__(), list(it), it.__length_hint__())) == '(1, [1], 0)'

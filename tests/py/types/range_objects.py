"""range: indexing, slicing, membership, equality, big values, attributes."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


r = range(2, 20, 3)
assert repr((list(r), len(r), r[0], r[-1], r[1:3], r[::-1], r[::2], r[10:], r.start, r.stop, r.step, repr(r), str(range(5)), repr(range(0, 5, 1)), repr(range(1, 5)), 5 in r, 6 in r, 5.0 in r, "a" in r, r.index(8), r.count(8), r.count(9), bool(range(0)), bool(r), list(reversed(r)), r[-2:], list(range(5, 0, -2)), list(range(0, 5, -1)))) == "([2, 5, 8, 11, 14, 17], 6, 2, 17, range(5, 11, 3), range(17, -1, -3), range(2, 20, 6), range(20, 20, 3), 2, 20, 3, 'range(2, 20, 3)', 'range(0, 5)', 'range(0, 5)', 'range(1, 5)', True, False, True, False, 2, 1, 0, False, True, [17, 14, 11, 8, 5, 2], range(14, 20, 3), [5, 3, 1], [])"
assert repr((range(3) == range(0, 3, 1), range(0, 3, 2) == range(0, 4, 2), range(0) == range(5, 1), range(3) != range(4), hash(range(3)) == hash(range(0, 3)), range(3) == [0, 1, 2], hash(range(0)) == hash(range(2, 1)), range(0, 3, 2) == range(0, 3, 3))) == '(True, True, True, True, True, False, True, False)'
big = range(10**30, 10**30 + 10, 3)
assert repr((list(big), len(big), big[1], big[-1], 10**30 + 3 in big, big.index(10**30 + 6), big[1:], range(-10**20, 10**20)[10**20])) == '([1000000000000000000000000000000, 1000000000000000000000000000003, 1000000000000000000000000000006, 1000000000000000000000000000009], 4, 1000000000000000000000000000003, 1000000000000000000000000000009, True, 2, range(1000000000000000000000000000003, 1000000000000000000000000000012, 3), 0)'
raises('len(range(10**20))', 'OverflowError: Python int too large to convert to C ssize_t')
assert repr((range(10**20)[-1], range(-5, 5)[2:4], range(True), range(3)[True], max(range(5)), sum(range(101)), min(range(3, 6)), range(10)[::-3], range(10)[-3:], range(0, 10, 2)[1:3], range(10)[5:2], range(10)[8:2:-2])) == '(99999999999999999999, range(-3, -1), range(0, 1), 1, 4, 5050, 3, range(9, -1, -3), range(7, 10), range(2, 6, 2), range(5, 2), range(8, 2, -2))'


class Ix:
    def __index__(self): return 3

assert repr((range(Ix()), list(range(0, Ix())), Ix() in range(5), range(10)[Ix()])) == '(range(0, 3), [0, 1, 2], False, 3)'
it = iter(range(3))
assert repr((next(it), list(it), it.__length_hint__(), type(it).__name__, type(iter(range(10**30))).__name__, type(reversed(range(3))).__name__)) == "(0, [1, 2], 0, 'range_iterator', 'longrange_iterator', 'range_iterator')"


class Eq:
    def __eq__(self, o): return o == 2

assert repr((Eq() in range(5), range(5).index(Eq()), range(5).count(Eq()))) == '(True, 2, 1)'
raises('range(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('range("a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('range(None)', "TypeError: 'NoneType' object cannot be interpreted as an integer")
raises('range(1, 2, 0)', 'ValueError: range() arg 3 must not be zero')
raises('range()', 'TypeError: range expected at least 1 argument, got 0')
raises('range(5)[5]', 'IndexError: range object index out of range')
raises('range(5)[-6]', 'IndexError: range object index out of range')
raises('range(5)["a"]', 'TypeError: range indices must be integers or slices, not str')
raises('range(5)[::0]', 'ValueError: slice step cannot be zero')
raises('range(5).index(9)', 'ValueError: range.index(x): x not in range')
raises('range(5)[0] = 1', "TypeError: 'range' object does not support item assignment")
raises('range(3) + range(3)', "TypeError: unsupported operand type(s) for +: 'range' and 'range'")
raises('range(3) * 2', "TypeError: unsupported operand type(s) for *: 'range' and 'int'")
raises('range(3) < range(4)', "TypeError: '<' not supported between instances of 'range' and 'range'")
raises('range(3).start = 1', 'AttributeError: readonly attribute')
raises('range(3).x = 1', "AttributeError: 'range' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('type("R", (range,), {})', "TypeError: type 'range' is not an acceptable base type")
raises('next(range(3))', "TypeError: 'range' object is not an iterator")
raises('range(stop=3)', 'TypeError: range() takes no keyword arguments')

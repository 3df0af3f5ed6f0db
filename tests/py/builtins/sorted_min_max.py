"""sorted, min, max, sum, any, all, reversed: keys, defaults, stability, odd iterables."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((sorted("hello"), sorted([3, 1, 2], reverse=True), sorted({"b": 1, "a": 2}), sorted([(1, 2), (1, 1)]), sorted([]), sorted(range(3), key=lambda x: -x), sorted(["aa", "b"], key=len), sorted([1, 2, 3, 4], key=lambda x: x % 2, reverse=True))) == "(['e', 'h', 'l', 'l', 'o'], [3, 2, 1], ['a', 'b'], [(1, 1), (1, 2)], [], [2, 1, 0], ['b', 'aa'], [1, 3, 2, 4])"
assert repr((min(3, 1), min([3, 1]), min("ab"), max(1, 2, key=lambda x: -x), max([], default=None), min({}, default="d"), max("a", "b"), max([1, 1.0, True]), min((5,), key=None), max([[1], [2]]), min({3: "a", 1: "b"}))) == "(1, 1, 'a', 1, None, 'd', 'b', 1, 5, [2], 1)"
assert repr((sum([1, 2]), sum([1.5, 2]), sum([[1], [2]], []), sum((1, 2), start=10), sum([]), sum([True, True]), sum([1j, 2]), sum(x for x in (1, 2)), sum([0.1] * 3), sum([2**62, 2**62]), sum([10**30, 1.0]))) == '(3, 3.5, [1, 2], 13, 0, 2, (2+1j), 3, 0.30000000000000004, 9223372036854775808, 1e+30)'
assert repr((any([]), all([]), any([0, 1, 1 / 1]), all([1, 0]), any(x > 1 for x in [1, 2]), all("abc"), any({0: 1}), all([[]]))) == '(False, True, True, False, True, True, False, False)'
log = []


def n(x):
    log.append(x)
    return x

assert repr((any(n(x) for x in [0, 1, 2]), all(n(x) for x in [1, 0, 2]), log)) == '(True, False, [0, 1, 1, 0])'
assert repr((list(reversed([1, 2])), list(reversed("ab")), list(reversed((1,))), list(reversed(range(3))), list(reversed({1: 2, 3: 4})))) == "([2, 1], ['b', 'a'], [1], [2, 1, 0], [3, 1])"
import functools
assert repr((sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)), functools.reduce(lambda a, b: a * b, [1, 2, 3], 10), functools.reduce(max, [3, 9, 2]))) == '([3, 2, 1], 60, 9)'
calls = []
assert repr((sorted([3, 1, 2], key=lambda x: calls.append(x) or x), calls)) == '([1, 2, 3], [3, 1, 2])'


class Lt:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __gt__(self, o): raise AssertionError("sort uses only <")

assert repr(([x.v for x in sorted([Lt(2), Lt(1), Lt(3)])], [x.v for x in sorted([Lt(2), Lt(1)], reverse=True)], min(Lt(1), Lt(2)).v)) == '([1, 2, 3], [2, 1], 1)'
big = [(i * 7919) % 1000 for i in range(1000)]
assert sorted(big) == list(range(1000)) and sorted(big, reverse=True) == list(range(999, -1, -1))
runs = list(range(50)) + list(range(50, 0, -1)) + [7] * 20
assert sorted(runs) == sorted(runs[::-1])
pairs = [(i % 5, i) for i in range(100)]
assert [p[1] for p in sorted(pairs, key=lambda p: p[0])] == [i for k in range(5) for i in range(k, 100, 5)]
nan = float("nan")
assert repr((len(sorted([3, nan, 1])), max(1, nan), min(nan, 1))) == '(3, 1, nan)'
raises('sorted(5)', "TypeError: 'int' object is not iterable")
raises('sorted([1, "a"])', "TypeError: '<' not supported between instances of 'str' and 'int'")
raises('sorted([1], key=5)', "TypeError: 'int' object is not callable")
raises('sorted([1], key=lambda: 0)', 'TypeError: <lambda>() takes 0 positional arguments but 1 was given')
raises('sorted([1], lambda x: x)', 'TypeError: sorted expected 1 argument, got 2')
raises('min([])', 'ValueError: min() iterable argument is empty')
raises('min()', 'TypeError: min expected at least 1 argument, got 0')
raises('max(5)', "TypeError: 'int' object is not iterable")
raises('max([], key=5)', 'ValueError: max() iterable argument is empty')
raises('min(1, 2, default=3)', 'TypeError: Cannot specify a default for min() with multiple positional arguments')
raises('sum("ab")', "TypeError: unsupported operand type(s) for +: 'int' and 'str'")
raises('sum(["a"], "")', "TypeError: sum() can't sum strings [use ''.join(seq) instead]")
raises('sum([1], "a")', "TypeError: sum() can't sum strings [use ''.join(seq) instead]")
raises('sum(5)', "TypeError: 'int' object is not iterable")
raises('any(5)', "TypeError: 'int' object is not iterable")
raises('functools.reduce(max, [])', 'TypeError: reduce() of empty iterable with no initial value')
raises('functools.reduce(5, [1, 2])', "TypeError: 'int' object is not callable")
raises('sorted([Lt(1), 5])', 'AssertionError: sort uses only <')
raises('sorted([1j, 2j])', "TypeError: '<' not supported between instances of 'complex' and 'complex'")
raises('sorted([None, None])', "TypeError: '<' not supported between instances of 'NoneType' and 'NoneType'")

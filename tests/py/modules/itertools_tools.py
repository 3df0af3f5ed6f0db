"""itertools: every function, with exhausted, infinite and odd arguments."""

import itertools as it


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((list(it.islice(it.count(5, 2), 3)), list(it.islice(it.count(0.5), 2)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat(1, 3)), list(it.islice(it.repeat(0), 2)), list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], max, initial=5)), list(it.accumulate([], initial=1)), list(it.batched("abcde", 2)), list(it.chain("ab", [1])), list(it.chain.from_iterable(["ab", "c"])), list(it.compress("abcd", [1, 0, 1])), list(it.dropwhile(lambda x: x < 3, [1, 3, 1])), list(it.takewhile(lambda x: x < 3, [1, 3, 1])), list(it.filterfalse(None, [0, 1])), list(it.pairwise("abc")), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.zip_longest("ab", "c", fillvalue="-")))) == "([5, 7, 9], [0.5, 1.5], ['a', 'b', 'a', 'b', 'a'], [1, 1, 1], [0, 0], [1, 3, 6], [5, 5, 5, 5], [1], [('a', 'b'), ('c', 'd'), ('e',)], ['a', 'b', 1], ['a', 'b', 'c'], ['a', 'c'], [3, 1], [1], [0], [('a', 'b'), ('b', 'c')], [8, 9], [('a', 'c'), ('b', '-')])"
assert repr((list(it.islice("abcdef", 1, 5, 2)), list(it.islice("abc", None)), list(it.islice("abc", 0)), list(it.islice(range(10), 5, None, 3)))) == "(['b', 'd'], ['a', 'b', 'c'], [], [5, 8])"
assert repr((list(it.product("ab", [1, 2])), list(it.product("ab", repeat=2))[-1], list(it.product()), list(it.permutations("abc", 2)), list(it.permutations([])), list(it.combinations("abcd", 2)), list(it.combinations_with_replacement("ab", 2)), list(it.combinations("ab", 3)), len(list(it.permutations(range(5)))))) == "([('a', 1), ('a', 2), ('b', 1), ('b', 2)], ('b', 'b'), [()], [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')], [()], [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')], [('a', 'a'), ('a', 'b'), ('b', 'b')], [], 120)"
assert repr(([(k, list(g)) for k, g in it.groupby("aabbba")], [(k, len(list(g))) for k, g in it.groupby([1, 3, 2, 4], key=lambda x: x % 2)])) == "([('a', ['a', 'a']), ('b', ['b', 'b', 'b']), ('a', ['a'])], [(1, 2), (0, 2)])"
groups = it.groupby("aab")
k, g = next(groups)
next(groups)
assert repr((k, list(g))) == "('a', [])"
a, b = it.tee([1, 2, 3])
assert repr((next(a), next(a), list(b), list(a), it.tee("x", 3)[2].__next__(), it.tee([], 0))) == "(1, 2, [1, 2, 3], [3], 'x', ())"
assert repr((repr(it.count(3)), repr(it.count(1, 2)), repr(it.repeat("a", 2)), repr(it.repeat(5)), it.repeat(1, 5).__length_hint__())) == '(\'count(3)\', \'count(1, 2)\', "repeat(\'a\', 2)", \'repeat(5)\', 5)'
assert repr((list(it.batched([], 3)), list(it.batched("abcd", 2, strict=True)))) == "([], [('a', 'b'), ('c', 'd')])"
raises('list(it.batched("abc", 2, strict=True))', 'ValueError: batched(): incomplete batch')
raises('it.batched("a", 0)', 'ValueError: n must be at least one')
raises('it.islice("abc", -1)', 'ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
raises('it.islice("abc", 1, 2, 0)', 'ValueError: Step for islice() must be a positive integer or None.')
raises('it.islice("abc", "x")', 'ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
raises('it.count("a")', 'TypeError: a number is required')
raises('it.repeat()', "TypeError: repeat() missing required argument 'object' (pos 1)")
raises('it.cycle()', 'TypeError: cycle expected 1 argument, got 0')
raises('it.chain(5).__next__()', "TypeError: 'int' object is not iterable")
raises('it.product(repeat=-1)', 'ValueError: repeat argument cannot be negative')
raises('it.product([1], repeat="a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('it.permutations("ab", -1)', 'ValueError: r must be non-negative')
raises('it.combinations("ab", -1)', 'ValueError: r must be non-negative')
raises('it.combinations("ab")', "TypeError: combinations() missing required argument 'r' (pos 2)")
raises('it.tee([], -1)', 'ValueError: n must be >= 0')
raises('it.groupby()', "TypeError: groupby() missing required argument 'iterable' (pos 1)")
raises('it.accumulate(5)', "TypeError: 'int' object is not iterable")
raises('it.zip_longest("a", foo=1)', 'TypeError: zip_longest() got an unexpected keyword argument')
raises('next(it.starmap(pow, [5]))', "TypeError: 'int' object is not iterable")
raises('next(it.compress([], []))', 'StopIteration: ')
c = it.count(2**62)
assert repr(([next(c) for _ in range(3)], list(it.islice(it.count(-1, -1), 2)), next(it.count(10**30)))) == '([4611686018427387904, 4611686018427387905, 4611686018427387906], [-1, -2], 1000000000000000000000000000000)'

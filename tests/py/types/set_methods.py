"""set and frozenset: construction, methods, operators, ordering, hashing, errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


s = {1, 2, 3}
assert repr((len(s), 2 in s, s | {4}, s & {2, 9}, s - {1}, s ^ {3, 4}, s == {3, 2, 1}, s == frozenset(s), s != {1}, {1} < s, s <= s, s < s, s > {1}, s >= {4}, {1, 2} < {1, 3})) == '(3, True, {1, 2, 3, 4}, {2}, {2, 3}, {1, 2, 4}, True, True, True, True, True, False, True, False, False)'
assert repr((s.union([4], (5,)), s.intersection([1, 2], {2}), s.difference([1], [2]), s.symmetric_difference([3, 4]), s.issubset(range(5)), s.issuperset([1]), s.isdisjoint([9]), s.copy() is s, s.union(), s.intersection(), s.difference())) == '({1, 2, 3, 4, 5}, {2}, {3}, {1, 2, 4}, True, True, True, False, {1, 2, 3}, {1, 2, 3}, {1, 2, 3})'
t = set()
t.add(1); t.add(1); t.add("a"); t.discard("zz"); t.discard(1)
assert repr((t, t.pop(), t, set("aab") == {"a", "b"}, set(), {*()} , {*[1], *[2]}, repr(frozenset()), repr(frozenset([1])), str({1}), set([1]) , {(1, 2)}, {None})) == "(set(), 'a', set(), True, set(), set(), {1, 2}, 'frozenset()', 'frozenset({1})', '{1}', {1}, {(1, 2)}, {None})"
t = {1, 2}
t.update([3], {4}, "a"); t.difference_update([1], ["a"]); t.intersection_update([2, 3, 9]); t.symmetric_difference_update([3, 5])
assert repr(sorted(t)) == '[2, 5]'
t |= {7}; t &= {5, 7, 2}; t -= {2}; t ^= {7, 8}
assert repr(sorted(t)) == '[5, 8]'
f = frozenset([1, 2])
assert f.copy() is f and frozenset(f) is f
assert repr((f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, hash(f) == hash(frozenset([2, 1])), {f: 1}[frozenset((2, 1))], f in {f}, {1, 2} in {f}, f == {1, 2}, f.union([3]))) == "(frozenset({1, 2, 3}), {1, 2, 3}, 'frozenset', 'set', True, 1, True, True, True, frozenset({1, 2, 3}))"
x = y = {1}
x |= {2}
assert x is y
g = h = frozenset([1])
g |= {2}
assert g is not h and h == {1}
z = {frozenset([1])}
z.discard({1}); z.add(frozenset([2]))
assert repr((z, {2} in z)) == '({frozenset({2})}, True)'
z.remove({2})
assert repr(z) == 'set()'
class Sub(set): pass
assert repr((Sub([1]), type(Sub([1]) | {2}), type(Sub([1]).copy()), Sub([1]) == {1})) == "(Sub({1}), <class 'set'>, <class 'set'>, True)"
class FSub(frozenset): pass
assert repr((FSub([1]), type(FSub([1]) | {2}), type(FSub([1]).copy()))) == "(FSub({1}), <class 'frozenset'>, <class 'frozenset'>)"
assert repr(({1, True, 1.0}, {0, False, 0.0}, {"1", 1} == {1, "1"}, len({float("nan"), float("nan")}), (lambda n: len({n, n}))(float("nan")))) == '({1}, {0}, True, 2, 1)'


class E:
    def __init__(self, n): self.n = n
    def __hash__(self): return 7
    def __eq__(self, o): return self.n == o.n

assert repr((len({E(1), E(2), E(1)}), E(2) in {E(1), E(2)})) == '(2, True)'
assert repr((sorted({x % 3 for x in range(10)}), {1, 2} | set(), set() <= set(), set() < {1}, not set(), bool({0}), sum({1, 2, 3}), min({3, 1}), sorted({3, 1, 2}, reverse=True))) == '([0, 1, 2], {1, 2}, True, True, True, True, 6, 1, [3, 2, 1])'
assert repr(({1} | {1: 2}.keys(), {1: 2}.keys() - {1}, {1}.__or__([2]), {1}.__eq__([1]), set.union({1}, [2]), {1}.__contains__(1))) == '({1}, set(), NotImplemented, NotImplemented, {1, 2}, True)'
big = set(range(1000))
for i in range(0, 1000, 2): big.remove(i)
assert repr((len(big), sum(big), 500 in big, 501 in big)) == '(500, 250000, False, True)'
s = {1, 2, 3}
raises('exec("for x in s: s.add(x + 10)")', 'RuntimeError: Set changed size during iteration')
raises('s.remove(99)', 'KeyError: 99')
raises('s.remove([1])', "TypeError: cannot use 'list' as a set element (unhashable type: 'list')")
raises('{[]}', "TypeError: cannot use 'list' as a set element (unhashable type: 'list')")
raises('{{}}', "TypeError: cannot use 'dict' as a set element (unhashable type: 'dict')")
raises('{1, [2]}', "TypeError: cannot use 'list' as a set element (unhashable type: 'list')")
raises('set(5)', "TypeError: 'int' object is not iterable")
raises('set(1, 2)', 'TypeError: set expected at most 1 argument, got 2')
raises('frozenset(5)', "TypeError: 'int' object is not iterable")
raises('set().pop()', "KeyError: 'pop from an empty set'")
raises('s | [1]', "TypeError: unsupported operand type(s) for |: 'set' and 'list'")
raises('s & "a"', "TypeError: unsupported operand type(s) for &: 'set' and 'str'")
raises('s - 5', "TypeError: unsupported operand type(s) for -: 'set' and 'int'")
raises('[1] - s', "TypeError: unsupported operand type(s) for -: 'list' and 'set'")
raises('s < [1]', "TypeError: '<' not supported between instances of 'set' and 'list'")
raises('s < 5', "TypeError: '<' not supported between instances of 'set' and 'int'")
raises('s + s', "TypeError: unsupported operand type(s) for +: 'set' and 'set'")
raises('s * 2', "TypeError: unsupported operand type(s) for *: 'set' and 'int'")
raises('s[0]', "TypeError: 'set' object is not subscriptable")
raises('hash(s)', "TypeError: unhashable type: 'set'")
raises('f.add(1)', "AttributeError: 'frozenset' object has no attribute 'add'")
raises('s.union(5)', "TypeError: 'int' object is not iterable")
raises('s.update(5)', "TypeError: 'int' object is not iterable")
raises('s.update([[]])', "TypeError: cannot use 'list' as a set element (unhashable type: 'list')")
raises('s.isdisjoint(5)', "TypeError: 'int' object is not iterable")
raises('[] in s', "TypeError: cannot use 'list' as a set element (unhashable type: 'list')")
raises('s.add([])', "TypeError: cannot use 'list' as a set element (unhashable type: 'list')")
raises('s.discard([])', "TypeError: cannot use 'list' as a set element (unhashable type: 'list')")
raises('s.discard({})', "TypeError: cannot use 'dict' as a set element (unhashable type: 'dict')")
raises('del s[0]', "TypeError: 'set' object doesn't support item deletion")
raises('s.x = 1', "AttributeError: 'set' object has no attribute 'x' and no __dict__ for setting new attributes")

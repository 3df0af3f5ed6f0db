"""Lists: methods, slices and their assignment, comparison, repr, mutation while in use."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


a = [3, 1, 2]
a.append(4); a.insert(0, 0); a.insert(100, 5); a.insert(-1, "x"); a.extend("ab"); a.extend(())
assert repr((a, a.pop(), a.pop(0), a.pop(-2), a.index(1), a.index(2, 1), a.count(1), a.copy() == a, a.copy() is a)) == "([3, 1, 2, 4, 'x', 'a'], 'b', 0, 5, 1, 2, 1, True, False)"
a.remove("x"); a.reverse()
assert repr((a, len(a), 4 in a, 99 in a, a + [1], [1] * 3, 2 * [[]], a[::-1], a[1:-1], a[10:], a[-100:2], a[::2], a[3:0:-1], [] * 5, [1] * -1)) == "(['a', 4, 2, 1, 3], 5, True, False, ['a', 4, 2, 1, 3, 1], [1, 1, 1], [[], []], [3, 1, 2, 4, 'a'], [4, 2, 1], [], ['a', 4], ['a', 2, 3], [1, 2, 4], [], [])"
a.clear()
assert repr((a, a == [], [] is [], list(), list("ab"), list({1: 2}), list(range(3)), [*range(2)], list(reversed([1, 2])))) == "([], True, False, [], ['a', 'b'], [1], [0, 1, 2], [0, 1], [2, 1])"
b = list(range(6))
b[1:3] = ["a", "b", "c"]
assert repr(b) == "[0, 'a', 'b', 'c', 3, 4, 5]"
b[::2] = [0, 0, 0, 0]
assert repr(b) == "[0, 'a', 0, 'c', 0, 4, 0]"
b[2:2] = [7, 8]
b[len(b):] = [9]
b[:0] = b[:2]
assert repr(b) == "[0, 'a', 0, 'a', 7, 8, 0, 'c', 0, 4, 0, 9]"
b[3:5] = []
del b[0], b[-1], b[1:3]
assert repr(b) == "['a', 0, 'c', 0, 4, 0]"
b[:] = b
b[1:] = (x for x in "z")
assert repr(b) == "['a', 'z']"
b[5:2] = [1]
assert repr(b) == "['a', 'z', 1]"
c = [1, 2, 3, 4, 5]
c[::-1] = c
assert repr(c) == '[5, 4, 3, 2, 1]'
c[-1:-3:-1] = "xy"
assert repr(c) == "[5, 4, 3, 'y', 'x']"
c[1:4] = c
assert repr(c) == "[5, 5, 4, 3, 'y', 'x', 'x']"
c += c
c *= 0
assert repr(c) == '[]'
assert repr(([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 5], [1] == [1.0], [1] == (1,), [1, "a"] == [1, "a"], [[1]] < [[2]], [1, 2] != [1, 2], [1, 2] <= [1, 2])) == '(True, True, True, True, True, False, True, True, False, True)'
s = [3, 1, 2]
assert repr((s.sort(), s, sorted(s, reverse=True), sorted("bca"), sorted([(1, "b"), (1, "a"), (0, "c")]), sorted([3, -1, 2], key=abs), sorted(["b", "A"], key=str.lower), sorted([1, 2, 3], key=lambda x: x % 2), sorted([True, 0, 2.5]))) == "(None, [1, 2, 3], [3, 2, 1], ['a', 'b', 'c'], [(0, 'c'), (1, 'a'), (1, 'b')], [-1, 2, 3], ['A', 'b'], [2, 1, 3], [0, True, 2.5])"
stable = [("b", 1), ("a", 1), ("c", 0), ("d", 1)]
assert repr((sorted(stable, key=lambda p: p[1]), sorted(stable, key=lambda p: p[1], reverse=True))) == "([('c', 0), ('b', 1), ('a', 1), ('d', 1)], [('b', 1), ('a', 1), ('d', 1), ('c', 0)])"


def mutate():
    m = [3, 2, 1]
    def key(x):
        m.append(x)
        return x
    try:
        m.sort(key=key)
    except ValueError as e:
        return str(e), m

assert repr(mutate()) == "('list modified during sort', [1, 2, 3])"


def seen_empty():
    m = [2, 1]
    out = []
    m.sort(key=lambda x: out.append(len(m)) or x)
    return out, m

assert repr(seen_empty()) == '([0, 0], [1, 2])'


def failing_sort():
    m = [3, 1, "a", 2]
    try:
        m.sort()
    except TypeError as e:
        return str(e), sorted(map(str, m))

assert repr(failing_sort()) == '("\'<\' not supported between instances of \'str\' and \'int\'", [\'1\', \'2\', \'3\', \'a\'])'


class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f"K{self.v}"

assert repr((sorted([K(2), K(1), K(3)]), max([K(1), K(2)], key=lambda k: k.v))) == '([K1, K2, K3], K2)'
assert repr((repr([1, "a", None, [2.5], (3,), {4}, {5: 6}]), repr([]), str([["x"]]))) == '("[1, \'a\', None, [2.5], (3,), {4}, {5: 6}]", \'[]\', "[[\'x\']]")'


class E:
    def __init__(self, l): self.l = l
    def __eq__(self, o): self.l.clear(); return False

l = []
l.extend([E(l), 1, 2])
assert repr((5 in l, l)) == '(False, [])'
l = [1, 2, 3]
assert repr(([l.pop() for _ in l], l)) == '([3, 2], [1])'


class Ix:
    def __index__(self): return 1

assert repr(([5, 6][Ix()], [5, 6, 7][Ix():], [1] * Ix(), [5, 6].pop(Ix()), [0, 1, 2, 3][Ix()::Ix()])) == '(6, [6, 7], [1], 6, [1, 2, 3])'
assert repr(([1, 2, 3].index(2, -2), [1, 2, 3].index(3, 0, 100), [float("nan")].count(float("nan")), (lambda n: [n].count(n))(float("nan")))) == '(1, 2, 0, 1)'
class Sub(list): pass
x = Sub([1, 2])
x.attr = 5
assert repr((x, type(x[:]), type(x + []), type(x * 2), type(x.copy()), x == [1, 2], x.attr, isinstance(x, list))) == "([1, 2], <class 'list'>, <class 'list'>, <class 'list'>, <class 'list'>, True, 5, True)"
assert repr(([].__class__, [1].__contains__(1), [1].__len__(), [3].__getitem__(0), [1].__iter__().__length_hint__(), [1, 2].__reversed__().__next__(), list.__doc__[:8])) == "(<class 'list'>, True, 1, 3, 1, 2, 'Built-in')"
raises('[].pop()', 'IndexError: pop from empty list')
raises('[1].pop(5)', 'IndexError: pop index out of range')
raises('[1].pop(-2)', 'IndexError: pop index out of range')
raises('[1].pop("a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('[1].remove(2)', 'ValueError: list.remove(x): x not in list')
raises('[1].index(2)', 'ValueError: list.index(x): x not in list')
raises('[1, 2].index(1, 1)', 'ValueError: list.index(x): x not in list')
raises('[1][1]', 'IndexError: list index out of range')
raises('[1][-2]', 'IndexError: list index out of range')
raises('[1]["a"]', 'TypeError: list indices must be integers or slices, not str')
raises('[1][1.0]', 'TypeError: list indices must be integers or slices, not float')
raises('[1][None]', 'TypeError: list indices must be integers or slices, not NoneType')
raises('[1][1, 2]', 'TypeError: list indices must be integers or slices, not tuple')
raises('[1][5] = 0', 'IndexError: list assignment index out of range')
raises('[1]["a"] = 0', 'TypeError: list indices must be integers or slices, not str')
raises('[1][::0]', 'ValueError: slice step cannot be zero')
raises('[1, 2, 3][::2] = [1]', 'ValueError: attempt to assign sequence of size 1 to extended slice of size 2')
raises('[1, 2][0:1] = 5', 'TypeError: must assign iterable to extended slice')
raises('[1, 2][::2] = 5', 'TypeError: must assign iterable to extended slice')
raises('del [1][5]', 'IndexError: list assignment index out of range')
raises('[1] + (2,)', 'TypeError: can only concatenate list (not "tuple") to list')
raises('[1] + 5', 'TypeError: can only concatenate list (not "int") to list')
raises('[1] * "a"', "TypeError: can't multiply sequence by non-int of type 'str'")
raises('[1] * [2]', "TypeError: can't multiply sequence by non-int of type 'list'")
raises('[1] < (1,)', "TypeError: '<' not supported between instances of 'list' and 'tuple'")
raises('[1] < ["a"]', "TypeError: '<' not supported between instances of 'int' and 'str'")
raises('[1] < 5', "TypeError: '<' not supported between instances of 'list' and 'int'")
raises('[3, "a"].sort()', "TypeError: '<' not supported between instances of 'str' and 'int'")
raises('[1].sort(5)', 'TypeError: sort() takes no positional arguments')
raises('[1].sort(key=5)', "TypeError: 'int' object is not callable")
raises('[1].sort(nope=1)', "TypeError: sort() got an unexpected keyword argument 'nope'")
raises('[1].sort(key=lambda: 0)', 'TypeError: <lambda>() takes 0 positional arguments but 1 was given')
raises('[].extend(5)', "TypeError: 'int' object is not iterable")
raises('[].insert(1)', 'TypeError: insert expected 2 arguments, got 1')
raises('[].insert("a", 1)', "TypeError: 'str' object cannot be interpreted as an integer")
raises('list(5)', "TypeError: 'int' object is not iterable")
raises('list(1, 2)', 'TypeError: list expected at most 1 argument, got 2')
raises('hash([])', "TypeError: unhashable type: 'list'")
raises('{[]: 1}', "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')")
raises('[].x', "AttributeError: 'list' object has no attribute 'x'")
raises('[].x = 1', "AttributeError: 'list' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('[1]()', "TypeError: 'list' object is not callable")
raises('-[1]', "TypeError: bad operand type for unary -: 'list'")
raises('[][[]]', 'TypeError: list indices must be integers or slices, not list')

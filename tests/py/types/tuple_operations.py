"""Tuples: construction, methods, comparison, hashing, immutability, named access by subclassing."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr(((), (1,), tuple(), tuple("ab"), tuple([1, 2]), 1, (2, 3), ((),), (1, 2)[0], (1, 2)[-1], (1, 2, 3)[1:], (1, 2, 3)[::-1], (1,) + (2,), (1, 2) * 2, 2 * (0,), () * 5)) == "((), (1,), (), ('a', 'b'), (1, 2), 1, (2, 3), ((),), 1, 2, (2, 3), (3, 2, 1), (1, 2), (1, 2, 1, 2), (0, 0), ())"
assert repr(((1, 2, 1).count(1), (1, 2, 3).index(3), (1, 2, 1).index(1, 1), 2 in (1, 2), len((1, 2)), (1, 2) < (1, 3), (1,) < (1, 0), (1, 2) == (1.0, 2.0), () == (), (1,) == [1], (1, "a") < (1, "b"), max((1, 2), (0, 9)))) == '(2, 2, 2, True, 2, True, True, True, True, False, True, (1, 2))'
assert repr((hash((1, 2)) == hash((1.0, 2.0)), hash(()) == hash(tuple([])), {(1, 2): "k"}[1, 2], repr((1,)), repr(("a", (2,))), str(()))) == '(True, True, \'k\', \'(1,)\', "(\'a\', (2,))", \'()\')'
t = (1, [2])
t[1].append(3)
assert repr((t, t == (1, [2, 3]))) == '((1, [2, 3]), True)'
assert tuple(t) is t and t[:] is t and t + () == t
assert () is () and tuple([]) is ()


class Sub(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def x(self): return self[0]

s = Sub(1, 2)
s.attr = 3
assert repr((s, s.x, s.attr, type(s[:]), type(s + ()), s == (1, 2), hash(s) == hash((1, 2)), type(tuple(s)))) == "((1, 2), 1, 3, <class 'tuple'>, <class 'tuple'>, True, True, <class 'tuple'>)"
import collections
P = collections.namedtuple("P", "x y", defaults=[5])
assert repr((P(1), P(1, 2).x, P(y=1, x=2), P._fields, P(1)._replace(x=9), P(1)._asdict(), P._make([3, 4]), P(1) == (1, 5), P._field_defaults, repr(P(1, 2)), P.__doc__, P.x.__doc__)) == "(P(x=1, y=5), 1, P(x=2, y=1), ('x', 'y'), P(x=9, y=5), {'x': 1, 'y': 5}, P(x=3, y=4), True, {'y': 5}, 'P(x=1, y=2)', 'P(x, y)', 'Alias for field number 0')"
raises('P()', "TypeError: P.__new__() missing 1 required positional argument: 'x'")
raises('P(1, 2, 3)', 'TypeError: P.__new__() takes from 2 to 3 positional arguments but 4 were given')
raises('P(1)._replace(z=1)', "TypeError: Got unexpected field names: ['z']")
raises('P(1).x = 5', "AttributeError: can't set attribute")
raises('collections.namedtuple("Q", "a a")', "ValueError: Encountered duplicate field name: 'a'")
raises('collections.namedtuple("Q", "class")', "ValueError: Type names and field names cannot be a keyword: 'class'")
raises('collections.namedtuple("Q", "_a")', "ValueError: Field names cannot start with an underscore: '_a'")
assert repr(collections.namedtuple("Q", "a class a", rename=True)._fields) == "('a', '_1', '_2')"
raises('(1,)[1]', 'IndexError: tuple index out of range')
raises('(1,)["a"]', 'TypeError: tuple indices must be integers or slices, not str')
raises('(1,)[0] = 1', "TypeError: 'tuple' object does not support item assignment")
raises('del (1,)[0]', "TypeError: 'tuple' object doesn't support item deletion")
raises('(1,) + [2]', 'TypeError: can only concatenate tuple (not "list") to tuple')
raises('(1,) + 5', 'TypeError: can only concatenate tuple (not "int") to tuple')
raises('(1,) * "a"', "TypeError: can't multiply sequence by non-int of type 'str'")
raises('(1,).index(2)', 'ValueError: tuple.index(x): x not in tuple')
raises('(1,).append(1)', "AttributeError: 'tuple' object has no attribute 'append'")
raises('(1,) < [1]', "TypeError: '<' not supported between instances of 'tuple' and 'list'")
raises('(1,) < ("a",)', "TypeError: '<' not supported between instances of 'int' and 'str'")
raises('hash(([],))', "TypeError: unhashable type: 'list'")
raises('tuple(5)', "TypeError: 'int' object is not iterable")
raises('tuple(1, 2)', 'TypeError: tuple expected at most 1 argument, got 2')
raises('().x = 1', "AttributeError: 'tuple' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('(1, 2)()', "TypeError: 'tuple' object is not callable")

"""__bool__, __len__, __contains__, __iter__ and __getitem__ fallbacks, __reversed__, __length_hint__."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class C:
    def __contains__(self, x): return x

assert repr((5 in C(), 0 in C(), "" in C(), [] not in C())) == '(True, False, False, True)'


class It:
    def __iter__(self): return iter([1, 2, 3])

assert repr((2 in It(), 9 in It(), list(It()), max(It()), sum(It()), [*It()], dict.fromkeys(It()), tuple(It()), set(It()) == {1, 2, 3}, sorted(It(), reverse=True), ",".join(map(str, It())), list(zip(It(), It())), any(It()), all(It()))) == "(True, False, [1, 2, 3], 3, 6, [1, 2, 3], {1: None, 2: None, 3: None}, (1, 2, 3), True, [3, 2, 1], '1,2,3', [(1, 1), (2, 2), (3, 3)], True, True)"


class G:
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 2

assert repr((4 in G(), 5 in G(), list(G()), list(enumerate(G())))) == '(True, False, [0, 2, 4], [(0, 0), (1, 2), (2, 4)])'
raises('reversed(G())', "TypeError: object of type 'G' has no len()")
raises('len(G())', "TypeError: object of type 'G' has no len()")


class GL(G):
    def __len__(self): return 3

assert repr((list(reversed(GL())), len(GL()), bool(GL()))) == '([4, 2, 0], 3, True)'


class GKey:
    def __getitem__(self, i): raise KeyError(i)

raises('list(GKey())', 'KeyError: 0')
raises('5 in GKey()', 'KeyError: 0')


class StopEarly:
    def __getitem__(self, i):
        if i: raise StopIteration
        return "first"

assert repr(list(StopEarly())) == "['first']"


class Both:
    def __iter__(self): return iter("iter")
    def __getitem__(self, i): raise RuntimeError

assert repr(list(Both())) == "['i', 't', 'e', 'r']"


class NoContains:
    __contains__ = None
    def __iter__(self): return iter([1])

raises('1 in NoContains()', "TypeError: 'NoContains' object is not a container")


class NoIter:
    __iter__ = None
    def __getitem__(self, i): return i

raises('list(NoIter())', "TypeError: 'NoIter' object is not iterable")
raises('1 in NoIter()', "TypeError: argument of type 'NoIter' is not a container or iterable")


class Rev:
    def __reversed__(self): return "anything"

assert reversed(Rev()) == 'anything'


class NoRev(list):
    __reversed__ = None

raises('reversed(NoRev())', "TypeError: 'NoRev' object is not reversible")


class BadIter:
    def __iter__(self): return 5

raises('iter(BadIter())', "TypeError: iter() returned non-iterator of type 'int'")
raises('for x in BadIter(): pass', "TypeError: iter() returned non-iterator of type 'int'")
raises('[*BadIter()]', "TypeError: iter() returned non-iterator of type 'int'")
raises('list(BadIter())', "TypeError: iter() returned non-iterator of type 'int'")


class Len:
    def __init__(self, v): self.v = v
    def __len__(self): return self.v

assert repr((len(Len(0)), len(Len(5)), len(Len(True)), bool(Len(0)))) == '(0, 5, 1, False)'
raises('len(Len(-1))', 'ValueError: __len__() should return >= 0')
raises('len(Len("a"))', "TypeError: 'str' object cannot be interpreted as an integer")
raises('len(Len(1.5))', "TypeError: 'float' object cannot be interpreted as an integer")
raises('len(Len(2**63))', "OverflowError: cannot fit 'int' into an index-sized integer")
raises('len(Len(None))', "TypeError: 'NoneType' object cannot be interpreted as an integer")
raises('bool(Len(-1))', 'ValueError: __len__() should return >= 0')


class Hint:
    def __init__(self, h): self.h = h
    def __length_hint__(self): return self.h
    def __iter__(self): return iter([1, 2])

import operator
assert repr((list(Hint(5)), list(Hint(NotImplemented)), operator.length_hint(Hint(7)), operator.length_hint(5, 3), list(Hint(0)), operator.length_hint(Hint(NotImplemented), 9))) == '([1, 2], [1, 2], 7, 3, [1, 2], 9)'
raises('list(Hint(-1))', 'ValueError: __length_hint__() should return >= 0')
raises('list(Hint("a"))', 'TypeError: __length_hint__ must be an integer, not str')
raises('operator.length_hint(Hint(-1))', 'ValueError: __length_hint__() should return >= 0')


class Iter:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n % 3 == 0: raise StopIteration
        return self.n

i = Iter()
assert repr((list(i), list(i), next(i), next(i, "d"), next(i, "d"))) == "([1, 2], [4, 5], 7, 8, 'd')"


class NextOnly:
    def __next__(self): return 1

assert next(NextOnly()) == 1
raises('iter(NextOnly())', "TypeError: 'NextOnly' object is not iterable")
raises('next(It())', "TypeError: 'It' object is not an iterator")
raises('next(5)', "TypeError: 'int' object is not an iterator")
raises('iter(5)', "TypeError: 'int' object is not iterable")
raises('iter(5, 1)', 'TypeError: iter(v, w): v must be callable')
assert repr((list(iter(iter([1, 2, 0, 3]).__next__, 0)), list(iter(lambda it=iter([1]): next(it), "never")))) == '([1, 2], [1])'


class CallIt:
    n = 0
    def __call__(self): self.n += 1; return self.n

assert repr(list(iter(CallIt(), 4))) == '[1, 2, 3]'
raises('1 in 5', "TypeError: argument of type 'int' is not a container or iterable")
raises('1 not in None', "TypeError: argument of type 'NoneType' is not a container or iterable")
raises('len(5)', "TypeError: object of type 'int' has no len()")
raises('reversed(5)', "TypeError: 'int' object is not reversible")
raises('reversed({1})', "TypeError: 'set' object is not reversible")
assert repr((list(reversed({1: 2})), list(reversed([1, 2])), list(reversed("ab")), list(reversed(range(3))))) == "([1], [2, 1], ['b', 'a'], [2, 1, 0])"

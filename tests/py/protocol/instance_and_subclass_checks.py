"""isinstance and issubclass: tuples, unions, hooks, ABC registration, virtual subclasses."""

import collections.abc, abc


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((isinstance(True, int), isinstance(1, (str, (float, int))), isinstance("", int | str), isinstance(None, type(None)), isinstance(None, int | None), issubclass(bool, (str, int)), issubclass(int, object), isinstance(int, type), issubclass(type, object), isinstance(1, ()), isinstance(object(), object))) == '(True, True, True, True, True, True, True, True, True, False, True)'


class M(type):
    def __instancecheck__(cls, o): log.append(o); return len(log)
    def __subclasscheck__(cls, c): return []

log = []
class V(metaclass=M): pass
v = V()
assert repr((isinstance(5, V), log, isinstance(v, V), len(log), issubclass(int, V), issubclass(V, V))) == '(True, [5], True, 1, False, False)'


class A(abc.ABC):
    @abc.abstractmethod
    def f(self): "abstract"
    @property
    @abc.abstractmethod
    def p(self): pass

raises('A()', "TypeError: Can't instantiate abstract class A without an implementation for abstract methods 'f', 'p'")


class Half(A):
    def f(self): return super().f()

raises('Half()', "TypeError: Can't instantiate abstract class Half without an implementation for abstract method 'p'")


class Full(Half):
    p = 5

assert repr((Full().f(), Full().p, A.__abstractmethods__ == {"f", "p"}, Half.__abstractmethods__)) == "(None, 5, True, frozenset({'p'}))"


class One(abc.ABC):
    @abc.abstractmethod
    def only(self): pass

raises('One()', "TypeError: Can't instantiate abstract class One without an implementation for abstract method 'only'")
A.register(int)
assert repr((isinstance(5, A), issubclass(bool, A), issubclass(str, A))) == '(True, True, False)'


class Hook(abc.ABC):
    @classmethod
    def __subclasshook__(cls, c): return True if hasattr(c, "quack") else NotImplemented


class Duck:
    def quack(self): pass

assert repr((isinstance(Duck(), Hook), isinstance(5, Hook))) == '(True, False)'


class Sized:
    def __len__(self): return 0

assert repr(([isinstance(Sized(), t) for t in (collections.abc.Sized, collections.abc.Iterable, collections.abc.Container)], isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), isinstance((), collections.abc.MutableSequence), isinstance({}.keys(), collections.abc.Set), isinstance(len, collections.abc.Callable), isinstance((x for x in ()), collections.abc.Generator), isinstance(iter([]), collections.abc.Iterator), isinstance("", collections.abc.Collection), isinstance({1}, collections.abc.MutableSet), isinstance(range(1), collections.abc.Reversible))) == '([True, False, False], True, True, False, True, True, True, True, True, True, True)'
class NoLen(Sized): __len__ = None
assert repr(isinstance(NoLen(), collections.abc.Sized)) == 'False'
class Base: pass


class Duck2:
    __bases__ = (Base,)

assert repr(issubclass(Duck2(), Base)) == 'True'


class FakeClass:
    __class__ = Base

assert repr((isinstance(FakeClass(), Base), isinstance(FakeClass(), FakeClass))) == '(True, True)'
raises('isinstance(1, 1)', 'TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union')
raises('isinstance(1, "int")', 'TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union')
raises('isinstance(1, [int])', 'TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union')
raises('isinstance("", (int, 1))', 'TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union')
raises('issubclass(1, int)', 'TypeError: issubclass() arg 1 must be a class')
raises('issubclass(int, 1)', 'TypeError: issubclass() arg 2 must be a class, a tuple of classes, or a union')
raises('issubclass(int, (1,))', 'TypeError: issubclass() arg 2 must be a class, a tuple of classes, or a union')
raises('isinstance(1)', 'TypeError: isinstance expected 2 arguments, got 1')
raises('isinstance(1, list[int])', 'TypeError: isinstance() argument 2 cannot be a parameterized generic')
raises('issubclass(list, list[int])', 'TypeError: issubclass() argument 2 cannot be a parameterized generic')
raises('isinstance("", int | list[int])', 'TypeError: isinstance() argument 2 cannot be a parameterized generic')
assert repr(isinstance(1, int | list[int])) == 'True'
deep = int
for _ in range(50): deep = (deep,)
assert repr(isinstance(1, deep)) == 'True'

"""Assigning __class__, __dict__, __bases__, __name__: what is allowed."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class A:
    def who(self): return "A"


class B:
    def who(self): return "B"

a = A()
a.v = 1
a.__class__ = B
assert repr((a.who(), a.v, type(a).__name__, isinstance(a, A))) == "('B', 1, 'B', False)"
class S1: __slots__ = ("x",)
class S2: __slots__ = ("x",)
class S3: __slots__ = ("y",)
s = S1()
s.x = 5
s.__class__ = S2
assert repr((s.x, type(s).__name__)) == "(5, 'S2')"
raises('s.__class__ = S3', "TypeError: __class__ assignment: 'S3' object layout differs from 'S2'")
raises('s.__class__ = A', "TypeError: __class__ assignment: 'A' object layout differs from 'S2'")
raises('a.__class__ = S1', "TypeError: __class__ assignment: 'S1' object layout differs from 'B'")
raises('a.__class__ = int', 'TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses')
raises('a.__class__ = 5', "TypeError: __class__ must be set to a class, not 'int' object")
raises('a.__class__ = list', 'TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses')
raises('del a.__class__', "TypeError: can't delete __class__ attribute")
raises('(5).__class__ = A', 'TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses')
raises('[].__class__ = A', 'TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses')
raises('(lambda: 0).__class__ = A', 'TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses')
class L(list): pass
class L2(list): pass
l = L([1])
l.__class__ = L2
assert repr((l, type(l).__name__)) == "([1], 'L2')"
raises('l.__class__ = A', "TypeError: __class__ assignment: 'A' object layout differs from 'L2'")
raises('l.__class__ = list', 'TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses')
import types, sys


class Mod(types.ModuleType):
    @property
    def answer(self): return 42

m = types.ModuleType("m")
m.__class__ = Mod
assert m.answer == 42
class Meta1(type): pass
class Meta2(type): pass
class K(metaclass=Meta1): pass
K.__class__ = Meta2
assert type(K).__name__ == 'Meta2'
a.__dict__ = {"w": 2}
assert repr((a.w, hasattr(a, "v"))) == '(2, False)'
raises('a.__dict__ = None', "TypeError: __dict__ must be set to a dictionary, not a 'NoneType'")
raises('a.__dict__ = []', "TypeError: __dict__ must be set to a dictionary, not a 'list'")
del a.__dict__
assert repr((a.__dict__, a.__dict__ == {})) == '({}, True)'


class Fake:
    @property
    def __class__(self): return int

assert repr((isinstance(Fake(), int), type(Fake()).__name__, Fake().__class__, isinstance(Fake(), Fake))) == "(True, 'Fake', <class 'int'>, True)"

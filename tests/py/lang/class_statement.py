"""The class statement: bases by expression, keywords, nested classes, docstrings, decorators, namespace facts."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class A: x = 1
bases = (A,)
class B(*bases, **{}): pass
assert repr(B.__bases__) == "(<class '__main__.A'>,)"
class C(A if True else object, metaclass=type): pass
assert repr(C.__mro__) == "(<class '__main__.C'>, <class '__main__.A'>, <class 'object'>)"


class Outer:
    class Inner:
        class Deep: pass
        def m(self): return __class__.__qualname__
    def make(self):
        class Local: pass
        return Local

assert repr((Outer.Inner.Deep.__qualname__, Outer().make().__qualname__, Outer.Inner().m(), repr(Outer.Inner.Deep), Outer.make.__qualname__)) == '(\'Outer.Inner.Deep\', \'Outer.make.<locals>.Local\', \'Outer.Inner\', "<class \'__main__.Outer.Inner.Deep\'>", \'Outer.make\')'


class Doc:
    """The doc."""
    __module__ = "elsewhere"
    __qualname__ = "Renamed.Doc"

assert repr((Doc.__doc__, Doc.__module__, Doc.__qualname__, Doc.__name__, repr(Doc))) == '(\'The doc.\', \'elsewhere\', \'Renamed.Doc\', \'Doc\', "<class \'elsewhere.Renamed.Doc\'>")'


class Mutates:
    names = []
    for i in range(3): names.append(i)
    del i
    def f(self): return 1
    g = f
    f2 = lambda self: 2

assert repr((Mutates.names, hasattr(Mutates, "i"), Mutates().g(), Mutates.g.__name__, Mutates().f2())) == "([0, 1, 2], False, 1, 'f', 2)"


class Redefine:
    def f(self): return 1
    def f(self): return 2

assert Redefine().f() == 2


def factory(n):
    class Made:
        v = n
        def get(self): return n, self.v
    return Made

assert repr((factory(1)().get(), factory(2)().get(), factory(1) is factory(1))) == '((1, 1), (2, 2), False)'


class WithReturn:
    value = (lambda: 5)()
    pairs = {k: v for k, v in zip("ab", (1, 2))}
    if True:
        branch = "taken"
    try:
        1 / 0
    except ZeroDivisionError as e:
        caught = str(e)

assert repr((WithReturn.value, WithReturn.pairs, WithReturn.branch, WithReturn.caught, hasattr(WithReturn, "e"))) == "(5, {'a': 1, 'b': 2}, 'taken', 'division by zero', False)"
class Attr: pass
Attr.method = lambda self, x: (type(self).__name__, x)
assert repr(Attr().method(5)) == "('Attr', 5)"
a = Attr()
a.method = lambda x: x
assert a.method(6) == 6


class Eq:
    def __eq__(self, o): return isinstance(o, Eq)
    def __ne__(self, o): return False

assert repr((Eq() == Eq(), Eq() != 5, Eq() == 5)) == '(True, False, False)'


class Shared:
    items = []
    count = 0

s, t = Shared(), Shared()
s.items.append(1)
s.count += 1
assert repr((t.items, t.count, s.count, Shared.count)) == '([1], 0, 1, 0)'
class _: pass
assert _.__name__ == '_'
raises('class X(undefined_base): pass', "NameError: name 'undefined_base' is not defined")
raises('class X(A, metaclass=5): pass', "TypeError: 'int' object is not callable")
raises('class X(*5): pass', 'TypeError: Value after * must be an iterable, not int')
raises('class X(**5): pass', 'TypeError: __build_class__() argument after ** must be a mapping, not int')
raises('class X(None): pass', 'TypeError: NoneType takes no arguments')
raises('class X(len): pass', "TypeError: cannot create 'builtin_function_or_method' instances")
raises('class X(5): pass', 'TypeError: int expected at most 2 arguments, got 3')
raises('class X(lambda: 0): pass', "TypeError: function() argument 'code' must be code, not str")
raises('class X(bool): pass', "TypeError: type 'bool' is not an acceptable base type")
raises('class X(int, float): pass', 'TypeError: multiple bases have instance lay-out conflict')

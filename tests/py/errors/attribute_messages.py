"""Attribute errors of every kind of object, with the attributes of the exception."""


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
    __slots__ = ("s",)

class B: pass
raises('B().x', "AttributeError: 'B' object has no attribute 'x'")
raises('B.x', "AttributeError: type object 'B' has no attribute 'x'")
raises('A().x', "AttributeError: 'A' object has no attribute 'x'")
raises('A().s', "AttributeError: 'A' object has no attribute 's'")
raises('A().x = 1', "AttributeError: 'A' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('del B().x', "AttributeError: 'B' object has no attribute 'x'")
raises('B().x.y.z', "AttributeError: 'B' object has no attribute 'x'")
raises('(5).foo', "AttributeError: 'int' object has no attribute 'foo'")
raises('"a".foo', "AttributeError: 'str' object has no attribute 'foo'")
raises('[].foo', "AttributeError: 'list' object has no attribute 'foo'")
raises('None.foo', "AttributeError: 'NoneType' object has no attribute 'foo'")
raises('(lambda: 0).foo', "AttributeError: 'function' object has no attribute 'foo'")
raises('len.foo', "AttributeError: 'builtin_function_or_method' object has no attribute 'foo'")
raises('int.foo', "AttributeError: type object 'int' has no attribute 'foo'")
raises('type.foo', "AttributeError: type object 'type' has no attribute 'foo'")
raises('super().foo', 'RuntimeError: super(): no arguments')
raises('(1, 2).foo', "AttributeError: 'tuple' object has no attribute 'foo'")
raises('{}.foo', "AttributeError: 'dict' object has no attribute 'foo'")
raises('{1}.foo', "AttributeError: 'set' object has no attribute 'foo'")
raises('(x for x in ()).foo', "AttributeError: 'generator' object has no attribute 'foo'")
raises('range(1).foo', "AttributeError: 'range' object has no attribute 'foo'")
raises('Exception().foo', "AttributeError: 'Exception' object has no attribute 'foo'")
raises('Exception.foo', "AttributeError: type object 'Exception' has no attribute 'foo'")
raises('[].append.foo', "AttributeError: 'builtin_function_or_method' object has no attribute 'foo'")
raises('B().__init__.foo', "AttributeError: 'method-wrapper' object has no attribute 'foo'")
raises('(5).foo = 1', "AttributeError: 'int' object has no attribute 'foo' and no __dict__ for setting new attributes")
raises('"a".foo = 1', "AttributeError: 'str' object has no attribute 'foo' and no __dict__ for setting new attributes")
raises('[].foo = 1', "AttributeError: 'list' object has no attribute 'foo' and no __dict__ for setting new attributes")
raises('None.foo = 1', "AttributeError: 'NoneType' object has no attribute 'foo' and no __dict__ for setting new attributes")
raises('len.foo = 1', "AttributeError: 'builtin_function_or_method' object has no attribute 'foo' and no __dict__ for setting new attributes")
raises('int.foo = 1', "TypeError: cannot set 'foo' attribute of immutable type 'int'")
raises('object().foo = 1', "AttributeError: 'object' object has no attribute 'foo' and no __dict__ for setting new attributes")
raises('object.foo = 1', "TypeError: cannot set 'foo' attribute of immutable type 'object'")
raises('Exception.foo = 1', "TypeError: cannot set 'foo' attribute of immutable type 'Exception'")
raises('type.foo = 1', "TypeError: cannot set 'foo' attribute of immutable type 'type'")
raises('(1).real = 2', "AttributeError: attribute 'real' of 'int' objects is not writable")
raises('del (1).real', "AttributeError: attribute 'real' of 'int' objects is not writable")
raises('[].__len__ = 1', "AttributeError: 'list' object attribute '__len__' is read-only")
raises('[].append = 1', "AttributeError: 'list' object attribute 'append' is read-only")
raises('del [].append', "AttributeError: 'list' object attribute 'append' is read-only")
raises('del [].foo', "AttributeError: 'list' object has no attribute 'foo' and no __dict__ for setting new attributes")
raises('del int.foo', "TypeError: cannot set 'foo' attribute of immutable type 'int'")
raises('del int.real', "TypeError: cannot set 'real' attribute of immutable type 'int'")
raises('B.__name__ = 1', "TypeError: can only assign string to B.__name__, not 'int'")
raises('del B.__name__', "TypeError: cannot delete '__name__' attribute of immutable type 'B'")
raises('B.__mro__ = 1', "AttributeError: attribute '__mro__' of 'type' objects is not writable")
raises('B().__class__ = 1', "TypeError: __class__ must be set to a class, not 'int' object")
raises('B.__class__ = 5', "TypeError: __class__ must be set to a class, not 'int' object")
raises('(lambda: 0).__name__ = 1', 'TypeError: __name__ must be set to a string object')
raises('(lambda: 0).__code__ = 1', 'TypeError: __code__ must be set to a code object')
raises('"a".__class__ = int', 'TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses')
raises('import math; math.foo', "AttributeError: module 'math' has no attribute 'foo'")
raises('import math; del math.foo', "AttributeError: 'module' object has no attribute 'foo'")
raises('import sys; sys.nothing_here', "AttributeError: module 'sys' has no attribute 'nothing_here'")
raises('__import__("math").nope = 1; raise AttributeError("modules take attributes")', 'AttributeError: modules take attributes')
try:
    B().missing
except AttributeError as e:
    assert repr((e.name, type(e.obj).__name__, str(e), e.args)) == '(\'missing\', \'B\', "\'B\' object has no attribute \'missing\'", ("\'B\' object has no attribute \'missing\'",))'

try:
    [].foo = 1
except AttributeError as e:
    assert repr((e.name, e.obj, e.args)) == '(\'foo\', [], ("\'list\' object has no attribute \'foo\' and no __dict__ for setting new attributes",))'

try:
    undefined_variable
except NameError as e:
    assert repr((e.name, e.args)) == '(\'undefined_variable\', ("name \'undefined_variable\' is not defined",))'

try:
    raise AttributeError("own", name="n", obj=5)
except AttributeError as e:
    assert repr((e.name, e.obj, str(e))) == "('n', 5, 'own')"


class C:
    @property
    def p(self): return 1
    @property
    def broken(self): return self.absent

raises('C().p = 2', "AttributeError: property 'p' of 'C' object has no setter")
raises('del C().p', "AttributeError: property 'p' of 'C' object has no deleter")
raises('C().broken', "AttributeError: 'C' object has no attribute 'absent'")


class Blank:
    def __init__(self): pass
    bluch = 1

raises('Blank().blich', "AttributeError: 'Blank' object has no attribute 'blich'")


class D:
    def f(self): self.g()

raises('D().f()', "AttributeError: 'D' object has no attribute 'g'")

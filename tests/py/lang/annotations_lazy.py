"""Annotations (PEP 649): evaluated when asked for; modules, classes, functions; annotationlib formats."""

import annotationlib


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


log = []
def note(x): log.append(x); return x
def f(a: note("a"), *args: note("args"), k: note("k") = 1, **kw: note("kw")) -> note("r"): pass
assert log == []
assert repr((f.__annotations__, log)) == "({'a': 'a', 'args': 'args', 'k': 'k', 'kw': 'kw', 'return': 'r'}, ['a', 'args', 'k', 'kw', 'r'])"
assert repr(f.__annotations__ is f.__annotations__) == 'True'


class C:
    x: int
    y: str = "default"
    z: note("z")
    if True: w: bytes
    later: Later

assert repr(("x" in vars(C), C.y, "z" in log)) == "(False, 'default', False)"
raises('C.__annotations__', "NameError: name 'Later' is not defined")
class Later: pass
assert repr(C.__annotations__) == "{'x': <class 'int'>, 'y': <class 'str'>, 'z': 'z', 'w': <class 'bytes'>, 'later': <class '__main__.Later'>}"
assert repr(C.__annotate__(1)) == "{'x': <class 'int'>, 'y': <class 'str'>, 'z': 'z', 'w': <class 'bytes'>, 'later': <class '__main__.Later'>}"
raises('C.__annotate__(3)', 'NotImplementedError: ')
def later(a: Undefined, b: Undefined.attr, c: list[Undefined] | None): pass
raises('later.__annotations__', "NameError: name 'Undefined' is not defined")
assert repr(annotationlib.get_annotations(later, format=annotationlib.Format.STRING)) == "{'a': 'Undefined', 'b': 'Undefined.attr', 'c': 'list[Undefined] | None'}"
r = annotationlib.get_annotations(later, format=annotationlib.Format.FORWARDREF)
assert repr((type(r["a"]).__name__, r["a"].__forward_arg__)) == "('ForwardRef', 'Undefined')"
module_level: int = 1
only_declared: str
raises('only_declared', "NameError: name 'only_declared' is not defined")
raises('__annotations__', "NameError: name '__annotations__' is not defined")
import sys
assert repr(sorted(sys.modules[__name__].__annotations__)) == "['module_level', 'only_declared']"


def local():
    v: undefined_name
    w: int = 5
    return sorted(locals())

assert repr((local(), local.__annotations__)) == "(['w'], {})"


def no_effect():
    x: print("never")
    try:
        x
    except UnboundLocalError as e:
        return str(e)

assert no_effect() == "cannot access local variable 'x' where it is not associated with a value"
f.__annotations__ = {"set": 1}
assert repr(f.__annotations__) == "{'set': 1}"
del f.__annotations__
assert repr(f.__annotations__) == '{}'
raises('f.__annotations__ = 5', 'TypeError: __annotations__ must be set to a dict object')
f.__annotate__ = lambda format: {"made": format}
assert repr(f.__annotations__) == "{'made': 1}"
raises('f.__annotate__ = 5', 'TypeError: __annotate__ must be callable or None')
class D(C): pass
assert repr(D.__annotations__) == '{}'


class E:
    if False:
        never: int
    for i in range(1):
        looped: str

assert repr(E.__annotations__) == "{'looped': <class 'str'>}"


def closure():
    T = int
    def inner(x: T): pass
    T = str
    return inner.__annotations__

assert repr(closure()) == "{'x': <class 'str'>}"


class Self:
    def m(self, other: Self) -> Self: pass
    n: inner_value
    inner_value = 5

assert repr((Self.m.__annotations__, Self.__annotations__)) == "({'other': <class '__main__.Self'>, 'return': <class '__main__.Self'>}, {'n': 5})"
(paren): int = 5
assert repr((paren, "paren" in sys.modules[__name__].__annotations__)) == '(5, False)'
o = Self()
o.attr: note("attr annotation") = 1
d = {}
d["k"]: note("item annotation") = 2
assert repr((o.attr, d, "attr annotation" in log, "item annotation" in log)) == "(1, {'k': 2}, False, False)"
a: int; a = 2
assert a == 2
lst: list[int] = [*range(2)]
tup: tuple = 1, 2
assert repr((lst, tup)) == '([0, 1], (1, 2))'
raises('compile("(a, b): int", "f", "exec")', 'SyntaxError: only single target (not tuple) can be annotated (f, line 1)')
raises('compile("[a]: int = 1", "f", "exec")', 'SyntaxError: only single target (not list) can be annotated (f, line 1)')
raises('compile("x: (yield)", "f", "exec")', 'SyntaxError: yield expression cannot be used within an annotation (f, line 1)')
raises('compile("x: (y := 1)", "f", "exec")', 'SyntaxError: named expression cannot be used within an annotation (f, line 1)')
raises('compile("a, b: int", "f", "exec")', 'SyntaxError: only single target (not tuple) can be annotated (f, line 1)')

"""PEP 695/696: generic functions, classes, aliases, bounds, defaults, scopes, laziness."""

from typing import TypeVar, TypeVarTuple, ParamSpec, TypeAliasType, Generic


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def f[T, *Ts, **P](x: T) -> T:
    return T, Ts, P

T, Ts, P = f(1)
assert type(T) is TypeVar and type(Ts) is TypeVarTuple and type(P) is ParamSpec
assert repr((f.__type_params__, T.__name__, Ts.__name__, P.__name__, T.__module__)) == "((T, Ts, P), 'T', 'Ts', 'P', 'typing')"
assert repr((T.__bound__, T.__constraints__, T.__covariant__, T.__infer_variance__, T.has_default())) == '(None, (), False, True, False)'
assert repr((f.__annotations__, repr(T), repr(Ts), repr(P))) == "({'x': T, 'return': T}, 'T', 'Ts', 'P')"


class C[T: int, U: (str, bytes) = str]:
    attr: T
    def m[V](self, v: V) -> T: return T, U, V
    class Inner:
        seen = T

assert repr((C.__type_params__, C.__type_params__[0].__bound__, C.__type_params__[1].__constraints__, C.__type_params__[1].__default__)) == "((T, U), <class 'int'>, (<class 'str'>, <class 'bytes'>), <class 'str'>)"
assert repr((C.__orig_bases__, C.__bases__, C.__mro__, C.__parameters__)) == "((typing.Generic[T, U],), (<class 'typing.Generic'>,), (<class '__main__.C'>, <class 'typing.Generic'>, <class 'object'>), (T, U))"
assert repr((C[int, str], C[int, str]().m(1), C.Inner.seen)) == '(__main__.C[int, str], (T, U, V), T)'
assert C[int].__origin__ is C
assert repr(C[int].__args__) == "(<class 'int'>, <class 'str'>)"
type Alias[T] = list[T] | None
type Rec = dict[str, Rec]
assert type(Alias) is TypeAliasType
assert repr((Alias, Alias.__name__, Alias.__type_params__, Alias.__value__, Alias[int], Alias[int].__args__, Rec.__value__)) == "(Alias, 'Alias', (T,), list[T] | None, Alias[int], (<class 'int'>,), dict[str, Rec])"
log = []
def note(x): log.append(x); return x
type Lazy = note("value")
def g[T: note("bound") = note("default")](): return T
assert log == []
assert repr((Lazy.__value__, Lazy.__value__, g().__bound__, g().__default__, log)) == "('value', 'value', 'bound', 'default', ['value', 'bound', 'default'])"
type Bad = undefined_thing
raises('Bad.__value__', "NameError: name 'undefined_thing' is not defined")
undefined_thing = 3
assert Bad.__value__ == 3
x = "module"


def scope[x]():
    return x.__name__

assert repr((scope(), x)) == "('x', 'module')"


class Scope[x]:
    y = x
    def m(self): return x.__name__

assert repr((Scope.y.__name__, Scope().m(), "x" in vars(Scope))) == "('x', 'x', False)"
class Base[T]: pass
class Child[T](Base[T]): pass
assert repr((Child.__orig_bases__, Child[int], Child.__mro__)) == "((__main__.Base[T], typing.Generic[T]), __main__.Child[int], (<class '__main__.Child'>, <class '__main__.Base'>, <class 'typing.Generic'>, <class 'object'>))"
raises('Alias()', "TypeError: 'typing.TypeAliasType' object is not callable")
raises('C[int, str, bytes]', "TypeError: Too many arguments for <class '__main__.C'>; actual 3, expected 2")
raises('isinstance(1, Alias)', 'TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union')
raises('isinstance(1, C[int])', 'TypeError: Subscripted generics cannot be used with class and instance checks')
raises('Alias.__value__ = 1', "AttributeError: attribute '__value__' of 'typing.TypeAliasType' objects is not writable")
type = 5
type type = int
assert repr((type, type.__name__)) == "(type, 'type')"
assert repr((TypeVar("Old", bound=int).__bound__, TypeVar("A", int, str).__constraints__, repr(TypeVar("Co", covariant=True)), repr(TypeVar("X")))) == "(<class 'int'>, (<class 'int'>, <class 'str'>), '+Co', '~X')"
raises('TypeVar("A", int)', 'TypeError: A single constraint is not allowed')
raises('compile("def f[T, T](): pass", "f", "exec")', "SyntaxError: duplicate type parameter 'T' (f, line 1)")
raises('compile("def f[T=int, U](): pass", "f", "exec")', "SyntaxError: non-default type parameter 'U' follows default type parameter (f, line 1)")
raises('compile("class C[**P: int]: pass", "f", "exec")', 'SyntaxError: cannot use bound with ParamSpec (f, line 1)')
raises('compile("type X[T] = (yield)", "f", "exec")', 'SyntaxError: yield expression cannot be used within a type alias (f, line 1)')
raises('compile("def f[]() : pass", "f", "exec")', 'SyntaxError: Type parameter list cannot be empty (f, line 1)')
raises('compile("class C[T](Generic[(x := T)]): pass", "f", "exec")', 'SyntaxError: named expression cannot be used within the definition of a generic (f, line 1)')
raises('compile("type x.y = int", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("def f[T]():\\n nonlocal T", "f", "exec")', "SyntaxError: nonlocal binding not allowed for type parameter 'T' (f, line 2)")

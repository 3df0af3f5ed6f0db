"""What the [T] syntax and the type statement make."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


import _typing as typing
from _typing import TypeVar, ParamSpec, TypeVarTuple, TypeAliasType, Generic, NoDefault
def tr(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as ex: print(type(ex).__name__, ex)
def f[T, U: int, V: (int, str), *Ts, **P, W = int](a: T) -> U: pass
T,U,V,Ts,P,W = f.__type_params__
for p in f.__type_params__:
    print(repr(p), p.__name__, p.__default__, p.has_default(), p.__module__, type(p))
    print(sorted(set(dir(p))-set(dir(object))))
print(P.args, P.kwargs, P.__bound__, P.args.__origin__ is P, P.__covariant__, P.__infer_variance__, P.args==P.args)
print(list(Ts), Ts.__default__)
print(T|int, int|T, T|None, T|T, type(T|int), P|int)
tr(lambda: Ts|int)
tr(lambda: T[int]); tr(lambda: list[T]); print(list[T].__parameters__, list[T][int], dict[T,U][int,str])
tr(TypeVar,'X'); tr(TypeVar,'X',int); tr(TypeVar,'X',int,str,bound=int); tr(TypeVar,'X',covariant=True,contravariant=True); tr(TypeVar,'X',int,str,covariant=True); tr(TypeVar); tr(TypeVar,3); tr(TypeVar,'X',bound=3)
X=TypeVar('X',contravariant=True); print(X); X=TypeVar('X',infer_variance=True,default=int); print(X,X.__default__,X.__infer_variance__)
X=TypeVar('X',covariant=True); print(X)
tr(TypeVar,'X',infer_variance=True,covariant=True)
tr(ParamSpec,'Q'); Q=ParamSpec('Q',covariant=True); print(Q, Q.__name__, Q.__default__, Q.args, Q.kwargs); tr(TypeVarTuple,'Z'); Z=TypeVarTuple('Z'); print(Z, Z.__default__)
type A = int | str
type B[T] = list[T]
type C[*Ts] = tuple[*Ts]

print(A, repr(A), A.__value__, A.__name__, A.__type_params__, A.__parameters__, A.__module__, type(A)); print(sorted(set(dir(A))-set(dir(object))))
print(B, B[int], B[int].__value__, B[int].__origin__, B[int].__args__, type(B[int]), B.__parameters__, B[int]==B[int], B[T].__parameters__)
print(C[int,str], C.__parameters__, list(B))
tr(lambda: A[int]); tr(lambda: A()); tr(setattr, A, '__value__', 3); tr(setattr, A, '__name__', 3); tr(setattr,A,'x',3); tr(setattr, T, 'x', 3); tr(setattr,T,'__bound__',3)
print(A|int, int|A, A|None, A|A)
type R = 1/0
tr(lambda: R.__value__)
type Rec = list[Rec]
print(Rec.__value__, Rec.__value__.__args__[0] is Rec)
print(TypeAliasType('X', int), TypeAliasType('X', int).__value__, TypeAliasType('X',list[T],type_params=(T,))[int]); tr(TypeAliasType); tr(TypeAliasType,3,4); tr(TypeAliasType,'x',4,type_params=3); tr(TypeAliasType,'x',4,type_params=(3,))
class G[T, *Ts, **P]: 
    def m[Q](self): return Q
print(G.__type_params__, G.__parameters__, G.__orig_bases__, G.__mro__, G.__bases__)
tr(lambda: G[int, str, [int]]); tr(lambda: G[int,str,float,[int,str]].__args__)
class H[T]: pass
print(H[int], H[int]().__orig_class__, H[T], H[int].__origin__, H[int].__args__, H[int].__parameters__); tr(lambda: H[int,str]); tr(lambda: H[int][str]); tr(lambda: H[3])
class I(H[int]): pass
print(I.__bases__, I.__orig_bases__, I.__mro__); tr(lambda: I[int])
class J[K](H[K]): pass
print(J.__parameters__, J[int], J.__orig_bases__)
tr(lambda: Generic[int]); tr(lambda: Generic[T,T]); tr(lambda: Generic[()]); print(Generic[T], Generic, Generic.__module__, Generic[T].__class__)
try:
    class Bad(Generic): pass
except TypeError as e: print(e)
class L(Generic[T]): pass
print(L.__parameters__, L[int], L.__orig_bases__)
def df[T = undefined_name](): pass
tr(lambda: df.__type_params__[0].__default__)
def bf[T: undefined_name](): pass
tr(lambda: bf.__type_params__[0].__bound__)
print(NoDefault, type(NoDefault), typing.NoDefault is T.__default__); tr(type(NoDefault))
import weakref
tr(T.__reduce__); tr(A.__reduce__); tr(P.args.__reduce__) if 0 else 0; tr(weakref.ref,A) if 0 else 0
tr(lambda: [weakref.ref(x)() is x for x in (T,P,Ts)]); tr(weakref.ref,A)
class M(metaclass=type): 
    x: int
tr(T.__typing_subst__, 3); tr(Ts.__typing_subst__, 3); tr(T.__typing_prepare_subst__, list[T], (1,)); tr(T.__typing_prepare_subst__, list[T], ()) ; tr(T.__init_subclass__)
try:
    class TV(TypeVar): pass
except TypeError as e: print(e)
tr(type(T).__mro_entries__, T, ());
try:
    class TV(T): pass
except TypeError as e: print(e)
try:
    class TV(P): pass
except TypeError as e: print(e)
try:
    class TV(Ts): pass
except TypeError as e: print(e)
try:
    class TV(A): pass
except TypeError as e: print(e)
try:
    class TV(P.args): pass
except TypeError as e: print(e)
print(isinstance(T, TypeVar), W.evaluate_default(1), V.evaluate_constraints(1), U.evaluate_bound(1))
tr(TypeVar('X',bound=int).evaluate_bound); print(T.__doc__ is not None)
tr(isinstance, 1, A); tr(issubclass, int, A); print(T==T, hash(T)==hash(T), T!=U); tr(lambda: Ts[0])

expected = [
    "T T typing.NoDefault False typing <class 'typing.TypeVar'>",
    "['__bound__', '__constraints__', '__contravariant__', '__covariant__', '__default__', '__infer_variance__', '__module__', '__mro_entries__', '__name__', '__or__', '__ror__', '__typing_prepare_subst__', '__typing_subst__', 'evaluate_bound', 'evaluate_constraints', 'evaluate_default', 'has_default']",
    "U U typing.NoDefault False typing <class 'typing.TypeVar'>",
    "['__bound__', '__constraints__', '__contravariant__', '__covariant__', '__default__', '__infer_variance__', '__module__', '__mro_entries__', '__name__', '__or__', '__ror__', '__typing_prepare_subst__', '__typing_subst__', 'evaluate_bound', 'evaluate_constraints', 'evaluate_default', 'has_default']",
    "V V typing.NoDefault False typing <class 'typing.TypeVar'>",
    "['__bound__', '__constraints__', '__contravariant__', '__covariant__', '__default__', '__infer_variance__', '__module__', '__mro_entries__', '__name__', '__or__', '__ror__', '__typing_prepare_subst__', '__typing_subst__', 'evaluate_bound', 'evaluate_constraints', 'evaluate_default', 'has_default']",
    "Ts Ts typing.NoDefault False typing <class 'typing.TypeVarTuple'>",
    "['__default__', '__iter__', '__module__', '__mro_entries__', '__name__', '__typing_prepare_subst__', '__typing_subst__', 'evaluate_default', 'has_default']",
    "P P typing.NoDefault False typing <class 'typing.ParamSpec'>",
    "['__bound__', '__contravariant__', '__covariant__', '__default__', '__infer_variance__', '__module__', '__mro_entries__', '__name__', '__or__', '__ror__', '__typing_prepare_subst__', '__typing_subst__', 'args', 'evaluate_default', 'has_default', 'kwargs']",
    "W W <class 'int'> True typing <class 'typing.TypeVar'>",
    "['__bound__', '__constraints__', '__contravariant__', '__covariant__', '__default__', '__infer_variance__', '__module__', '__mro_entries__', '__name__', '__or__', '__ror__', '__typing_prepare_subst__', '__typing_subst__', 'evaluate_bound', 'evaluate_constraints', 'evaluate_default', 'has_default']",
    'P.args P.kwargs None True False True True',
    '[typing.Unpack[Ts]] typing.NoDefault',
    "T | int int | T T | None T <class 'typing.Union'> P | int",
    "TypeError unsupported operand type(s) for |: 'typing.TypeVarTuple' and 'type'",
    "TypeError 'typing.TypeVar' object is not subscriptable",
    'list[T]',
    '(T,) list[int] dict[int, str]',
    '~X',
    'TypeError A single constraint is not allowed',
    'TypeError Constraints cannot be combined with bound=...',
    'ValueError Bivariant types are not supported.',
    '+X',
    "TypeError typevar() missing required argument 'name' (pos 1)",
    "TypeError typevar() argument 'name' must be str, not int",
    '~X',
    '-X',
    "X <class 'int'> True",
    '+X',
    'ValueError Variance cannot be specified with infer_variance.',
    '~Q',
    '+Q Q typing.NoDefault Q.args Q.kwargs',
    'Z',
    'Z typing.NoDefault',
    "A A int | str A () () __main__ <class 'typing.TypeAliasType'>",
    "['__getitem__', '__iter__', '__module__', '__name__', '__or__', '__parameters__', '__ror__', '__type_params__', '__value__', 'evaluate_value']",
    "B B[int] list[T] B (<class 'int'>,) <class 'types.GenericAlias'> (T,) True (T,)",
    'C[int, str] (typing.Unpack[Ts],) [typing.Unpack[B]]',
    'TypeError Only generic type aliases are subscriptable',
    "TypeError 'typing.TypeAliasType' object is not callable",
    "AttributeError attribute '__value__' of 'typing.TypeAliasType' objects is not writable",
    'AttributeError readonly attribute',
    "AttributeError 'typing.TypeAliasType' object has no attribute 'x' and no __dict__ for setting new attributes",
    'None',
    "AttributeError attribute '__bound__' of 'typing.TypeVar' objects is not writable",
    'A | int int | A A | None A',
    'ZeroDivisionError division by zero',
    'list[Rec] True',
    "X <class 'int'> X[int]",
    "TypeError typealias() missing required argument 'name' (pos 1)",
    "TypeError typealias() argument 'name' must be str, not int",
    'TypeError type_params must be a tuple',
    'TypeError Expected a type param, got 3',
    "(T, Ts, P) (T, Ts, P) (typing.Generic[T, typing.Unpack[Ts], P],) (<class '__main__.G'>, <class 'typing.Generic'>, <class 'object'>) (<class 'typing.Generic'>,)",
    '__main__.G[int, str, [int]]',
    "(<class 'int'>, <class 'str'>, <class 'float'>, (<class 'int'>, <class 'str'>))",
    "__main__.H[int] __main__.H[int] __main__.H[T] <class '__main__.H'> (<class 'int'>,) ()",
    "TypeError Too many arguments for <class '__main__.H'>; actual 2, expected 1",
    'TypeError __main__.H[int] is not a generic class',
    '__main__.H[3]',
    "(<class '__main__.H'>,) (__main__.H[int],) (<class '__main__.I'>, <class '__main__.H'>, <class 'typing.Generic'>, <class 'object'>)",
    "TypeError <class '__main__.I'> is not a generic class",
    '(K,) __main__.J[int] (__main__.H[K], typing.Generic[K])',
    'TypeError Parameters to Generic[...] must all be type variables or parameter specification variables.',
    'TypeError Parameters to Generic[...] must all be unique',
    'TypeError Parameter list to Generic[...] cannot be empty',
    "typing.Generic[T] <class 'typing.Generic'> typing <class 'typing._GenericAlias'>",
    'Cannot inherit from plain Generic',
    '(T,) __main__.L[int] (typing.Generic[T],)',
    "NameError name 'undefined_name' is not defined",
    "NameError name 'undefined_name' is not defined",
    "typing.NoDefault <class 'NoDefaultType'> True",
    'typing.NoDefault',
    'T',
    'A',
    '[True, True, True]',
    "TypeError cannot create weak reference to 'typing.TypeAliasType' object",
    '3',
    'TypeError Substitution of bare TypeVarTuple is not supported',
    '(1,)',
    'TypeError Too few arguments for list[T]; actual 0, expected at least 1',
    'None',
    "type 'typing.TypeVar' is not an acceptable base type",
    'TypeError Cannot subclass an instance of TypeVar',
    'Cannot subclass an instance of TypeVar',
    'Cannot subclass an instance of ParamSpec',
    'Cannot subclass an instance of TypeVarTuple',
    'typealias() takes exactly 2 positional arguments (3 given)',
    'Cannot subclass an instance of ParamSpecArgs',
    "True <class 'int'> (<class 'int'>, <class 'str'>) <class 'int'>",
    'TypeError constevaluator.__call__() takes exactly 1 argument (0 given)',
    'True',
    'TypeError isinstance() arg 2 must be a type, a tuple of types, or a union',
    'TypeError issubclass() arg 2 must be a class, a tuple of classes, or a union',
    'True True True',
    "TypeError 'typing.TypeVarTuple' object is not subscriptable",
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

"""TypeVar, ParamSpec, TypeVarTuple and Generic: substitution and its errors."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


import _typing as typing
from _typing import TypeVar, ParamSpec, TypeVarTuple, TypeAliasType, Generic, NoDefault
def tr(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as ex: print(type(ex).__name__, ex)
T=TypeVar('T'); P=ParamSpec('P'); Ts=TypeVarTuple('Ts'); U=TypeVar('U',default=int)
tr(lambda: T|3); tr(lambda: 3|T); tr(lambda: (T|int)[str])
e=TypeVar('X',bound=int).evaluate_bound
print(e, type(e), e(1), e(2), e(3), e(4)); tr(e); tr(e,'x'); tr(e,format=1)
e=TypeVar('X',int,str).evaluate_constraints; print(e, e(4))
print(repr(NoDefault), NoDefault.__reduce__(), type(NoDefault).__module__); tr(type(NoDefault),3)
class H(Generic[T]): pass
class H2(Generic[T,U]): pass
class H3(Generic[*Ts]): pass
class H4(Generic[P]): pass
V=TypeVar('V')
class H5(Generic[T,*Ts,V]): pass
class H6(Generic[T,P]): pass
for f in ["H[()]","H[int,str]","H2[int]","H2[int,str]","H2[()]","H3[int]","H3[()]","H3[int,str]","H4[int]","H4[int,str]","H4[[int,str]]","H4[()]","H4[...]","H5[int]","H5[int,str,float]","H5[()]","H6[int,[str]]","H6[int,str]","H6[int]", "H3.__parameters__","H5.__orig_bases__","H[T][int]","H[list[T]][int]","H6[int,P][[str]]","H3[*Ts][int,str]","H3[*tuple[int,...]]","H5[int,*tuple[str,...]]","list[*Ts][int,str]","tuple[T,*Ts][int,str,float]","H6[T,...][int]","H[None]","H[H]","H[(1,2)]","H[T|None]","H[[int]]","Generic[int]","Generic[T,P,*Ts]","H[T].__parameters__","H4[P][int]","Generic[Ts]",  "H[int]==H[int]", "hash(H[int])==hash(H[int])", "H[int].__mro_entries__(())",  "H[int].x", "H[int].__name__", "H[int].__module__", "isinstance(1,H[int])","issubclass(int,H[int])","Ts.__typing_prepare_subst__(H3,(1,2))","Generic.__dict__.keys()", "H.__dict__.keys()", "TypeVar.__typing_prepare_subst__(U, H2,(1,))","P.__typing_subst__(3)", "T.__typing_subst__(None)", "T.__typing_subst__(())",  "Ts.__typing_is_unpacked_typevartuple__", "TypeVar('T', bound=None).__bound__","TypeVar('T',1,2).__constraints__","TypeVar('T',default=None).__default__", "ParamSpec('P',bound=1,default=[int]).__default__", "TypeVarTuple('x',default=3)", "ParamSpec(3)","ParamSpec()","TypeVarTuple(3)", "ParamSpec('x',covariant=1,contravariant=1)", "ParamSpec('x',infer_variance=1,covariant=1)", "T.__reduce_ex__(2)", "TypeAliasType('x',4,type_params=(U,T))", "TypeAliasType('x',4,type_params=(T,T))", "TypeAliasType('x',4).__value__", "TypeAliasType('x',4).evaluate_value", "TypeAliasType('x',4).__module__", "TypeAliasType('L',list[T],type_params=(T,))[int].__module__", "T.args", "P.args.__origin__", "TypeVar('T',bound=(1,2))", "TypeVar('T','a','b').__constraints__", "P.__bound__", ]:
    print(f)
    tr(lambda: eval(f))
try:
    class X(H[T], Generic[U]): pass
except TypeError as e: print(e)
try:
    class X(Generic[T], Generic[U]): pass
except TypeError as e: print(e)
try:
    class X(H[U], H2[T,U]): pass
    print(X.__parameters__, X.__mro__)
except TypeError as e: print(e)
class Kw(Generic[T]):
    def __init_subclass__(cls, **kw): super().__init_subclass__(); print(kw, cls.__parameters__)
class Kw2(Kw[int], a=3): pass
try:
    class X(Generic[T], a=4): pass
except TypeError as e: print(e)
class D[T=int]: pass
print(D.__parameters__, D[()] if 0 else '', D[str])
class E[T, U=list[T]]: pass
tr(lambda: E[int])

expected = [
    '~T | 3',
    '3 | ~T',
    'str | int',
    "<constevaluator <class 'int'>> <class '_typing._ConstEvaluator'> <class 'int'> <class 'int'> <class 'int'> int",
    'TypeError constevaluator.__call__() takes exactly 1 argument (0 given)',
    "TypeError 'str' object cannot be interpreted as an integer",
    'TypeError constevaluator.__call__() takes no keyword arguments',
    "<constevaluator (<class 'int'>, <class 'str'>)> (int, str)",
    'typing.NoDefault NoDefault builtins',
    'TypeError NoDefaultType takes no arguments',
    'H[()]',
    "TypeError Too few arguments for <class '__main__.H'>; actual 0, expected at least 1",
    'H[int,str]',
    "TypeError Too many arguments for <class '__main__.H'>; actual 2, expected 1",
    'H2[int]',
    '__main__.H2[int, int]',
    'H2[int,str]',
    '__main__.H2[int, str]',
    'H2[()]',
    "TypeError Too few arguments for <class '__main__.H2'>; actual 0, expected at least 1",
    'H3[int]',
    '__main__.H3[int]',
    'H3[()]',
    '__main__.H3[()]',
    'H3[int,str]',
    '__main__.H3[int, str]',
    'H4[int]',
    '__main__.H4[[int]]',
    'H4[int,str]',
    '__main__.H4[[int, str]]',
    'H4[[int,str]]',
    '__main__.H4[[int, str]]',
    'H4[()]',
    "TypeError Too few arguments for <class '__main__.H4'>",
    'H4[...]',
    '__main__.H4[...]',
    'H5[int]',
    "TypeError Too few arguments for <class '__main__.H5'>; actual 1, expected at least 2",
    'H5[int,str,float]',
    '__main__.H5[int, str, float]',
    'H5[()]',
    "TypeError Too few arguments for <class '__main__.H5'>; actual 0, expected at least 1",
    'H6[int,[str]]',
    '__main__.H6[int, [str]]',
    'H6[int,str]',
    '__main__.H6[int, str]',
    'H6[int]',
    "TypeError Too few arguments for <class '__main__.H6'>",
    'H3.__parameters__',
    '(Ts,)',
    'H5.__orig_bases__',
    '(typing.Generic[~T, typing.Unpack[Ts], ~V],)',
    'H[T][int]',
    '__main__.H[int]',
    'H[list[T]][int]',
    '__main__.H[list[int]]',
    'H6[int,P][[str]]',
    '__main__.H6[int, [str]]',
    'H3[*Ts][int,str]',
    '__main__.H3[int, str]',
    'H3[*tuple[int,...]]',
    '__main__.H3[*tuple[int, ...]]',
    'H5[int,*tuple[str,...]]',
    "TypeError Too few arguments for <class '__main__.H5'>; actual 2, expected at least 3",
    'list[*Ts][int,str]',
    'list[int, str]',
    'tuple[T,*Ts][int,str,float]',
    'tuple[int, str, float]',
    'H6[T,...][int]',
    '__main__.H6[int, ...]',
    'H[None]',
    '__main__.H[NoneType]',
    'H[H]',
    '__main__.H[__main__.H]',
    'H[(1,2)]',
    "TypeError Too many arguments for <class '__main__.H'>; actual 2, expected 1",
    'H[T|None]',
    '__main__.H[~T | None]',
    'H[[int]]',
    "__main__.H[[<class 'int'>]]",
    'Generic[int]',
    'TypeError Parameters to Generic[...] must all be type variables or parameter specification variables.',
    'Generic[T,P,*Ts]',
    'typing.Generic[~T, ~P, typing.Unpack[Ts]]',
    'H[T].__parameters__',
    '(~T,)',
    'H4[P][int]',
    '__main__.H4[[int]]',
    'Generic[Ts]',
    'TypeError Parameters to Generic[...] must all be type variables or parameter specification variables.',
    'H[int]==H[int]',
    'True',
    'hash(H[int])==hash(H[int])',
    'True',
    'H[int].__mro_entries__(())',
    "(<class '__main__.H'>,)",
    'H[int].x',
    "AttributeError type object 'H' has no attribute 'x'",
    'H[int].__name__',
    'H',
    'H[int].__module__',
    '__main__',
    'isinstance(1,H[int])',
    'TypeError Subscripted generics cannot be used with class and instance checks',
    'issubclass(int,H[int])',
    'TypeError Subscripted generics cannot be used with class and instance checks',
    'Ts.__typing_prepare_subst__(H3,(1,2))',
    '((1, 2),)',
    'Generic.__dict__.keys()',
    "dict_keys(['__class_getitem__', '__init_subclass__', '__doc__', '__module__'])",
    'H.__dict__.keys()',
    "dict_keys(['__module__', '__firstlineno__', '__static_attributes__', '__orig_bases__', '__dict__', '__weakref__', '__doc__', '__parameters__'])",
    'TypeVar.__typing_prepare_subst__(U, H2,(1,))',
    "(1, <class 'int'>)",
    'P.__typing_subst__(3)',
    'TypeError Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got 3',
    'T.__typing_subst__(None)',
    "<class 'NoneType'>",
    'T.__typing_subst__(())',
    'TypeError Parameters to generic types must be types. Got ().',
    'Ts.__typing_is_unpacked_typevartuple__',
    "AttributeError 'typing.TypeVarTuple' object has no attribute '__typing_is_unpacked_typevartuple__'",
    "TypeVar('T', bound=None).__bound__",
    'None',
    "TypeVar('T',1,2).__constraints__",
    '(1, 2)',
    "TypeVar('T',default=None).__default__",
    'None',
    "ParamSpec('P',bound=1,default=[int]).__default__",
    "[<class 'int'>]",
    "TypeVarTuple('x',default=3)",
    'x',
    'ParamSpec(3)',
    "TypeError paramspec() argument 'name' must be str, not int",
    'ParamSpec()',
    "TypeError paramspec() missing required argument 'name' (pos 1)",
    'TypeVarTuple(3)',
    "TypeError typevartuple() argument 'name' must be str, not int",
    "ParamSpec('x',covariant=1,contravariant=1)",
    'ValueError Bivariant types are not supported.',
    "ParamSpec('x',infer_variance=1,covariant=1)",
    'ValueError Variance cannot be specified with infer_variance.',
    'T.__reduce_ex__(2)',
    'T',
    "TypeAliasType('x',4,type_params=(U,T))",
    "TypeError non-default type parameter '~T' follows default type parameter",
    "TypeAliasType('x',4,type_params=(T,T))",
    'x',
    "TypeAliasType('x',4).__value__",
    '4',
    "TypeAliasType('x',4).evaluate_value",
    '<constevaluator 4>',
    "TypeAliasType('x',4).__module__",
    '__main__',
    "TypeAliasType('L',list[T],type_params=(T,))[int].__module__",
    '__main__',
    'T.args',
    "AttributeError 'typing.TypeVar' object has no attribute 'args'",
    'P.args.__origin__',
    '~P',
    "TypeVar('T',bound=(1,2))",
    'TypeError Bound must be a type. Got (1, 2).',
    "TypeVar('T','a','b').__constraints__",
    "('a', 'b')",
    'P.__bound__',
    'None',
    'Some type variables (~T) are not listed in Generic[~U]',
    'Cannot inherit from Generic[...] multiple times.',
    "(~U, ~T) (<class '__main__.X'>, <class '__main__.H'>, <class '__main__.H2'>, <class 'typing.Generic'>, <class 'object'>)",
    "{'a': 3} ()",
    'X.__init_subclass__() takes no keyword arguments',
    '(T,)  __main__.D[str]',
    '__main__.E[int, list[T]]',
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

"""inspect.signature and what belongs to it: texts, binding, native functions, classes, partial objects."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import collections
import functools
import inspect
from typing import Any, Callable, Optional, TypeVar

T = TypeVar("T")


def f(a, /, b: int = 1, *args: "str", c, d: Optional[int] = 2, e: list[int] = (), g: Callable[[int], str] = None,
      h: int | None = None, i: "Foo" = ..., j: T = 3, k: collections.OrderedDict = None, **kw: Any) -> "int":
    pass


s = inspect.signature(f)
assert repr(str(s)) == '"(a, /, b: int = 1, *args: \'str\', c, d: int | None = 2, e: list[int] = (), g: Callable[[int], str] = None, h: int | None = None, i: \'Foo\' = Ellipsis, j: ~T = 3, k: collections.OrderedDict = None, **kw: Any) -> \'int\'"'
assert repr(s.format(max_width=20)) == '"(\\n    a,\\n    /,\\n    b: int = 1,\\n    *args: \'str\',\\n    c,\\n    d: int | None = 2,\\n    e: list[int] = (),\\n    g: Callable[[int], str] = None,\\n    h: int | None = None,\\n    i: \'Foo\' = Ellipsis,\\n    j: ~T = 3,\\n    k: collections.OrderedDict = None,\\n    **kw: Any\\n) -> \'int\'"'
assert repr(s.format(quote_annotation_strings=False)) == "'(a, /, b: int = 1, *args: str, c, d: int | None = 2, e: list[int] = (), g: Callable[[int], str] = None, h: int | None = None, i: Foo = Ellipsis, j: ~T = 3, k: collections.OrderedDict = None, **kw: Any) -> int'"
assert repr((repr(s.parameters["b"]), str(s.parameters["args"]), s.parameters["a"].kind, s.parameters["a"].kind.description, list(s.parameters))) == '(\'<Parameter "b: int = 1">\', "*args: \'str\'", <_ParameterKind.POSITIONAL_ONLY: 0>, \'positional-only\', [\'a\', \'b\', \'args\', \'c\', \'d\', \'e\', \'g\', \'h\', \'i\', \'j\', \'k\', \'kw\'])'
assert repr([str(inspect.signature(o)) for o in (len, sorted, print, list, object, str.join, [].append, dict.fromkeys, functools.partial, object.__init__, object().__str__, int.__add__, float.fromhex, sum, pow, open, eval, isinstance, zip, enumerate, property, staticmethod, type(f), type(inspect), collections.Counter, inspect.Parameter, inspect.Signature)]) == '[\'(obj, /)\', \'(iterable, /, *, key=None, reverse=False)\', "(*args, sep=\' \', end=\'\\\\n\', file=None, flush=False)", \'(iterable=(), /)\', \'()\', \'(self, iterable, /)\', \'(object, /)\', \'(iterable, value=None, /)\', \'(func, /, *args, **keywords)\', \'(self, /, *args, **kwargs)\', \'()\', \'(self, value, /)\', \'(string, /)\', \'(iterable, /, start=0)\', \'(base, exp, mod=None)\', "(file, mode=\'r\', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", \'(source, /, globals=None, locals=None)\', \'(obj, class_or_tuple, /)\', \'(*iterables, strict=False)\', \'(iterable, start=0)\', \'(fget=None, fset=None, fdel=None, doc=None)\', \'(function, /)\', \'(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)\', \'(name, doc=None)\', \'(iterable=None, /, **kwds)\', \'(name, kind, *, default, annotation)\', \'(parameters=None, *, return_annotation, __validate_parameters__=True)\']'
raises('inspect.signature(max)', 'ValueError: no signature found for builtin <built-in function max>')
raises('inspect.signature(int)', "ValueError: no signature found for builtin type <class 'int'>")
raises('inspect.signature(dict.pop)', "ValueError: <method 'pop' of 'dict' objects> builtin has invalid signature")
raises('inspect.signature(type)', "ValueError: no signature found for builtin <class 'type'>")
raises('inspect.signature(3)', 'TypeError: 3 is not a callable object')
assert repr((str(inspect.signature(functools.partial(f, 1, c=3))), str(inspect.signature(functools.partial(f, b=3))))) == '("(b: int = 1, *args: \'str\', c=3, d: int | None = 2, e: list[int] = (), g: Callable[[int], str] = None, h: int | None = None, i: \'Foo\' = Ellipsis, j: ~T = 3, k: collections.OrderedDict = None, **kw: Any) -> \'int\'", "(a, /, *, b: int = 3, c, d: int | None = 2, e: list[int] = (), g: Callable[[int], str] = None, h: int | None = None, i: \'Foo\' = Ellipsis, j: ~T = 3, k: collections.OrderedDict = None, **kw: Any) -> \'int\'")'


class Meta(type):
    def __call__(cls, x, y=1):
        return super().__call__()


class WithMeta(metaclass=Meta):
    pass


class WithInit:
    def __init__(self, a, b=2):
        pass


class WithNew(WithInit):
    def __new__(cls, *a, z=3):
        return object.__new__(cls)


class Given:
    __signature__ = inspect.Signature([inspect.Parameter("zz", inspect.Parameter.KEYWORD_ONLY, default=9)])


class Plain:
    def __call__(self, q, *, w):
        pass

    @classmethod
    def of_class(cls, a, b):
        pass

    @staticmethod
    def static(a, b):
        pass

    def method(self, x):
        pass

    def bad():
        pass

    part = functools.partialmethod(method, 5)


assert repr([str(inspect.signature(o)) for o in (WithMeta, WithInit, WithNew, Given, Plain, Plain(), Plain.of_class, Plain.static, Plain.method, Plain().method, Plain().part, Plain.part)]) == "['(x, y=1)', '(a, b=2)', '(*a, z=3)', '(*, zz=9)', '()', '(q, *, w)', '(a, b)', '(a, b)', '(self, x)', '(x)', '()', '(self)']"
raises('inspect.signature(Plain().bad)', 'ValueError: invalid method signature')


@functools.wraps(f)
def wrapped(*a):
    pass


assert repr((inspect.signature(wrapped) == s, str(inspect.signature(wrapped, follow_wrapped=False)), inspect.unwrap(wrapped) is f)) == '(True, "(*a) -> \'int\'", True)'
bound = s.bind(1, 2, 3, 4, c=5, zzz=6)
assert repr((bound, bound.args, bound.kwargs)) == "(<BoundArguments (a=1, b=2, args=(3, 4), c=5, kw={'zzz': 6})>, (1, 2, 3, 4), {'c': 5, 'zzz': 6})"
bound.apply_defaults()
assert repr(bound.arguments) == "{'a': 1, 'b': 2, 'args': (3, 4), 'c': 5, 'd': 2, 'e': (), 'g': None, 'h': None, 'i': Ellipsis, 'j': 3, 'k': None, 'kw': {'zzz': 6}}"


def g(a, b=1, /, c=2, *, d=3):
    pass


def call(function, *args, **kwargs):
    try:
        return repr(function(*args, **kwargs))
    except TypeError as error:
        return str(error)


given = [((), {}), ((1,), {"b": 2}), ((1, 2, 3, 4), {}), ((1,), {"zz": 2}), ((1,), {"c": 5, "d": 6}), ((1, 2, 3), {"c": 1}), ((), {"a": 1})]
assert repr([call(inspect.signature(g).bind, *a, **k) for a, k in given]) == '["missing a required argument: \'a\'", "got some positional-only arguments passed as keyword arguments: \'b\'", \'too many positional arguments\', "got an unexpected keyword argument \'zz\'", \'<BoundArguments (a=1, c=5, d=6)>\', "multiple values for argument \'c\'", "missing a required positional-only argument: \'a\'"]'
assert repr([call(inspect.signature(g).bind_partial, *a, **k) for a, k in given]) == '[\'<BoundArguments ()>\', "got some positional-only arguments passed as keyword arguments: \'b\'", \'too many positional arguments\', "got an unexpected keyword argument \'zz\'", \'<BoundArguments (a=1, c=5, d=6)>\', "multiple values for argument \'c\'", "missing a required positional-only argument: \'a\'"]'
assert repr([call(inspect.getcallargs, g, *a, **k) for a, k in given]) == '["g() missing 1 required positional argument: \'a\'", "{\'a\': 1, \'b\': 2, \'c\': 2, \'d\': 3}", \'g() takes from 1 to 3 positional arguments but 4 were given\', "g() got an unexpected keyword argument \'zz\'", "{\'a\': 1, \'c\': 5, \'d\': 6, \'b\': 1}", "g() got multiple values for argument \'c\'", "{\'a\': 1, \'b\': 1, \'c\': 2, \'d\': 3}"]'
assert repr([call(s.bind, *a, **k) for a, k in (((), {}), ((1,), {}), ((1, 2), dict(b=3, c=1)), ((1,), dict(a=2, c=1)))]) == '["missing a required argument: \'a\'", "missing a required argument: \'c\'", "multiple values for argument \'b\'", "<BoundArguments (a=1, c=1, kw={\'a\': 2})>"]'
P = inspect.Parameter
raises('P("1a", P.KEYWORD_ONLY)', "ValueError: '1a' is not a valid parameter name")
raises('P("if", P.KEYWORD_ONLY)', "ValueError: 'if' is not a valid parameter name")
raises('P("a", P.VAR_POSITIONAL, default=1)', 'ValueError: variadic positional parameters cannot have default values')
raises('P(3, P.KEYWORD_ONLY)', 'TypeError: name must be a str, not a int')
raises('P("a", 9)', 'ValueError: value 9 is not a valid Parameter.kind')
raises('inspect.Signature([P("a", P.KEYWORD_ONLY), P("b", P.POSITIONAL_ONLY)])', 'ValueError: wrong parameter order: keyword-only parameter before positional-only parameter')
raises('inspect.Signature([P("a", P.KEYWORD_ONLY), P("a", P.KEYWORD_ONLY)])', "ValueError: duplicate parameter name: 'a'")
raises('inspect.Signature([P("a", P.POSITIONAL_ONLY, default=1), P("b", P.POSITIONAL_ONLY)])', 'ValueError: non-default argument follows default argument')
t = inspect.signature(g)
assert repr((str(t.replace(parameters=[])), str(t.replace(return_annotation=int)), t == inspect.signature(g), hash(t) == hash(inspect.signature(g)))) == "('()', '(a, b=1, /, c=2, *, d=3) -> int', True, True)"
assert repr((str(t.parameters["a"].replace(name="x", annotation=str)), t.parameters["d"].replace(default=P.empty) == t.parameters["d"])) == "('x: str', False)"
assert repr(inspect.getfullargspec(WithInit.__init__)) == "FullArgSpec(args=['self', 'a', 'b'], varargs=None, varkw=None, defaults=(2,), kwonlyargs=[], kwonlydefaults=None, annotations={})"
assert repr(inspect.getfullargspec(f).kwonlydefaults) == "{'d': 2, 'e': (), 'g': None, 'h': None, 'i': Ellipsis, 'j': 3, 'k': None}"
raises('inspect.getfullargspec(3)', 'TypeError: unsupported callable')
assert repr((inspect.formatannotation(int), inspect.formatannotation(list[int]), inspect.formatannotation("x"), inspect.formatannotation(collections.OrderedDict))) == '(\'int\', \'list[int]\', "\'x\'", \'collections.OrderedDict\')'
assert repr(inspect.get_annotations(g)) == '{}'

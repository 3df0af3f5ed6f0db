"""Functions, bound methods, builtins: attributes, equality, binding, identity, reprs."""


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
    def m(self, x=1): "doc"; return self, x
    def __repr__(self): return "C!"

c = C()
b = c.m
assert repr((b.__self__ is c, b.__func__ is C.m, b.__name__, b.__doc__, b == c.m, b is c.m, hash(b) == hash(c.m), b != C().m, repr(b), type(b).__name__, b.__qualname__, b(2), b.__defaults__, C.m(5))) == "(True, True, 'm', 'doc', True, False, True, True, '<bound method C.m of C!>', 'method', 'C.m', (C!, 2), (1,), (5, 1))"
import types
assert repr((types.MethodType(len, [1, 2])(), types.MethodType(lambda s, y: (s, y), 5)(6), repr(types.MethodType(len, [])), C.m.__get__(c)(3), C.m.__get__(None, C) is C.m, b.__get__(5) is b or b.__get__(5) == b)) == "(2, (5, 6), '<bound method len of []>', (C!, 3), True, True)"
raises('b.x = 1', "AttributeError: 'method' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('b.nothing', "AttributeError: 'function' object has no attribute 'nothing'")
raises('types.MethodType(5, 1)', 'TypeError: first argument must be callable')
raises('types.MethodType(len, None)', 'TypeError: instance must not be None')
raises('types.MethodType(len)', 'TypeError: method expected 2 arguments, got 1')
assert repr(([].append.__self__, [].append.__name__, len.__name__, len.__self__.__name__, len.__module__, len.__doc__[:10], repr(len), repr([].append).startswith("<built-in method append of list object at"), "abc".upper.__self__, int.from_bytes.__self__, len.__text_signature__, len.__qualname__, [].append.__qualname__, list.append.__objclass__, list.append.__name__)) == "([], 'append', 'len', 'builtins', 'builtins', 'Return the', '<built-in function len>', True, 'abc', <class 'int'>, '($module, obj, /)', 'len', 'list.append', <class 'list'>, 'append')"
assert repr((repr(list.append), repr(int.__add__), repr((1).__add__).startswith("<method-wrapper '__add__' of int object at"), repr(int.real), repr(type.__dict__["__dict__"]), repr(str.maketrans).startswith("<built-in method maketrans of type object at"), (1).__add__.__self__, (1).__add__.__name__)) == '("<method \'append\' of \'list\' objects>", "<slot wrapper \'__add__\' of \'int\' objects>", True, "<attribute \'real\' of \'int\' objects>", "<attribute \'__dict__\' of \'type\' objects>", True, 1, \'__add__\')'
raises('len.x = 1', "AttributeError: 'builtin_function_or_method' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('list.append()', 'TypeError: unbound method list.append() needs an argument')
raises('list.append(5, 1)', "TypeError: descriptor 'append' for 'list' objects doesn't apply to a 'int' object")
raises('int.__add__("a", 1)', "TypeError: descriptor '__add__' requires a 'int' object but received a 'str'")
raises('str.upper(5)', "TypeError: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object")
raises('list.append.x', "AttributeError: 'method_descriptor' object has no attribute 'x'")
raises('int.real.__get__("a")', "TypeError: descriptor 'real' for 'int' objects doesn't apply to a 'str' object")
raises('int.real.__set__(5, 1)', "AttributeError: attribute 'real' of 'int' objects is not writable")
def f(a, /, b, *args, c=1, **kw): pass
assert repr((f.__kwdefaults__, f.__closure__, f.__globals__ is globals(), f.__builtins__["len"] is len, repr(f).startswith("<function f at 0x"), f.__get__(5).__self__, (lambda: 0).__name__, f.__type_params__)) == "({'c': 1}, None, True, True, True, 5, '<lambda>', ())"
raises('f.__closure__ = ()', 'AttributeError: readonly attribute')
raises('f.__globals__ = {}', 'AttributeError: readonly attribute')
raises('f.__dict__ = 5', "TypeError: __dict__ must be set to a dictionary, not a 'int'")
f.__dict__ = {"a": 1}
assert f.a == 1


def outer():
    def inner(): pass
    class L:
        def m(self): pass
    return inner, L.m, L

assert repr([x.__qualname__ for x in outer()]) == "['outer.<locals>.inner', 'outer.<locals>.L.m', 'outer.<locals>.L']"
raises('f.__get__()', 'TypeError: __get__ expected at least 1 argument, got 0')
raises('f.__get__(None, None)', 'TypeError: __get__(None, None) is invalid')
raises('types.FunctionType(5, {})', "TypeError: function() argument 'code' must be code, not int")
raises('types.FunctionType(f.__code__, 5)', "TypeError: function() argument 'globals' must be dict, not int")
raises('type("F", (types.FunctionType,), {})', "TypeError: type 'function' is not an acceptable base type")
assert repr((types.FunctionType((lambda x, y=2: (x, y)).__code__, {}, "named", (9,))(1), types.FunctionType(f.__code__, {}).__name__)) == "((1, 9), 'f')"

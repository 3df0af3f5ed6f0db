"""Argument binding of Python functions, with the exact messages for every mistake."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


assert repr((f(1, c=3), f(1, 5, 6, 7, c=3, e=9), f(a=1, c=2, b=3), f(*[1, 2, 3], **{"c": 4, "z": 5}))) == "((1, 2, (), 3, 4, {}), (1, 5, (6, 7), 3, 4, {'e': 9}), (1, 3, (), 2, 4, {}), (1, 2, (3,), 4, 4, {'z': 5}))"
raises('f()', "TypeError: f() missing 1 required positional argument: 'a'")
raises('f(1)', "TypeError: f() missing 1 required keyword-only argument: 'c'")
raises('f(c=1)', "TypeError: f() missing 1 required positional argument: 'a'")
raises('f(1, a=2, c=3)', "TypeError: f() got multiple values for argument 'a'")
raises('f(1, 2, 3, b=4, c=5)', "TypeError: f() got multiple values for argument 'b'")
def two(a, b): return a, b
raises('two()', "TypeError: two() missing 2 required positional arguments: 'a' and 'b'")
raises('two(1)', "TypeError: two() missing 1 required positional argument: 'b'")
raises('two(b=1)', "TypeError: two() missing 1 required positional argument: 'a'")
raises('two(1, 2, 3)', 'TypeError: two() takes 2 positional arguments but 3 were given')
raises('two(1, 2, c=3)', "TypeError: two() got an unexpected keyword argument 'c'")
raises('two(1, c=3)', "TypeError: two() got an unexpected keyword argument 'c'")
raises('two(1, a=3)', "TypeError: two() got multiple values for argument 'a'")
raises('two(1, 2, a=3)', "TypeError: two() got multiple values for argument 'a'")
raises('two(**{"a": 1, "b": 2, "c": 3})', "TypeError: two() got an unexpected keyword argument 'c'")
def three(a, b, c): pass
raises('three()', "TypeError: three() missing 3 required positional arguments: 'a', 'b', and 'c'")
raises('three(1)', "TypeError: three() missing 2 required positional arguments: 'b' and 'c'")
raises('three(b=1)', "TypeError: three() missing 2 required positional arguments: 'a' and 'c'")
def four(a, b, c, d): pass
raises('four()', "TypeError: four() missing 4 required positional arguments: 'a', 'b', 'c', and 'd'")
def default(a, b=1): pass
raises('default()', "TypeError: default() missing 1 required positional argument: 'a'")
raises('default(1, 2, 3)', 'TypeError: default() takes from 1 to 2 positional arguments but 3 were given')
def none(): pass
raises('none(1)', 'TypeError: none() takes 0 positional arguments but 1 was given')
raises('none(1, 2)', 'TypeError: none() takes 0 positional arguments but 2 were given')
raises('none(a=1)', "TypeError: none() got an unexpected keyword argument 'a'")
raises('none(1, a=1)', "TypeError: none() got an unexpected keyword argument 'a'")
def pos(a, b, /): return a, b
assert repr(pos(1, 2)) == '(1, 2)'
raises('pos(1, b=2)', "TypeError: pos() got some positional-only arguments passed as keyword arguments: 'b'")
raises('pos(a=1, b=2)', "TypeError: pos() got some positional-only arguments passed as keyword arguments: 'a, b'")
raises('pos(1)', "TypeError: pos() missing 1 required positional argument: 'b'")
def pos_kw(a, /, **kw): return a, kw
assert repr(pos_kw(1, a=2)) == "(1, {'a': 2})"
def pos_default(a, b=5, /, c=6): return a, b, c
assert repr((pos_default(1), pos_default(1, 2, 3), pos_default(1, c=0))) == '((1, 5, 6), (1, 2, 3), (1, 5, 0))'
raises('pos_default(1, b=2)', "TypeError: pos_default() got some positional-only arguments passed as keyword arguments: 'b'")
def kw_only(*, x, y): pass
raises('kw_only()', "TypeError: kw_only() missing 2 required keyword-only arguments: 'x' and 'y'")
raises('kw_only(1)', 'TypeError: kw_only() takes 0 positional arguments but 1 was given')
raises('kw_only(1, 2)', 'TypeError: kw_only() takes 0 positional arguments but 2 were given')
raises('kw_only(x=1)', "TypeError: kw_only() missing 1 required keyword-only argument: 'y'")
raises('kw_only(1, x=1, y=2)', 'TypeError: kw_only() takes 0 positional arguments but 1 positional argument (and 2 keyword-only arguments) were given')
def kw_only_default(a, *, x=1): return a, x
raises('kw_only_default(1, 2)', 'TypeError: kw_only_default() takes 1 positional argument but 2 were given')
raises('kw_only_default(1, 2, x=3)', 'TypeError: kw_only_default() takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given')
raises('kw_only_default(1, 2, 3, x=3)', 'TypeError: kw_only_default() takes 1 positional argument but 3 positional arguments (and 1 keyword-only argument) were given')
raises('two(1, 2, colour=3)', "TypeError: two() got an unexpected keyword argument 'colour'")
def near(color, size): pass
raises('near(1, colour=2)', "TypeError: near() got an unexpected keyword argument 'colour'. Did you mean 'color'?")
raises('near(colr=1, size=2)', "TypeError: near() got an unexpected keyword argument 'colr'. Did you mean 'color'?")
raises('kw_only(x=1, z=2)', "TypeError: kw_only() got an unexpected keyword argument 'z'")


class C:
    def m(self, a): return a
    @classmethod
    def c(cls, a): return a
    @staticmethod
    def s(a): return a

raises('C().m()', "TypeError: C.m() missing 1 required positional argument: 'a'")
raises('C().m(1, 2)', 'TypeError: C.m() takes 2 positional arguments but 3 were given')
raises('C.m()', "TypeError: C.m() missing 2 required positional arguments: 'self' and 'a'")
raises('C.c()', "TypeError: C.c() missing 1 required positional argument: 'a'")
raises('C.c(1, 2)', 'TypeError: C.c() takes 2 positional arguments but 3 were given')
raises('C.s()', "TypeError: C.s() missing 1 required positional argument: 'a'")
raises('C().s(1, 2)', 'TypeError: C.s() takes 1 positional argument but 2 were given')


class Init:
    def __init__(self, a): pass

raises('Init()', "TypeError: Init.__init__() missing 1 required positional argument: 'a'")
raises('Init(1, 2)', 'TypeError: Init.__init__() takes 2 positional arguments but 3 were given')
raises('Init(1, b=2)', "TypeError: Init.__init__() got an unexpected keyword argument 'b'")
class NoInit: pass
raises('NoInit(1)', 'TypeError: NoInit() takes no arguments')
raises('NoInit(x=1)', 'TypeError: NoInit() takes no arguments')


class OnlyNew:
    def __new__(cls): return object.__new__(cls)

raises('OnlyNew(1)', 'TypeError: OnlyNew.__new__() takes 1 positional argument but 2 were given')
raises('(lambda x: x)()', "TypeError: <lambda>() missing 1 required positional argument: 'x'")
raises('(lambda: 0)(1)', 'TypeError: <lambda>() takes 0 positional arguments but 1 was given')
raises('(lambda *, k: k)()', "TypeError: <lambda>() missing 1 required keyword-only argument: 'k'")


def outer():
    def inner(a): pass
    return inner

raises('outer()()', "TypeError: outer.<locals>.inner() missing 1 required positional argument: 'a'")
raises('[].append()', 'TypeError: list.append() takes exactly one argument (0 given)')
raises('[].append(1, 2)', 'TypeError: list.append() takes exactly one argument (2 given)')
raises('[].append(x=1)', 'TypeError: list.append() takes no keyword arguments')
raises('[].pop(1, 2)', 'TypeError: pop expected at most 1 argument, got 2')
raises('len()', 'TypeError: len() takes exactly one argument (0 given)')
raises('len(1, 2)', 'TypeError: len() takes exactly one argument (2 given)')
raises('len(x=[])', 'TypeError: len() takes no keyword arguments')
raises('isinstance(1)', 'TypeError: isinstance expected 2 arguments, got 1')
raises('"a".join()', 'TypeError: str.join() takes exactly one argument (0 given)')
raises('"a".split(1, 2, 3)', 'TypeError: split() takes at most 2 arguments (3 given)')
raises('"a".split(foo=1)', "TypeError: split() got an unexpected keyword argument 'foo'")
raises('int(1, 2, 3)', 'TypeError: int expected at most 2 arguments, got 3')
raises('int(x=1)', "TypeError: int() got an unexpected keyword argument 'x'")
raises('str(1, 2, 3, 4)', 'TypeError: str expected at most 3 arguments, got 4')
raises('print(1, foo=2)', "TypeError: print() got an unexpected keyword argument 'foo'")
raises('sorted()', 'TypeError: sorted expected 1 argument, got 0')
raises('sorted([], 1)', 'TypeError: sorted expected 1 argument, got 2')
raises('sorted([], foo=1)', "TypeError: sort() got an unexpected keyword argument 'foo'")
raises('dict(1, 2)', 'TypeError: dict expected at most 1 argument, got 2')
raises('list(1, 2)', 'TypeError: list expected at most 1 argument, got 2')
raises('list(x=1)', 'TypeError: list() takes no keyword arguments')
raises('object(1)', 'TypeError: object() takes no arguments')
raises('object().__init__(1)', 'TypeError: object.__init__() takes exactly one argument (the instance to initialize)')
raises('range()', 'TypeError: range expected at least 1 argument, got 0')
raises('range(1, 2, 3, 4)', 'TypeError: range expected at most 3 arguments, got 4')
raises('range(x=1)', 'TypeError: range() takes no keyword arguments')
raises('bool(1, 2)', 'TypeError: bool expected at most 1 argument, got 2')
raises('bool(x=1)', 'TypeError: bool() takes no keyword arguments')
raises('float(x=1)', 'TypeError: float() takes no keyword arguments')
raises('tuple(x=1)', 'TypeError: tuple() takes no keyword arguments')
raises('set(x=1)', 'TypeError: set() takes no keyword arguments')
raises('max()', 'TypeError: max expected at least 1 argument, got 0')
raises('max(1, 2, foo=3)', "TypeError: max() got an unexpected keyword argument 'foo'")
raises('max(1, 2, default=3)', 'TypeError: Cannot specify a default for max() with multiple positional arguments')
raises('sum()', 'TypeError: sum() takes at least 1 positional argument (0 given)')
raises('enumerate()', "TypeError: enumerate() missing required argument 'iterable'")
raises('enumerate(1, 2, 3)', 'TypeError: enumerate() takes at most 2 arguments (3 given)')
raises('zip(strict=1, x=2)', 'TypeError: zip() takes at most 1 keyword argument (2 given)')
raises('map()', 'TypeError: map() must have at least two arguments.')
raises('map(len)', 'TypeError: map() must have at least two arguments.')
raises('reversed()', 'TypeError: reversed expected 1 argument, got 0')
raises('reversed([], 1)', 'TypeError: reversed expected 1 argument, got 2')
raises('"".format_map()', 'TypeError: str.format_map() takes exactly one argument (0 given)')
raises('{}.get()', 'TypeError: get expected at least 1 argument, got 0')
raises('{}.pop()', 'TypeError: pop expected at least 1 argument, got 0')
raises('{}.update(1, 2)', 'TypeError: update expected at most 1 argument, got 2')
raises('(5).bit_length(1)', 'TypeError: int.bit_length() takes no arguments (1 given)')
raises('getattr(1)', 'TypeError: getattr expected at least 2 arguments, got 1')
raises('setattr(1, 2)', 'TypeError: setattr expected 3 arguments, got 2')
raises('iter()', 'TypeError: iter expected at least 1 argument, got 0')
raises('next()', 'TypeError: next expected at least 1 argument, got 0')
raises('type()', 'TypeError: type() takes 1 or 3 arguments')
raises('type(1, 2)', 'TypeError: type() takes 1 or 3 arguments')
raises('super(1, 2, 3)', 'TypeError: super() expected at most 2 arguments, got 3')
raises('property(1, 2, 3, 4, 5)', 'TypeError: property() takes at most 4 arguments (5 given)')
raises('compile("def f(a, a): pass", "f", "exec")', "SyntaxError: duplicate argument 'a' in function definition (f, line 1)")
raises('compile("def f(a=1, b): pass", "f", "exec")', 'SyntaxError: parameter without a default follows parameter with a default (f, line 1)')
raises('compile("def f(*): pass", "f", "exec")', 'SyntaxError: named arguments must follow bare * (f, line 1)')
raises('compile("def f(**k, a): pass", "f", "exec")', 'SyntaxError: arguments cannot follow var-keyword argument (f, line 1)')
raises('compile("def f(/, a): pass", "f", "exec")', 'SyntaxError: at least one argument must precede / (f, line 1)')
raises('compile("def f(a, /, b, /): pass", "f", "exec")', 'SyntaxError: / may appear only once (f, line 1)')
raises('compile("def f(*a, *b): pass", "f", "exec")', 'SyntaxError: * argument may appear only once (f, line 1)')
raises('compile("def f(*, **k): pass", "f", "exec")', 'SyntaxError: named arguments must follow bare * (f, line 1)')
raises('compile("def f(*a=1): pass", "f", "exec")', 'SyntaxError: var-positional argument cannot have default value (f, line 1)')
raises('compile("f(a=1, 2)", "f", "exec")', 'SyntaxError: positional argument follows keyword argument (f, line 1)')
raises('compile("f(**a, *b)", "f", "exec")', 'SyntaxError: iterable argument unpacking follows keyword argument unpacking (f, line 1)')
raises('compile("f(**a, b)", "f", "exec")', 'SyntaxError: positional argument follows keyword argument unpacking (f, line 1)')
raises('compile("f(a=1, a=2)", "f", "exec")', 'SyntaxError: keyword argument repeated: a (f, line 1)')
raises('compile("f(x for x in y, 1)", "f", "exec")', 'SyntaxError: Generator expression must be parenthesized (f, line 1)')
raises('compile("f(1=2)", "f", "exec")', 'SyntaxError: expression cannot contain assignment, perhaps you meant "=="? (f, line 1)')
raises('compile("f(a.b=2)", "f", "exec")', 'SyntaxError: expression cannot contain assignment, perhaps you meant "=="? (f, line 1)')
raises('compile("f(True=2)", "f", "exec")', 'SyntaxError: cannot assign to True (f, line 1)')
raises('compile("lambda a, a: 0", "f", "exec")', "SyntaxError: duplicate argument 'a' in function definition (f, line 1)")

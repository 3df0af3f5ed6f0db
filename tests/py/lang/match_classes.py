"""match: class patterns; positional by __match_args__, keywords, builtin types, errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y


def f(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(0, y=yy):
            return "on y axis", yy
        case Point(x=a, y=b) if a == b:
            return "diagonal", a
        case Point(a, b):
            return a, b


assert repr((f(Point(0, 0)), f(Point(0, 5)), f(Point(3, 3)), f(Point(1, 2)), f(5))) == "('origin', ('on y axis', 5), ('diagonal', 3), (1, 2), None)"


def builtin(x):
    match x:
        case bool(b): return "bool", b
        case int(n): return "int", n
        case float(): return "float"
        case str(s): return "str", s
        case bytes(b): return "bytes", b
        case list([a, *_]): return "list", a
        case tuple(t): return "tuple", t
        case dict({"k": v}): return "dict", v
        case set() | frozenset(): return "set"
        case type(): return "type"
        case object(__class__=c): return c.__name__

assert repr([builtin(v) for v in (True, 5, 2.0, "s", b"b", [1, 2], (1,), {"k": 3}, {1}, frozenset(), int, None, 1j)]) == "[('bool', True), ('int', 5), 'float', ('str', 's'), ('bytes', b'b'), ('list', 1), ('tuple', (1,)), ('dict', 3), 'set', 'set', 'type', 'NoneType', 'complex']"
class Empty: pass


def positional(x):
    match x:
        case Empty(1): return 1

raises('positional(Empty())', 'TypeError: Empty() accepts 0 positional sub-patterns (1 given)')


def too_many(x):
    match x:
        case Point(1, 2, 3): pass

raises('too_many(Point(1, 2))', 'TypeError: Point() accepts 2 positional sub-patterns (3 given)')


def too_many_int(x):
    match x:
        case int(1, 2): pass

raises('too_many_int(1)', 'TypeError: int() accepts 1 positional sub-pattern (2 given)')


def twice(x):
    match x:
        case Point(1, x=2): return "no"

raises('twice(Point(1, 2))', "TypeError: Point() got multiple sub-patterns for attribute 'x'")


def missing(x):
    match x:
        case Point(z=1): return "has z"
    return "no z"

assert missing(Point(1, 2)) == 'no z'


class BadArgs:
    __match_args__ = ["x"]


def bad(x):
    match x:
        case BadArgs(1): pass

raises('bad(BadArgs())', 'TypeError: BadArgs.__match_args__ must be a tuple (got list)')


class BadName:
    __match_args__ = (1,)


def bad_name(x):
    match x:
        case BadName(1): pass

raises('bad_name(BadName())', 'TypeError: __match_args__ elements must be strings (got int)')
not_a_class = 5


def not_class(x):
    match x:
        case not_a_class(): pass

raises('not_class(1)', 'TypeError: called match pattern must be a class')
class Child(Point): pass
assert repr(f(Child(0, 5))) == "('on y axis', 5)"


class Prop:
    @property
    def v(self): raise KeyError("from property")


def prop(x):
    match x:
        case Prop(v=1): pass

raises('prop(Prop())', "KeyError: 'from property'")


class NoAttr:
    @property
    def v(self): raise AttributeError("hidden")


def no_attr(x):
    match x:
        case NoAttr(v=1): return 1
    return "did not match"

assert no_attr(NoAttr()) == 'did not match'


class Meta(type):
    def __instancecheck__(cls, o): return o == 42

class Virtual(metaclass=Meta): pass


def virtual(x):
    match x:
        case Virtual(): return True

assert repr((virtual(42), virtual(41))) == '(True, None)'
import types


def union(x):
    match x:
        case types.NoneType(): return "none"

assert repr((union(None), union(0))) == "('none', None)"
U = int | str


def with_union(x):
    match x:
        case U(): return True

raises('with_union(1)', 'TypeError: called match pattern must be a class')
raises('compile("match x:\\n case Point(x=1, 2): pass", "f", "exec")', 'SyntaxError: positional patterns follow keyword patterns (f, line 2)')
raises('compile("match x:\\n case Point(x=1, x=2): pass", "f", "exec")', 'SyntaxError: attribute name repeated in class pattern: x (f, line 2)')

"""staticmethod and classmethod objects: binding, wrapping, attributes, inheritance."""


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
    @staticmethod
    def s(*a): "static doc"; return a
    @classmethod
    def c(cls, *a): return cls.__name__, a

class D(C): pass
assert repr((C.s(1), C().s(1), D.s(), C.c(1), C().c(), D.c(2), D().c())) == "((1,), (1,), (), ('C', (1,)), ('C', ()), ('D', (2,)), ('D', ()))"
assert repr((type(C.__dict__["s"]).__name__, type(C.__dict__["c"]).__name__, C.s.__name__, C.s.__doc__, C.c.__self__ is C, D.c.__self__ is D, C.c.__func__ is C.__dict__["c"].__func__, C.s is C.s, C.c is C.c, C.c == C.c)) == "('staticmethod', 'classmethod', 's', 'static doc', True, True, True, True, False, True)"
s = staticmethod(len)
assert repr((s([1]), s.__func__ is len, s.__wrapped__ is len, s.__name__, repr(staticmethod(len)), repr(classmethod(len)))) == "(1, True, True, 'len', '<staticmethod(<built-in function len>)>', '<classmethod(<built-in function len>)>')"


@staticmethod
def top(x): return x + 1
assert repr((top(1), top.__name__, top.__get__(None, int)(5), top.__isabstractmethod__)) == "(2, 'top', 6, False)"
cm = classmethod(lambda cls: cls)
raises('cm()', "TypeError: 'classmethod' object is not callable")
assert repr((cm.__get__(None, int)(), cm.__get__(5)(), cm.__get__(5, str)())) == "(<class 'int'>, <class 'int'>, <class 'str'>)"


class New:
    def __new__(cls, x): return super().__new__(cls)
    def __init_subclass__(cls): cls.made = True
    def __class_getitem__(cls, item): return cls.__name__, item

assert repr((type(New.__dict__["__new__"]).__name__, type(New.__dict__["__init_subclass__"]).__name__, type(New.__dict__["__class_getitem__"]).__name__, New[5], New["a", 1])) == "('staticmethod', 'classmethod', 'classmethod', ('New', 5), ('New', ('a', 1)))"
class NewSub(New): pass
assert repr((NewSub.made, NewSub[1])) == "(True, ('NewSub', 1))"


class Wrap:
    @staticmethod
    @staticmethod
    def twice(): return 1
    @classmethod
    @classmethod
    def cc(cls): return 1

assert Wrap.twice() == 1
raises('Wrap.cc()', "TypeError: 'classmethod' object is not callable")
raises('staticmethod()', 'TypeError: staticmethod expected 1 argument, got 0')
raises('classmethod()', 'TypeError: classmethod expected 1 argument, got 0')
raises('staticmethod(1, 2)', 'TypeError: staticmethod expected 1 argument, got 2')
raises('staticmethod(5)()', "TypeError: 'int' object is not callable")
raises('C.c.__func__()', "TypeError: C.c() missing 1 required positional argument: 'cls'")
raises('C.c.x', "AttributeError: 'function' object has no attribute 'x'")


class Attr:
    @classmethod
    def f(cls): pass

Attr.__dict__["f"].note = "kept"
assert Attr.__dict__["f"].note == 'kept'
raises('Attr.f.note = 1', "AttributeError: 'method' object has no attribute 'note' and no __dict__ for setting new attributes")


class Meta(type):
    def meta_method(cls): return "meta " + cls.__name__

class WithMeta(metaclass=Meta): pass
assert WithMeta.meta_method() == 'meta WithMeta'
raises('WithMeta().meta_method()', "AttributeError: 'WithMeta' object has no attribute 'meta_method'")

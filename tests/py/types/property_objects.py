"""property: all accessors, inheritance, copies by setter(), docs, names, class access, errors."""


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
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    @property
    def read_only(self): return 5
    write_only = property(None, lambda self, v: setattr(self, "w", v))
    empty = property()
    documented = property(lambda self: 1, doc="given")

c = C()
c.x = 5
assert repr((c.x, C.x.__doc__, C.documented.__doc__, C.read_only.__doc__, C.x.fget(c), type(C.x), c.read_only, C.x.fget.__name__, C.read_only.fset, C.x.__name__)) == "(5, 'doc of x', 'given', None, 5, <class 'property'>, 5, 'x', None, 'x')"
del c.x
raises('c.x', "AttributeError: 'C' object has no attribute '_x'")
raises('c.read_only = 1', "AttributeError: property 'read_only' of 'C' object has no setter")
raises('del c.read_only', "AttributeError: property 'read_only' of 'C' object has no deleter")
raises('c.write_only', "AttributeError: property 'write_only' of 'C' object has no getter")
c.write_only = 3
assert c.w == 3
raises('c.empty', "AttributeError: property 'empty' of 'C' object has no getter")
raises('c.empty = 1', "AttributeError: property 'empty' of 'C' object has no setter")
raises('del c.empty', "AttributeError: property 'empty' of 'C' object has no deleter")


class D(C):
    @C.x.getter
    def x(self): return "D"
    @property
    def read_only(self): return super().read_only + 1

d = D()
d.x = 9
assert repr((d.x, d._x, d.read_only)) == "('D', 9, 6)"


class Setter(C):
    @C.x.setter
    def x(self, v): self._x = ("set", v)

s = Setter()
s.x = 1
assert repr((s.x, C.x is Setter.x, Setter.x.fget is C.x.fget)) == "(('set', 1), False, True)"
c.__dict__["read_only"] = "hidden"
assert repr((c.read_only, vars(c)["read_only"])) == "(5, 'hidden')"


class Raises:
    @property
    def p(self): raise AttributeError("inside")
    def __getattr__(self, name): return "fallback " + name

assert Raises().p == 'fallback p'


class Err:
    @property
    def p(self): return self.missing

raises('Err().p', "AttributeError: 'Err' object has no attribute 'missing'")
assert repr((hasattr(Err(), "p"), getattr(Err(), "p", "default"))) == "(False, 'default')"
raises('C.x.fget = 1', 'AttributeError: readonly attribute')
C.x.__doc__ = "changed"
assert C.x.__doc__ == 'changed'
C.x = 5
assert repr(c.x if "x" in vars(c) else C.x) == '5'
raises('property(1, 2, 3, 4, 5)', 'TypeError: property() takes at most 4 arguments (5 given)')
raises('property(x=1)', "TypeError: property() got an unexpected keyword argument 'x'")
assert repr((property().fget, property(5).fget)) == '(None, 5)'
raises('type("T", (), {"p": property(5)})().p', "TypeError: 'int' object is not callable")


class Abstract:
    p = property(lambda self: 1)

assert repr((Abstract().p, isinstance(Abstract.__dict__["p"], property), property.__get__(Abstract.__dict__["p"], None, Abstract) is Abstract.__dict__["p"])) == '(1, True, True)'


class Class:
    @classmethod
    @property
    def old(cls): return "not chained any more"

assert type(Class.old).__name__ == 'method'


class SubProp(property):
    """sub doc"""

assert repr((SubProp(lambda s: 1).__doc__, SubProp.__doc__)) == "(None, 'sub doc')"
raises('c.nothing.more', "AttributeError: 'C' object has no attribute 'nothing'")

"""Private names in class bodies: what is mangled and what is not."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class A:
    __x = 1
    def get(self):
        return self.__x
    def local(self):
        __y = 5
        return sorted(locals())
    def __m(self):
        return "m"
    def call(self):
        return self.__m()
    def kw(self, *, __k=3):
        return __k
    __dunder__ = "kept"
    __ = "two"
    ___ = "three"
    __a_ = "one trailing"
    def imports(self):
        import sys as __s
        return "_A__s" in locals()
    class __Inner:
        pass
    def inner(self):
        return self.__Inner.__name__, self.__Inner.__qualname__
    def string(self):
        return hasattr(self, "__x"), hasattr(self, "_A__x")
    def slot(self):
        self.__new = 7
        return vars(self)


a = A()
assert repr((a.get(), a.local(), a.call(), a.kw(), a.imports(), a.inner(), a.string(), a.slot())) == "(1, ['_A__y', 'self'], 'm', 3, True, ('__Inner', 'A.__Inner'), (False, True), {'_A__new': 7})"
assert repr(sorted(n for n in vars(A) if "x" in n or "_A" in n)) == "['_A__Inner', '_A__a_', '_A__m', '_A__x']"
assert repr((A.__dunder__, A.__dict__["__"], A.__dict__["___"], A._A__a_)) == "('kept', 'two', 'three', 'one trailing')"
assert a.kw(_A__k=9) == 9
raises('a.kw(__k=9)', "TypeError: A.kw() got an unexpected keyword argument '__k'")
raises('a.__x', "AttributeError: 'A' object has no attribute '__x'")


class B(A):
    __x = 2
    def both(self):
        return self.__x, self.get()

assert repr(B().both()) == '(2, 1)'


class _Lead:
    __v = 1

assert repr([n for n in vars(_Lead) if "v" in n and not n.startswith("__")]) == "['_Lead__v']"


class __Two:
    __v = 1
    def f(self): return self.__v

assert repr(([n for n in vars(__Two) if n.endswith("v")], __Two().f())) == "(['_Two__v'], 1)"


class ___:
    __v = 1

assert repr("__v" in vars(___)) == 'True'
__module_level = 5


class Reads:
    def f(self):
        return __module_level

raises('Reads().f()', "NameError: name '_Reads__module_level' is not defined")
_Reads__module_level = 6
assert Reads().f() == 6


class G:
    def f(self):
        global __g
        __g = 1

G().f()
assert repr(("_G__g" in globals(), "__g" in globals())) == '(True, False)'


class Lam:
    f = lambda self: self.__z
    __z = 3
    gen = list(__q for __q in (1,))

assert repr((Lam().f(), Lam.gen)) == '(3, [1])'


def make():
    class Deep:
        def f(self):
            def g():
                return self.__p
            self.__p = 4
            return g()
    return Deep().f()

assert make() == 4


class Slots:
    __slots__ = ("__a",)
    def __init__(self): self.__a = 1

assert repr((Slots()._Slots__a, [n for n in vars(Slots) if n.endswith("a") and "static" not in n])) == "(1, ['_Slots__a'])"


class Outer:
    class Inner:
        def f(self): return self.__n
        __n = "inner"
    __n = "outer"

assert repr((Outer.Inner().f(), Outer._Outer__n, Outer.Inner._Inner__n)) == "('inner', 'outer', 'inner')"


class Ex:
    def f(self): return eval("self.__e", {"self": self})
    __e = 1

raises('Ex().f()', "AttributeError: 'Ex' object has no attribute '__e'")


class Fs:
    __t = 5
    def f(self): return f"{self.__t}"

assert Fs().f() == '5'


class Ma:
    def f(self, v):
        match v:
            case {"a": __b}: return sorted(locals())
            case self.__c: return "value"
    __c = 8

assert repr((Ma().f({"a": 1}), Ma().f(8))) == "(['_Ma__b', 'self', 'v'], 'value')"

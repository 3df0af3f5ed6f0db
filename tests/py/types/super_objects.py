"""super(): zero-argument, two-argument, cooperative chains, class methods, errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


log = []


class A:
    def m(self): return ["A"]
    @classmethod
    def c(cls): return ["A", cls.__name__]
    @property
    def p(self): return "Ap"
    v = "Av"


class B(A):
    def m(self): return ["B"] + super().m()
    @classmethod
    def c(cls): return ["B"] + super().c()
    @property
    def p(self): return "B" + super().p


class C(A):
    def m(self): return ["C"] + super().m()


class D(B, C):
    def m(self): return ["D"] + super(D, self).m()
    def skip(self): return super(B, self).m()
    def attr(self): return super().v, super().__init__.__name__
    def inner(self):
        def f(): return super(D, self).m()
        return f(), [super(D, self).m() for _ in (1,)], (lambda: super(D, self).p)()
    def zero_in_comprehension(self): return [super().v for _ in range(2)]
    @staticmethod
    def static(obj): return super(D, obj).m()

d = D()
assert repr((d.zero_in_comprehension(), d.m(), d.skip(), d.attr(), d.inner(), D.c(), d.p, D.static(d))) == "(['Av', 'Av'], ['D', 'B', 'C', 'A'], ['C', 'A'], ('Av', '__init__'), (['B', 'C', 'A'], [['B', 'C', 'A']], 'BAp'), ['B', 'A', 'D'], 'BAp', ['B', 'C', 'A'])"
s = super(B, d)
assert repr((s.m(), s.__thisclass__.__name__, s.__self__ is d, s.__self_class__.__name__, super(B, D).m(d), repr(super(B, d)).startswith("<super: <class 'B'>, <D object>"))) == "(['C', 'A'], 'B', True, 'D', ['C', 'A'], True)"
assert repr((super(B, D).c(), super(A, d).__repr__.__self__ is d, super(B).__thisclass__.__name__, super(B).__self__, super(B).__get__(d, D).m())) == "(['A', 'D'], True, 'B', None, ['C', 'A'])"
raises('s.nothing', "AttributeError: 'super' object has no attribute 'nothing'")
raises('super(B, d).v.w', "AttributeError: 'str' object has no attribute 'w'")
raises('s.x = 5', "AttributeError: 'super' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('super(B, 5)', 'TypeError: super(type, obj): obj (instance of int) is not an instance or subtype of type (B).')
raises('super(B, A())', 'TypeError: super(type, obj): obj (instance of A) is not an instance or subtype of type (B).')
raises('super(5, d)', 'TypeError: super() argument 1 must be a type, not int')
raises('super()', 'RuntimeError: super(): no arguments')
def outside(): return super()
raises('outside()', 'RuntimeError: super(): no arguments')


class No:
    def f(): return super()
    def deleted(self):
        del self
        return super()
    def changed(self):
        self = 5
        return super().__class__
    cell = lambda self: super().__init__

raises('No.f()', 'RuntimeError: super(): no arguments')
raises('No().deleted()', 'RuntimeError: super(): arg[0] deleted')
raises('No().changed()', 'TypeError: super(type, obj): obj (instance of int) is not an instance or subtype of type (No).')
assert No().cell.__name__ == '<lambda>'


class Cls:
    def f(self): return __class__
    g = lambda self: __class__.__name__

assert repr((Cls().f(), Cls().g())) == "(<class '__main__.Cls'>, 'Cls')"


class Own:
    def __new__(cls, *a):
        o = super().__new__(cls)
        o.args = a
        return o
    def __init__(self, *a): super().__init__()

assert repr(Own(1, 2).args) == '(1, 2)'


class Set:
    def __setattr__(self, k, v): super().__setattr__(k, (v,))
    def __getattribute__(self, k): return super().__getattribute__(k)
    def __delattr__(self, k): log.append(k); super().__delattr__(k)

o = Set()
o.x = 1
assert repr(o.x) == '(1,)'
del o.x
assert repr(log) == "['x']"


class Item(dict):
    def __getitem__(self, k): return super().__getitem__(k) * 2
    def __contains__(self, k): return not super().__contains__(k)

assert repr((Item(a=1)["a"], "a" in Item(a=1))) == '(2, False)'


class Root:
    def __init__(self, **k): self.left = k


class X(Root):
    def __init__(self, x=0, **k): super().__init__(**k); self.x = x


class Y(Root):
    def __init__(self, y=0, **k): super().__init__(**k); self.y = y

class Z(X, Y): pass
z = Z(x=1, y=2, q=3)
assert repr((z.x, z.y, z.left)) == "(1, 2, {'q': 3})"

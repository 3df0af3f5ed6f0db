"""Metaclasses: hooks in order, __prepare__, keyword arguments, inheritance, conflicts, __call__, callables as metaclass."""


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


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        log.append(("prepare", name, bases, kw))
        return {"prepared": 1}
    def __new__(mcs, name, bases, ns, **kw):
        log.append(("new", name, sorted(k for k in ns if not k.startswith("__")), kw))
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        log.append(("init", name, kw))
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        log.append(("call", cls.__name__, a, k))
        return super().__call__(*a, **k)


class A(metaclass=Meta, opt=5):
    x = 1
    def __init__(self, *a, **k): self.a = a

assert repr((log, A.prepared)) == "([('prepare', 'A', (), {'opt': 5}), ('new', 'A', ['prepared', 'x'], {'opt': 5}), ('init', 'A', {'opt': 5})], 1)"
log.clear()
assert repr((A(1, k=2).a, log)) == "((1,), [('call', 'A', (1,), {'k': 2})])"
log.clear()
class B(A): pass
assert repr((type(B).__name__, [l[0] for l in log], B.prepared)) == "('Meta', ['prepare', 'new', 'init'], 1)"


class Order(type):
    @classmethod
    def __prepare__(mcs, name, bases): return Recorder()
    def __new__(mcs, name, bases, ns): return super().__new__(mcs, name, bases, dict(ns))


class Recorder(dict):
    def __setitem__(self, k, v):
        log.append(k)
        super().__setitem__(k, v)
    def __missing__(self, k):
        if k.startswith("auto"): return "made " + k
        raise KeyError(k)

log.clear()


class O(metaclass=Order):
    a = 1
    b = auto_x
    a = 2

assert repr(([k for k in log if not k.startswith("__")], O.b, O.a)) == "(['a', 'b', 'a'], 'made auto_x', 2)"
class M1(type): pass
class M2(type): pass
class M3(M1): pass
class C1(metaclass=M1): pass
class C2(metaclass=M2): pass
class C3(metaclass=M3): pass
class Both(C1, C3): pass
assert type(Both).__name__ == 'M3'
raises('class X(C1, C2): pass', 'TypeError: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases')
raises('class X(C3, metaclass=M2): pass', 'TypeError: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases')
class Y(C3, metaclass=M1): pass
assert type(Y).__name__ == 'M3'
def fake(name, bases, ns, **kw): return name, bases, sorted(k for k in ns if k[0] != "_"), kw
class F(1, "a", metaclass=fake, q=2): z = 1
assert repr(F) == "('F', (1, 'a'), ['z'], {'q': 2})"
raises('class X(metaclass=5): pass', "TypeError: 'int' object is not callable")


class BadPrepare(type):
    @classmethod
    def __prepare__(mcs, *a): return 5

raises('class X(metaclass=BadPrepare): pass', 'TypeError: BadPrepare.__prepare__() must return a mapping, not int')
raises('class X(5): pass', 'TypeError: int expected at most 2 arguments, got 3')
raises('class X(opt=1): pass', 'TypeError: X.__init_subclass__() takes no keyword arguments')
raises('class X(int, str): pass', 'TypeError: multiple bases have instance lay-out conflict')
raises('class X(A, A): pass', 'TypeError: duplicate base class A')


class MC(type):
    def __len__(cls): return 42
    def __iter__(cls): return iter("ab")
    def __contains__(cls, x): return x == 1
    def __getitem__(cls, k): return k
    def __add__(cls, o): return "added"
    def __bool__(cls): return False
    def __repr__(cls): return "<my class>"
    def __eq__(cls, o): return o == "me"
    def __hash__(cls): return 1
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, c): return c is int
    def __dir__(cls): return ["only"]
    @property
    def prop(cls): return cls.__name__ + "!"

class K(metaclass=MC): pass
assert repr((len(K), list(K), 1 in K, K["k"], K + 1, bool(K), repr(K), K == "me", isinstance(5, K), isinstance(K(), K), issubclass(int, K), issubclass(str, K), dir(K), K.prop)) == "(42, ['a', 'b'], True, 'k', 'added', False, '<my class>', True, True, True, True, False, ['only'], 'K!')"
raises('K().prop', "AttributeError: 'K' object has no attribute 'prop'")


class Single(type):
    def __init__(cls, *a): super().__init__(*a); cls._i = None
    def __call__(cls, *a):
        if cls._i is None: cls._i = super().__call__(*a)
        return cls._i

class S(metaclass=Single): pass
assert S() is S()


class Bases:
    def __mro_entries__(self, bases): return (C1,)

class Entry(Bases(), object): pass
assert repr((Entry.__bases__, Entry.__orig_bases__[0].__class__.__name__)) == "((<class '__main__.C1'>, <class 'object'>), 'Bases')"


class BadEntries:
    def __mro_entries__(self, bases): return 5

raises('class X(BadEntries()): pass', 'TypeError: __mro_entries__ must return a tuple')


class NoTypeCell(type):
    def __new__(mcs, name, bases, ns):
        ns.pop("__classcell__", None)
        return super().__new__(mcs, name, bases, ns)

raises('class X(metaclass=NoTypeCell):\n def f(self): return __class__', "RuntimeError: __class__ not set defining 'X' as <class '__main__.X'>. Was __classcell__ propagated to type.__new__?")


class CustomMro(type):
    def mro(cls): return [cls, C1, object]

class CM(metaclass=CustomMro): pass
assert repr(CM.__mro__) == "(<class '__main__.CM'>, <class '__main__.C1'>, <class 'object'>)"
import types
assert repr((types.new_class("N", (), {}, lambda ns: ns.update(v=1)).v, types.resolve_bases((Bases(),)), types.prepare_class("P", (C1,))[0].__name__)) == "(1, (<class '__main__.C1'>,), 'M1')"
assert repr((type(type), type.__mro__, isinstance(type, type), issubclass(Meta, type), type.__class__ is type)) == "(<class 'type'>, (<class 'type'>, <class 'object'>), True, True, True)"

"""__init_subclass__ and __set_name__: order, keywords, inheritance, errors."""


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


class D:
    def __init__(self, n): self.n = n
    def __set_name__(self, owner, name): log.append(("set_name", owner.__name__, name, self.n))


class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        log.append(("init_subclass", cls.__name__, tag, kw))
        super().__init_subclass__(**kw)


class A(Base, tag="a"):
    x = D(1)
    y = D(2)

class B(A): z = D(3)
assert repr(log) == "[('set_name', 'A', 'x', 1), ('set_name', 'A', 'y', 2), ('init_subclass', 'A', 'a', {}), ('set_name', 'B', 'z', 3), ('init_subclass', 'B', None, {})]"
log.clear()


class Mixin:
    def __init_subclass__(cls, extra=0, **kw): log.append(("mixin", extra)); super().__init_subclass__(**kw)

class Multi(Base, Mixin, tag=1, extra=2): pass
assert repr(log) == "[('init_subclass', 'Multi', 1, {'extra': 2}), ('mixin', 2)]"
raises('class Bad(Base, unknown=1): pass', 'TypeError: Bad.__init_subclass__() takes no keyword arguments')
raises('class Bad(object, x=1): pass', 'TypeError: Bad.__init_subclass__() takes no keyword arguments')


class Explicit:
    def __init_subclass__(cls): raise ValueError("no subclass")

raises('class Sub(Explicit): pass', 'ValueError: no subclass')
assert repr((Base.__init_subclass__.__self__ is Base, type(vars(Base)["__init_subclass__"]).__name__)) == "(True, 'classmethod')"
log.clear()
T = type("T", (Base,), {"q": D(9)}, tag="dynamic")
assert repr((log, T.q.n)) == "([('set_name', 'T', 'q', 9), ('init_subclass', 'T', 'dynamic', {})], 9)"


class Plain:
    def __init_subclass__(cls): cls.saw = sorted(k for k in vars(cls) if k[0] != "_")


class P(Plain):
    a = 1
    def f(self): return __class__

assert repr((P.saw, P().f())) == "(['a', 'f'], <class '__main__.P'>)"


class Meta(type):
    def __init__(cls, name, bases, ns): log.append("meta init"); super().__init__(name, bases, ns)

log.clear()
class WithAll(Base, metaclass=Meta): d = D(0)
assert repr(log) == "[('set_name', 'WithAll', 'd', 0), ('init_subclass', 'WithAll', None, {}), 'meta init']"

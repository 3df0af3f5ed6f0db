"""Data and non-data descriptors: precedence over the instance's dict, class access, deletion, __set_name__."""


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


class Data:
    def __set_name__(self, owner, name): log.append((owner.__name__, name)); self.name = name
    def __get__(self, obj, owner=None):
        if obj is None: return ("class access", owner.__name__)
        return ("data", obj.__dict__.get(self.name))
    def __set__(self, obj, value): obj.__dict__[self.name] = value
    def __delete__(self, obj): del obj.__dict__[self.name]


class NonData:
    def __get__(self, obj, owner=None): return ("nondata", obj is None, owner and owner.__name__)


class OnlySet:
    def __set__(self, obj, value): log.append(("set", value))


class OnlyDelete:
    def __delete__(self, obj): log.append("delete")


class C:
    d = Data()
    n = NonData()
    s = OnlySet()
    x = OnlyDelete()
    both = alias = Data()

assert repr(log) == "[('C', 'd'), ('C', 'both'), ('C', 'alias')]"
log.clear()
c = C()
assert repr((c.d, C.d, c.n, C.n)) == "(('data', None), ('class access', 'C'), ('nondata', False, 'C'), ('nondata', True, 'C'))"
c.d = 5
c.__dict__["d"] = 6
assert repr((c.d, vars(c))) == "(('data', 6), {'d': 6})"
c.n = "instance wins"
assert c.n == 'instance wins'
del c.n
assert repr(c.n) == "('nondata', False, 'C')"
del c.d
assert repr(c.d) == "('data', None)"
raises('del c.d', "KeyError: 'd'")
c.s = 1
assert repr((log, type(c.s).__name__)) == "([('set', 1)], 'OnlySet')"
c.__dict__["s"] = "in dict"
assert c.s == 'in dict'
c.__dict__["x"] = "dict x"
assert c.x == 'dict x'
del c.x
assert repr((log[-1], c.x)) == "('delete', 'dict x')"
raises('c.x = 5', 'AttributeError: __set__')
raises('del c.s', 'AttributeError: __delete__')
class D(C): pass
d = D()
d.d = 1
assert repr((d.d, D.d, D.n, d.alias)) == "(('data', 1), ('class access', 'D'), ('nondata', True, 'D'), ('data', None))"
C.d = "replaced"
assert repr((c.d, C.d)) == "('replaced', 'replaced')"


class Meta(type):
    m = Data()
    n = NonData()
    plain = "meta"


class WithMeta(metaclass=Meta):
    m = "class m"
    n = "class n"
    plain = "class"

assert repr((WithMeta.m, WithMeta.n, WithMeta.plain)) == "(('data', 'class m'), 'class n', 'class')"
raises('WithMeta().nothing', "AttributeError: 'WithMeta' object has no attribute 'nothing'")
class Bare(metaclass=Meta): pass
assert repr((Bare.n, Bare.plain, type(Bare.m))) == "(('nondata', False, 'Meta'), 'meta', <class 'tuple'>)"
raises('Bare().plain', "AttributeError: 'Bare' object has no attribute 'plain'")


class InInstance:
    pass

i = InInstance()
i.desc = NonData()
assert type(i.desc).__name__ == 'NonData'


class Func:
    def __get__(self, obj, owner): return lambda *a: ("called", a)


class UsesFunc:
    __len__ = property(lambda self: lambda: 7)
    __call__ = Func()
    __add__ = Func()

u = UsesFunc()
assert repr((len(u), u(1, 2), u + 3)) == "(7, ('called', (1, 2)), ('called', (3,)))"


class BadName:
    def __set_name__(self, owner, name): raise ValueError("refused")

try:
    class Fails:
        attr = BadName()
except ValueError as e:
    assert repr((str(e), e.__notes__)) == '(\'refused\', ["Error calling __set_name__ on \'BadName\' instance \'attr\' in \'Fails\'"])'


class GetRaises:
    def __get__(self, obj, owner): raise AttributeError("from get")


class Fallback:
    g = GetRaises()
    def __getattr__(self, name): return "fallback " + name

assert Fallback().g == 'fallback g'


class NoFallback:
    g = GetRaises()

raises('NoFallback().g', 'AttributeError: from get')
raises('NoFallback.g', 'AttributeError: from get')
late = Data.__new__(Data)
class SetLater: pass
SetLater.attr = late
assert repr(hasattr(late, "name")) == 'False'

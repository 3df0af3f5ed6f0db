"""__getattribute__, __getattr__, __setattr__, __delattr__: who is asked, in what order, and errors."""


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
    cls_attr = 1
    def __init__(self): self.x = 1
    def __getattribute__(self, name):
        log.append(name)
        if name == "refused": raise AttributeError("no " + name)
        if name == "other": raise KeyError(name)
        return super().__getattribute__(name)
    def __getattr__(self, name):
        log.append("fallback " + name)
        if name == "deep": return self.missing_too
        if name == "missing_too": raise AttributeError("really missing")
        return name * 2

a = A()
assert repr((a.x, a.nope, a.refused, a.cls_attr, a.__class__, log)) == "(1, 'nopenope', 'refusedrefused', 1, <class '__main__.A'>, ['x', 'nope', 'fallback nope', 'refused', 'fallback refused', 'cls_attr', '__class__'])"
log.clear()
raises('a.other', "KeyError: 'other'")
raises('a.deep', 'AttributeError: really missing')
assert repr((hasattr(a, "deep"), getattr(a, "deep", "default"), getattr(a, "nope"))) == "(False, 'default', 'nopenope')"
log.clear()
len_ = type("L", (A,), {"__len__": lambda s: 3})()
assert repr((len(len_), log)) == '(3, [])'
a.y = 2
assert repr(log) == '[]'


class S:
    def __setattr__(self, name, value): log.append((name, value)); object.__setattr__(self, name, value)
    def __delattr__(self, name): log.append("del " + name); object.__delattr__(self, name)

log.clear()
s = S()
s.a = 1
s.a += 1
del s.a
setattr(s, "b", 3)
delattr(s, "b")
s.__dict__["direct"] = 1
assert repr((log, s.direct)) == "([('a', 1), ('a', 2), 'del a', ('b', 3), 'del b'], 1)"
raises('del s.nothing', "AttributeError: 'S' object has no attribute 'nothing'")


class Frozen:
    def __setattr__(self, name, value): raise AttributeError(f"frozen: {name}")

raises('Frozen().x = 1', 'AttributeError: frozen: x')


class NoGet:
    def __getattr__(self, name): raise AttributeError

raises('NoGet().x', 'AttributeError: ')
class OnInstance: pass
o = OnInstance()
o.__getattr__ = lambda name: "never"
raises('o.x', "AttributeError: 'OnInstance' object has no attribute 'x'")


class Meta(type):
    def __getattr__(cls, name): return "meta " + name
    def __setattr__(cls, name, value): log.append("meta set " + name); super().__setattr__(name, value)

class M(metaclass=Meta): pass
M.z = 1
assert repr((M.anything, log[-1], M.z)) == "('meta anything', 'meta set z', 1)"
raises('M().anything', "AttributeError: 'M' object has no attribute 'anything'")
import sys, types
m = types.ModuleType("m")
m.__getattr__ = lambda name: "module " + name
assert repr((m.anything, hasattr(m, "x"))) == "('module anything', True)"
raises('types.ModuleType("n").x', "AttributeError: module 'n' has no attribute 'x'")
raises('types.ModuleType("n").__name__.x', "AttributeError: 'str' object has no attribute 'x'")
raises('getattr(5, 5)', "TypeError: attribute name must be string, not 'int'")
raises('setattr(5, 5, 1)', "TypeError: attribute name must be string, not 'int'")
raises('delattr(5, 5)', "TypeError: attribute name must be string, not 'int'")
raises('hasattr(5, 5)', "TypeError: attribute name must be string, not 'int'")
assert repr((getattr(5, "real"), getattr(5, "x", None), hasattr(5, "x"), hasattr(5, "real"))) == '(5, None, False, True)'


class Weird:
    def __getattribute__(self, name): return "always"

w = Weird()
assert repr((w.a, w.__class__, type(w).__name__, w.__dict__, isinstance(w, Weird))) == "('always', 'always', 'Weird', 'always', True)"


class Deleg:
    def __init__(self, t): self._t = t
    def __getattr__(self, name): return getattr(self._t, name)

assert repr((Deleg([1, 2]).count(1), Deleg("x").upper())) == "(1, 'X')"
raises('len(Deleg([1]))', "TypeError: object of type 'Deleg' has no len()")
raises('Deleg.__new__(Deleg).anything', 'RecursionError: maximum recursion depth exceeded')


class Prop:
    @property
    def p(self): return self.q
    def __getattr__(self, name): return "got " + name

assert Prop().p == 'got q'


class Name:
    def __getattr__(self, name): return type(name).__name__, name

assert repr((Name().héllo, getattr(Name(), "with space"), getattr(Name(), ""))) == "(('str', 'héllo'), ('str', 'with space'), ('str', ''))"

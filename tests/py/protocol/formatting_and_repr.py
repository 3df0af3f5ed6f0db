"""__repr__, __str__, __format__, __bytes__: fallbacks, wrong return types, recursion, where each is used."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class R:
    def __repr__(self): return "R"


class S:
    def __str__(self): return "S"
    def __repr__(self): return "s-repr"


class F:
    def __format__(self, spec): return f"F({spec})"

assert repr((str(R()), repr(R()), f"{R()} {R()!s} {R()!r}", "%s %r" % (R(), R()), [R(), S()], {S(): S()}, (S(),), str([S()]), f"{S()} {S()!r}", format(S()), "{}".format(S()), "{:}".format(R()))) == "('R', 'R', 'R R R', 'R R', [R, s-repr], {s-repr: s-repr}, (s-repr,), '[s-repr]', 'S s-repr', 'S', 'S', 'R')"
assert repr((f"{F():abc}", format(F(), "x"), format(F()), "{:q}".format(F()), f"{F()!s:.1}"[0])) == "('F(abc)', 'F(x)', 'F()', 'F(q)', '<')"
raises('format(S(), "x")', 'TypeError: unsupported format string passed to S.__format__')
raises('f"{R():5}"', 'TypeError: unsupported format string passed to R.__format__')
assert repr((f"{R()!s:>5}", f"{S()!r:*^10}")) == "('    R', '**s-repr**')"


class Bad:
    def __init__(self, v): self.v = v
    def __repr__(self): return self.v
    def __str__(self): return self.v
    def __format__(self, s): return self.v
    def __bytes__(self): return self.v
    def __hash__(self): return self.v

raises('repr(Bad(5))', 'TypeError: __repr__ returned non-string (type int)')
raises('str(Bad(5))', 'TypeError: __str__ returned non-string (type int)')
raises('str(Bad(b"x"))', 'TypeError: __str__ returned non-string (type bytes)')
raises('format(Bad(5))', 'TypeError: __format__ must return a str, not int')
raises('f"{Bad(None)}"', 'TypeError: __format__ must return a str, not NoneType')
raises('bytes(Bad("a"))', 'TypeError: __bytes__ returned non-bytes (type str)')
raises('[Bad(1)].__repr__()', 'TypeError: __repr__ returned non-string (type int)')
raises('"%s" % Bad(1)', 'TypeError: __str__ returned non-string (type int)')
raises('print(Bad(None))', 'TypeError: __str__ returned non-string (type NoneType)')
class StrSub(str): pass
assert repr((type(str(Bad(StrSub("x")))).__name__, type(repr(Bad(StrSub("x")))).__name__, str(Bad("")), bytes(Bad(b"ok")))) == "('StrSub', 'StrSub', '', b'ok')"


class Raises:
    def __repr__(self): raise ValueError("repr failed")

raises('repr(Raises())', 'ValueError: repr failed')
raises('[Raises()].__repr__()', 'ValueError: repr failed')
raises('f"{Raises()}"', 'ValueError: repr failed')
raises('str(Raises())', 'ValueError: repr failed')


class NoStr:
    __str__ = None

raises('str(NoStr())', "TypeError: 'NoneType' object is not callable")
class Inst: pass
i = Inst()
i.__str__ = lambda: "never used"
assert repr(str(i).startswith("<__main__.Inst object at 0x")) == 'True'


class Meta(type):
    def __repr__(cls): return "class!"

class M(metaclass=Meta): pass
assert repr((repr(M), str(M), f"{M}", [M])) == "('class!', 'class!', 'class!', [class!])"
import types
assert repr((repr(type("Q", (), {"__module__": "builtins"})), repr(type("Q", (), {"__module__": "mod"})), repr(type("Q", (), {"__module__": "mod", "__qualname__": "A.b"})), repr(types.ModuleType("m")), repr(types.SimpleNamespace(a=1, b="x")))) == '("<class \'Q\'>", "<class \'mod.Q\'>", "<class \'mod.A.b\'>", "<module \'m\'>", "namespace(a=1, b=\'x\')")'
assert repr((ascii(R()), ascii("é"), ascii(["é"]), ascii(S()), repr(S()), print(end="") is None)) == '(\'R\', "\'\\\\xe9\'", "[\'\\\\xe9\']", \'s-repr\', \'s-repr\', True)'


class Deep:
    def __init__(self): self.children = []
    def __repr__(self): return f"Deep({self.children})"

d = Deep()
d.children.append([1])
assert repr(d) == 'Deep([[1]])'
d.children.append(d)
assert repr(d) == 'Deep([[1], Deep([...])])'


class Ret:
    def __str__(self): return super().__repr__()[:9]

assert str(Ret()) == '<__main__'
assert repr((format(5), format("a"), format(None), format(True), format([1]), format(object) == "<class 'object'>", format(1.0), format(1j))) == "('5', 'a', 'None', 'True', '[1]', True, '1.0', '1j')"
raises('format(None, "d")', 'TypeError: unsupported format string passed to NoneType.__format__')
raises('format([], "d")', 'TypeError: unsupported format string passed to list.__format__')
raises('format(5, 5)', 'TypeError: format() argument 2 must be str, not int')
raises('format()', 'TypeError: format expected at least 1 argument, got 0')

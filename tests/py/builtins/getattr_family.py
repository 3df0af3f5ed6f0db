"""getattr, setattr, delattr, hasattr, vars, dir, callable, type, id, isinstance on every kind of object."""


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
    k = 1
    def __init__(self): self.x = 2
    def m(self): return self.x

a = A()
assert repr((getattr(a, "x"), getattr(a, "k"), getattr(a, "m")(), getattr(a, "no", 5), getattr(a, "no", None), hasattr(a, "x"), hasattr(a, "no"), getattr(A, "k"), getattr(5, "real"), getattr("a", "upper")(), getattr(A, "__name__"))) == "(2, 1, 2, 5, None, True, False, 1, 5, 'A', 'A')"
setattr(a, "y", 3)
setattr(A, "z", 4)
setattr(a, "not an identifier", 5)
assert repr((a.y, a.z, vars(a), getattr(a, "not an identifier"))) == "(3, 4, {'x': 2, 'y': 3, 'not an identifier': 5}, 5)"
delattr(a, "y")
assert repr((hasattr(a, "y"), sorted(vars(a)), vars(a) is a.__dict__, "z" in vars(A), type(vars(A)).__name__)) == "(False, ['not an identifier', 'x'], True, True, 'mappingproxy')"
assert repr(([n for n in dir(a) if not n.startswith("__")], "m" in dir(A), dir(5) == sorted(dir(5)), "append" in dir([]), [n for n in dir(type("T", (), {"b": 1, "a": 2})) if n[0] != "_"])) == "(['k', 'm', 'not an identifier', 'x', 'z'], True, True, True, ['a', 'b'])"


class Raises:
    @property
    def p(self): raise ValueError("not hidden")
    @property
    def q(self): raise AttributeError("hidden")

raises('hasattr(Raises(), "p")', 'ValueError: not hidden')
raises('getattr(Raises(), "p", 1)', 'ValueError: not hidden')
assert repr((hasattr(Raises(), "q"), getattr(Raises(), "q", 1))) == '(False, 1)'
raises('getattr(a, "no")', "AttributeError: 'A' object has no attribute 'no'")
raises('getattr(a)', 'TypeError: getattr expected at least 2 arguments, got 1')
raises('getattr(a, 5)', "TypeError: attribute name must be string, not 'int'")
raises('getattr(a, "x", 1, 2)', 'TypeError: getattr expected at most 3 arguments, got 4')
raises('setattr(a, "x")', 'TypeError: setattr expected 3 arguments, got 2')
raises('setattr(a, 5, 1)', "TypeError: attribute name must be string, not 'int'")
raises('setattr(5, "x", 1)', "AttributeError: 'int' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('delattr(a, "no")', "AttributeError: 'A' object has no attribute 'no'")
raises('delattr(5, "real")', "AttributeError: attribute 'real' of 'int' objects is not writable")
raises('hasattr(a)', 'TypeError: hasattr expected 2 arguments, got 1')
raises('hasattr(a, 5)', "TypeError: attribute name must be string, not 'int'")
raises('vars(5)', 'TypeError: vars() argument must have __dict__ attribute')
raises('vars([], 1)', 'TypeError: vars expected at most 1 argument, got 2')
raises('dir(1, 2)', 'TypeError: dir expected at most 1 argument, got 2')
assert repr((callable(len), callable(A), callable(a), callable(a.m), callable(None), callable("a"), callable(lambda: 0), callable(type))) == '(True, True, False, True, False, False, True, True)'
assert repr((isinstance(5, int), isinstance(a, A), issubclass(A, object), type(a) is A, type(A) is type)) == '(True, True, True, True, True)'


class Dir:
    def __dir__(self): return ["z", "a", "z"]


class Dir2:
    def __dir__(self): return (1, 2)

assert repr((dir(Dir()), dir(Dir2()))) == "(['a', 'z', 'z'], [1, 2])"
class Slots: __slots__ = ("s",)
raises('vars(Slots())', 'TypeError: vars() argument must have __dict__ attribute')
assert repr(("s" in dir(Slots()), hasattr(Slots(), "s"))) == '(True, False)'

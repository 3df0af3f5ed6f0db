"""and, or, not, if-else: values, truth of every type, __bool__ and __len__."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((0 or "x", 0 or [] or None, 1 and 2, 1 and 0 and 1 / 0, "" or "default", not "", not [0])) == "('x', None, 2, 0, 'default', True, False)"
assert repr([bool(v) for v in (0, 0.0, -0.0, 0j, "", b"", [], (), {}, set(), frozenset(), range(0), None, 1)]) == '[False, False, False, False, False, False, False, False, False, False, False, False, False, True]'
assert repr([bool(v) for v in (1, -1, 0.1, float("nan"), " ", b"\0", [0], (None,), {0: 0}, {0}, range(1), object(), type, len, ...)]) == '[True, True, True, True, True, True, True, True, True, True, True, True, True, True, True]'


class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n

assert repr((bool(L(0)), bool(L(2)), "t" if L(0) else "f", not L(0))) == "(False, True, 'f', True)"
raises('bool(L(-1))', 'ValueError: __len__() should return >= 0')
raises('bool(L("x"))', "TypeError: 'str' object cannot be interpreted as an integer")
raises('bool(L(10**30))', "OverflowError: cannot fit 'int' into an index-sized integer")


class B:
    def __init__(self, v): self.v = v
    def __bool__(self): return self.v
    def __len__(self): return 5

assert repr((bool(B(False)), bool(B(True)))) == '(False, True)'
raises('bool(B(1))', 'TypeError: __bool__ should return bool, returned int')
raises('bool(B(None))', 'TypeError: __bool__ should return bool, returned NoneType')
raises('not B("x")', 'TypeError: __bool__ should return bool, returned str')
raises('1 if B(0) else 2', 'TypeError: __bool__ should return bool, returned int')
raises('B(2) and 1', 'TypeError: __bool__ should return bool, returned int')
class Neither: __bool__ = None
raises('bool(Neither())', "TypeError: 'Neither' cannot be interpreted as a boolean")
class Inst: pass
i = Inst()
i.__bool__ = lambda: False
assert repr(bool(i)) == 'True'
assert (B(True) or 1).v is True


class Count:
    n = 0
    def __bool__(self): Count.n += 1; return True

c = Count()
if c and c or c: pass
assert Count.n == 2
assert repr(((1 and 2) or 3, 1 and (2 or 3), not 1 or 2, 0 and 1 or 2, [] and {} or ())) == '(2, 2, 2, 2, ())'
assert repr((True and 1, True == 1, isinstance(True, int), True + 1, {True: 1}[1], "ab"[True])) == "(1, True, True, 2, 1, 'b')"
raises('True.real = 1', "AttributeError: attribute 'real' of 'int' objects is not writable")
raises('class_ = type("X", (bool,), {})', "TypeError: type 'bool' is not an acceptable base type")
raises('NotImplemented and 1', 'TypeError: NotImplemented should not be used in a boolean context')
raises('bool(NotImplemented)', 'TypeError: NotImplemented should not be used in a boolean context')

"""Comparison: reflection, subclass priority, identity fallback, NotImplemented, odd results."""


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
    def __eq__(self, o): log.append("A.eq"); return NotImplemented
    def __ne__(self, o): log.append("A.ne"); return NotImplemented
    def __lt__(self, o): log.append("A.lt"); return NotImplemented
    def __gt__(self, o): log.append("A.gt"); return "gt"


class B(A):
    def __gt__(self, o): log.append("B.gt"); return "B gt"


def take():
    out = log[:]
    log.clear()
    return out

a, b = A(), B()
assert repr((a == a, take(), a == 1, take(), 1 == a, take(), a != 1, take(), a == A(), take())) == "(True, ['A.eq', 'A.eq'], False, ['A.eq'], False, ['A.eq'], True, ['A.ne'], False, ['A.eq', 'A.eq'])"
assert repr((a < b, take(), b < a, take(), 1 < a, take())) == "('B gt', ['B.gt'], 'gt', ['A.lt', 'A.gt'], 'gt', ['A.gt'])"
raises('a < 1', "TypeError: '<' not supported between instances of 'A' and 'int'")
take()
raises('a <= 1', "TypeError: '<=' not supported between instances of 'A' and 'int'")


class OnlyEq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v

assert repr((OnlyEq(True) != 1, OnlyEq(False) != 1, OnlyEq("odd") == 1, OnlyEq([]) != 1)) == "(False, True, 'odd', True)"


class OnlyLt:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v

assert repr((OnlyLt(1) < OnlyLt(2), OnlyLt(1) > OnlyLt(2), sorted([OnlyLt(3), OnlyLt(1)])[0].v, max(OnlyLt(3), OnlyLt(5)).v)) == '(True, False, 1, 5)'
raises('OnlyLt(1) <= OnlyLt(2)', "TypeError: '<=' not supported between instances of 'OnlyLt' and 'OnlyLt'")
raises('OnlyLt(1) >= OnlyLt(2)', "TypeError: '>=' not supported between instances of 'OnlyLt' and 'OnlyLt'")


class Ne:
    def __ne__(self, o): return "ne only"

assert repr((Ne() != 1, Ne() == 1)) == "('ne only', False)"


class Raises:
    def __eq__(self, o): raise ValueError("eq")
    __hash__ = None

r = Raises()
assert repr((r in [r], [r] == [r], [r].index(r), (r,).count(r))) == '(True, True, 0, 1)'
raises('r in [1]', 'ValueError: eq')
raises('r == 1', 'ValueError: eq')
raises('1 == r', 'ValueError: eq')
raises('[r] == [1]', 'ValueError: eq')


class Always:
    def __eq__(self, o): return True
    def __hash__(self): return 1

assert repr((Always() in [1], [1, 2] == [Always(), Always()], Always() == float("nan"), None == Always(), (1,) == (Always(),), {"a": 1} == {"a": Always()})) == '(True, True, True, True, True, True)'
assert repr((1 == "1", None == False, [] == (), {} == set(), object() == object(), type == type, int == int, len == len, 1 < 2.5, True < 2, "a" == b"a", range(3) == range(3), 1j == 1j)) == '(False, False, False, False, False, True, True, True, True, True, False, True, True)'


class Rev:
    def __lt__(self, o): return ("lt", o)
    def __gt__(self, o): return ("gt", o)
    def __le__(self, o): return ("le", o)
    def __ge__(self, o): return ("ge", o)

assert repr((5 < Rev(), 5 > Rev(), 5 <= Rev(), 5 >= Rev(), Rev() < 5, [] < Rev(), "s" > Rev())) == "(('gt', 5), ('lt', 5), ('ge', 5), ('le', 5), ('lt', 5), ('gt', []), ('lt', 's'))"
for op in ("<", ">", "<=", ">="):
    try:
        eval(f"1 {op} 'a'")
    except TypeError as e:
        assert str(e) == f"'{op}' not supported between instances of 'int' and 'str'"
    else:
        raise AssertionError(op)

import functools


@functools.total_ordering
class T:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v

assert repr((T(1) <= T(1), T(2) >= T(1), T(2) > T(1), T(1) != T(2))) == '(True, True, True, True)'


class IntSub(int):
    def __eq__(self, o): return "int sub"
    __hash__ = int.__hash__

assert repr((1 == IntSub(1), IntSub(1) == 1, IntSub(1) in [1])) == "('int sub', 'int sub', True)"
assert repr(([1, [2, [3]]] == [1, [2, [3]]], (1, 2) < (1, 2, 0), [1, 2] > [1], [[]] < [[1]], (float("nan"),) == (float("nan"),))) == '(True, True, True, True, False)'
assert repr((a is a, a is not b)) == '(True, True)'

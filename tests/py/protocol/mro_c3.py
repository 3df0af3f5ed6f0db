"""C3 linearisation: diamonds, the exact error, mro(), changes of __bases__."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(O): pass
class E(O): pass
class K1(A, B, C): pass
class K2(D, B, E): pass
class K3(D, A): pass
class Z(K1, K2, K3): pass
assert repr(([c.__name__ for c in Z.__mro__], Z.mro() == list(Z.__mro__))) == "(['Z', 'K1', 'K2', 'K3', 'D', 'A', 'B', 'C', 'E', 'O', 'object'], True)"
class X1(A, B): pass
class X2(B, A): pass
raises('class Bad(X1, X2): pass', 'TypeError: Cannot create a consistent method resolution order (MRO) for bases A, B')
raises('class Bad(O, A): pass', 'TypeError: Cannot create a consistent method resolution order (MRO) for bases O, A')
raises('class Bad(object, O): pass', 'TypeError: Cannot create a consistent method resolution order (MRO) for bases object, O')
raises('class Bad(A, A): pass', 'TypeError: duplicate base class A')
raises('class Bad(A, B, A): pass', 'TypeError: duplicate base class A')
class P: v = "P"
class Q(P): pass
class R(P): v = "R"
class S(Q, R): pass
assert repr((S.v, S().v, [c.__name__ for c in S.__mro__])) == "('R', 'R', ['S', 'Q', 'R', 'P', 'object'])"
class Dyn(Q): pass
before = [c.__name__ for c in Dyn.__mro__]
Q.__bases__ = (R,)
assert repr((before, [c.__name__ for c in Dyn.__mro__], Dyn.v)) == "(['Dyn', 'Q', 'P', 'object'], ['Dyn', 'Q', 'R', 'P', 'object'], 'R')"
raises('R.__bases__ = (Q,)', 'TypeError: a __bases__ item causes an inheritance cycle')
raises('R.__bases__ = (object, P)', "TypeError: __bases__ assignment: 'object' deallocator differs from 'P'")
assert repr(R.__bases__) == "(<class '__main__.P'>,)"
assert repr((bool.__mro__, type.__mro__, KeyError.__mro__, ZeroDivisionError.__mro__, Exception.__bases__, ExceptionGroup.__mro__, UnicodeDecodeError.__mro__[1:3], FileNotFoundError.__mro__[1:3])) == "((<class 'bool'>, <class 'int'>, <class 'object'>), (<class 'type'>, <class 'object'>), (<class 'KeyError'>, <class 'LookupError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>), (<class 'ZeroDivisionError'>, <class 'ArithmeticError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>), (<class 'BaseException'>,), (<class 'ExceptionGroup'>, <class 'BaseExceptionGroup'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>), (<class 'UnicodeError'>, <class 'ValueError'>), (<class 'OSError'>, <class 'Exception'>))"


class Left:
    def f(self): return ["Left"] + super().f()


class Right:
    def f(self): return ["Right"]

class Join(Left, Right): pass
assert repr(Join().f()) == "['Left', 'Right']"
raises('Left().f()', "AttributeError: 'super' object has no attribute 'f'")

"""__slots__: storage, missing dict, inheritance, conflicts, descriptors, weakref."""


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
    __slots__ = ("x", "y")

a = A()
raises('a.x', "AttributeError: 'A' object has no attribute 'x'")
a.x = 1
assert repr((a.x, type(A.x).__name__, A.x.__name__, A.__slots__, repr(A.x), A.x.__get__(a), A.x.__objclass__)) == '(1, \'member_descriptor\', \'x\', (\'x\', \'y\'), "<member \'x\' of \'A\' objects>", 1, <class \'__main__.A\'>)'
raises('a.z = 1', "AttributeError: 'A' object has no attribute 'z' and no __dict__ for setting new attributes")
raises('a.__dict__', "AttributeError: 'A' object has no attribute '__dict__'")
del a.x
raises('a.x', "AttributeError: 'A' object has no attribute 'x'")
raises('del a.x', 'AttributeError: x')
raises('a.__weakref__', "AttributeError: 'A' object has no attribute '__weakref__'")
class B(A): pass
b = B()
b.z = 1; b.x = 2
assert repr((vars(b), b.x)) == "({'z': 1}, 2)"
class C(A): __slots__ = "z"
c = C()
c.x = c.z = 3
assert repr((c.x, c.z)) == '(3, 3)'
raises('c.w = 1', "AttributeError: 'C' object has no attribute 'w' and no __dict__ for setting new attributes")


class D:
    __slots__ = ["a", "__dict__"]

d = D()
d.a = 1; d.b = 2
assert repr((d.a, d.b, d.__dict__)) == "(1, 2, {'b': 2})"
class M: __slots__ = {"a": "doc of a"}
assert repr((M.a.__doc__, M.__slots__)) == "(None, {'a': 'doc of a'})"
class Private: __slots__ = ("__p",)
assert repr([n for n in vars(Private) if "_p" in n]) == "['_Private__p']"
class Empty: __slots__ = ()
raises('Empty().x = 1', "AttributeError: 'Empty' object has no attribute 'x' and no __dict__ for setting new attributes")
class E1: __slots__ = ("a",)
class E2: __slots__ = ("b",)
raises('class X(E1, E2): pass', 'TypeError: multiple bases have instance lay-out conflict')
class X(E1, Empty): __slots__ = ()
raises('class X: __slots__ = ("a", "a b")', 'TypeError: __slots__ must be identifiers')
raises('class X: __slots__ = (5,)', "TypeError: __slots__ items must be strings, not 'int'")
raises('class X: __slots__ = 5', "TypeError: 'int' object is not iterable")
raises('class X:\n __slots__ = ("a",)\n a = 1', "ValueError: 'a' in __slots__ conflicts with class variable")
raises('class X(int): __slots__ = ("a",)', "TypeError: nonempty __slots__ not supported for subtype of 'int'")
raises('class X(tuple): __slots__ = ("a",)', "TypeError: nonempty __slots__ not supported for subtype of 'tuple'")
class IntEmpty(int): __slots__ = ()
raises('IntEmpty(5).x = 1', "AttributeError: 'IntEmpty' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('class X: __slots__ = ("__dict__", "__dict__")', 'TypeError: __dict__ slot disallowed: we already got one')
class Redef(A): __slots__ = ("x",)
r = Redef()
r.x = 5
raises('A.x.__get__(r)', "AttributeError: 'Redef' object has no attribute 'x'")
assert r.x == 5
raises('A.x.__get__(5)', "TypeError: descriptor 'x' for 'A' objects doesn't apply to a 'int' object")
raises('A.x.__set__(5, 1)', "TypeError: descriptor 'x' for 'A' objects doesn't apply to a 'int' object")


class Prop(A):
    __slots__ = ()
    @property
    def z(self): return "property"

assert Prop().z == 'property'
raises('Prop().z = 1', "AttributeError: property 'z' of 'Prop' object has no setter")
a1, a2 = A(), A()
a1.x = 1
assert repr((hasattr(a1, "x"), hasattr(a2, "x"), hasattr(a1, "__dict__"), hasattr(b, "__dict__"))) == '(True, False, False, True)'
import copy
a1.y = [1]
k = copy.copy(a1)
assert repr((k.x, k.y is a1.y, copy.deepcopy(a1).y is a1.y)) == '(1, True, False)'
class Iter: __slots__ = (s for s in ("p", "q"))
i = Iter()
i.p = 1
assert i.p == 1


class WithClassVar:
    __slots__ = ("v",)
    k = 5

w = WithClassVar()
raises('w.k = 6', "AttributeError: 'WithClassVar' object attribute 'k' is read-only")
assert w.k == 5
A.x = "class attribute now"
assert a1.x == 'class attribute now'
raises('a1.x = 2', "AttributeError: 'A' object attribute 'x' is read-only")

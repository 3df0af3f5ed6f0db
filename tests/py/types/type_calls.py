"""type(): one and three arguments, attributes of classes, what it refuses."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((type(5), type(type), type(None), type(...), type(NotImplemented), type(lambda: 0).__name__, type(len).__name__, type([].append).__name__, type(int.__add__).__name__, type((1).__add__).__name__, type(str.join).__name__, type(type.__dict__["__mro__"]).__name__, type(property).__name__)) == "(<class 'int'>, <class 'type'>, <class 'NoneType'>, <class 'ellipsis'>, <class 'NotImplementedType'>, 'function', 'builtin_function_or_method', 'builtin_function_or_method', 'wrapper_descriptor', 'method-wrapper', 'method_descriptor', 'getset_descriptor', 'type')"
X = type("X", (int,), {"a": 1, "f": lambda self: self + 1, "__doc__": "made"})
assert repr((X, X.__name__, X.__qualname__, X.__module__, X.__doc__, X.__bases__, X.__mro__, X(5).f(), X(5).a, X.__base__, X.__dict__["a"], repr(X), issubclass(X, int), X.__subclasses__(), "X" in [c.__name__ for c in int.__subclasses__()])) == '(<class \'__main__.X\'>, \'X\', \'X\', \'__main__\', \'made\', (<class \'int\'>,), (<class \'__main__.X\'>, <class \'int\'>, <class \'object\'>), 6, 1, <class \'int\'>, 1, "<class \'__main__.X\'>", True, [], True)'
X.__name__ = "Renamed"
X.b = 2
del X.a
assert repr((X, X.b, hasattr(X, "a"), X.__qualname__)) == "(<class '__main__.X'>, 2, False, 'X')"
X.__qualname__ = "Outer.Renamed"
X.__module__ = "elsewhere"
X.__doc__ = "new"
assert repr((X, X.__doc__)) == "(<class 'elsewhere.Outer.Renamed'>, 'new')"
class A: pass
class B(A): pass
class C: pass
B.__bases__ = (C,)
assert repr((B.__mro__, A.__subclasses__(), C.__subclasses__())) == "((<class '__main__.B'>, <class '__main__.C'>, <class 'object'>), [], [<class '__main__.B'>])"
assert repr((type.__call__(int, "5"), type.mro(B), int.__basicsize__ > 0, int.__itemsize__, int.__flags__ & 1, A.__weakrefoffset__ != 0, A.__text_signature__, type.__subclasscheck__(int, bool))) == "(5, [<class '__main__.B'>, <class '__main__.C'>, <class 'object'>], True, 4, 0, True, None, True)"
assert repr((A.__or__(int), int | None, int | str == str | int, (int | str).__args__, isinstance(1, int | str), issubclass(bool, int | str), repr(int | None), int | int, hash(int | str) == hash(str | int), list[int] | None, type(int | str))) == "(__main__.A | int, int | None, True, (<class 'int'>, <class 'str'>), True, True, 'int | None', <class 'int'>, True, list[int] | None, <class 'typing.Union'>)"
assert repr((list[int], dict[str, int], list[int]([1]), list[int].__origin__, tuple[int, ...].__args__, type[int], list[int] == list[int], isinstance([], list), hash(list[int]) == hash(list[int]))) == "(list[int], dict[str, int], [1], <class 'list'>, (<class 'int'>, Ellipsis), type[int], True, True, True)"
raises('isinstance([], list[int])', 'TypeError: isinstance() argument 2 cannot be a parameterized generic')
raises('type(1, 2, 3)', 'TypeError: type.__new__() argument 1 must be str, not int')
raises('type("X", 5, {})', 'TypeError: type.__new__() argument 2 must be tuple, not int')
raises('type("X", (), 5)', 'TypeError: type.__new__() argument 3 must be dict, not int')
raises('type("X", (5,), {})', 'TypeError: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases')
raises('type(5, (), {})', 'TypeError: type.__new__() argument 1 must be str, not int')
raises('type("a\\0b", (), {})', 'ValueError: type name must not contain null characters')
raises('type("X", (bool,), {})', "TypeError: type 'bool' is not an acceptable base type")
raises('type("X", (type(None),), {})', "TypeError: type 'NoneType' is not an acceptable base type")
raises('type("X", (type(len),), {})', "TypeError: type 'builtin_function_or_method' is not an acceptable base type")
raises('type("X", (int, str), {})', 'TypeError: multiple bases have instance lay-out conflict')
raises('type("X", (A, A), {})', 'TypeError: duplicate base class A')
raises('type("X", (object, A), {})', 'TypeError: Cannot create a consistent method resolution order (MRO) for bases object, A')
raises('type("X", (), {"__slots__": 5})', "TypeError: 'int' object is not iterable")
raises('type("X", (), {}, x=1)', 'TypeError: X.__init_subclass__() takes no keyword arguments')
raises('X.__name__ = 5', "TypeError: can only assign string to Renamed.__name__, not 'int'")
raises('X.__name__ = "a\\0b"', 'ValueError: type name must not contain null characters')
raises('X.__bases__ = ()', 'TypeError: can only assign non-empty tuple to Renamed.__bases__, not ()')
raises('X.__bases__ = (str,)', "TypeError: __bases__ assignment: 'str' object layout differs from 'int'")
raises('B.__bases__ = 5', 'TypeError: can only assign tuple to B.__bases__, not int')
raises('B.__bases__ = (B,)', 'TypeError: a __bases__ item causes an inheritance cycle')
raises('B.__bases__ = (int,)', "TypeError: __bases__ assignment: 'int' deallocator differs from 'C'")
raises('A.__mro__ = ()', "AttributeError: attribute '__mro__' of 'type' objects is not writable")
raises('A.__dict__ = {}', "AttributeError: attribute '__dict__' of 'type' objects is not writable")
raises('A.__dict__["x"] = 1', "TypeError: 'mappingproxy' object does not support item assignment")
raises('del A.__module__.x', "AttributeError: 'str' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('int.x = 1', "TypeError: cannot set 'x' attribute of immutable type 'int'")
raises('int.__add__ = 1', "TypeError: cannot set '__add__' attribute of immutable type 'int'")
raises('del int.__add__', "TypeError: cannot set '__add__' attribute of immutable type 'int'")
raises('A.missing', "AttributeError: type object 'A' has no attribute 'missing'")
raises('del A.missing', "AttributeError: type object 'A' has no attribute 'missing'")
raises('A[0]', "TypeError: type 'A' is not subscriptable")
raises('int[0]', "TypeError: type 'int' is not subscriptable")
raises('A < B', "TypeError: '<' not supported between instances of 'type' and 'type'")
raises('A + 1', "TypeError: unsupported operand type(s) for +: 'type' and 'int'")
raises('5 | int', "TypeError: unsupported operand type(s) for |: 'int' and 'type'")
raises('int | 5', "TypeError: unsupported operand type(s) for |: 'type' and 'int'")
raises('type.__new__(type)', 'TypeError: type.__new__() takes exactly 3 arguments (0 given)')
raises('type.__new__(5)', 'TypeError: type.__new__(X): X is not a type object (int)')
raises('type.__new__(int, "X", (), {})', 'TypeError: type.__new__(int): int is not a subtype of type')
raises('object.__new__(5)', 'TypeError: object.__new__(X): X is not a type object (int)')
raises('object.__new__(int)', 'TypeError: object.__new__(int) is not safe, use int.__new__()')
raises('int.__new__(str)', 'TypeError: int.__new__(str): str is not a subtype of int')
raises('int.__new__()', 'TypeError: int.__new__(): not enough arguments')
raises('int.__new__(A)', 'TypeError: int.__new__(A): A is not a subtype of int')
raises('class_ = type("Q", (), {"__init__": lambda self: 5})()', "TypeError: __init__() should return None, not 'int'")
raises('isinstance(1, 5)', 'TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union')
raises('isinstance("", (int, 5))', 'TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union')
raises('issubclass(5, int)', 'TypeError: issubclass() arg 1 must be a class')
raises('issubclass(int, 5)', 'TypeError: issubclass() arg 2 must be a class, a tuple of classes, or a union')

"""object: its methods, defaults, comparison, init and new arguments, reduce of plain things."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class C: pass
o, p = C(), C()
assert repr((o == o, o == p, o != p, hash(o) == hash(o), o.__eq__(p), o.__ne__(o), o.__lt__(p), bool(o), repr(o).startswith("<__main__.C object at 0x"), str(o) == repr(o), format(o) == str(o), o.__class__, o.__dict__, o.__module__, o.__doc__, o.__sizeof__() > 0, isinstance(o, object), o.__hash__() == hash(o))) == "(True, False, True, True, NotImplemented, False, NotImplemented, True, True, True, True, <class '__main__.C'>, {}, '__main__', None, True, True, True)"
assert repr((sorted(dir(object)), [n for n in dir(C) if n not in dir(object)])) == "(['__class__', '__delattr__', '__dir__', '__doc__', '__eq__', '__format__', '__ge__', '__getattribute__', '__getstate__', '__gt__', '__hash__', '__init__', '__init_subclass__', '__le__', '__lt__', '__ne__', '__new__', '__reduce__', '__reduce_ex__', '__repr__', '__setattr__', '__sizeof__', '__str__', '__subclasshook__'], ['__dict__', '__firstlineno__', '__module__', '__static_attributes__', '__weakref__'])"
raises('object().x = 1', "AttributeError: 'object' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('object().x', "AttributeError: 'object' object has no attribute 'x'")
raises('del object().x', "AttributeError: 'object' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('vars(object())', 'TypeError: vars() argument must have __dict__ attribute')
raises('o < p', "TypeError: '<' not supported between instances of 'C' and 'C'")
raises('o + p', "TypeError: unsupported operand type(s) for +: 'C' and 'C'")
raises('o()', "TypeError: 'C' object is not callable")
raises('o[0]', "TypeError: 'C' object is not subscriptable")
raises('o[0] = 1', "TypeError: 'C' object does not support item assignment")
raises('del o[0]', "TypeError: 'C' object doesn't support item deletion")
raises('len(o)', "TypeError: object of type 'C' has no len()")
raises('iter(o)', "TypeError: 'C' object is not iterable")
raises('next(o)', "TypeError: 'C' object is not an iterator")
raises('-o', "TypeError: bad operand type for unary -: 'C'")
raises('abs(o)', "TypeError: bad operand type for abs(): 'C'")
raises('int(o)', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'C'")
raises('float(o)', "TypeError: float() argument must be a string or a real number, not 'C'")
raises('o in o', "TypeError: argument of type 'C' is not a container or iterable")
raises('1 in o', "TypeError: argument of type 'C' is not a container or iterable")
raises('format(o, "x")', 'TypeError: unsupported format string passed to C.__format__')
raises('hash(o, 1)', 'TypeError: hash() takes exactly one argument (2 given)')
raises('o.__hash__(1)', 'TypeError: expected 0 arguments, got 1')
raises('object(1)', 'TypeError: object() takes no arguments')
raises('object.__new__()', 'TypeError: object.__new__(): not enough arguments')
raises('C(1)', 'TypeError: C() takes no arguments')
raises('round(o)', "TypeError: type C doesn't define __round__ method")
raises('with o: pass', "TypeError: 'C' object does not support the context manager protocol (missed __exit__ method)")
raises('for x in o: pass', "TypeError: 'C' object is not iterable")
raises('a, b = o', 'TypeError: cannot unpack non-iterable C object')
raises('print(*o)', 'TypeError: print() argument after * must be an iterable, not C')
raises('"%d" % o', 'TypeError: %d format: a real number is required, not C')
raises('[1][o]', 'TypeError: list indices must be integers or slices, not C')
raises('range(o)', "TypeError: 'C' object cannot be interpreted as an integer")
raises('"a" * o', "TypeError: can't multiply sequence by non-int of type 'C'")
raises('divmod(o, 1)', "TypeError: unsupported operand type(s) for divmod(): 'C' and 'int'")
raises('o @ o', "TypeError: unsupported operand type(s) for @: 'C' and 'C'")
raises('o.x.y', "AttributeError: 'C' object has no attribute 'x'")
raises('o ** 2', "TypeError: unsupported operand type(s) for ** or pow(): 'C' and 'int'")
raises('2 ** o', "TypeError: unsupported operand type(s) for ** or pow(): 'int' and 'C'")
raises('o << 1', "TypeError: unsupported operand type(s) for <<: 'C' and 'int'")
raises('~o', "TypeError: bad operand type for unary ~: 'C'")
raises('o |= 1', "TypeError: unsupported operand type(s) for |=: 'C' and 'int'")
raises('bytes(o)', "TypeError: cannot convert 'C' object to bytes")
raises('complex(o)', 'TypeError: complex() argument must be a string or a number, not C')
raises('reversed(o)', "TypeError: 'C' object is not reversible")
raises('sorted(o)', "TypeError: 'C' object is not iterable")
raises('sum(o)', "TypeError: 'C' object is not iterable")
raises('o.__class__ = 5', "TypeError: __class__ must be set to a class, not 'int' object")
raises('o.__dict__ = 5', "TypeError: __dict__ must be set to a dictionary, not a 'int'")
o.__dict__ = {"x": 1}
assert o.x == 1
o.__class__ = type("D", (), {})
assert repr((type(o).__name__, o.x)) == "('D', 1)"


class Eq:
    def __eq__(self, o): return NotImplemented

assert (Eq() == Eq()) is False
e = Eq()
assert repr((e == e, e != e, Eq.__hash__)) == '(True, False, None)'


class Init:
    def __init__(self): return 5

raises('Init()', "TypeError: __init__() should return None, not 'int'")


class New:
    def __new__(cls): return 5
    def __init__(self): raise SystemError("never called")

assert New() == 5


class Both:
    def __new__(cls, a): return object.__new__(cls)
    def __init__(self, a): super().__init__()

assert Both(1).__class__.__name__ == 'Both'


class BothBad:
    def __new__(cls, a): return object.__new__(cls, a)

raises('BothBad(1)', 'TypeError: object.__new__() takes exactly one argument (the type to instantiate)')


class InitBad:
    def __init__(self, a): super().__init__(a)

raises('InitBad(1)', 'TypeError: object.__init__() takes exactly one argument (the instance to initialize)')

"""operator: functions for every operator, itemgetter, attrgetter, methodcaller, in-place forms."""

import operator as op


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((op.add(1, 2), op.sub(5, 3), op.mul("a", 2), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 3), op.lshift(1, 3), op.rshift(8, 1), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.neg(1), op.pos(1), op.invert(1), op.not_(1), op.truth([]), op.is_(None, None), op.is_not(1, None), op.is_none(None), op.is_not_none(1))) == "(3, 2, 'aa', 0.5, 3, 1, 8, 8, 4, 2, 7, 5, -1, 1, -2, False, False, True, True, True, True)"
assert repr((op.lt(1, 2), op.le(1, 1), op.eq(1, 1), op.ne(1, 2), op.gt(1, 2), op.ge(1, 1), op.concat([1], [2]), op.contains([1], 1), op.countOf([1, 1], 1), op.indexOf([5, 6], 6), op.getitem([1], 0), op.length_hint([1, 2]), op.abs(-1), op.index(True), op.call(max, 1, 2))) == '(True, True, True, True, False, True, [1, 2], True, 2, 1, 1, 2, 1, 1, 2)'
l = [1, 2]
op.setitem(l, 0, 9); op.delitem(l, 1)
assert repr((l, op.iadd([1], [2]), op.imul([1], 2), op.isub({1, 2}, {1}))) == '([9], [1, 2], [1, 1], {2})'
assert repr((op.itemgetter(1)("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter(slice(1))("abc"), op.attrgetter("real")(5), op.attrgetter("real", "imag")(5), op.attrgetter("__class__.__name__")(5), op.methodcaller("upper")("a"), op.methodcaller("split", ",", maxsplit=1)("a,b,c"))) == "('b', ('a', 'c'), 'a', 5, (5, 0), 'int', 'A', ['a', 'b,c'])"
assert repr((repr(op.itemgetter(1)), repr(op.itemgetter(1, "a")), repr(op.attrgetter("a.b")), repr(op.methodcaller("f", 1, x=2)), op.__add__ is op.add)) == '(\'operator.itemgetter(1)\', "operator.itemgetter(1, \'a\')", "operator.attrgetter(\'a.b\')", "operator.methodcaller(\'f\', 1, x=2)", True)'
raises('op.itemgetter()', 'TypeError: itemgetter expected 1 argument, got 0')
raises('op.itemgetter(5)([1])', 'IndexError: list index out of range')
raises('op.itemgetter("a")([1])', 'TypeError: list indices must be integers or slices, not str')
raises('op.attrgetter(5)', 'TypeError: attribute name must be a string')
raises('op.attrgetter("no")(5)', "AttributeError: 'int' object has no attribute 'no'")
raises('op.methodcaller()', 'TypeError: methodcaller needs at least one argument, the method name')
raises('op.methodcaller(5)', 'TypeError: method name must be a string')
raises('op.methodcaller("no")(5)', "AttributeError: 'int' object has no attribute 'no'")
raises('op.add(1)', 'TypeError: add expected 2 arguments, got 1')
raises('op.add(1, "a")', "TypeError: unsupported operand type(s) for +: 'int' and 'str'")
raises('op.concat(1, 2)', "TypeError: 'int' object can't be concatenated")
raises('op.indexOf([1], 2)', 'ValueError: sequence.index(x): x not in sequence')
raises('op.index(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('op.countOf(5, 1)', "TypeError: argument of type 'int' is not iterable")

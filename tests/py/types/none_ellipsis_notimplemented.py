"""The singletons: identity, truth, attributes, refusal of everything else."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((None, ..., NotImplemented, repr(None), str(...), bool(None), bool(...), type(None)() is None, type(...)() is ..., type(NotImplemented)() is NotImplemented, None == None, None is None, None == 0, hash(None) == hash(None), None.__class__, [None].index(None), Ellipsis is ...)) == "(None, Ellipsis, NotImplemented, 'None', 'Ellipsis', False, True, True, True, True, True, True, False, True, <class 'NoneType'>, 0, True)"
raises('None.x', "AttributeError: 'NoneType' object has no attribute 'x'")
raises('None.x = 1', "AttributeError: 'NoneType' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('None()', "TypeError: 'NoneType' object is not callable")
raises('None + 1', "TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'")
raises('None[0]', "TypeError: 'NoneType' object is not subscriptable")
raises('None < None', "TypeError: '<' not supported between instances of 'NoneType' and 'NoneType'")
raises('len(None)', "TypeError: object of type 'NoneType' has no len()")
raises('iter(None)', "TypeError: 'NoneType' object is not iterable")
raises('for x in None: pass', "TypeError: 'NoneType' object is not iterable")
raises('None.append(1)', "AttributeError: 'NoneType' object has no attribute 'append'")
raises('int(None)', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'")
raises('type(None)(1)', 'TypeError: NoneType takes no arguments')
raises('...()', "TypeError: 'ellipsis' object is not callable")
raises('bool(NotImplemented)', 'TypeError: NotImplemented should not be used in a boolean context')
raises('not NotImplemented', 'TypeError: NotImplemented should not be used in a boolean context')
raises('if NotImplemented: pass', 'TypeError: NotImplemented should not be used in a boolean context')
raises('type("X", (type(None),), {})', "TypeError: type 'NoneType' is not an acceptable base type")
raises('None.__bool__ = 1', "AttributeError: 'NoneType' object attribute '__bool__' is read-only")
raises('del None.x', "AttributeError: 'NoneType' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('exec("None = 1")', 'SyntaxError: cannot assign to None (<string>, line 1)')

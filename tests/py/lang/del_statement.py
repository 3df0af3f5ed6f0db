"""del: names, attributes, items, slices, nested targets, and what the name is afterwards."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


x = 1
del x
raises('x', "NameError: name 'x' is not defined")
raises('del x', "NameError: name 'x' is not defined")
a = b = [0, 1, 2, 3, 4, 5]
del a[0], a[-1]
assert repr(b) == '[1, 2, 3, 4]'
del a[1:3]
assert repr(a) == '[1, 4]'
del (a, b)
raises('a', "NameError: name 'a' is not defined")


def f():
    y = 1
    del y
    y

raises('f()', "UnboundLocalError: cannot access local variable 'y' where it is not associated with a value")


def g():
    del z
    z = 1

raises('g()', "UnboundLocalError: cannot access local variable 'z' where it is not associated with a value")


def h():
    q = 1
    def inner(): return q
    del q
    return inner()

raises('h()', "NameError: cannot access free variable 'q' where it is not associated with a value in enclosing scope")
class C: pass
c = C()
c.v = 1
del c.v
raises('del c.v', "AttributeError: 'C' object has no attribute 'v'")
raises('del c.__class__', "TypeError: can't delete __class__ attribute")
raises('del c.__dict__.x', "AttributeError: 'dict' object has no attribute 'x' and no __dict__ for setting new attributes")
d = {"k": 1, "j": 2}
del d["k"]
assert repr(d) == "{'j': 2}"
raises('del d["k"]', "KeyError: 'k'")
raises('del [d, 5]', 'SyntaxError: cannot delete literal (<string>, line 1)')
raises('del (1)', 'SyntaxError: cannot delete literal (<string>, line 1)')
raises('del "abc"[0]', "TypeError: 'str' object doesn't support item deletion")
raises('del (1, 2)[0]', "TypeError: 'tuple' object doesn't support item deletion")
raises('del [1][5]', 'IndexError: list assignment index out of range')
raises('del {}[0]', 'KeyError: 0')
raises('del {1}[0]', "TypeError: 'set' object doesn't support item deletion")
l = list(range(10))
del l[::3]
assert repr(l) == '[1, 2, 4, 5, 7, 8]'
del l[::-2]
assert repr(l) == '[1, 4, 7]'
del l[:]
assert repr(l) == '[]'


def local_then_global():
    len = 5
    del len
    return len

raises('local_then_global()', "UnboundLocalError: cannot access local variable 'len' where it is not associated with a value")
[del_me] = [1]
del [del_me]
raises('del_me', "NameError: name 'del_me' is not defined")
del ()
del []
raises('compile("del 1", "f", "exec")', 'SyntaxError: cannot delete literal (f, line 1)')
raises('compile("del a + b", "f", "exec")', 'SyntaxError: cannot delete expression (f, line 1)')
raises('compile("del *a", "f", "exec")', 'SyntaxError: cannot delete starred (f, line 1)')
raises('compile("del (a, 1)", "f", "exec")', 'SyntaxError: cannot delete literal (f, line 1)')
raises('compile("del None", "f", "exec")', 'SyntaxError: cannot delete None (f, line 1)')
raises('compile("del f(x).a, f()", "f", "exec")', 'SyntaxError: cannot delete function call (f, line 1)')

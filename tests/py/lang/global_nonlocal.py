"""global and nonlocal declarations and their errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


x = "g"


def set_global():
    global x, brand_new
    x = "changed"
    brand_new = 1

set_global()
assert repr((x, brand_new)) == "('changed', 1)"


def through():
    global x
    def inner():
        return x
    x = "again"
    return inner()

assert through() == 'again'


def mixed():
    x = "local"
    def a():
        global x
        return x
    def b():
        nonlocal x
        x = "nonlocal"
        return x
    return a(), b(), x

assert repr(mixed()) == "('again', 'nonlocal', 'nonlocal')"


def delete_global():
    global brand_new
    del brand_new

delete_global()
raises('brand_new', "NameError: name 'brand_new' is not defined")


def loop():
    global i
    for i in range(3): pass

loop()
assert i == 2


def imports():
    global math_module
    import math as math_module

imports()
assert math_module.floor(1.5) == 1


def defines():
    global made, Made
    def made(): return 1
    class Made: pass

defines()
assert repr((made(), made.__qualname__, Made.__qualname__)) == "(1, 'made', 'Made')"


def exc():
    global err
    try:
        1 / 0
    except ZeroDivisionError as err:
        pass
    return "err" in globals()

assert repr(exc()) == 'False'


def deep():
    x = 0
    def a():
        def b():
            nonlocal x
            x += 1
        b()
        b()
    a()
    return x

assert deep() == 2


class K:
    x = 1
    def m(self):
        global x
        x = "from method"

K().m()
assert x == 'from method'
raises('compile("def f():\\n x = 1\\n global x", "f", "exec")', "SyntaxError: name 'x' is assigned to before global declaration (f, line 3)")
raises('compile("def f():\\n print(x)\\n global x", "f", "exec")', "SyntaxError: name 'x' is used prior to global declaration (f, line 3)")
raises('compile("def f(x):\\n global x", "f", "exec")', "SyntaxError: name 'x' is parameter and global (f, line 2)")
raises('compile("nonlocal x", "f", "exec")', 'SyntaxError: nonlocal declaration not allowed at module level (f, line 1)')
raises('compile("def f():\\n nonlocal x", "f", "exec")', "SyntaxError: no binding for nonlocal 'x' found (f, line 2)")
raises('compile("def f(x):\\n nonlocal x", "f", "exec")', "SyntaxError: name 'x' is parameter and nonlocal (f, line 2)")
raises('compile("def f():\\n x = 1\\n def g():\\n  x = 2\\n  nonlocal x", "f", "exec")', "SyntaxError: name 'x' is assigned to before nonlocal declaration (f, line 5)")
raises('compile("def f():\\n global x\\n nonlocal x", "f", "exec")', "SyntaxError: name 'x' is nonlocal and global (f, line 2)")
raises('compile("def f():\\n x: int\\n global x", "f", "exec")', "SyntaxError: annotated name 'x' can't be global (f, line 3)")
raises('compile("def f():\\n global x\\n x: int = 1", "f", "exec")', "SyntaxError: annotated name 'x' can't be global (f, line 3)")
raises('compile("class C:\\n x = 1\\n def f(self):\\n  nonlocal x", "f", "exec")', "SyntaxError: no binding for nonlocal 'x' found (f, line 4)")

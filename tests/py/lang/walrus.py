"""Assignment expressions: scopes, precedence, places where they are refused."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr(((a := 5), a)) == '(5, 5)'
if (n := len("abc")) > 2:
    pass

assert n == 3
assert repr(([b := 1, b + 1, (c := b + 5)], c)) == '([1, 2, 6], 6)'
def f(x): return x
assert repr((f(y := 3), y)) == '(3, 3)'
assert repr((f(x=(z := 4)), z)) == '(4, 4)'
assert repr(((t := 1, 2), t)) == '((1, 2), 1)'
assert repr(({(k := "key"): (v := "value")}, k, v)) == "({'key': 'value'}, 'key', 'value')"
assert repr((any((found := i) > 3 for i in range(10)), found)) == '(True, 4)'


def inside():
    [last := i for i in range(3)]
    return last

assert inside() == 2


def nested():
    [[deep := j for j in range(i + 1)] for i in range(3)]
    return deep

assert nested() == 2


def nonlocal_walrus():
    v = 0
    def g():
        nonlocal v
        [v := i for i in range(4)]
    g()
    return v

assert nonlocal_walrus() == 3


def global_walrus():
    global gw
    [gw := i for i in range(2)]

global_walrus()
assert gw == 1
while (w := 1 if "w" not in globals() else 0):
    break

assert w == 1
assert (lambda: (q := 1) + q)() == 2
assert repr((f"{(r := 5)}{r}", f"{r:=5}")) == "('55', '    5')"
assert repr(([1, 2, 3][(i := 1)], i, [1, 2, 3][j := 0])) == '(2, 1, 1)'
assert (m := "message")
assert repr((m, not (o := 0), o)) == "('message', True, 0)"
x = (p := 1) if (s := 0) else (u := 2)
assert repr((x, s, u)) == '(2, 0, 2)'
raises('p', "NameError: name 'p' is not defined")
raises('compile("a := 1", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("f(x=y:=1)", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("(a.b := 1)", "f", "exec")', 'SyntaxError: cannot use assignment expressions with attribute (f, line 1)')
raises('compile("(a[0] := 1)", "f", "exec")', 'SyntaxError: cannot use assignment expressions with subscript (f, line 1)')
raises('compile("((a, b) := 1)", "f", "exec")', 'SyntaxError: cannot use assignment expressions with tuple (f, line 1)')
raises('compile("(a := b := 1)", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("def f(x=y:=1): pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("lambda: a := 1", "f", "exec")', 'SyntaxError: cannot use assignment expressions with lambda (f, line 1)')
raises('compile("(None := 1)", "f", "exec")', 'SyntaxError: cannot use assignment expressions with None (f, line 1)')
raises('compile("with (a := b): pass\\ndel (a := 1)", "f", "exec")', 'SyntaxError: cannot delete named expression (f, line 2)')
raises('compile("[x for x in (x := [1])]", "f", "exec")', 'SyntaxError: assignment expression cannot be used in a comprehension iterable expression (f, line 1)')

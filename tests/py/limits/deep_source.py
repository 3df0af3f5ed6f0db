"""Source text that is deep or long: a clean error or success, never a crash."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


raises('compile("(" * 300 + ")" * 300, "f", "eval")', 'SyntaxError: too many nested parentheses (f, line 1)')
raises('compile("[" * 1000, "f", "eval")', 'SyntaxError: too many nested parentheses (f, line 1)')
raises('compile("x" + ".a" * 0 + "(" * 250 + ")" * 250, "f", "eval")', 'SyntaxError: too many nested parentheses (f, line 1)')
assert repr((eval("+".join(["1"] * 3000)), eval("1" + " + 1" * 2000))) == '(3000, 2001)'
assert repr((eval("(" * 80 + "1" + ")" * 80), eval("[" * 80 + "]" * 80) != [], eval("not " * 80 + "True"), eval("-" * 80 + "1"))) == '(1, True, True, 1)'
source = "if x == 0: r = 0\n" + "".join(f"elif x == {i}: r = {i}\n" for i in range(1, 500))
space = {"x": 400}
exec(source, space)
assert space["r"] == 400


def nested(kind, n):
    return "".join(" " * i + kind + "\n" for i in range(n)) + " " * n + "pass\n"

raises('compile(nested("if 1:", 101), "f", "exec")', 'IndentationError: too many levels of indentation (f, line 101)')
compile(nested("if 1:", 90), "f", "exec")
raises('compile(nested("for i in x:", 25), "f", "exec")', 'SyntaxError: too many statically nested blocks (f, line 22)')
compile(nested("for i in x:", 19), "f", "exec")
raises('compile(nested("while 1:", 25), "f", "exec")', 'SyntaxError: too many statically nested blocks (f, line 22)')
compile(nested("def f():", 50), "f", "exec")
exec("x = [" + "1, " * 100_000 + "]", space)
assert len(space["x"]) == 100000
exec("x = {" + ", ".join(f"{i}: {i}" for i in range(10_000)) + "}", space)
assert len(space["x"]) == 10000
exec("\n".join(f"v{i} = {i}" for i in range(20_000)), space)
assert space["v19999"] == 19999
exec("def f(" + ", ".join(f"a{i}" for i in range(500)) + "): return a499", space)
assert space["f"](*range(500)) == 499
exec("def g(**k): return len(k)\nr = g(" + ", ".join(f"a{i}={i}" for i in range(500)) + ")", space)
assert space["r"] == 500
exec("x = '''" + "a" * 10**6 + "'''", space)
assert len(space["x"]) == 1000000
exec("x = (" + " 'a'" * 5000 + ")", space)
assert len(space["x"]) == 5000
exec("x = " + "9" * 4000, space)
raises('exec("x = " + "9" * 5000, space)', 'SyntaxError: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits. (<string>, line 1)')
exec("x = 0x" + "f" * 5000, space)
assert space["x"].bit_length() == 20000
exec("def h(x):\n" + "".join(f" x = x + {i}\n" for i in range(3000)) + " return x", space)
assert space["h"](0) == 4498500
exec("r = " + "lambda: " * 50 + "1", space)
f = space["r"]
for _ in range(50): f = f()
assert f == 1
exec("r = x.real" + ".real" * 500, space | {"x": 5})

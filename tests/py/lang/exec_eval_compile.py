"""exec, eval, compile: namespaces, locals rules, modes, code objects."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


ns = {}
exec("x = 1\ndef f(): return x\ny = [x for _ in range(1)]", ns)
assert repr((ns["x"], ns["f"](), ns["y"], "__builtins__" in ns)) == '(1, 1, [1], True)'
assert repr((eval("x + 1", ns), eval(" \t x", ns), eval("x", {"x": 1}, {"x": 2}), eval("lambda: x", {"x": 5})())) == '(2, 1, 2, 5)'
g, l = {"a": 1}, {"b": 2}
exec("c = a + b", g, l)
assert repr((l, "c" in g)) == "({'b': 2, 'c': 3}, False)"
exec("def h(): return a\nr = h()", g, l)
assert l["r"] == 1
raises('exec("def k(): return b\\nk()", g, l)', "NameError: name 'b' is not defined")
raises('exec("z = 1\\ndef f(): return z\\nf()", {}, {})', "NameError: name 'z' is not defined")


def inside():
    v = 1
    exec("v = 2; w = 3")
    return v, "w" in locals()

assert repr(inside()) == '(1, False)'


def reads():
    local = 5
    return eval("local + 1"), eval("[local for _ in range(1)]")

assert repr(reads()) == '(6, [5])'


def writes():
    d = locals()
    exec("new = 1", globals(), d)
    return d["new"]

assert writes() == 1


class Body:
    exec("made = 1")

assert Body.made == 1
code = compile("a = 1\nb = 2", "<name>", "exec")
assert repr((code.co_filename, code.co_name, code.co_names, code.co_consts[-1], code.co_firstlineno)) == "('<name>', '<module>', ('a', 'b'), None, 1)"
assert repr((compile("1 + 1", "f", "eval").co_name, eval(compile("2 * 3", "f", "eval")), eval(compile("a = 5", "f", "exec")))) == "('<module>', 6, None)"
import sys
shown = []
old, sys.displayhook = sys.displayhook, shown.append
exec(compile("41 + 1", "f", "single"))
exec(compile("x = 1; None; 'a'", "f", "single"))
sys.displayhook = old
assert repr(shown) == "[42, None, 'a']"
raises('eval("a = 1")', 'SyntaxError: invalid syntax (<string>, line 1)')
raises('eval("")', 'SyntaxError: invalid syntax (<string>, line 0)')
raises('eval("1 +")', 'SyntaxError: invalid syntax (<string>, line 1)')
raises('eval("1; 2")', 'SyntaxError: invalid syntax (<string>, line 1)')
raises('compile("a = 1", "f", "eval")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("a = 1\\nb = 2", "f", "single")', 'SyntaxError: multiple statements found while compiling a single statement (f, line 1)')
raises('compile("1", "f", "nonsense")', "ValueError: compile() mode must be 'exec', 'eval' or 'single'")
raises('compile(5, "f", "exec")', 'TypeError: compile() arg 1 must be a string, bytes or AST object')
raises('compile("a\\0b", "f", "exec")', 'SyntaxError: source code string cannot contain null bytes')
raises('exec(5)', 'TypeError: exec() arg 1 must be a string, bytes or code object')
raises('exec("1", 5)', 'TypeError: exec() globals must be a dict, not int')
raises('eval("1", {}, 5)', 'TypeError: locals must be a mapping')
raises('eval("1", [])', 'TypeError: globals must be a real dict; try eval(expr, {}, mapping)')
raises('exec("x", {})', "NameError: name 'x' is not defined")
raises('eval("x", {"__builtins__": {}})', "NameError: name 'x' is not defined")
raises('eval("len([])", {"__builtins__": {}})', "NameError: name 'len' is not defined")
assert eval("len([1])", {"__builtins__": {"len": lambda x: "mine"}}) == 'mine'


class Map(dict):
    def __missing__(self, k): return "missing " + k

assert eval("anything", {}, Map()) == 'missing anything'


class Only:
    def __getitem__(self, k): return k.upper()

assert eval("abc", {}, Only()) == 'ABC'
assert repr((eval(b"1 + 1"), eval(bytearray(b"2")), exec(b"# coding: latin-1\nt = '\xe9'", ns), ns["t"])) == "(2, 2, None, 'é')"
raises('eval("é +")', 'SyntaxError: invalid syntax (<string>, line 1)')
raises('eval("  1\\n 2")', 'IndentationError: unexpected indent (<string>, line 2)')
raises('exec(" x = 1")', 'IndentationError: unexpected indent (<string>, line 1)')
raises('exec("if 1:\\npass")', "IndentationError: expected an indented block after 'if' statement on line 1 (<string>, line 2)")
raises('exec("if 1:\\n  a = 1\\n b = 2")', 'IndentationError: unindent does not match any outer indentation level (<string>, line 3)')
raises('exec("\\tif 1:\\n        x")', 'IndentationError: unexpected indent (<string>, line 1)')
assert repr((eval("(\n1\n+\n2\n)"), exec("pass # no newline"), exec(""), exec("\n\n"), exec("\\\nx = 1"))) == '(3, None, None, None, None)'


def closure():
    n = 1
    def inner(): return n
    return inner

raises('exec(closure().__code__)', 'TypeError: code object requires a closure of exactly length 1')
import types
exec(closure().__code__, closure=(types.CellType(7),))
assert repr((eval(compile("__name__", "f", "eval")), eval("__import__('math').floor(2.5)"))) == "('__main__', 2)"
c = closure.__code__
assert repr((c.replace(co_name="other").co_name, c == c.replace(), hash(c) == hash(c.replace()))) == "('other', True, True)"
raises('exec("return 1")', "SyntaxError: 'return' outside function (<string>, line 1)")
raises('exec("break")', "SyntaxError: 'break' outside loop (<string>, line 1)")
raises('exec("continue")', "SyntaxError: 'continue' not properly in loop (<string>, line 1)")
raises('exec("def f():\\n  break")', "SyntaxError: 'break' outside loop (<string>, line 2)")
raises('exec("class C:\\n  return 1")', "SyntaxError: 'return' outside function (<string>, line 2)")

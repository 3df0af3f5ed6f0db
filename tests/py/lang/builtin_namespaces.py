"""__builtins__, shadowing, builtins module changes seen everywhere."""

import builtins


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def f(): return len([1, 2])
assert f() == 2
len = lambda x: "global shadow"
assert f() == 'global shadow'
del len
assert f() == 2
builtins.len, saved = (lambda x: "builtin changed"), builtins.len
r = f()
builtins.len = saved
assert repr((r, f())) == "('builtin changed', 2)"
builtins.extra = 7
assert extra == 7
del builtins.extra
raises('extra', "NameError: name 'extra' is not defined")
raises('del len', "NameError: name 'len' is not defined")


def local():
    len = 5
    return len

assert local() == 5
assert repr((eval("max(1, 2)", {"__builtins__": builtins}), eval("max(1, 2)", {"__builtins__": builtins.__dict__}))) == '(2, 2)'
raises('eval("open", {"__builtins__": {}})', "NameError: name 'open' is not defined")
raises('exec("import math", {"__builtins__": {}})', 'ImportError: __import__ not found')
raises('exec("class C: pass", {"__builtins__": {}})', 'NameError: __build_class__ not found')
ns = {"__builtins__": {"__build_class__": builtins.__build_class__, "__name__": "x"}}
exec("class C: pass", ns)
assert ns["C"].__module__ == 'x'
hook = []


def importer(name, *rest):
    hook.append((name, rest[2], rest[3]))
    return "imported " + name

exec("import a.b\nimport c as d", space := {"__builtins__": {"__import__": importer}})
assert repr((hook, space["a"], space["d"])) == "([('a.b', None, 0), ('c', None, 0)], 'imported a.b', 'imported c')"
assert repr((builtins.__name__, "print" in dir(builtins))) == "('builtins', True)"
assert repr(sorted(n for n in dir(builtins) if n[0].islower() and n not in ("copyright", "credits", "exit", "quit", "license", "help", "raises", "_"))) == "['abs', 'aiter', 'all', 'anext', 'any', 'ascii', 'bin', 'bool', 'breakpoint', 'bytearray', 'bytes', 'callable', 'chr', 'classmethod', 'compile', 'complex', 'delattr', 'dict', 'dir', 'divmod', 'enumerate', 'eval', 'exec', 'filter', 'float', 'format', 'frozenset', 'getattr', 'globals', 'hasattr', 'hash', 'hex', 'id', 'input', 'int', 'isinstance', 'issubclass', 'iter', 'len', 'list', 'locals', 'map', 'max', 'memoryview', 'min', 'next', 'object', 'oct', 'open', 'ord', 'pow', 'print', 'property', 'range', 'repr', 'reversed', 'round', 'set', 'setattr', 'slice', 'sorted', 'staticmethod', 'str', 'sum', 'super', 'tuple', 'type', 'vars', 'zip']"

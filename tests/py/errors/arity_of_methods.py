"""Texts of wrong calls where CPython has methods instead of slot wrappers, and the order in which syntax errors are found."""


def text(function, *args, **keywords):
    try:
        function(*args, **keywords)
    except TypeError as error:
        return str(error)
    return "nothing raised"


assert text([].__getitem__) == "list.__getitem__() takes exactly one argument (0 given)"
assert text([].__getitem__, 1, 2) == "list.__getitem__() takes exactly one argument (2 given)"
assert text(list.__getitem__) == "unbound method list.__getitem__() needs an argument"
assert text(dict.__contains__, {}) == "dict.__contains__() takes exactly one argument (0 given)"
assert text({}.__getitem__) == "dict.__getitem__() takes exactly one argument (0 given)"
assert text(dict.__contains__) == "unbound method dict.__contains__() needs an argument"
assert text(set().__contains__) == "set.__contains__() takes exactly one argument (0 given)"
assert text(().__getitem__) == "expected 1 argument, got 0"
assert text([].__contains__) == "expected 1 argument, got 0"
assert text(tuple.__getitem__) == "descriptor '__getitem__' of 'tuple' object needs an argument"
assert text(type, 1, nope=1) == "type() takes no keyword arguments"
assert text(type, 1, 2) == "type() takes 1 or 3 arguments"
assert text(memoryview(b"").tobytes, 1) == "tobytes() argument 'order' must be str or None, not int"
assert text(max, 1, 2, nope=1) == "max() got an unexpected keyword argument 'nope'"


def syntax_error(source):
    try:
        compile(source, "x", "exec")
    except SyntaxError as error:
        return error.msg, error.lineno
    return None


assert syntax_error("yield y\nawait x") == ("'await' outside function", 2)
assert syntax_error("return\nawait x") == ("'await' outside function", 2)
assert syntax_error("yield\ndef f():\n  await x") == ("'await' outside async function", 3)
assert syntax_error("async def f():\n  class A: x = await y") == ("'await' outside function", 2)
assert syntax_error("async def f():\n  lambda: await x") == ("'await' outside async function", 2)
assert syntax_error("async def f():\n  return (await x for x in y)") is None
assert syntax_error("match x:\n  case C(a=b, c, d=e): pass") == ("positional patterns follow keyword patterns", 2)
print("ok")

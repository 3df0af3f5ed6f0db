"""inspect: source text of functions, classes and modules in a file; linecache."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import importlib
import inspect
import linecache
import os
import sys
import tempfile

TEXT = '''"""Module text."""
import functools

# A comment
# before the function.
def simple(a, b=(1,
                 2)):
    """Text with
def not_a_function():
    inside."""
    if a:
        return b
    # a comment at the end


def one_line(): return 1
def after(): pass


@functools.lru_cache(
    maxsize=None
)
@functools.wraps(simple)
def decorated():
    pass
    # still inside
  # outside
x = 1

class Thing(
    object
):
    attribute = """
  text
"""

    def method(self):
        def inner():
            return [
  1,
            ]
        return inner

    class Nested:
        pass

f = lambda x: \\
    x + 1
last = 1
'''
folder = tempfile.mkdtemp()
path = os.path.join(folder, "source_module.py")
with open(path, "w") as file:
    file.write(TEXT)
sys.path.insert(0, folder)
m = importlib.import_module("source_module")
assert repr(inspect.getsource(m.simple)) == '\'def simple(a, b=(1,\\n                 2)):\\n    """Text with\\ndef not_a_function():\\n    inside."""\\n    if a:\\n        return b\\n    # a comment at the end\\n\''
assert repr(inspect.getsource(m.one_line)) == "'def one_line(): return 1\\n'"
assert repr(inspect.getsource(m.after)) == "'def after(): pass\\n'"
assert repr(inspect.getsource(m.Thing)) == '\'class Thing(\\n    object\\n):\\n    attribute = """\\n  text\\n"""\\n\\n    def method(self):\\n        def inner():\\n            return [\\n  1,\\n            ]\\n        return inner\\n\\n    class Nested:\\n        pass\\n\''
assert repr(inspect.getsource(m.Thing.method)) == "'    def method(self):\\n        def inner():\\n            return [\\n  1,\\n            ]\\n        return inner\\n'"
assert repr(inspect.getsource(m.Thing().method())) == "'        def inner():\\n            return [\\n  1,\\n            ]\\n'"
assert repr(inspect.getsource(m.Thing.Nested)) == "'    class Nested:\\n        pass\\n'"
assert repr(inspect.getsource(m.f)) == "'f = lambda x: \\\\\\n    x + 1\\n'"
assert repr(inspect.getsource(m) == TEXT) == 'True'
assert repr(inspect.getsourcelines(m.one_line)) == "(['def one_line(): return 1\\n'], 16)"
assert repr(inspect.getsourcelines(m.Thing.method)[1]) == '37'
assert repr(inspect.getsourcelines(m.decorated.__wrapped__)[1]) == '6'
assert repr((inspect.getcomments(m.simple), inspect.getcomments(m.after))) == "('# A comment\\n# before the function.\\n', None)"
assert repr((inspect.getfile(m.Thing) == path, inspect.getsourcefile(m.simple) == path, inspect.getmodule(m.Thing) is m)) == '(True, True, True)'
raises('inspect.getsource(len)', 'TypeError: module, class, method, function, traceback, frame, or code object was expected, got builtin_function_or_method')
raises('inspect.getsource(int)', "TypeError: <class 'int'> is a built-in class")
raises('inspect.getsource(3)', 'TypeError: module, class, method, function, traceback, frame, or code object was expected, got int')
exec("def made(): pass")
raises('inspect.getsource(made)', 'OSError: could not get source code')
assert repr((linecache.getline(path, 2), linecache.getline(path, 999), linecache.getline("/no/such/file", 1), len(linecache.getlines(path)))) == "('import functools\\n', '', '', 49)"
with open(path, "w") as file:
    file.write("# changed\n# to something else\n")
linecache.checkcache(path)
assert repr(linecache.getline(path, 1)) == "'# changed\\n'"
linecache.clearcache()
assert repr(linecache.cache) == '{}'

"""Importing from packages beside this test: relative, star, __all__, submodules, errors, namespace packages."""

import sys


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


sys.path.insert(0, __file__.rpartition("/")[0] + "/pkgs" if "/" in __file__ else "pkgs")
sys.dont_write_bytecode = True
import alpha
assert repr((alpha.__name__, alpha.__package__, alpha.loaded, alpha.__path__[0].endswith("alpha"), alpha.__spec__.name, alpha.__doc__)) == "('alpha', 'alpha', True, True, 'alpha', 'The package alpha.')"
import alpha.beta
assert repr((alpha.beta.__name__, alpha.beta.__package__, alpha.beta.from_parent, alpha.beta.sibling)) == "('alpha.beta', 'alpha', 1, 'gamma')"
from alpha import gamma
assert repr((gamma.value, gamma.up)) == "('gamma', True)"
from alpha.inner.deep import two_up, name
assert repr((two_up, name)) == "('gamma', 'alpha.inner.deep')"
import alpha.inner.deep as short
assert short is sys.modules["alpha.inner.deep"]
assert repr((alpha.inner.deep is short, alpha.inner.__name__)) == "(True, 'alpha.inner')"
space = {}
exec("from alpha.starred import *", space)
assert repr(sorted(k for k in space if k != "__builtins__")) == "['public', 'sys']"
space = {}
exec("from alpha.all_listed import *", space)
assert repr(sorted(k for k in space if k != "__builtins__")) == "['_chosen', 'shown']"
raises('from alpha.all_wrong import *', "AttributeError: module 'alpha.all_wrong' has no attribute 'not_there'")
import nspace.part
assert repr((nspace.part.value, nspace.__file__ if hasattr(nspace, "__file__") else None, type(nspace.__path__).__name__)) == "('in a namespace package', None, '_NamespacePath')"
raises('import does_not_exist', "ModuleNotFoundError: No module named 'does_not_exist'")
raises('import alpha.does_not_exist', "ModuleNotFoundError: No module named 'alpha.does_not_exist'")
raises('import alpha.beta.below', "ModuleNotFoundError: No module named 'alpha.beta.below'; 'alpha.beta' is not a package")


def message(source):
    try:
        exec(source, globals())
    except Exception as e:
        return type(e).__name__ + ": " + str(e).replace(sys.path[0], "PKGS")
    return "nothing raised"

assert message("from alpha import does_not_exist") == "ImportError: cannot import name 'does_not_exist' from 'alpha' (PKGS/alpha/__init__.py)"
raises('from does_not_exist import x', "ModuleNotFoundError: No module named 'does_not_exist'")
assert message("from alpha.beta import nothing") == "ImportError: cannot import name 'nothing' from 'alpha.beta' (PKGS/alpha/beta.py)"
raises('import math.floor', "ModuleNotFoundError: No module named 'math.floor'; 'math' is not a package")
raises('from math import nothing_here', "ImportError: cannot import name 'nothing_here' from 'math' (unknown location)")
raises('import broken_syntax', "SyntaxError: '(' was never closed (broken_syntax.py, line 1)")
raises('import raises_error', 'LookupError: while importing')
assert "raises_error" not in sys.modules
try:
    import does_not_exist
except ImportError as e:
    assert repr((type(e).__name__, e.name, e.path, e.msg)) == '(\'ModuleNotFoundError\', \'does_not_exist\', None, "No module named \'does_not_exist\'")'

try:
    from alpha import nope
except ImportError as e:
    assert repr((e.name, e.path.endswith("alpha/__init__.py"))) == "('alpha', True)"

import circular_a
assert circular_a.ok == 'circular import of modules works'
assert message("import circular_c") == "ImportError: cannot import name 'c' from partially initialized module 'circular_c' (most likely due to a circular import) (PKGS/circular_c.py)"
assert message("import circular_e") == "AttributeError: partially initialized module 'circular_e' from 'PKGS/circular_e.py' has no attribute 'e' (most likely due to a circular import)"
import counted
import counted as again
assert counted is again and counted.times == 1
del sys.modules["counted"]
import counted as fresh
assert fresh is not counted
sys.modules["blocked"] = None
raises('import blocked', 'ModuleNotFoundError: import of blocked halted; None in sys.modules')
sys.modules["planted"] = 42
import planted
assert planted == 42
raises('from planted import x', "ImportError: cannot import name 'x' from '<unknown module name>' (unknown location)")
import lazy_attr
assert repr((lazy_attr.dynamic, lazy_attr.__dir__())) == "('made dynamic', ['dynamic'])"
raises('lazy_attr.other', 'AttributeError: no other here')
from lazy_attr import on_demand
assert on_demand == 'made on_demand'
import importlib
counted2 = importlib.import_module("counted")
assert counted2 is fresh
fresh.times = 10
importlib.reload(fresh)
assert fresh.times == 11
assert repr((importlib.import_module(".beta", "alpha").__name__, __import__("alpha.beta").__name__, __import__("alpha.beta", fromlist=["x"]).__name__)) == "('alpha.beta', 'alpha', 'alpha.beta')"
raises('importlib.import_module(".beta")', "TypeError: the 'package' argument is required to perform a relative import for '.beta'")
raises('exec("from . import x", {"__name__": "__main__"})', 'ImportError: attempted relative import with no known parent package')
raises('exec("from .x import y", {"__name__": "lonely", "__package__": ""})', 'ImportError: attempted relative import with no known parent package')
raises('exec("from ... import x", {"__name__": "alpha.beta", "__package__": "alpha"})', 'ImportError: attempted relative import beyond top-level package')
raises('importlib.reload(5)', 'TypeError: reload() argument must be a module')
raises('__import__("")', 'ValueError: Empty module name')
raises('__import__(5)', 'TypeError: module name must be a string')
raises('compile("from x import *, y", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("def f(): from x import *", "f", "exec")', 'SyntaxError: import * only allowed at module level (f, line 1)')
raises('compile("from x import (y", "f", "exec")', "SyntaxError: '(' was never closed (f, line 1)")
raises('compile("import x as y.z", "f", "exec")', 'SyntaxError: cannot use attribute as import target (f, line 1)')
raises('compile("from x import y,", "f", "exec")', 'SyntaxError: trailing comma not allowed without surrounding parentheses (f, line 1)')
raises('compile("import", "f", "exec")', "SyntaxError: Expected one or more names after 'import' (f, line 1)")
raises('compile("from . import", "f", "exec")', "SyntaxError: Expected one or more names after 'import' (f, line 1)")

"""importlib: import_module, reload, specs and loaders by hand, finders on sys.meta_path and path hooks."""


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
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import tempfile

folder = tempfile.mkdtemp()
sys.path.insert(0, folder)


def write(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    return path


write("mod_a.py", "value = 1\n")
write("pack/__init__.py", "from . import child\n")
write("pack/child.py", "name = __name__\npackage = __package__\n")
a = importlib.import_module("mod_a")
assert repr((a.value, a.__name__, a.__spec__.name, a.__spec__.origin == a.__file__, a.__spec__.parent, a.__spec__.has_location)) == "(1, 'mod_a', 'mod_a', True, '', True)"
assert repr((importlib.import_module(".child", "pack").name, sys.modules["pack"].child.package)) == "('pack.child', 'pack')"
write("mod_a.py", "value = 22\nother = 3\n")
importlib.invalidate_caches()
assert repr((importlib.reload(a) is a, a.value, a.other)) == '(True, 22, 3)'
assert repr(type(a.__loader__).__name__) == "'SourceFileLoader'"
raises('importlib.import_module("no_such_module_here")', "ModuleNotFoundError: No module named 'no_such_module_here'")
raises('importlib.import_module(".x")', "TypeError: the 'package' argument is required to perform a relative import for '.x'")
raises('importlib.import_module("..x", "pack")', 'ImportError: attempted relative import beyond top-level package')
raises('importlib.reload(3)', 'TypeError: reload() argument must be a module')
raises('import mod_a.x', "ModuleNotFoundError: No module named 'mod_a.x'; 'mod_a' is not a package")
assert repr(importlib.util.find_spec("mod_a").name) == "'mod_a'"
assert repr((importlib.util.find_spec("no_such_module_here"), importlib.util.find_spec("pack.nothing"))) == '(None, None)'
raises('importlib.util.find_spec("mod_a.nothing")', "ModuleNotFoundError: __path__ attribute not found on 'mod_a' while trying to find 'mod_a.nothing'")
assert repr((importlib.util.resolve_name(".b", "a"), importlib.util.resolve_name("..b", "a.c"), importlib.util.resolve_name("b", None))) == "('a.b', 'a.b', 'b')"
raises('importlib.util.resolve_name(".b", None)', "ImportError: no package specified for '.b' (required for relative module names)")
path = write("elsewhere/thing.txt.py", "x = __name__\n")
spec = importlib.util.spec_from_file_location("thing", path)
module = importlib.util.module_from_spec(spec)
assert repr((hasattr(module, "x"), module.__name__, module.__file__ == path, "thing" in sys.modules)) == "(False, 'thing', True, False)"
spec.loader.exec_module(module)
assert repr((module.x, spec.loader.get_source("thing"), spec.loader.is_package("thing"), spec.loader.get_filename("thing") == path)) == "('thing', 'x = __name__\\n', False, True)"
raises('spec.loader.get_filename("other")', 'ImportError: loader for thing cannot handle other')
assert repr(importlib.util.spec_from_file_location("thing", "/no/where.unknown")) == 'None'
assert repr(repr(importlib.machinery.ModuleSpec("n", None, origin="o", is_package=True))) == '"ModuleSpec(name=\'n\', loader=None, origin=\'o\', submodule_search_locations=[])"'
assert repr(importlib.machinery.ModuleSpec("a.b", None).parent) == "'a'"
assert repr((importlib.machinery.ModuleSpec("a", 1) == importlib.machinery.ModuleSpec("a", 1), importlib.machinery.ModuleSpec("a", 1) == importlib.machinery.ModuleSpec("b", 1))) == '(True, False)'
assert repr((repr(sys), sys.__spec__.loader.__name__, sys.__spec__.origin)) == '("<module \'sys\' (built-in)>", \'BuiltinImporter\', \'built-in\')'
assert repr([finder.__name__ for finder in sys.meta_path]) == "['BuiltinImporter', 'FrozenImporter', 'PathFinder']"


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.made = f"by the loader of {module.__name__}"


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname, path, target=None):
        if fullname.startswith("invented"):
            return importlib.util.spec_from_loader(fullname, Loader(), is_package="." not in fullname)
        return None


finder = Finder()
sys.meta_path.insert(0, finder)
import invented
import invented.below
assert repr((invented.made, invented.below.made, invented.__path__, invented.below.__package__)) == "('by the loader of invented', 'by the loader of invented.below', [], 'invented')"
sys.meta_path.remove(finder)
raises('import invented_again', "ModuleNotFoundError: No module named 'invented_again'")


class Source(importlib.abc.SourceLoader):
    def get_filename(self, fullname):
        return f"/virtual/{fullname}.py"

    def get_data(self, path):
        return f"path = {path!r}\n".encode()


spec = importlib.util.spec_from_loader("virtual", Source())
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
assert repr((module.path, module.__file__, spec.loader.get_source("virtual"), spec.loader.is_package("virtual"))) == '(\'/virtual/virtual.py\', \'/virtual/virtual.py\', "path = \'/virtual/virtual.py\'\\n", False)'


class EntryFinder:
    def __init__(self, path):
        if not path.startswith("hook:"):
            raise ImportError(path)
        self.path = path

    def find_spec(self, fullname, target=None):
        if fullname == "hooked":
            return importlib.util.spec_from_loader(fullname, Loader())


sys.path_hooks.append(EntryFinder)
sys.path.append("hook:here")
sys.path_importer_cache.clear()
import hooked
assert repr((hooked.made, sorted(set(type(f).__name__ for f in sys.path_importer_cache.values() if f is not None) & {"EntryFinder", "FileFinder"}))) == "('by the loader of hooked', ['EntryFinder', 'FileFinder'])"
sys.path_hooks.remove(EntryFinder)
sys.path.remove("hook:here")
sys.path_importer_cache.clear()
write("broken.py", "x = 1\n1 / 0\n")
raises('import broken', 'ZeroDivisionError: division by zero')
assert repr("broken" in sys.modules) == 'False'
sys.modules["blocked"] = None
raises('import blocked', 'ModuleNotFoundError: import of blocked halted; None in sys.modules')
write("later.py", "name = __name__\n")
lazy = importlib.util.find_spec("later")
lazy.loader = importlib.util.LazyLoader(lazy.loader)
module = sys.modules["later"] = importlib.util.module_from_spec(lazy)
lazy.loader.exec_module(module)
assert repr(("name" in object.__getattribute__(module, "__dict__"), module.name)) == "(False, 'later')"
assert repr(importlib.util.decode_source(b"x = 1\r\ny = 2\n")) == "'x = 1\\ny = 2\\n'"

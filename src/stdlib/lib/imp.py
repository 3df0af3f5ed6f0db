"""The module `imp` of Python up to 3.11, for programs of that time. New ones use `importlib`."""

import sys
import types
from importlib import reload
from importlib import util as _util
from importlib.machinery import SourceFileLoader as _SourceFileLoader
from importlib.util import cache_from_source, source_from_cache

SEARCH_ERROR = 0
PY_SOURCE = 1
PY_COMPILED = 2
C_EXTENSION = 3
PY_RESOURCE = 4
PKG_DIRECTORY = 5
C_BUILTIN = 6
PY_FROZEN = 7
PY_CODERESOURCE = 8
IMP_HOOK = 9


def new_module(name):
    """An empty module, which is not put into sys.modules."""
    return types.ModuleType(name)


def get_magic():
    """The number at the start of compiled files."""
    return _util.MAGIC_NUMBER


def get_tag():
    """The tag in the names of compiled files."""
    return sys.implementation.cache_tag


def get_suffixes():
    """Suffix, mode to open, kind of the files of modules."""
    return [(".py", "r", PY_SOURCE)]


def acquire_lock():
    """Does nothing: imports are not locked."""


def release_lock():
    """Does nothing: imports are not locked."""


def lock_held():
    """Whether the import lock is held: never."""
    return False


def is_builtin(name):
    """1 for the name of a native module, else 0."""
    return int(name in sys.builtin_module_names)


def is_frozen(name):
    """Whether a module is frozen: none is."""
    return False


def init_builtin(name):
    """The native module of this name, or None."""
    return __import__(name) if is_builtin(name) else None


def find_module(name, path=None):
    """A tuple of an open file, its path, and (suffix, mode, kind); ImportError if the module is not found."""
    if not isinstance(name, str):
        raise TypeError(f"'name' must be a str, not {type(name)}")
    if path is None:
        if is_builtin(name):
            return None, None, ("", "", C_BUILTIN)
        path = sys.path
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec(name, path)
    if spec is None or spec.loader is None or not spec.has_location:
        raise ImportError(f"No module named {name!r}", name=name)
    if spec.submodule_search_locations is not None:
        return None, spec.submodule_search_locations[0], ("", "", PKG_DIRECTORY)
    if spec.origin.startswith("<"):
        import io

        return io.StringIO(spec.loader.get_source(name)), spec.origin, (".py", "r", PY_SOURCE)
    return open(spec.origin, encoding="utf-8"), spec.origin, (".py", "r", PY_SOURCE)


def load_source(name, pathname, file=None):
    """Load (or reload) a module from a file of source."""
    loader = _SourceFileLoader(name, pathname)
    spec = _util.spec_from_file_location(name, pathname, loader=loader)
    from _frozen_importlib import _init_module_attrs, _load

    if name in sys.modules:
        module = sys.modules[name]
        _init_module_attrs(spec, module, True)
        loader.exec_module(module)
        return sys.modules[name]
    return _load(spec)


def load_package(name, path):
    """Load a package from its folder."""
    file = f"{path}/__init__.py"
    loader = _SourceFileLoader(name, file)
    spec = _util.spec_from_file_location(name, file, loader=loader, submodule_search_locations=[path])
    from _frozen_importlib import _load

    return _load(spec)


def load_compiled(name, pathname, file=None):
    """Files of byte code are not supported."""
    raise ImportError("files of byte code are not supported by this interpreter", name=name, path=pathname)


def load_dynamic(name, path, file=None):
    """Extension modules are not supported."""
    raise ImportError("extension modules are not supported by this interpreter", name=name, path=path)


def load_module(name, file, filename, details):
    """Load what `find_module` found."""
    suffix, mode, kind = details
    if kind == PY_SOURCE:
        return load_source(name, filename, file)
    if kind == PKG_DIRECTORY:
        return load_package(name, filename)
    if kind == C_BUILTIN:
        return init_builtin(name)
    raise ImportError(f"Don't know how to import {name} (type code {kind})", name=name)


class NullImporter:
    """A finder that finds nothing."""

    def __init__(self, path):
        if path == "":
            raise ImportError("empty pathname", path="")
        from os.path import isdir

        if isdir(path):
            raise ImportError("existing directory", path=path)

    def find_module(self, fullname):
        return None

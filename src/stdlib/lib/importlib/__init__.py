"""Imports by name, at run time. The objects of the import system are in `importlib.machinery`; the import statement
itself is native."""

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

import sys
import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _bootstrap_external
from builtins import __import__

_RELOADING = {}


def invalidate_caches():
    """Tell all finders of sys.meta_path that the files they look for may have changed."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def import_module(name, package=None):
    """Import a module and return it.

    A relative name begins with dots and needs the package that it is relative to: `import_module(".b", "a")` imports `a.b`.
    """
    level = len(name) - len(name.lstrip("."))
    if level:
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for " f"{name!r}")
        from importlib.util import _absolute_name

        name = _absolute_name(name[level:], package, level)
    return _bootstrap._gcd_import(name)


def reload(module):
    """Execute a module's source anew in its old namespace, and return the module."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        path = None
        parent = name.rpartition(".")[0]
        if parent:
            try:
                path = sys.modules[parent].__path__
            except KeyError:
                raise ImportError(f"parent {parent!r} not in sys.modules", name=parent) from None
        spec = module.__spec__ = _bootstrap._find_spec(name, path)
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
        _bootstrap._init_module_attrs(spec, module, True)
        if spec.loader is not None:
            if hasattr(spec.loader, "exec_module"):
                spec.loader.exec_module(module)
            else:
                spec.loader.load_module(name)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)

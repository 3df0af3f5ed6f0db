"""Tools for those who find and load modules by hand: specs, and what follows from them."""

import sys
import types
from _frozen_importlib import ModuleSpec, module_from_spec, _decode_source, _find_spec as _native_find_spec
from _frozen_importlib_external import SourceFileLoader

from .abc import Loader

MAGIC_NUMBER = (3627).to_bytes(2, "little") + b"\r\n"

_UNSET = object()


def _absolute_name(name, package, level):
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    base = bits[0]
    return f"{base}.{name}" if name else base


def resolve_name(name, package):
    """The absolute name of a relative one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(
            f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    return _absolute_name(name[level:], package, level)


def find_spec(name, package=None):
    """The spec of a module, which is not imported; its parents are. None if there is no such module."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f"{name}.__spec__ is not set") from None
        if spec is None:
            raise ValueError(f"{name}.__spec__ is None")
        return spec
    path = None
    parent = fullname.rpartition(".")[0]
    if parent:
        module = __import__(parent, fromlist=["__path__"])
        try:
            path = module.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent!r} while trying to find {fullname!r}", name=fullname) from error
    return _native_find_spec(fullname, path)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for this loader, which is asked whether the module is a package."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        search = [] if is_package else None
        return spec_from_file_location(name, loader=loader, submodule_search_locations=search)
    if is_package is None:
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
        else:
            is_package = False
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _absolute_path(path):
    if path and not path.startswith(("/", "<")):
        from os.path import abspath

        return abspath(path)
    return path


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_UNSET):
    """A spec for a file; without a loader its suffix tells which. None if nothing loads such a file."""
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        if hasattr(location, "__fspath__"):
            location = location.__fspath__()
        location = _absolute_path(location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if loader is None:
        if not location.endswith(".py"):
            return None
        loader = SourceFileLoader(name, location)
        spec.loader = loader
    if submodule_search_locations is _UNSET:
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                pass
            else:
                if is_package:
                    spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == []:
        spec.submodule_search_locations.append(location.rpartition("/")[0])
    return spec


def decode_source(source_bytes):
    """The text of source bytes, whose first lines may name an encoding."""
    return _decode_source(source_bytes, "<string>")


def source_hash(source_bytes):
    """Eight bytes that stand for a source."""
    return hash(bytes(source_bytes)).to_bytes(8, "little", signed=True)


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where CPython would keep the compiled form of this file; this interpreter keeps none."""
    if hasattr(path, "__fspath__"):
        path = path.__fspath__()
    head, slash, tail = path.rpartition("/")
    base = tail.rpartition(".")[0] or tail
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    if optimization is None and sys.flags.optimize:
        optimization = sys.flags.optimize
    suffix = f".opt-{optimization}" if optimization not in (None, "") else ""
    return f"{head}{slash}__pycache__/{base}.{tag}{suffix}.pyc"


def source_from_cache(path):
    """The file that a path of `cache_from_source` belongs to."""
    if hasattr(path, "__fspath__"):
        path = path.__fspath__()
    head, _, name = path.rpartition("/")
    folder, slash, cache = head.rpartition("/")
    if cache != "__pycache__":
        raise ValueError(f"__pycache__ not bottom-level directory in {path!r}")
    if name.count(".") not in (2, 3):
        raise ValueError(f"expected only 2 or 3 dots in {name!r}")
    return f"{folder}{slash}{name.partition('.')[0]}.py"


class _LazyModule(types.ModuleType):
    """A module that is executed when its first attribute is asked for."""

    def __getattribute__(self, attr):
        spec = object.__getattribute__(self, "__spec__")
        given = object.__getattribute__(self, "__dict__").copy()
        before = spec.loader_state["__dict__"]
        object.__setattr__(self, "__class__", types.ModuleType)
        spec.loader.exec_module(self)
        for name, value in given.items():
            if name not in before or before[name] is not value:
                setattr(self, name, value)
        return getattr(self, attr)

    def __delattr__(self, attr):
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(Loader):
    """A loader around another one, which is called when the module is first used."""

    @staticmethod
    def _check(loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")

    @classmethod
    def factory(cls, loader):
        """A function that makes the loader and wraps it."""
        cls._check(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self._check(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {"__dict__": module.__dict__.copy(), "__class__": module.__class__}
        module.__class__ = _LazyModule

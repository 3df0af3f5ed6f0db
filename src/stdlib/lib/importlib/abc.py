"""What finders and loaders have to offer, as abstract base classes."""

import abc
import sys
from _frozen_importlib import BuiltinImporter, FrozenImporter, _decode_source
from _frozen_importlib_external import FileFinder, NamespaceLoader, PathFinder, SourceFileLoader

__all__ = [
    "Loader", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader", "FileLoader",
    "SourceLoader",
]


class Loader(metaclass=abc.ABCMeta):
    """Makes and executes modules."""

    def create_module(self, spec):
        """The module to execute, or None for an ordinary one."""
        return None

    def load_module(self, fullname):
        """The old way: make, register and execute the module."""
        if not hasattr(self, "exec_module"):
            raise ImportError
        from _frozen_importlib import _init_module_attrs, _load
        from importlib.util import spec_from_loader

        spec = spec_from_loader(fullname, self)
        module = sys.modules.get(fullname)
        if module is None:
            return _load(spec)
        _init_module_attrs(spec, module, True)
        self.exec_module(module)
        return sys.modules[fullname]


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder for `sys.meta_path`: has find_spec(fullname, path, target=None)."""

    def invalidate_caches(self):
        """Forget what was found out about files."""


MetaPathFinder.register(BuiltinImporter)
MetaPathFinder.register(FrozenImporter)
MetaPathFinder.register(PathFinder)


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder for an entry of `sys.path`: has find_spec(fullname, target=None)."""

    def invalidate_caches(self):
        """Forget what was found out about files."""


PathEntryFinder.register(FileFinder)


class ResourceLoader(Loader):
    """A loader that can read files beside its modules."""

    @abc.abstractmethod
    def get_data(self, path):
        """The bytes of a file; OSError if there is none."""
        raise OSError


class InspectLoader(Loader):
    """A loader that knows source and code of its modules."""

    def is_package(self, fullname):
        """Whether the module is a package."""
        raise ImportError

    def get_code(self, fullname):
        """The code object of the module, or None."""
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        """The source text of the module, or None."""
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        """Compile source text or bytes."""
        return compile(data, path, "exec", dont_inherit=True)

    def exec_module(self, module):
        """Execute the module's code in its namespace."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns None")
        exec(code, module.__dict__)


InspectLoader.register(BuiltinImporter)
InspectLoader.register(FrozenImporter)
InspectLoader.register(NamespaceLoader)


class ExecutionLoader(InspectLoader):
    """A loader that can run a module as a script."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """What `__file__` shall be."""
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class SourceLoader(ResourceLoader, ExecutionLoader):
    """A loader that gets the source through `get_data` and `get_filename`."""

    def path_mtime(self, path):
        """The time of the file's last change."""
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)["mtime"])

    def path_stats(self, path):
        """A dict with `mtime` and maybe `size`."""
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {"mtime": self.path_mtime(path)}

    def set_data(self, path, data):
        """Write a file; does nothing unless a subclass can."""

    def is_package(self, fullname):
        name = self.get_filename(fullname).rpartition("/")[2]
        return name.rpartition(".")[0] == "__init__" and fullname.rpartition(".")[2] != "__init__"

    def get_source(self, fullname):
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as error:
            raise ImportError("source not available through get_data()", name=fullname) from error
        return _decode_source(data, path)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)


class FileLoader(ResourceLoader, ExecutionLoader):
    """A loader for one file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, name=None):
        if name is not None and name != self.name:
            raise ImportError(f"loader for {self.name} cannot handle {name}", name=name)
        return self.path

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()


ExecutionLoader.register(SourceFileLoader)
FileLoader.register(SourceFileLoader)
SourceLoader.register(SourceFileLoader)

"""The finders and loaders of the import system."""

import sys
from _frozen_importlib import BuiltinImporter, FrozenImporter, ModuleSpec
from _frozen_importlib_external import FileFinder, NamespaceLoader, PathFinder, SourceFileLoader

__all__ = [
    "BuiltinImporter", "BYTECODE_SUFFIXES", "ExtensionFileLoader", "EXTENSION_SUFFIXES", "FileFinder", "FrozenImporter",
    "ModuleSpec", "NamespaceLoader", "PathFinder", "SOURCE_SUFFIXES", "SourceFileLoader", "SourcelessFileLoader",
    "all_suffixes",
]

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


def all_suffixes():
    """Suffixes of the files of modules."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class _Unsupported:
    def __init__(self, name, path):
        self.name = name
        self.path = path

    def get_filename(self, name=None):
        return self.path

    def get_source(self, fullname):
        return None

    def create_module(self, spec):
        raise ImportError(f"{self._what} are not supported by this interpreter", name=self.name, path=self.path)

    def exec_module(self, module):
        self.create_module(None)


class SourcelessFileLoader(_Unsupported):
    """Would load compiled files, which this interpreter does not read."""

    _what = "files of byte code"


class ExtensionFileLoader(_Unsupported):
    """Would load extension modules in C, which this interpreter does not support."""

    _what = "extension modules"


class _DetailedFinder(FileFinder):
    """A finder of a folder with loaders of its own, by suffix."""

    def __init__(self, path, *loader_details):
        super().__init__(path)
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]

    def find_spec(self, fullname, target=None):
        from os.path import isdir, isfile
        from importlib.util import spec_from_file_location

        base = f"{self.path}/{fullname.rpartition('.')[2]}"
        for suffix, loader in self._loaders:
            file = f"{base}/__init__{suffix}"
            if isfile(file):
                return spec_from_file_location(
                    fullname, file, loader=loader(fullname, file), submodule_search_locations=[base])
        for suffix, loader in self._loaders:
            file = base + suffix
            if isfile(file):
                return spec_from_file_location(fullname, file, loader=loader(fullname, file))
        if isdir(base):
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None


def _path_hook(cls, loader_details):
    def path_hook_for_FileFinder(path):
        from os.path import isdir

        if not isdir(path or "."):
            raise ImportError("only directories are supported", path=path)
        return _DetailedFinder(path, *loader_details)

    return path_hook_for_FileFinder

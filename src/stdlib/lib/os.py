r"""The operating system: files, folders, processes, the environment; `os.path` for paths.

The calls are those of the module `posix`; this module adds what is made of them.
"""

import abc
import sys
import stat as st
from _collections_abc import MutableMapping, Mapping, _check_methods

from posix import *
from posix import _create_environ, _exit, _listdir_kinds, _shell, _usable_cpus, _user

import posixpath as path

sys.modules["os.path"] = path

from os.path import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

GenericAlias = type(list[int])

name = "posix"
linesep = "\n"

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1

supports_bytes_environ = True
supports_dir_fd = set()
supports_effective_ids = {access}
supports_fd = {stat, chdir, chmod, listdir, truncate, utime}
supports_follow_symlinks = {stat, access, chown, utime}


def fsencode(filename):
    """The path as bytes."""
    filename = fspath(filename)
    if isinstance(filename, str):
        return filename.encode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
    return filename


def fsdecode(filename):
    """The path as str."""
    filename = fspath(filename)
    if isinstance(filename, bytes):
        return filename.decode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
    return filename


class PathLike(abc.ABC):
    """What has `__fspath__`."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return _check_methods(subclass, "__fspath__")
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


class _Environ(MutableMapping):
    """The environment. Changes are made in the process, too."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        shown = ", ".join(f"{self.decodekey(k)!r}: {self.decodevalue(v)!r}" for k, v in self._data.items())
        return f"environ({{{shown}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = dict(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = dict(other)
        new.update(self)
        return new


def _encode_text(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value.encode(sys.getfilesystemencoding(), "surrogateescape")


def _decode_text(value):
    return value.decode(sys.getfilesystemencoding(), "surrogateescape")


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {type(value).__name__}")
    return value


_data = environ
environ = _Environ(_data, _encode_text, _decode_text, _encode_text, _decode_text)
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)
del _data


def reload_environ():
    """Read the environment of the process anew."""
    data = _create_environ()
    environ._data.clear()
    environ._data.update(data)


def getenv(key, default=None):
    """A variable of the environment."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """A variable of the environment, as bytes."""
    return environb.get(key, default)


def get_exec_path(env=None):
    """The folders that programs are looked for in."""
    if env is None:
        env = environ
    found = env.get("PATH")
    if found is None:
        found = defpath
    return found.split(pathsep)


def process_cpu_count():
    """Number of processors that the process may use."""
    return _usable_cpus()


class DirEntry:
    """An entry of a folder, with what the system told about it."""

    __module__ = "posix"
    __slots__ = ("name", "path", "_inode", "_kind", "_stat", "_lstat", "_fd")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'posix.DirEntry' instances")

    def inode(self):
        """The inode number."""
        return self._inode

    def stat(self, *, follow_symlinks=True):
        """The result of stat, remembered."""
        if not follow_symlinks or self._kind not in (0, 10):
            if self._lstat is None:
                self._lstat = lstat(self.path)
            if not follow_symlinks or not st.S_ISLNK(self._lstat.st_mode):
                return self._lstat
        if self._stat is None:
            self._stat = stat(self.path)
        return self._stat

    def _is(self, kind, mode, follow_symlinks):
        if self._kind not in (0, 10) or self._kind == 10 and not follow_symlinks:
            return self._kind == kind
        try:
            found = self.stat(follow_symlinks=follow_symlinks)
        except FileNotFoundError:
            return False
        return st.S_IFMT(found.st_mode) == mode

    def is_dir(self, *, follow_symlinks=True):
        """Whether the entry is a folder."""
        return self._is(4, st.S_IFDIR, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Whether the entry is a regular file."""
        return self._is(8, st.S_IFREG, follow_symlinks)

    def is_symlink(self):
        """Whether the entry is a symbolic link."""
        if self._kind:
            return self._kind == 10
        return st.S_ISLNK(self.stat(follow_symlinks=False).st_mode)

    def is_junction(self):
        """Whether the entry is a junction: there are none here."""
        return False

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    __class_getitem__ = classmethod(GenericAlias)


class ScandirIterator:
    """Iterates over the entries of a folder; a context manager."""

    __module__ = "posix"

    def __init__(self, entries, folder):
        self._entries = iter(entries)
        self._folder = folder

    def __iter__(self):
        return self

    def __next__(self):
        name, inode, kind = next(self._entries)
        entry = object.__new__(DirEntry)
        entry.name = name
        folder = self._folder
        entry.path = name if folder is None else path.join(folder, name)
        entry._inode = inode
        entry._kind = kind
        entry._stat = entry._lstat = None
        return entry

    def close(self):
        """End the iteration."""
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def scandir(path=None):
    """An iterator of DirEntry objects for a folder."""
    entries = _listdir_kinds(path)
    if path is None:
        folder = "."
    elif isinstance(path, int):
        folder = None
    else:
        folder = fspath(path)
    return ScandirIterator(entries, folder)


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder, and those above it that are missing."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            # Somebody else was faster.
            pass
        if tail in (curdir, b"."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove an empty folder, and those above it that are empty then."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename, making the folders of the new name, and removing those of the old one that are empty then."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


_walk_symlinks_as_files = object()


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yields (folder, names of its folders, names of its files) for a folder and all below it.

    From above the caller may change the list of folders, to leave some out or set the order.
    """
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    stack = [fspath(top)]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        dirs, nondirs, walk_dirs = [], [], []
        try:
            with scandir(top) as entries:
                for entry in entries:
                    try:
                        if followlinks is _walk_symlinks_as_files:
                            is_dir = entry.is_dir(follow_symlinks=False)
                        else:
                            is_dir = entry.is_dir()
                    except OSError:
                        is_dir = False
                    if is_dir:
                        dirs.append(entry.name)
                    else:
                        nondirs.append(entry.name)
                    if not topdown and is_dir and (followlinks or not entry.is_symlink()):
                        walk_dirs.append(entry.path)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        if topdown:
            yield top, dirs, nondirs
            for name in reversed(dirs):
                below = path.join(top, name)
                if followlinks or not path.islink(below):
                    stack.append(below)
        else:
            stack.append((top, dirs, nondirs))
            stack.extend(reversed(walk_dirs))


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object for a descriptor."""
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    import io

    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


class _wrap_close:
    """The stream that popen gives: closing it gives the status."""

    def __init__(self, stream, finish):
        self._stream = stream
        self._finish = finish
        self._closed = False

    def close(self):
        if self._closed:
            return None
        self._closed = True
        status = self._finish(self._stream)
        self._stream.close()
        code = waitstatus_to_exitcode(status)
        if code == 0:
            return None
        return code if code < 0 else code << 8

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def popen(cmd, mode="r", buffering=-1):
    """Run a command in the shell; a stream of its output, or one that is its input when it is closed."""
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import io

    if mode == "r":
        sys.stdout.flush()
        status, output = _shell(cmd)
        stream = io.TextIOWrapper(io.BytesIO(output), encoding="utf-8")
        return _wrap_close(stream, lambda stream: status)

    def finish(stream):
        sys.stdout.flush()
        return _shell(cmd, stream.getvalue().encode())[0]

    return _wrap_close(io.StringIO(), finish)


def _unsupported(name):
    def missing(*args, **kwargs):
        raise NotImplementedError(f"os.{name}() is not supported by this interpreter")

    missing.__name__ = missing.__qualname__ = name
    missing.__doc__ = "Not supported by this interpreter: raises NotImplementedError."
    return missing


for _name in ("execv", "execve", "execl", "execle", "execlp", "execlpe", "execvp", "execvpe", "spawnv", "spawnve", "spawnl",
              "spawnle", "spawnvp", "spawnlp"):
    globals()[_name] = _unsupported(_name)
del _name

__all__ = sorted(name for name in globals() if not name.startswith("_") and name not in (
    "abc", "sys", "st", "MutableMapping", "Mapping", "GenericAlias", "ScandirIterator", "PathLike")) + ["_exit", "PathLike"]

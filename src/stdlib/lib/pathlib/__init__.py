"""Paths as objects: pure ones, which are text, and those that have access to files."""

import fnmatch
import io
import ntpath
import operator
import os
import posixpath
import sys
from _collections_abc import Sequence
from errno import EINVAL, EXDEV
from stat import S_IMODE, S_ISBLK, S_ISCHR, S_ISFIFO, S_ISSOCK

__all__ = [
    "UnsupportedOperation", "PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath",
]


class UnsupportedOperation(NotImplementedError):
    """An operation that a kind of path does not have."""


class _PathParents(Sequence):
    """The folders above a path, the nearest first."""

    __slots__ = ("_path", "_drv", "_root", "_tail")

    def __init__(self, path):
        self._path = path
        self._drv = path.drive
        self._root = path.root
        self._tail = path._tail

    def __len__(self):
        return len(self._tail)

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return tuple(self[i] for i in range(*idx.indices(len(self))))
        if idx >= len(self) or idx < -len(self):
            raise IndexError(idx)
        if idx < 0:
            idx += len(self)
        return self._path._from_parsed_parts(self._drv, self._root, self._tail[:-idx - 1])

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


def _part_matches(pattern, name, case_sensitive):
    if not case_sensitive:
        pattern, name = pattern.lower(), name.lower()
    return fnmatch._matches(fnmatch._compile(pattern), name)


def _parts_match(pattern, parts, case_sensitive):
    """Whether all parts match a pattern in which `**` stands for any number of parts."""
    at = index = 0
    star = star_at = -1
    while at < len(parts):
        if index < len(pattern):
            if pattern[index] == "**":
                star, star_at = index, at
                index += 1
                continue
            if _part_matches(pattern[index], parts[at], case_sensitive):
                index += 1
                at += 1
                continue
        if star < 0:
            return False
        star_at += 1
        at = star_at
        index = star + 1
    return all(part == "**" for part in pattern[index:])


class PurePath:
    """A path as text. On this system a PurePosixPath."""

    __slots__ = ("_raw_paths", "_drv", "_root", "_tail_cached", "_str", "_str_normcase_cached", "_parts_normcase_cached",
                 "_hash")
    parser = os.path

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        paths = []
        for arg in args:
            if isinstance(arg, PurePath):
                if arg.parser is not self.parser:
                    paths.append(arg.as_posix())
                else:
                    paths.extend(arg._raw_paths)
            else:
                try:
                    path = os.fspath(arg)
                except TypeError:
                    path = arg
                if not isinstance(path, str):
                    raise TypeError(
                        "argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                        f"not {type(path).__name__!r}")
                paths.append(path)
        self._raw_paths = paths

    def with_segments(self, *pathsegments):
        """A path of the same kind; subclasses that keep more than text override this."""
        return type(self)(*pathsegments)

    def joinpath(self, *pathsegments):
        """This path and more parts."""
        return self.with_segments(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def __reduce__(self):
        return self.__class__, tuple(self._raw_paths)

    def __repr__(self):
        return f"{self.__class__.__name__}({self.as_posix()!r})"

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    @property
    def _str_normcase(self):
        try:
            return self._str_normcase_cached
        except AttributeError:
            text = str(self)
            self._str_normcase_cached = text if self.parser is posixpath else text.lower()
            return self._str_normcase_cached

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self._str_normcase)
            return self._hash

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._str_normcase == other._str_normcase and self.parser is other.parser

    @property
    def _parts_normcase(self):
        try:
            return self._parts_normcase_cached
        except AttributeError:
            self._parts_normcase_cached = self._str_normcase.split(self.parser.sep)
            return self._parts_normcase_cached

    def _compare(self, other, operation):
        if not isinstance(other, PurePath) or self.parser is not other.parser:
            return NotImplemented
        return operation(self._parts_normcase, other._parts_normcase)

    def __lt__(self, other):
        return self._compare(other, operator.lt)

    def __le__(self, other):
        return self._compare(other, operator.le)

    def __gt__(self, other):
        return self._compare(other, operator.gt)

    def __ge__(self, other):
        return self._compare(other, operator.ge)

    def __str__(self):
        try:
            return self._str
        except AttributeError:
            self._str = self._format_parsed_parts(self.drive, self.root, self._tail) or "."
            return self._str

    @classmethod
    def _format_parsed_parts(cls, drv, root, tail):
        if drv or root:
            return drv + root + cls.parser.sep.join(tail)
        if tail and cls.parser.splitdrive(tail[0])[0]:
            tail = ["."] + tail
        return cls.parser.sep.join(tail)

    def _from_parsed_parts(self, drv, root, tail):
        path = self.with_segments(self._format_parsed_parts(drv, root, tail))
        path._str = self._format_parsed_parts(drv, root, tail) or "."
        path._drv, path._root, path._tail_cached = drv, root, tail
        return path

    @classmethod
    def _parse_path(cls, path):
        if not path:
            return "", "", []
        sep, altsep = cls.parser.sep, cls.parser.altsep
        if altsep:
            path = path.replace(altsep, sep)
        drv, root, rest = cls.parser.splitroot(path)
        if not root and drv.startswith(sep) and not drv.endswith(sep):
            parts = drv.split(sep)
            if len(parts) == 4 and parts[2] not in "?." or len(parts) == 6:
                # \\server\share has a root.
                root = sep
        return drv, root, [part for part in rest.split(sep) if part and part != "."]

    @property
    def _raw_path(self):
        paths = self._raw_paths
        if len(paths) == 1:
            return paths[0]
        return self.parser.join(*paths) if paths else ""

    def _parse(self):
        self._drv, self._root, self._tail_cached = self._parse_path(self._raw_path)

    @property
    def drive(self):
        """The drive, or ""."""
        try:
            return self._drv
        except AttributeError:
            self._parse()
            return self._drv

    @property
    def root(self):
        """The root, or ""."""
        try:
            return self._root
        except AttributeError:
            self._parse()
            return self._root

    @property
    def _tail(self):
        try:
            return self._tail_cached
        except AttributeError:
            self._parse()
            return self._tail_cached

    @property
    def anchor(self):
        """Drive and root."""
        return self.drive + self.root

    @property
    def parts(self):
        """The parts as a tuple, the anchor first."""
        if self.drive or self.root:
            return (self.drive + self.root,) + tuple(self._tail)
        return tuple(self._tail)

    @property
    def parent(self):
        """The folder of the path."""
        drv, root, tail = self.drive, self.root, self._tail
        if not tail:
            return self
        return self._from_parsed_parts(drv, root, tail[:-1])

    @property
    def parents(self):
        """All folders above the path."""
        return _PathParents(self)

    @property
    def name(self):
        """The last part."""
        tail = self._tail
        return tail[-1] if tail else ""

    @property
    def stem(self):
        """The last part without its suffix."""
        return self.parser.splitext(self.name)[0]

    @property
    def suffix(self):
        """The end of the last part from its last dot on."""
        return self.parser.splitext(self.name)[1]

    @property
    def suffixes(self):
        """All suffixes of the last part."""
        return ["." + suffix for suffix in self.name.lstrip(".").split(".")[1:]]

    def as_posix(self):
        """The path as text with forward slashes."""
        return str(self).replace(self.parser.sep, "/")

    def as_uri(self):
        """The path as a file: URI."""
        import warnings

        warnings.warn(
            "pathlib.PurePath.as_uri() is deprecated and scheduled for removal in Python 3.19. Use pathlib.Path.as_uri().",
            DeprecationWarning, stacklevel=2)
        return self._uri()

    def _uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        safe = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/"
        drive = self.drive
        if len(drive) == 2 and drive[1] == ":":
            prefix, path = "file:///" + drive, self.as_posix()[2:]
        elif drive:
            prefix, path = "file:", self.as_posix()
        else:
            prefix, path = "file://", str(self)
        return prefix + "".join(chr(byte) if byte in safe else f"%{byte:02X}" for byte in os.fsencode(path))

    def with_name(self, name):
        """The path with another last part."""
        if not name or self.parser.sep in name or self.parser.altsep and self.parser.altsep in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        tail = self._tail.copy()
        if not tail:
            raise ValueError(f"{self!r} has an empty name")
        tail[-1] = name
        return self._from_parsed_parts(self.drive, self.root, tail)

    def with_stem(self, stem):
        """The path with another stem."""
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """The path with another suffix, or without one."""
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and suffix != "."):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def relative_to(self, other, *, walk_up=False):
        """The path as seen from another one; with `walk_up` through `..`."""
        if not hasattr(other, "with_segments"):
            other = self.with_segments(other)
        for step, path in enumerate([other, *other.parents]):
            if path == self or path in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if path.name == "..":
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self._from_parsed_parts("", "", [".."] * step + self._tail[len(path._tail):])

    def is_relative_to(self, other):
        """Whether the path is the other one or below it."""
        if not hasattr(other, "with_segments"):
            other = self.with_segments(other)
        return other == self or other in self.parents

    def is_absolute(self):
        """Whether the path has a root (on Windows: and a drive)."""
        if self.parser is posixpath:
            return any(path.startswith("/") for path in self._raw_paths)
        return self.parser.isabs(self)

    def is_reserved(self):
        """Whether Windows reserves the name."""
        import warnings

        warnings.warn(
            "pathlib.PurePath.is_reserved() is deprecated and scheduled for removal in Python 3.15. Use "
            "os.path.isreserved() to detect reserved paths on Windows.", DeprecationWarning, stacklevel=2)
        return self.parser is ntpath and ntpath.isreserved(self)

    def full_match(self, pattern, *, case_sensitive=None):
        """Whether the whole path matches a pattern, in which `**` stands for any number of parts."""
        if not hasattr(pattern, "with_segments"):
            pattern = self.with_segments(pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        if self.anchor != pattern.anchor:
            return False
        return _parts_match(pattern._tail, self._tail, case_sensitive)

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the path matches from its end; an absolute pattern has to match it all."""
        if not hasattr(path_pattern, "with_segments"):
            path_pattern = self.with_segments(path_pattern)
        if case_sensitive is None:
            case_sensitive = self.parser is posixpath
        parts, pattern = self.parts[::-1], path_pattern.parts[::-1]
        if not pattern:
            raise ValueError("empty pattern")
        if len(parts) < len(pattern) or len(parts) > len(pattern) and path_pattern.anchor:
            return False
        return all(
            _part_matches("*" if wanted == "**" else wanted, part, case_sensitive) for part, wanted in zip(parts, pattern))


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A path with forward slashes, as text."""

    parser = posixpath
    __slots__ = ()


class PureWindowsPath(PurePath):
    """A path of Windows, as text."""

    parser = ntpath
    __slots__ = ()


class _Info:
    """What the system tells about a path, remembered."""

    __slots__ = ("_path", "_known")

    def __init__(self, path):
        self._path = str(path)
        self._known = {}

    def __repr__(self):
        return "<PathInfo.info>"

    def _ask(self, test, follow_symlinks):
        key = test, follow_symlinks
        if key not in self._known:
            link = os.path.islink(self._path)
            self._known[key] = (
                getattr(os.path, "lexists" if test == "exists" and not follow_symlinks else test)(self._path)
                and (follow_symlinks or not link or test == "exists"))
        return self._known[key]

    def exists(self, *, follow_symlinks=True):
        """Whether there is something at the path."""
        return self._ask("exists", follow_symlinks)

    def is_dir(self, *, follow_symlinks=True):
        """Whether the path is a folder."""
        return self._ask("isdir", follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        """Whether the path is a file."""
        return self._ask("isfile", follow_symlinks)

    def is_symlink(self):
        """Whether the path is a symbolic link."""
        return os.path.islink(self._path)


class Path(PurePath):
    """A path with access to its file."""

    __slots__ = ("_info",)

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    @property
    def info(self):
        """What the system tells about the path, remembered."""
        try:
            return self._info
        except AttributeError:
            self._info = _Info(self)
            return self._info

    def stat(self, *, follow_symlinks=True):
        """The result of os.stat."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """As stat, of a link itself."""
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        """Whether there is something at the path."""
        return os.path.exists(self) if follow_symlinks else os.path.lexists(self)

    def is_dir(self, *, follow_symlinks=True):
        """Whether the path is a folder."""
        return os.path.isdir(self) and (follow_symlinks or not os.path.islink(self))

    def is_file(self, *, follow_symlinks=True):
        """Whether the path is a regular file."""
        return os.path.isfile(self) and (follow_symlinks or not os.path.islink(self))

    def is_mount(self):
        """Whether something is mounted at the path."""
        return os.path.ismount(self)

    def is_symlink(self):
        """Whether the path is a symbolic link."""
        return os.path.islink(self)

    def is_junction(self):
        """Whether the path is a junction: there are none here."""
        return False

    def _has_mode(self, test):
        try:
            return test(self.stat().st_mode)
        except (OSError, ValueError):
            return False

    def is_block_device(self):
        """Whether the path is a block device."""
        return self._has_mode(S_ISBLK)

    def is_char_device(self):
        """Whether the path is a character device."""
        return self._has_mode(S_ISCHR)

    def is_fifo(self):
        """Whether the path is a named pipe."""
        return self._has_mode(S_ISFIFO)

    def is_socket(self):
        """Whether the path is a socket."""
        return self._has_mode(S_ISSOCK)

    def samefile(self, other_path):
        """Whether another path leads to the same file."""
        mine = self.stat()
        try:
            other = other_path.stat()
        except AttributeError:
            other = self.with_segments(other_path).stat()
        return os.path.samestat(mine, other)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file."""
        if "b" not in mode:
            encoding = io.text_encoding(encoding)
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """The contents as bytes."""
        with self.open(mode="rb", buffering=0) as file:
            return file.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """The contents as text."""
        encoding = io.text_encoding(encoding)
        with self.open(mode="r", encoding=encoding, errors=errors, newline=newline) as file:
            return file.read()

    def write_bytes(self, data):
        """Replace the contents by bytes; the number written."""
        view = memoryview(data)
        with self.open(mode="wb") as file:
            return file.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Replace the contents by text; the number of characters."""
        encoding = io.text_encoding(encoding)
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {data.__class__.__name__}")
        with self.open(mode="w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)

    def _child(self, name):
        text = str(self)
        if text == ".":
            path = self.with_segments(name)
        else:
            path = self.with_segments(text, name)
        return path

    def iterdir(self):
        """The paths in the folder."""
        with os.scandir(str(self)) as entries:
            names = [entry.name for entry in entries]
        return (self._child(name) for name in names)

    def _glob_parts(self, pattern):
        if not hasattr(pattern, "with_segments"):
            parsed = self.with_segments(pattern)
        else:
            parsed = pattern
        if parsed.drive or parsed.root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        raw = os.fspath(pattern)
        parts = [part for part in raw.split("/") if part and part != "."]
        if not parts:
            raise ValueError(f"Unacceptable pattern: {raw!r}")
        return parts, raw.endswith("/")

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """The paths below that match a pattern; `**` stands for any number of folders."""
        sys.audit("pathlib.Path.glob", self, pattern)
        parts, only_dirs = self._glob_parts(pattern)
        return self._select(parts, only_dirs, case_sensitive, recurse_symlinks)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """As glob, with `**/` before the pattern."""
        sys.audit("pathlib.Path.rglob", self, pattern)
        parts, only_dirs = self._glob_parts(pattern) if os.fspath(pattern) else ([], False)
        return self._select(["**"] + parts, only_dirs, case_sensitive, recurse_symlinks)

    def _select(self, parts, only_dirs, case_sensitive, follow):
        exact = case_sensitive is None
        sensitive = case_sensitive is not False

        def entries(path):
            try:
                with os.scandir(path or ".") as found:
                    return list(found)
            except OSError:
                return []

        def join(path, name):
            return f"{path}{name}" if not path or path.endswith("/") else f"{path}/{name}"

        def is_dir(entry, follow=True):
            try:
                return entry.is_dir(follow_symlinks=follow)
            except OSError:
                return False

        def select(path, index, exists):
            if index == len(parts):
                if exists or os.path.lexists(path or "."):
                    if not only_dirs or os.path.isdir(path or "."):
                        yield path
                return
            part = parts[index]
            last = index == len(parts) - 1
            if part == "**":
                while index + 1 < len(parts) and parts[index + 1] == "**":
                    index += 1
                last = index == len(parts) - 1
                seen = set()
                pending = [path]
                if not os.path.isdir(path or "."):
                    return
                while pending:
                    here = pending.pop()
                    if last:
                        yield here
                    else:
                        for found in select(here, index + 1, True):
                            if found not in seen:
                                seen.add(found)
                                yield found
                    below = []
                    for entry in entries(here):
                        if is_dir(entry, follow):
                            below.append(join(here, entry.name))
                        elif last and not only_dirs:
                            yield join(here, entry.name)
                    pending.extend(reversed(below))
                return
            if part == "..":
                if exists or os.path.isdir(path or "."):
                    yield from select(join(path, ".."), index + 1, False)
                return
            if exact and not any(char in part for char in "*?["):
                if last or os.path.isdir(join(path, part)):
                    yield from select(join(path, part), index + 1, False)
                return
            for entry in entries(path):
                if _part_matches(part, entry.name, sensitive):
                    if last or is_dir(entry):
                        yield from select(join(path, entry.name), index + 1, True)

        start = str(self)
        if start == ".":
            start = ""
        for found in select(start, 0, False):
            yield self.with_segments(found)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """Yields (folder, names of its folders, names of its files) for this folder and all below."""
        sys.audit("pathlib.Path.walk", self, on_error, follow_symlinks)
        root = str(self)
        links = follow_symlinks or os._walk_symlinks_as_files
        for folder, dirs, files in os.walk(root, top_down, on_error, links):
            yield self.with_segments(folder), dirs, files

    def absolute(self):
        """The path from the root on."""
        if self.is_absolute():
            return self
        cwd = os.getcwd()
        if not self._tail:
            return self.with_segments(cwd)
        return self.with_segments(cwd, str(self))

    @classmethod
    def cwd(cls):
        """The current folder."""
        path = cls(os.getcwd())
        return path

    def resolve(self, strict=False):
        """The path from the root on, with symbolic links followed."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def owner(self, *, follow_symlinks=True):
        """The name of the owner."""
        uid = self.stat(follow_symlinks=follow_symlinks).st_uid
        known = os._user(uid)
        if known is None:
            raise KeyError(f"getpwuid(): uid not found: {uid}")
        return known[0]

    def group(self, *, follow_symlinks=True):
        """Not supported by this interpreter."""
        raise UnsupportedOperation(f"{type(self).__name__}.group() is unsupported on this system")

    def readlink(self):
        """What the symbolic link holds."""
        return self.with_segments(os.readlink(self))

    def touch(self, mode=0o666, exist_ok=True):
        """Make the file, or set its time to now."""
        if exist_ok:
            try:
                os.utime(self, None)
            except OSError:
                pass
            else:
                return
        flags = os.O_CREAT | os.O_WRONLY
        if not exist_ok:
            flags |= os.O_EXCL
        os.close(os.open(self, flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make the folder."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Change the permissions."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        """As chmod, of a link itself."""
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove the file."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove the empty folder."""
        os.rmdir(self)

    def rename(self, target):
        """Rename; the new path."""
        os.rename(self, target)
        if not hasattr(target, "with_segments"):
            target = self.with_segments(target)
        return target

    def replace(self, target):
        """Rename, over what is there; the new path."""
        os.replace(self, target)
        if not hasattr(target, "with_segments"):
            target = self.with_segments(target)
        return target

    def copy(self, target, **kwargs):
        """Copy the file or folder; the new path."""
        if not hasattr(target, "with_segments"):
            target = self.with_segments(target)
        follow = kwargs.get("follow_symlinks", True)
        if self.is_symlink() and not follow:
            target.symlink_to(self.readlink())
        elif self.is_dir():
            if target == self or self in target.parents:
                error = OSError(EINVAL, "Source path is a parent of destination path" if target != self
                                else "Source and destination are the same path")
                error.filename = str(self)
                error.filename2 = str(target)
                raise error
            children = list(self.iterdir())
            os.mkdir(target)
            for child in children:
                child.copy(target / child.name, **kwargs)
            if kwargs.get("preserve_metadata"):
                self._copy_metadata(target)
        else:
            if target.exists() and self.samefile(target):
                error = OSError(EINVAL, "Source and target are the same file")
                error.filename = str(self)
                error.filename2 = str(target)
                raise error
            with self.open("rb") as source, target.open("wb") as sink:
                while data := source.read(1 << 16):
                    sink.write(data)
            os.chmod(target, S_IMODE(self.stat().st_mode))
            if kwargs.get("preserve_metadata"):
                self._copy_metadata(target)
        return target

    def _copy_metadata(self, target):
        found = self.stat()
        os.utime(target, ns=(found.st_atime_ns, found.st_mtime_ns))
        os.chmod(target, S_IMODE(found.st_mode))

    def _into(self, target_dir):
        name = self.name
        if not name:
            raise ValueError(f"{self!r} has an empty name")
        if hasattr(target_dir, "with_segments"):
            return target_dir / name
        return self.with_segments(target_dir, name)

    def copy_into(self, target_dir, **kwargs):
        """Copy into a folder."""
        return self.copy(self._into(target_dir), **kwargs)

    def move(self, target):
        """Rename, or copy to another file system; the new path."""
        if not hasattr(target, "with_segments"):
            target = self.with_segments(target)
        try:
            os.replace(self, target)
        except OSError as error:
            if error.errno != EXDEV:
                raise
            self.copy(target, follow_symlinks=False, preserve_metadata=True)
            import shutil

            shutil.rmtree(self) if self.is_dir() and not self.is_symlink() else self.unlink()
        return target

    def move_into(self, target_dir):
        """Move into a folder."""
        return self.move(self._into(target_dir))

    def symlink_to(self, target, target_is_directory=False):
        """Make this path a symbolic link."""
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        """Make this path another name of a file."""
        os.link(target, self)

    def expanduser(self):
        """The path with `~` replaced by a home folder."""
        if not (self.drive or self.root) and self._tail and self._tail[0][:1] == "~":
            home = os.path.expanduser(self._tail[0])
            if home[:1] == "~":
                raise RuntimeError("Could not determine home directory.")
            drv, root, tail = self._parse_path(home)
            return self._from_parsed_parts(drv, root, tail + self._tail[1:])
        return self

    @classmethod
    def home(cls):
        """The home folder."""
        home = os.path.expanduser("~")
        if home == "~":
            raise RuntimeError("Could not determine home directory.")
        return cls(home)

    def as_uri(self):
        """The path as a file: URI."""
        if not self.is_absolute():
            raise ValueError("relative paths can't be expressed as file URIs")
        return self._uri()

    @classmethod
    def from_uri(cls, uri):
        """The path of a file: URI."""
        if not uri.startswith("file:"):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        rest = uri[5:]
        if rest[:3] == "///":
            rest = rest[2:]
        elif rest[:12] == "//localhost/":
            rest = rest[11:]
        raw = bytearray()
        data = rest.encode()
        i = 0
        while i < len(data):
            if data[i:i + 1] == b"%":
                try:
                    raw.append(int(data[i + 1:i + 3], 16))
                    i += 3
                    continue
                except ValueError:
                    pass
            raw.append(data[i])
            i += 1
        path = cls(os.fsdecode(bytes(raw)))
        if not path.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return path


class PosixPath(Path, PurePosixPath):
    """A path of this system."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A path of Windows, which this system does not have."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")

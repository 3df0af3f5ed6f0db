"""Functions on paths with `/` between their parts: what `os.path` is on this system."""

import genericpath
import os
import stat
from genericpath import *
from posix import _path_normpath as normpath

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "commonprefix",
    "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount", "expanduser",
    "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep", "pathsep",
    "defpath", "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames", "relpath", "commonpath",
    "isjunction", "isdevdrive", "isreserved", "ALLOW_MISSING",
]
__all__.remove("isreserved")

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False


def _get_sep(path):
    return b"/" if isinstance(path, bytes) else "/"


def normcase(s):
    """The path as it is: case matters."""
    return os.fspath(s)


def isabs(s):
    """Whether the path begins with a slash."""
    s = os.fspath(s)
    return s.startswith(_get_sep(s))


def join(a, /, *p):
    """The parts put together; one that is absolute drops those before it."""
    a = os.fspath(a)
    sep = _get_sep(a)
    path = a
    try:
        for b in p:
            b = os.fspath(b)
            if b.startswith(sep) or not path:
                path = b
            elif path.endswith(sep):
                path += b
            else:
                path += sep + b
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", a, *p)
        raise
    return path


def split(p):
    """(head, tail): tail is what follows the last slash."""
    p = os.fspath(p)
    sep = _get_sep(p)
    i = p.rfind(sep) + 1
    head, tail = p[:i], p[i:]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head, tail


def splitext(p):
    """(root, extension): the extension begins with the last dot of the name, or is empty."""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b"/", None, b".")
    return genericpath._splitext(p, "/", None, ".")


def splitdrive(p, /):
    """("", path): there are no drives."""
    p = os.fspath(p)
    return p[:0], p


def splitroot(p, /):
    """("", root, tail): the root is no, one or exactly two slashes."""
    p = os.fspath(p)
    sep = _get_sep(p)
    empty = p[:0]
    if p[:1] != sep:
        return empty, empty, p
    if p[1:2] != sep or p[2:3] == sep:
        return empty, sep, p[1:]
    return empty, p[:2], p[2:]


def basename(p):
    """What follows the last slash."""
    p = os.fspath(p)
    return p[p.rfind(_get_sep(p)) + 1:]


def dirname(p):
    """What precedes the last slash."""
    return split(p)[0]


def ismount(path):
    """Whether something is mounted at the path."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(found.st_mode):
        return False
    path = os.fspath(path)
    parent = join(path, b".." if isinstance(path, bytes) else "..")
    try:
        above = os.lstat(parent)
    except OSError:
        parent = realpath(parent)
        try:
            above = os.lstat(parent)
        except OSError:
            return False
    return found.st_dev != above.st_dev or found.st_ino == above.st_ino


def expanduser(path):
    """`~` and `~user` at the start replaced by home folders, if they are known."""
    path = os.fspath(path)
    tilde = b"~" if isinstance(path, bytes) else "~"
    if not path.startswith(tilde):
        return path
    sep = _get_sep(path)
    end = path.find(sep, 1)
    if end < 0:
        end = len(path)
    if end == 1:
        if "HOME" in os.environ:
            home = os.environ["HOME"]
        else:
            known = os._user(os.getuid())
            if known is None:
                return path
            home = known[1]
    else:
        name = path[1:end]
        known = os._user(os.fsdecode(name))
        if known is None:
            return path
        home = known[1]
    if isinstance(path, bytes):
        home = os.fsencode(home)
    home = home.rstrip(sep)
    return (home + path[end:]) or sep


def expandvars(path):
    """`$name` and `${name}` replaced by variables of the environment; unknown ones stay."""
    path = os.fspath(path)
    raw = isinstance(path, bytes)
    text = os.fsdecode(path) if raw else path
    out = []
    i = 0
    while i < len(text):
        start = text.find("$", i)
        if start < 0:
            break
        out.append(text[i:start])
        if text[start + 1:start + 2] == "{":
            end = text.find("}", start + 2)
            if end < 0:
                i = start
                break
            name, after = text[start + 2:end], end + 1
        else:
            after = start + 1
            while after < len(text) and (text[after] == "_" or text[after].isascii() and text[after].isalnum()):
                after += 1
            name = text[start + 1:after]
        value = os.environ.get(name) if name else None
        out.append(text[start:after] if value is None else value)
        i = after
    out.append(text[i:])
    text = "".join(out)
    return os.fsencode(text) if raw else text


def abspath(path):
    """The path from the root on, without `.` and `..`."""
    path = os.fspath(path)
    if not path.startswith(_get_sep(path)):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, /, *, strict=False):
    """The path from the root on, with symbolic links followed. With `strict` all parts must exist."""
    filename = os.fspath(filename)
    if isinstance(filename, bytes):
        sep, curdir, pardir, getcwd = b"/", b".", b"..", os.getcwdb
    else:
        sep, curdir, pardir, getcwd = "/", ".", "..", os.getcwd
    if strict is ALLOW_MISSING:
        ignored = FileNotFoundError
        strict = True
    else:
        ignored = () if strict else OSError
    rest = filename.split(sep)[::-1]
    path = sep if filename.startswith(sep) else getcwd()
    # Links that are being followed have None; those that led nowhere new have their path.
    seen = {}
    while rest:
        name = rest.pop()
        if name is None:
            # The link whose parts are done.
            seen[rest.pop()] = path
            continue
        if not name or name == curdir:
            continue
        if name == pardir:
            path = path[:path.rindex(sep)] or sep
            continue
        following = path + name if path == sep else path + sep + name
        try:
            found = os.lstat(following)
            if not stat.S_ISLNK(found.st_mode):
                path = following
                if strict and rest and any(rest) and not stat.S_ISDIR(found.st_mode):
                    os.lstat(following + sep + (rest[-1] or curdir))
                continue
            if following in seen:
                path = seen[following]
                if path is not None:
                    continue
                # A circle.
                if strict:
                    os.stat(following)
                path = following
                continue
            target = os.readlink(following)
        except ignored:
            path = following
            continue
        seen[following] = None
        if target.startswith(sep):
            path = sep
        rest.append(following)
        rest.append(None)
        rest.extend(target.split(sep)[::-1])
    return path


def relpath(path, start=None):
    """The path as seen from the folder `start`, or from the current one."""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    if isinstance(path, bytes):
        curdir, sep, pardir = b".", b"/", b".."
    else:
        curdir, sep, pardir = ".", "/", ".."
    start = curdir if start is None else os.fspath(start)
    try:
        start_tail = abspath(start).lstrip(sep)
        path_tail = abspath(path).lstrip(sep)
        start_list = start_tail.split(sep) if start_tail else []
        path_list = path_tail.split(sep) if path_tail else []
        common = len(commonprefix([start_list, path_list]))
        parts = [pardir] * (len(start_list) - common) + path_list[common:]
        return sep.join(parts) if parts else curdir
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path that all of them begin with."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if isinstance(paths[0], bytes):
        sep, curdir = b"/", b"."
    else:
        sep, curdir = "/", "."
    try:
        split_paths = [path.split(sep) for path in paths]
        try:
            isabs, = {path.startswith(sep) for path in paths}
        except ValueError:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[part for part in parts if part and part != curdir] for parts in split_paths]
        least, most = min(split_paths), max(split_paths)
        common = least
        for i, part in enumerate(least):
            if part != most[i]:
                common = least[:i]
                break
        return (sep if isabs else sep[:0]) + sep.join(common)
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise

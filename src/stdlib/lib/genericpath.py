"""Functions on paths that are the same on all systems."""

import os
import stat

__all__ = [
    "commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdevdrive", "isdir", "isfile", "isjunction",
    "islink", "lexists", "samefile", "sameopenfile", "samestat", "ALLOW_MISSING",
]


def _stat(path):
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _lstat(path):
    try:
        return os.lstat(path)
    except (OSError, ValueError, AttributeError):
        return None


def exists(path):
    """Whether there is something at the path; False for a link that leads nowhere."""
    return _stat(path) is not None


def lexists(path):
    """As exists, but True for a link that leads nowhere."""
    return _lstat(path) is not None


def isfile(path):
    """Whether the path leads to a regular file."""
    found = _stat(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def isdir(s):
    """Whether the path leads to a folder."""
    found = _stat(s)
    return found is not None and stat.S_ISDIR(found.st_mode)


def islink(path):
    """Whether the path is a symbolic link."""
    found = _lstat(path)
    return found is not None and stat.S_ISLNK(found.st_mode)


def isjunction(path):
    """Whether the path is a junction, of which there are none here."""
    os.fspath(path)
    return False


def isdevdrive(path):
    """Whether the path is on a Dev Drive, of which there are none here."""
    os.fspath(path)
    return False


def getsize(filename):
    """The size of a file in bytes."""
    return os.stat(filename).st_size


def getmtime(filename):
    """The time of a file's last change."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """The time of a file's last access."""
    return os.stat(filename).st_atime


def getctime(filename):
    """The time of the last change of a file's data about itself."""
    return os.stat(filename).st_ctime


def commonprefix(m, /):
    """The longest text that all paths begin with, without regard to separators."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    least, most = min(m), max(m)
    for i, char in enumerate(least):
        if char != most[i]:
            return least[:i]
    return least


def samestat(s1, s2):
    """Whether two results of stat are of one file."""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Whether two paths lead to one file."""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """Whether two descriptors are of one file."""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    slash = p.rfind(sep)
    if altsep:
        slash = max(slash, p.rfind(altsep))
    dot = p.rfind(extsep)
    if dot > slash:
        # Dots that a name begins with make no extension.
        first = slash + 1
        while first < dot:
            if p[first:first + 1] != extsep:
                return p[:dot], p[dot:]
            first += 1
    return p, p[:0]


def _check_arg_types(funcname, *args):
    texts = raw = False
    for value in args:
        if isinstance(value, str):
            texts = True
        elif isinstance(value, bytes):
            raw = True
        else:
            raise TypeError(
                f"{funcname}() argument must be str, bytes, or os.PathLike object, not {value.__class__.__name__!r}") from None
    if texts and raw:
        raise TypeError("Can't mix strings and bytes in path components") from None


class _AllowMissing:
    def __repr__(self):
        return "os.path.ALLOW_MISSING"


ALLOW_MISSING = _AllowMissing()

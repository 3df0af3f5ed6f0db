"""Functions on paths of Windows, as text: for `PureWindowsPath` and for those who handle such paths here."""

import os
import genericpath
from genericpath import *

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "commonprefix",
    "normpath", "abspath", "curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "isreserved",
]

curdir = "."
pardir = ".."
extsep = "."
sep = "\\"
pathsep = ";"
altsep = "/"
defpath = ".;C:\\bin"
devnull = "nul"

_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"COM{c}" for c in "123456789\xb9\xb2\xb3"} | {f"LPT{c}" for c in "123456789\xb9\xb2\xb3"})


def _marks(path):
    if isinstance(path, bytes):
        return b"\\", b"/", b":"
    return "\\", "/", ":"


def normcase(s):
    """The path in lower case, with backslashes."""
    s = os.fspath(s)
    sep, altsep, _ = _marks(s)
    return s.replace(altsep, sep).lower()


def splitroot(p, /):
    """(drive, root, tail)."""
    p = os.fspath(p)
    sep, altsep, colon = _marks(p)
    empty = p[:0]
    normed = p.replace(altsep, sep)
    if normed[:1] == sep:
        if normed[1:2] != sep:
            return empty, p[:1], p[1:]
        # \\server\share, or \\?\UNC\server\share.
        start = 8 if normed[:8].upper() == (sep * 2 + ("?" if isinstance(p, str) else b"?") + sep
                                            + ("UNC" if isinstance(p, str) else b"UNC") + sep) else 2
        index = normed.find(sep, start)
        if index == -1:
            return p, empty, empty
        second = normed.find(sep, index + 1)
        if second == -1:
            return p, empty, empty
        return p[:second], p[second:second + 1], p[second + 1:]
    if normed[1:2] == colon:
        if normed[2:3] == sep:
            return p[:2], p[2:3], p[3:]
        return p[:2], empty, p[2:]
    return empty, empty, p


def splitdrive(p, /):
    """(drive, rest)."""
    drive, root, tail = splitroot(p)
    return drive, root + tail


def isabs(s):
    """Whether the path has a drive and a root."""
    s = os.fspath(s)
    sep, altsep, colon = _marks(s)
    s = s[:3].replace(altsep, sep)
    return s[1:] == colon + sep or s[:2] == sep * 2


def join(path, /, *paths):
    """The parts put together; an absolute one drops those before it, on its drive."""
    path = os.fspath(path)
    sep, altsep, colon = _marks(path)
    both = sep + altsep
    try:
        drive, root, rest = splitroot(path)
        for p in paths:
            p_drive, p_root, p_rest = splitroot(p)
            if p_root:
                if p_drive or not drive:
                    drive = p_drive
                root, rest = p_root, p_rest
                continue
            if p_drive and p_drive != drive:
                if p_drive.lower() != drive.lower():
                    drive, root, rest = p_drive, p_root, p_rest
                    continue
                drive = p_drive
            if rest and rest[-1:] not in both:
                rest = rest + sep
            rest = rest + p_rest
        if rest and not root and drive and drive[-1:] not in colon + both:
            return drive + sep + rest
        return drive + root + rest
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", path, *paths)
        raise


def split(p):
    """(head, tail): tail is what follows the last slash."""
    p = os.fspath(p)
    sep, altsep, _ = _marks(p)
    drive, root, rest = splitroot(p)
    i = len(rest)
    while i and rest[i - 1:i] not in sep + altsep:
        i -= 1
    head, tail = rest[:i], rest[i:]
    return drive + root + head.rstrip(sep + altsep), tail


def splitext(p):
    """(root, extension)."""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b"\\", b"/", b".")
    return genericpath._splitext(p, "\\", "/", ".")


def basename(p):
    """What follows the last slash."""
    return split(p)[1]


def dirname(p):
    """What precedes the last slash."""
    return split(p)[0]


def normpath(path):
    """Without empty and `.` parts, `x\\..` taken out as text."""
    path = os.fspath(path)
    sep, altsep, _ = _marks(path)
    dot, dots = (b".", b"..") if isinstance(path, bytes) else (".", "..")
    drive, root, rest = splitroot(path.replace(altsep, sep))
    parts = []
    for part in rest.split(sep):
        if not part or part == dot:
            continue
        if part == dots:
            if parts and parts[-1] != dots:
                parts.pop()
                continue
            if not parts and root:
                continue
        parts.append(part)
    return drive + root + sep.join(parts) or dot


def abspath(path):
    """As normpath: there is no current drive here."""
    return normpath(path)


def isreserved(path):
    """Whether the last part is a name that Windows keeps for devices or does not allow."""
    path = os.fsdecode(splitroot(path)[2]).replace(altsep, sep)
    return any(_is_reserved_name(name) for name in reversed(path.split(sep)))


def _is_reserved_name(name):
    if name[-1:] in (".", " "):
        return name not in (".", "..")
    if any(char in '*?"<>|:' or ord(char) < 32 for char in name):
        return True
    return name.partition(".")[0].rstrip(" ").upper() in _RESERVED

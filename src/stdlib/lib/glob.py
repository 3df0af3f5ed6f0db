"""The paths that match a pattern; `**` stands for any number of folders if `recursive` is set."""

import fnmatch
import os

__all__ = ["escape", "glob", "iglob", "translate"]


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that match, as a list, in the order of the system."""
    return list(iglob(
        pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that match, as an iterator."""
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")
    root = os.fspath(root_dir) if root_dir is not None else pathname[:0]
    found = _iglob(pathname, root, recursive, False, include_hidden)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        try:
            first = next(found)
            if first:
                import itertools

                found = itertools.chain((first,), found)
        except StopIteration:
            pass
    return found


def _iglob(pathname, root, recursive, only_dirs, hidden):
    folder, name = os.path.split(pathname)
    if not has_magic(pathname):
        if name:
            if os.path.lexists(os.path.join(root, pathname)):
                yield pathname
        elif os.path.isdir(os.path.join(root, folder)):
            yield pathname
        return
    if not folder:
        if recursive and _is_recursive(name):
            yield from _glob_recursive(root, name, only_dirs, hidden)
        else:
            yield from _glob_names(root, name, only_dirs, hidden)
        return
    if folder != pathname and has_magic(folder):
        folders = _iglob(folder, root, recursive, True, hidden)
    else:
        folders = [folder]
    if has_magic(name):
        find = _glob_recursive if recursive and _is_recursive(name) else _glob_names
    else:
        find = _glob_fixed
    for folder in folders:
        for found in find(os.path.join(root, folder), name, only_dirs, hidden):
            yield os.path.join(folder, found)


def _names(folder, only_dirs):
    try:
        with os.scandir(folder or (b"." if isinstance(folder, bytes) else ".")) as entries:
            found = []
            for entry in entries:
                try:
                    if not only_dirs or entry.is_dir():
                        found.append(entry.name)
                except OSError:
                    pass
            return found
    except OSError:
        return []


def _glob_names(folder, pattern, only_dirs, hidden):
    names = _names(folder, only_dirs)
    if not (hidden or _is_hidden(pattern)):
        names = [name for name in names if not _is_hidden(name)]
    return fnmatch.filter(names, pattern)


def _glob_fixed(folder, name, only_dirs, hidden):
    if name:
        if os.path.lexists(os.path.join(folder, name)):
            return [name]
    elif os.path.isdir(folder):
        return [name]
    return []


def _glob_recursive(folder, pattern, only_dirs, hidden):
    if folder and not os.path.isdir(folder):
        return
    yield pattern[:0]
    yield from _below(folder, only_dirs, hidden)


def _below(folder, only_dirs, hidden):
    for name in _names(folder, only_dirs):
        if hidden or not _is_hidden(name):
            yield name
            path = os.path.join(folder, name) if folder else name
            for below in _below(path, only_dirs, hidden):
                yield os.path.join(name, below)


_MAGIC = "*?["


def has_magic(s):
    """Whether the path has any of the characters of patterns."""
    if isinstance(s, bytes):
        return any(char in s for char in (b"*", b"?", b"["))
    return any(char in s for char in _MAGIC)


def _is_hidden(path):
    return path[:1] in (".", b".")


def _is_recursive(pattern):
    return pattern in ("**", b"**")


def escape(pathname):
    """A pattern that matches exactly this path."""
    drive, pathname = os.path.splitdrive(pathname)
    if isinstance(pathname, bytes):
        for char in (b"[", b"?", b"*"):
            pathname = pathname.replace(char, b"\0" + char) if char == b"[" else pathname.replace(char, b"[" + char + b"]")
        return drive + pathname.replace(b"\0[", b"[[]")
    return drive + "".join(f"[{char}]" if char in _MAGIC else char for char in pathname)


def translate(pat, *, recursive=False, include_hidden=False, seps=None):
    """A regular expression for a pattern of paths."""
    if not seps:
        seps = (os.path.sep, os.path.altsep) if os.path.altsep else os.path.sep
    escaped = "".join(map(fnmatch._escape, seps))
    any_sep = f"[{escaped}]" if len(seps) > 1 else escaped
    not_sep = f"[^{escaped}]"
    if include_hidden:
        one_last, one, any_last, any_one = f"{not_sep}+", f"{not_sep}+{any_sep}", ".*", f"(?:.+{any_sep})?"
    else:
        one_last = f"[^{escaped}.]{not_sep}*"
        one = f"{one_last}{any_sep}"
        any_one = f"(?:{one})*"
        any_last = f"{any_one}(?:{one_last})?"
    results = []
    parts = [pat]
    for sep in seps:
        parts = [piece for part in parts for piece in part.split(sep)]
    last = len(parts) - 1
    for i, part in enumerate(parts):
        if part == "*":
            results.append(one if i < last else one_last)
        elif recursive and part == "**":
            if i < last:
                if parts[i + 1] != "**":
                    results.append(any_one)
            else:
                results.append(any_last)
        else:
            if part:
                if not include_hidden and part[0] in "*?":
                    results.append(r"(?!\.)")
                results.append(fnmatch._regex(part, not_sep))
            if i < last:
                results.append(any_sep)
    return f"(?s:{''.join(results)})\\z"

"""Lines of source files, read once: for tracebacks and for those who show source.

`cache` maps a file name to (size, mtime, lines, path), or to a function that gives the text.
"""

import sys

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def clearcache():
    """Forget all files."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line of a file, with its end; "" if there is none."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ""


def getlines(filename, module_globals=None):
    """The lines of a file; [] if it cannot be read."""
    if filename in cache:
        entry = cache[filename]
        if len(entry) != 1:
            return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def _stat(path):
    import os

    return os.stat(path)


def checkcache(filename=None):
    """Forget the file (or all files) if it has changed on disk."""
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name)
        if entry is None or len(entry) == 1:
            continue
        size, mtime, lines, path = entry
        if mtime is None:
            continue
        try:
            stat = _stat(path)
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if size != stat.st_size or mtime != stat.st_mtime:
            cache.pop(name, None)


def _is_virtual(filename):
    return not filename or filename.startswith("<") and filename.endswith(">")


def updatecache(filename, module_globals=None):
    """Read a file anew, and return its lines."""
    if filename in cache and len(cache[filename]) != 1:
        cache.pop(filename, None)
    if not filename:
        return []
    from _frozen_importlib import _embedded

    text = _embedded(filename) if filename.startswith("<stdlib>/") else None
    if text is None:
        from _traceback import source_text

        if _is_virtual(filename):
            text = source_text(filename)
            if text is None:
                return []
    if text is not None:
        lines = _with_ends(text)
        cache[filename] = (len(text), None, lines, filename)
        return lines
    full = filename
    try:
        stat = _stat(full)
    except (OSError, ValueError):
        if lazycache(filename, module_globals):
            try:
                data = cache[filename][0]()
            except (ImportError, OSError):
                data = None
            if data is None:
                return []
            entry = (len(data), None, _with_ends(data), full)
            cache[filename] = entry
            return entry[2]
        if filename.startswith("/"):
            return []
        for folder in sys.path:
            try:
                full = f"{folder}/{filename}"
                stat = _stat(full)
                break
            except (OSError, ValueError, TypeError):
                pass
        else:
            return []
    try:
        with open(full, "rb") as file:
            data = file.read()
        from _frozen_importlib import _decode_source

        lines = _with_ends(_decode_source(data, full))
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    cache[filename] = (stat.st_size, stat.st_mtime, lines, full)
    return lines


def _with_ends(text):
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()
    if last != "\n":
        lines.append(last)
    return lines


def lazycache(filename, module_globals):
    """Remember how the module's loader gives the source, without asking it yet. Whether there is a way."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _is_virtual(filename):
        return False
    if module_globals and "__name__" in module_globals:
        spec = module_globals.get("__spec__")
        name = getattr(spec, "name", None) or module_globals["__name__"]
        loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
        get_source = getattr(loader, "get_source", None)
        if name and get_source:
            def get_lines(name=name, *args, **kwargs):
                return get_source(name, *args, **kwargs)

            cache[filename] = (get_lines,)
            return True
    return False


def _register_code(code, string, name):
    cache[name] = (len(string), None, _with_ends(string), name)

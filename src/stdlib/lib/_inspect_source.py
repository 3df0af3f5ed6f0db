"""Source text of objects: the part of `inspect` that reads files."""

import importlib.machinery
import linecache
import sys
import types


class ClassFoundException(Exception):
    """Kept for programs that name it."""


class EndOfBlock(Exception):
    """Kept for programs that name it."""


def getfile(object):
    """The name of the file that an object was defined in."""
    if isinstance(object, types.ModuleType):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isinstance(object, type):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    if isinstance(object, types.MethodType):
        object = object.__func__
    if isinstance(object, types.FunctionType):
        object = object.__code__
    if isinstance(object, types.TracebackType):
        object = object.tb_frame
    if isinstance(object, types.FrameType):
        object = object.f_code
    if isinstance(object, types.CodeType):
        return object.co_filename
    raise TypeError(
        "module, class, method, function, traceback, frame, or code object was expected, "
        f"got {type(object).__name__}")


def getmodulename(path):
    """The module name that a path's file name stands for, or None."""
    name = path.rpartition("/")[2]
    for suffix in sorted(importlib.machinery.all_suffixes(), key=len, reverse=True):
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    """The source file of an object, or None if there is none to read."""
    filename = getfile(object)
    if any(filename.endswith(s) for s in importlib.machinery.EXTENSION_SUFFIXES):
        return None
    if filename.endswith(".pyc"):
        filename = filename[:-1]
    if filename in linecache.cache or linecache.getlines(filename):
        return filename
    from os.path import exists

    if exists(filename):
        return filename
    module = getmodule(object, filename)
    if getattr(module, "__loader__", None) is not None:
        return filename
    if getattr(getattr(module, "__spec__", None), "loader", None) is not None:
        return filename
    return None


def getabsfile(object, _filename=None):
    """The absolute path of an object's file."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    if _filename.startswith("<"):
        return _filename
    from os.path import abspath, normcase

    return normcase(abspath(_filename))


modulesbyfile = {}


def getmodule(object, _filename=None):
    """The module that an object was defined in, or None."""
    if isinstance(object, types.ModuleType):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        file = getabsfile(object, _filename)
    except (TypeError, OSError):
        return None
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    for name, module in list(sys.modules.items()):
        if isinstance(module, types.ModuleType) and isinstance(getattr(module, "__file__", None), str):
            try:
                modulesbyfile[getabsfile(module)] = name
            except (TypeError, OSError):
                pass
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    main = sys.modules["__main__"]
    if not hasattr(object, "__name__"):
        return None
    for module in (main, sys.modules["builtins"]):
        if getattr(module, object.__name__, None) is object:
            return module
    return None


def findsource(object):
    """All lines of an object's file, and the index of its first one."""
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith("<") and file.endswith(">")):
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__ if module else None)
    if not lines:
        raise OSError("could not get source code")
    if isinstance(object, types.ModuleType):
        return lines, 0
    if isinstance(object, type):
        try:
            number = vars(object)["__firstlineno__"] - 1
        except (TypeError, KeyError):
            raise OSError("source code not available")
        if number >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, number
    if isinstance(object, types.MethodType):
        object = object.__func__
    if isinstance(object, types.FunctionType):
        object = object.__code__
    if isinstance(object, types.TracebackType):
        object = object.tb_frame
    if isinstance(object, types.FrameType):
        object = object.f_code
    if isinstance(object, types.CodeType):
        number = object.co_firstlineno - 1
        if number >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, max(number, 0)
    raise OSError("could not find code object")


def indentsize(line):
    """Columns of the white space that a line begins with."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def getcomments(object):
    """The comment lines before an object, or None."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if isinstance(object, types.ModuleType):
        start = 0
        if lines and lines[0][:2] == "#!":
            start = 1
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        comments = []
        if start < len(lines) and lines[start][:1] == "#":
            for line in lines[start:]:
                if line[:1] != "#":
                    break
                comments.append(line.expandtabs())
            return "".join(comments)
        return None
    if number > 0:
        indent = indentsize(lines[number])
        comments = []
        end = number - 1
        while end >= 0 and lines[end].lstrip()[:1] == "#" and indentsize(lines[end]) == indent:
            comments.insert(0, lines[end].expandtabs().lstrip())
            end -= 1
        while comments and comments[0].strip() == "#":
            comments.pop(0)
        while comments and comments[-1].strip() == "#":
            comments.pop()
        if comments:
            return "".join(comments)
    return None


def _logical_lines(lines):
    """Yields (first, last, indent, text) for the logical lines and the comment lines; 0-based numbers of lines."""
    number = 0
    while number < len(lines):
        line = lines[number]
        stripped = line.strip()
        indent = indentsize(line)
        if not stripped or stripped.startswith("#"):
            yield number, number, indent, stripped
            number += 1
            continue
        first = number
        depth = 0
        quote = None
        column = 0
        while True:
            joined = False
            while column < len(line):
                char = line[column]
                if quote:
                    if char == "\\":
                        column += 2
                        continue
                    if line.startswith(quote, column):
                        column += len(quote)
                        quote = None
                        continue
                    column += 1
                    continue
                if char in "'\"":
                    mark = char * 3 if line.startswith(char * 3, column) else char
                    quote = mark
                    column += len(mark)
                    continue
                if char == "#":
                    break
                if char in "([{":
                    depth += 1
                elif char in ")]}":
                    depth -= 1
                elif char == "\\" and line[column + 1:].strip("\r\n") == "":
                    joined = True
                    break
                column += 1
            if quote and len(quote) == 1 and not line.rstrip("\r\n").endswith("\\"):
                quote = None
            if depth > 0 or quote or joined:
                if number + 1 >= len(lines):
                    break
                number += 1
                line = lines[number]
                column = 0
                continue
            break
        yield first, number, indent, stripped
        number += 1


def _is_header(text):
    words = text.replace("(", " ").replace(":", " ").split(None, 2)
    return bool(words) and (words[0] in ("def", "class") or words[:2] == ["async", "def"])


def getblock(lines):
    """The lines of the block that begins with the first one."""
    last = 0
    state = "decorators"
    base = body = 0
    for first, end, indent, text in _logical_lines(lines):
        if state == "decorators":
            base = indent
            last = end
            if text.startswith("@"):
                continue
            if text.startswith("#") or not text:
                continue
            if not _is_header(text):
                break
            state = "header"
            continue
        if not text:
            continue
        if text.startswith("#"):
            if state == "body" and indent >= body:
                last = end
            continue
        if indent <= base:
            break
        if state == "header":
            state = "body"
            body = indent
        last = end
    return lines[:last + 1]


def getsourcelines(object):
    """The lines of an object's source, and the number of the first one (0 for a module)."""
    from _inspect_signature import unwrap

    object = unwrap(object)
    lines, number = findsource(object)
    if isinstance(object, types.TracebackType):
        object = object.tb_frame
    if isinstance(object, types.ModuleType) or isinstance(object, types.FrameType) and (
            object.f_code.co_name == "<module>"):
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """The source text of an object."""
    return "".join(getsourcelines(object)[0])

"""Support to pretty-print lists, tuples, & dictionaries recursively.

pprint() and pp() print, pformat() returns the text; PrettyPrinter has all options. What fits on a line stays there;
other containers are written with an item a line.
"""

import sys as _sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Pretty-print a Python object to a stream [default is sys.stdout]."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Format a Python object into a pretty-printed representation."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Pretty-print a Python object, dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """Version of repr() which can handle recursive data structures."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Determine if saferepr(object) is readable by eval()."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Determine if object requires a recursive representation."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _safe_key:
    """Orders what has no order by type name and address."""

    __slots__ = ["obj"]

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_tuple(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


class PrettyPrinter:
    """Writes objects to a stream (standard output if none is given).

    indent              spaces for each level of nesting
    width               attempted maximum number of columns
    depth               levels shown; deeper ones are dots
    compact             several items on a line where they fit
    sort_dicts          dicts by key
    underscore_numbers  digits in groups
    """

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = stream if stream is not None else _sys.stdout
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        stream = _Text()
        self._format(object, stream, 0, 0, {}, 0)
        return "".join(stream.pieces)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """The text of an object for a given context; whether it can be read back; whether it refers to itself."""
        return self._safe_repr(object, context, maxlevels, level)

    # What writes: `indent` is the column, `allowance` what must fit behind the object, `context` the ids of the
    # containers around it.

    def _format(self, object, stream, indent, allowance, context, level):
        if id(object) in context:
            stream.write(_recursion(object))
            self._recursive = True
            self._readable = False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            write = self._writer(object)
            if write is not None:
                context[id(object)] = 1
                write(self, object, stream, indent, allowance, context, level + 1)
                del context[id(object)]
                return
        stream.write(text)

    def _writer(self, object):
        """The method that writes this kind of object on several lines."""
        if not PrettyPrinter._dispatch:
            PrettyPrinter._dispatch.update(_writers())
        found = self._dispatch.get(type(object).__repr__)
        if found is None and not isinstance(object, type) and hasattr(type(object), "__dataclass_fields__"):
            # A method that the decorator made, and nobody replaced.
            made = getattr(object.__repr__, "__wrapped__", None)
            if object.__dataclass_params__.repr and made is not None and made.__code__.co_filename == "<string>":
                return PrettyPrinter._pprint_dataclass
        return found

    _dispatch = {}

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def _first_indent(self, stream):
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        last = len(items) - 1
        for i, (key, value) in enumerate(items):
            name = self._repr(key, context, level) + ": "
            stream.write(name)
            self._format(value, stream, indent + len(name), allowance if i == last else 1, context, level)
            if i != last:
                stream.write(",\n" + " " * indent)

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        last = len(items) - 1
        for i, (name, value) in enumerate(items):
            stream.write(name + "=")
            if id(value) in context:
                # As repr shows it.
                stream.write("...")
            else:
                self._format(value, stream, indent + len(name) + 1, allowance if i == last else 1, context, level)
            if i != last:
                stream.write(",\n" + " " * indent)

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        self._first_indent(stream)
        items = list(items)
        last = len(items) - 1
        newline = ",\n" + " " * indent
        separator = ""
        full = room = self._width - indent + 1
        for i, item in enumerate(items):
            if i == last:
                full -= allowance
                room -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                if room < len(text) + 2:
                    room = full
                    if separator:
                        separator = newline
                if room >= len(text) + 2:
                    room -= len(text) + 2
                    stream.write(separator + text)
                    separator = ", "
                    continue
            stream.write(separator)
            separator = newline
            self._format(item, stream, indent, allowance if i == last else 1, context, level)

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write("{")
        self._first_indent(stream)
        if len(object):
            items = sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items()
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        head = object.__class__.__name__ + "("
        stream.write(head)
        self._format(list(object.items()), stream, indent + len(head), allowance + 1, context, level)
        stream.write(")")

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        stream.write("(")
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        cls = object.__class__
        head, end = ("{", "}") if cls is set else (cls.__name__ + "({", "})")
        stream.write(head)
        items = sorted(object, key=_safe_key)
        self._format_items(items, stream, indent + len(head) - 1, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        # At the top, parentheses hold the pieces together.
        parentheses = level == 1
        if parentheses:
            indent += 1
            allowance += 1
        pieces = []
        width = self._width - indent
        lines = object.splitlines(True)
        for i, line in enumerate(lines):
            is_last = i == len(lines) - 1
            text = repr(line)
            if len(text) <= (width - allowance if is_last else width):
                pieces.append(text)
            else:
                pieces += self._word_pieces(line, width, allowance if is_last else 0)
        if len(pieces) == 1:
            stream.write(text)
            return
        text = ("\n" + " " * indent).join(pieces)
        stream.write(f"({text})" if parentheses else text)

    def _word_pieces(self, line, width, allowance):
        """The reprs of parts of a line, broken between words."""
        import re

        words = re.findall(r"\S*\s*", line)[:-1]
        pieces, current = [], ""
        for i, word in enumerate(words):
            if i == len(words) - 1:
                width -= allowance
            if current and len(repr(current + word)) > width:
                pieces.append(repr(current))
                current = word
            else:
                current += word
        if current:
            pieces.append(repr(current))
        return pieces

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        parentheses = level == 1
        if parentheses:
            indent += 1
            allowance += 1
        pieces, current = [], b""
        width = self._width - indent
        for i in range(0, len(object), 4):
            part = object[i : i + 4]
            if i == len(object) // 4 * 4:
                width -= allowance
            if current and len(repr(current + part)) > width:
                pieces.append(repr(current))
                current = part
            else:
                current += part
        if current:
            pieces.append(repr(current))
        text = ("\n" + " " * indent).join(pieces)
        stream.write(f"({text})" if parentheses else text)

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(")")

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        name = type(object).__name__
        head = ("namespace" if name == "SimpleNamespace" else name) + "("
        stream.write(head)
        self._format_namespace_items(object.__dict__.items(), stream, indent + len(head), allowance, context, level)
        stream.write(")")

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        from dataclasses import fields

        head = object.__class__.__name__ + "("
        items = [(f.name, getattr(object, f.name)) for f in fields(object) if f.repr]
        stream.write(head)
        self._format_namespace_items(items, stream, indent + len(head), allowance, context, level)
        stream.write(")")

    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = object.__class__.__name__
        indent += len(name) + 1
        stream.write(f"{name}({factory},\n{' ' * indent}")
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        head = object.__class__.__name__ + "({"
        stream.write(head)
        self._first_indent(stream)
        self._format_dict_items(object.most_common(), stream, indent + len(head) - 1, allowance + 2, context, level)
        stream.write("})")

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        if not len(object.maps):
            stream.write(repr(object))
            return
        head = object.__class__.__name__ + "("
        stream.write(head)
        indent += len(head)
        *others, last = object.maps
        for mapping in others:
            self._format(mapping, stream, indent, 1, context, level)
            stream.write(",\n" + " " * indent)
        self._format(last, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not len(object):
            stream.write(repr(object))
            return
        head = object.__class__.__name__ + "("
        stream.write(head + "[")
        indent += len(head)
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._format_items(object, stream, indent, 2, context, level)
            stream.write(f"],\n{' ' * indent}maxlen={self._repr(object.maxlen, context, level)})")

    def _pprint_user(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    def _safe_repr(self, object, context, maxlevels, level):
        cls = type(object)
        if cls in _SCALARS:
            return repr(object), True, False
        method = getattr(cls, "__repr__", None)
        if method is int.__repr__ and issubclass(cls, int):
            return f"{object:_d}" if self._underscore_numbers else repr(object), True, False
        if method is dict.__repr__ and issubclass(cls, dict):
            before, after, empty = "{", "}", "{}"
        elif method is list.__repr__ and issubclass(cls, list):
            before, after, empty = "[", "]", "[]"
        elif method is tuple.__repr__ and issubclass(cls, tuple):
            before, after, empty = "(", ",)" if len(object) == 1 else ")", "()"
        else:
            text = repr(object)
            return text, (text and not text.startswith("<")), False
        if not object:
            return empty, True, False
        if maxlevels and level >= maxlevels:
            return f"{before}...{after}", False, id(object) in context
        if id(object) in context:
            return _recursion(object), False, True
        context[id(object)] = 1
        readable, recursive = True, False
        texts = []
        if before == "{":
            items = sorted(object.items(), key=_safe_tuple) if self._sort_dicts else object.items()
        else:
            items = [(item,) for item in object]
        for item in items:
            parts = []
            for part in item:
                text, part_readable, part_recursive = self.format(part, context, maxlevels, level + 1)
                parts.append(text)
                readable = readable and part_readable
                recursive = recursive or part_recursive
            texts.append(": ".join(parts))
        del context[id(object)]
        return before + ", ".join(texts) + after, readable, recursive


_SCALARS = frozenset({str, bytes, bytearray, float, complex, bool, type(None)})


class _Text:
    """Collects what is written."""

    def __init__(self):
        self.pieces = []
        self.write = self.pieces.append


def _writers():
    """Methods by the __repr__ of the types that they write."""
    import collections
    import types

    P = PrettyPrinter
    return {
        dict.__repr__: P._pprint_dict, collections.OrderedDict.__repr__: P._pprint_ordered_dict, list.__repr__: P._pprint_list,
        tuple.__repr__: P._pprint_tuple, set.__repr__: P._pprint_set, frozenset.__repr__: P._pprint_set,
        str.__repr__: P._pprint_str, bytes.__repr__: P._pprint_bytes, bytearray.__repr__: P._pprint_bytearray,
        types.MappingProxyType.__repr__: P._pprint_mappingproxy, types.SimpleNamespace.__repr__: P._pprint_simplenamespace,
        collections.defaultdict.__repr__: P._pprint_default_dict, collections.Counter.__repr__: P._pprint_counter,
        collections.ChainMap.__repr__: P._pprint_chain_map, collections.deque.__repr__: P._pprint_deque,
        collections.UserDict.__repr__: P._pprint_user, collections.UserList.__repr__: P._pprint_user,
        collections.UserString.__repr__: P._pprint_user,
    }

"""Implementation of JSONEncoder"""

from _json import encode_basestring, encode_basestring_ascii, make_encoder

c_encode_basestring = encode_basestring
c_encode_basestring_ascii = encode_basestring_ascii
c_make_encoder = make_encoder
INFINITY = float("inf")


class JSONEncoder:
    """Writes dict, list and tuple, str, int, float, True, False and None (and instances of subclasses) as JSON.

    The options are those of `json.dumps`. For other objects, `default` is called.
    """

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """To be overridden: returns an object that can be written in the place of `o`, or raises TypeError."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The JSON text of an object.

        >>> JSONEncoder().encode({"foo": ["bar", "baz"]})
        '{"foo": ["bar", "baz"]}'
        """
        if isinstance(o, str):
            return (encode_basestring_ascii if self.ensure_ascii else encode_basestring)(o)
        chunks = self.iterencode(o, _one_shot=True)
        if not isinstance(chunks, (list, tuple)):
            chunks = list(chunks)
        return "".join(chunks)

    def iterencode(self, o, _one_shot=False):
        """The JSON text of an object, piece by piece."""
        markers = {} if self.check_circular else None
        quote = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        if _one_shot:
            write = make_encoder(markers, self.default, quote, indent, self.key_separator, self.item_separator,
                                 self.sort_keys, self.skipkeys, self.allow_nan)
            return write(o, 0)
        return _Pieces(self, markers, quote, indent).value(o, 0)


class _Pieces:
    """Generators of the pieces of JSON text."""

    def __init__(self, encoder, markers, quote, indent):
        self.encoder = encoder
        self.markers = markers
        self.quote = quote
        self.indent = indent

    def scalar(self, o):
        """The text of what is no container, else None."""
        if isinstance(o, str):
            return self.quote(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.float(o)
        return None

    def float(self, o):
        if o == o and o != INFINITY and o != -INFINITY:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + float.__repr__(o))
        return "NaN" if o != o else "Infinity" if o > 0 else "-Infinity"

    def enter(self, o):
        if self.markers is not None:
            if id(o) in self.markers:
                raise ValueError("Circular reference detected")
            self.markers[id(o)] = o

    def leave(self, o):
        if self.markers is not None:
            del self.markers[id(o)]

    def newline(self, level):
        return "" if self.indent is None else "\n" + self.indent * level

    def value(self, o, level):
        text = self.scalar(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.list(o, level)
        elif isinstance(o, dict):
            yield from self.dict(o, level)
        else:
            self.enter(o)
            replaced = self.encoder.default(o)
            try:
                yield from self.value(replaced, level)
            except GeneratorExit:
                raise
            except BaseException as exc:
                exc.add_note(f"when serializing {type(o).__name__} object")
                raise
            self.leave(o)

    def list(self, items, level):
        if not items:
            yield "[]"
            return
        self.enter(items)
        before = "[" + self.newline(level + 1)
        for i, item in enumerate(items):
            if i == 1:
                before = self.encoder.item_separator + self.newline(level + 1)
            try:
                text = self.scalar(item)
                if text is not None:
                    yield before + text
                else:
                    yield before
                    yield from self.value(item, level + 1)
            except GeneratorExit:
                raise
            except BaseException as exc:
                exc.add_note(f"when serializing {type(items).__name__} item {i}")
                raise
        if self.indent is not None:
            yield self.newline(level)
        yield "]"
        self.leave(items)

    def key(self, key):
        if isinstance(key, str):
            return key
        if key is None or key is True or key is False or isinstance(key, (int, float)):
            return self.scalar(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def dict(self, dct, level):
        if not dct:
            yield "{}"
            return
        self.enter(dct)
        yield "{"
        items = sorted(dct.items()) if self.encoder.sort_keys else dct.items()
        first = True
        for key, value in items:
            name = self.key(key)
            if name is None:
                continue
            if not first:
                yield self.encoder.item_separator + self.newline(level + 1)
            elif self.indent is not None:
                yield self.newline(level + 1)
            first = False
            yield self.quote(name)
            yield self.encoder.key_separator
            try:
                text = self.scalar(value)
                if text is not None:
                    yield text
                else:
                    yield from self.value(value, level + 1)
            except GeneratorExit:
                raise
            except BaseException as exc:
                exc.add_note(f"when serializing {type(dct).__name__} item {key!r}")
                raise
        if not first and self.indent is not None:
            yield self.newline(level)
        yield "}"
        self.leave(dct)

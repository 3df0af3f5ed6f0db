"""JSON text piece by piece, as json.dump writes it; apart, because most programs want it whole."""

INFINITY = float("inf")


class Pieces:
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
                exc.add_note(f"when serializing {type(dct).__name__} item {name!r}")
                raise
        if not first and self.indent is not None:
            yield self.newline(level)
        yield "}"
        self.leave(dct)

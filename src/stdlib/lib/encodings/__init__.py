"""The codecs of the library.

Those of text are native: a CodecInfo is made for each when it is first asked
for. Transforms (hex, base64, ...) and codecs with a module of their own
(idna, punycode) are found by module.
"""

import codecs
import _codecs
from . import aliases

_cache = {}


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """Put underscores where something else than letters, digits and points stands."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    chars = []
    gap = False
    for c in encoding:
        if c.isalnum() or c == ".":
            if gap and chars:
                chars.append("_")
            if c.isascii():
                chars.append(c)
            gap = False
        else:
            gap = True
    return "".join(chars)


def _builtin_codec(name):
    """The CodecInfo of a native codec."""

    def encode(input, errors="strict"):
        return _codecs._encode_with(name, input, errors)

    def decode(input, errors="strict"):
        return _codecs._decode_with(name, input, errors, True)

    marks = {"utf-16": 2, "utf-32": 4, "utf-8-sig": 3}.get(name)
    after_mark = "utf-8" if name == "utf-8-sig" else name + "-le"

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors="strict"):
            codecs.IncrementalEncoder.__init__(self, errors)
            self.first = True

        def encode(self, input, final=False):
            if not self.first and marks:
                return _codecs._encode_with(after_mark, input, self.errors)[0]
            self.first = False
            return _codecs._encode_with(name, input, self.errors)[0]

        def reset(self):
            codecs.IncrementalEncoder.reset(self)
            self.first = True

        def getstate(self):
            return (2 if self.first else 0) if marks else 0

        def setstate(self, state):
            self.first = bool(state)

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors="strict"):
            codecs.BufferedIncrementalDecoder.__init__(self, errors)
            self.order = None

        def _buffer_decode(self, input, errors, final):
            if not marks or self.order is not None:
                return _codecs._decode_with(self.order or name, input, errors, final)
            if len(input) < marks and not final:
                return ("", 0)
            if name == "utf-8-sig":
                self.order = "utf-8"
            elif input.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)[name == "utf-32"]):
                self.order = name + "-be"
            else:
                self.order = name + "-le"
            return _codecs._decode_with(name, input, errors, final)

        def reset(self):
            codecs.BufferedIncrementalDecoder.reset(self)
            self.order = None

        def getstate(self):
            number = 0
            if marks:
                number = 2 if self.order is None else int(self.order.endswith("-be"))
            return (self.buffer, number)

        def setstate(self, state):
            codecs.BufferedIncrementalDecoder.setstate(self, state)
            if marks:
                if state[1] == 2:
                    self.order = None
                elif name == "utf-8-sig":
                    self.order = "utf-8"
                else:
                    self.order = name + ("-be" if state[1] else "-le")

    class StreamWriter(codecs.StreamWriter):
        def __init__(self, stream, errors="strict"):
            codecs.StreamWriter.__init__(self, stream, errors)
            self.encoder = IncrementalEncoder(errors)

        def encode(self, input, errors="strict"):
            return (self.encoder.encode(input), len(input))

        def reset(self):
            self.encoder.reset()

    class StreamReader(codecs.StreamReader):
        order = None

        def decode(self, input, errors="strict"):
            decoder = IncrementalDecoder(errors)
            decoder.order = self.order
            result, used = decoder._buffer_decode(input, errors, False)
            self.order = decoder.order
            return (result, used)

        def reset(self):
            codecs.StreamReader.reset(self)
            self.order = None

    return codecs.CodecInfo(encode, decode, StreamReader, StreamWriter,
                            IncrementalEncoder, IncrementalDecoder, name=name)


def search_function(encoding):
    """Find a codec by its normalised name, for the registry."""
    if encoding in _cache:
        return _cache[encoding]
    name = _codecs._builtin(encoding)
    if name is not None:
        found = _builtin_codec(name)
    else:
        found = _module_codec(encoding)
    _cache[encoding] = found
    return found


def _module_codec(encoding):
    """The codec of a module in this package."""
    norm = normalize_encoding(encoding)
    name = aliases.aliases.get(norm) or aliases.aliases.get(norm.replace(".", "_")) or norm
    if not name or "." in name:
        return None
    try:
        module = __import__("encodings." + name, fromlist=["getregentry"])
        getregentry = module.getregentry
    except (ImportError, AttributeError):
        return None
    return getregentry()

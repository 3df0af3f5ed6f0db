"""Internationalised domain names (RFC 3490): each label in ASCII, as punycode behind "xn--"."""

import codecs
from encodings.punycode import punycode_decode, punycode_encode

ace_prefix = b"xn--"
sace_prefix = "xn--"

# The full stops of other scripts that separate labels.
_DOTS = "\u3002\uff0e\uff61"


def _split(text):
    for dot in _DOTS:
        text = text.replace(dot, ".")
    return text.split(".")


def nameprep(label):
    """The form of a label in which names are compared."""
    from unicodedata import normalize
    text = normalize("NFKC", normalize("NFKC", label).casefold())
    for i, c in enumerate(text):
        if not c.isprintable() and not c.isspace() or c.isspace() and c != " ":
            raise UnicodeEncodeError("idna", label, i, i + 1, f"Invalid character {c!r}")
    return text


def _check_length(label, encoded):
    if not encoded:
        raise UnicodeEncodeError("idna", label, 0, 1, "label empty")
    if len(encoded) >= 64:
        raise UnicodeEncodeError("idna", label, 0, len(label), "label too long")
    return encoded


def ToASCII(label):
    """The ASCII form of a label."""
    if label.isascii():
        return _check_length(label, label.encode("ascii"))
    text = nameprep(label)
    if text.isascii():
        return _check_length(label, text.encode("ascii"))
    if text.lower().startswith(sace_prefix):
        raise UnicodeEncodeError("idna", label, 0, len(sace_prefix), "Label starts with ACE prefix")
    return _check_length(label, ace_prefix + punycode_encode(text))


def ToUnicode(label):
    """The Unicode form of a label."""
    if len(label) > 1024:
        raise UnicodeDecodeError("idna", bytes(label, "ascii") if isinstance(label, str) else bytes(label), 0, len(label),
                                 "label way too long")
    if isinstance(label, str):
        label = label.encode("ascii") if label.isascii() else nameprep(label).encode("ascii")
    label = bytes(label)
    if not label.lower().startswith(ace_prefix):
        return str(label, "ascii")
    result = punycode_decode(label[len(ace_prefix):])
    if str(label, "ascii").lower() != str(ToASCII(result), "ascii"):
        raise UnicodeDecodeError("idna", label, 0, len(label), f"IDNA does not round-trip, '{label!r}' != '{ToASCII(result)!r}'")
    return result


class Codec(codecs.Codec):
    def encode(self, input, errors="strict"):
        if errors != "strict":
            raise UnicodeError(f"Unsupported error handling: {errors}")
        if not input:
            return (b"", 0)
        labels = _split(input)
        trailing = b"." if not labels[-1] and len(labels) > 1 else b""
        if trailing:
            labels.pop()
        return (b".".join([ToASCII(label) for label in labels]) + trailing, len(input))

    def decode(self, input, errors="strict"):
        if errors not in ("strict", "replace", "ignore"):
            raise UnicodeError(f"Unsupported error handling: {errors}")
        if not input:
            return ("", 0)
        data = bytes(input)
        if ace_prefix not in data.lower():
            try:
                return (data.decode("ascii"), len(data))
            except UnicodeDecodeError as error:
                raise UnicodeDecodeError("idna", data, error.start, error.end, error.reason) from None
        labels = data.split(b".")
        trailing = "." if not labels[-1] else ""
        if trailing:
            labels.pop()
        return (".".join([ToUnicode(label) for label in labels]) + trailing, len(data))


class IncrementalEncoder(codecs.BufferedIncrementalEncoder):
    def _buffer_encode(self, input, errors, final):
        if final:
            return Codec().encode(input, errors)
        at = max(input.rfind(dot) for dot in "." + _DOTS) + 1
        return (Codec().encode(input[:at], errors)[0], at)


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input, errors, final):
        if final:
            return Codec().decode(input, errors)
        at = input.rfind(b".") + 1
        return (Codec().decode(input[:at], errors)[0], at)


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(
        name="idna", encode=Codec().encode, decode=Codec().decode,
        incrementalencoder=IncrementalEncoder, incrementaldecoder=IncrementalDecoder,
        streamwriter=StreamWriter, streamreader=StreamReader)

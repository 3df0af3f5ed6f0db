"""Base16, Base32, Base64 (RFC 3548), Base85 and Ascii85 data encodings"""

import binascii

__all__ = ["encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode", "b32hexencode",
           "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode", "a85decode", "z85encode", "z85decode",
           "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode"]

_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_B85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_Z85 = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
_A85 = bytes(range(33, 118))
_URLSAFE_IN = bytes.maketrans(b"-_", b"+/")
_URLSAFE_OUT = bytes.maketrans(b"+/", b"-_")
MAXLINESIZE = 76
MAXBINSIZE = (MAXLINESIZE // 4) * 3


def _bytes_from_decode_data(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}") from None


def _to_bytes(b):
    return b if isinstance(b, (bytes, bytearray)) else memoryview(b).tobytes()


def b64encode(s, altchars=None):
    """Encode the bytes-like object s using Base64 and return a bytes object.

    altchars, two bytes, stand for '+' and '/'.
    """
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """Decode the Base64 encoded bytes-like object or ASCII string s.

    altchars, two characters, stand for '+' and '/'. Characters outside of the alphabet are left out, unless validate is
    true: then they are errors.
    """
    s = _bytes_from_decode_data(s)
    if altchars is not None:
        altchars = _bytes_from_decode_data(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """Encode bytes-like object s using the standard Base64 alphabet."""
    return b64encode(s)


def standard_b64decode(s):
    """Decode bytes encoded with the standard Base64 alphabet."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """Encode bytes using the URL- and filesystem-safe Base64 alphabet: '-' for '+' and '_' for '/'."""
    return b64encode(s).translate(_URLSAFE_OUT)


def urlsafe_b64decode(s):
    """Decode bytes using the URL- and filesystem-safe Base64 alphabet: '-' for '+' and '_' for '/'."""
    return b64decode(_bytes_from_decode_data(s).translate(_URLSAFE_IN))


def _b32encode(alphabet, s):
    s = bytes(_to_bytes(s))
    rest = len(s) % 5
    s += b"\0" * (-len(s) % 5)
    out = bytearray()
    for i in range(0, len(s), 5):
        n = int.from_bytes(s[i : i + 5])
        out += bytes([alphabet[n >> shift & 31] for shift in range(35, -1, -5)])
    unused = (0, 6, 4, 3, 1)[rest]
    if unused:
        out[-unused:] = b"=" * unused
    return bytes(out)


def _b32decode(alphabet, s, casefold=False, map01=None):
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes_from_decode_data(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    values = {c: i for i, c in enumerate(alphabet)}
    count = len(s)
    s = s.rstrip(b"=")
    padding = count - len(s)
    out = bytearray()
    for i in range(0, len(s), 8):
        part = s[i : i + 8]
        n = 0
        try:
            for c in part:
                n = n << 5 | values[c]
        except KeyError:
            raise binascii.Error("Non-base32 digit found") from None
        out += (n << 5 * (8 - len(part))).to_bytes(5)
    if count % 8 or padding not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if padding and out:
        # So many bytes of the last five are real.
        del out[len(out) - 5 + (43 - 5 * padding) // 8 :]
    return bytes(out)


def b32encode(s):
    """Encode the bytes-like objects using base32 and return a bytes object."""
    return _b32encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    """Decode the base32 encoded bytes-like object or ASCII string s.

    casefold accepts small letters; map01 is the letter that 1 stands for (0 is then O).
    """
    return _b32decode(_B32, s, casefold, map01)


def b32hexencode(s):
    """Encode the bytes-like objects using base32hex and return a bytes object."""
    return _b32encode(_B32HEX, s)


def b32hexdecode(s, casefold=False):
    """Decode the base32hex encoded bytes-like object or ASCII string s. casefold accepts small letters."""
    return _b32decode(_B32HEX, s, casefold)


def b16encode(s):
    """Encode the bytes-like object s using Base16 and return a bytes object."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """Decode the Base16 encoded bytes-like object or ASCII string s. casefold accepts small letters."""
    s = _bytes_from_decode_data(s)
    if casefold:
        s = s.upper()
    if s.translate(None, delete=b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


def _five(alphabet, word):
    """Five digits of a word of four bytes."""
    digits = []
    for _ in range(5):
        word, digit = divmod(word, 85)
        digits.append(alphabet[digit])
    return bytes(reversed(digits))


def _85encode(alphabet, b, pad=False, foldnuls=False, foldspaces=False):
    b = bytes(_to_bytes(b))
    padding = -len(b) % 4
    b += b"\0" * padding
    pieces = []
    for i in range(0, len(b), 4):
        word = int.from_bytes(b[i : i + 4])
        if foldnuls and not word:
            pieces.append(b"z")
        elif foldspaces and word == 0x20202020:
            pieces.append(b"y")
        else:
            pieces.append(_five(alphabet, word))
    if padding and not pad:
        if pieces[-1] == b"z":
            pieces[-1] = alphabet[:1] * 5
        pieces[-1] = pieces[-1][:-padding]
    return b"".join(pieces)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Encode bytes-like object b using Ascii85 and return a bytes object.

    foldspaces writes four spaces as 'y'; wrapcol is the length of lines; pad fills the input up to a multiple of four;
    adobe encloses the result in <~ and ~>.
    """
    result = _85encode(_A85, b, pad, True, foldspaces)
    if adobe:
        result = b"<~" + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[i : i + wrapcol] for i in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        result = b"\n".join(lines)
    return result + b"~>" if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    """Decode the Ascii85 encoded bytes-like object or ASCII string b and return a bytes object.

    The options are those of a85encode; ignorechars are left out.
    """
    b = _bytes_from_decode_data(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = bytearray()
    word = []
    for c in b + b"u" * 4:
        if 33 <= c <= 117:
            word.append(c)
            if len(word) == 5:
                n = 0
                for digit in word:
                    n = n * 85 + digit - 33
                if n >= 2**32:
                    raise ValueError("Ascii85 overflow") from None
                out += n.to_bytes(4)
                word.clear()
        elif c == 122:
            if word:
                raise ValueError("z inside Ascii85 5-tuple")
            out += bytes(4)
        elif foldspaces and c == 121:
            if word:
                raise ValueError("y inside Ascii85 5-tuple")
            out += b"    "
        elif c not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {chr(c)}")
    padding = 4 - len(word)
    return bytes(out[:-padding]) if padding else bytes(out)


def b85encode(b, pad=False):
    """Encode bytes-like object b in base85 format and return a bytes object.

    pad fills the input up to a multiple of four bytes.
    """
    return _85encode(_B85, b, pad)


def _85decode(alphabet, b, name):
    values = {c: i for i, c in enumerate(alphabet)}
    padding = -len(b) % 5
    b = bytes(b) + alphabet[-1:] * padding
    out = bytearray()
    for i in range(0, len(b), 5):
        n = 0
        for j, c in enumerate(b[i : i + 5]):
            if c not in values:
                raise ValueError(f"bad {name} character at position {i + j}")
            n = n * 85 + values[c]
        if n >= 2**32:
            raise ValueError(f"{name} overflow in hunk starting at byte {i}")
        out += n.to_bytes(4)
    return bytes(out[:-padding]) if padding else bytes(out)


def b85decode(b):
    """Decode the base85-encoded bytes-like object or ASCII string b."""
    return _85decode(_B85, _bytes_from_decode_data(b), "base85")


def z85encode(s):
    """Encode bytes-like object b in z85 format and return a bytes object."""
    return _85encode(_Z85, s)


def z85decode(s):
    """Decode the z85-encoded bytes-like object or ASCII string b."""
    return _85decode(_Z85, _bytes_from_decode_data(s), "z85")


def encode(input, output):
    """Encode a file; input and output are binary files."""
    while piece := input.read(MAXBINSIZE):
        while len(piece) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(piece))):
            piece += more
        output.write(binascii.b2a_base64(piece))


def decode(input, output):
    """Decode a file; input and output are binary files."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _input_type_check(s):
    try:
        view = memoryview(s)
    except TypeError as err:
        raise TypeError(f"expected bytes-like object, not {s.__class__.__name__}") from err
    if view.format not in ("c", "b", "B"):
        raise TypeError(f"expected single byte elements, not {view.format!r} from {s.__class__.__name__}")
    if view.ndim != 1:
        raise TypeError(f"expected 1-D data, not {view.ndim}-D data from {s.__class__.__name__}")


def encodebytes(s):
    """Encode a bytestring into a bytes object containing multiple lines of base-64 data."""
    _input_type_check(s)
    return b"".join([binascii.b2a_base64(s[i : i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE)])


def decodebytes(s):
    """Decode a bytestring of base-64 data into a bytes object."""
    _input_type_check(s)
    return binascii.a2b_base64(s)

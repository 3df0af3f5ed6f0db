"""Punycode (RFC 3492): Unicode text in letters, digits and hyphens."""

import codecs

_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789"
_BASE, _TMIN, _TMAX, _SKEW, _DAMP, _BIAS, _FIRST = 36, 1, 26, 38, 700, 72, 128


def _adapt(delta, points, first):
    delta = delta // _DAMP if first else delta // 2
    delta += delta // points
    k = 0
    while delta > (_BASE - _TMIN) * _TMAX // 2:
        delta //= _BASE - _TMIN
        k += _BASE
    return k + (_BASE - _TMIN + 1) * delta // (delta + _SKEW)


def _threshold(k, bias):
    return min(max(k - bias, _TMIN), _TMAX)


def punycode_encode(text):
    """Encode text to bytes."""
    basic = [c for c in text if ord(c) < _FIRST]
    done = len(basic)
    out = basic + ["-"] if basic else []
    n, delta, bias = _FIRST, 0, _BIAS
    while done < len(text):
        least = min(ord(c) for c in text if ord(c) >= n)
        delta += (least - n) * (done + 1)
        n = least
        for c in text:
            if ord(c) < n:
                delta += 1
            elif ord(c) == n:
                q, k = delta, _BASE
                while q >= (t := _threshold(k, bias)):
                    q, digit = divmod(q - t, _BASE - t)
                    out.append(_DIGITS[t + digit])
                    k += _BASE
                out.append(_DIGITS[q])
                bias = _adapt(delta, done + 1, done == len(basic))
                delta = 0
                done += 1
        delta += 1
        n += 1
    return "".join(out).encode("ascii")


def punycode_decode(data, errors="strict"):
    """Decode bytes to text."""
    if errors not in ("strict", "replace", "ignore"):
        raise UnicodeError(f"Unsupported error handling: {errors}")
    data = bytes(data)
    split = data.rfind(b"-")
    head, tail = (data[:split], data[split + 1:]) if split >= 0 else (b"", data)
    chars = list(str(head, "ascii", errors))
    n, i, bias, at = _FIRST, 0, _BIAS, 0
    start = len(data) - len(tail)
    while at < len(tail):
        before, weight, k = i, 1, _BASE
        while True:
            if at >= len(tail):
                if errors == "strict":
                    raise UnicodeDecodeError("punycode", data, start + at, start + at + 1, "incomplete punycode string")
                return "".join(chars)
            c = chr(tail[at]).lower()
            digit = _DIGITS.find(c)
            if digit < 0:
                if errors == "strict":
                    raise UnicodeDecodeError("punycode", data, start + at, start + at + 1,
                                             f"Invalid extended code point '{tail[at]}'")
                return "".join(chars)
            at += 1
            i += digit * weight
            t = _threshold(k, bias)
            if digit < t:
                break
            weight *= _BASE - t
            k += _BASE
        bias = _adapt(i - before, len(chars) + 1, before == 0)
        n += i // (len(chars) + 1)
        i %= len(chars) + 1
        if n > 0x10FFFF:
            if errors == "strict":
                raise UnicodeDecodeError("punycode", data, start + at - 1, start + at, f"Invalid character U+{n:x}")
            n = ord("?")
        chars.insert(i, chr(n))
        i += 1
    return "".join(chars)


class Codec(codecs.Codec):
    def encode(self, input, errors="strict"):
        return (punycode_encode(input), len(input))

    def decode(self, input, errors="strict"):
        return (punycode_decode(input, errors), len(input))


class IncrementalEncoder(codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return punycode_encode(input)


class IncrementalDecoder(codecs.IncrementalDecoder):
    def decode(self, input, final=False):
        return punycode_decode(input, self.errors)


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(
        name="punycode", encode=Codec().encode, decode=Codec().decode,
        incrementalencoder=IncrementalEncoder, incrementaldecoder=IncrementalDecoder,
        streamwriter=StreamWriter, streamreader=StreamReader)

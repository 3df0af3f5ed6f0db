"""The hex transform, bytes to bytes."""

import codecs
import binascii


def _encode(input, errors="strict"):
    assert errors == "strict"
    return (binascii.b2a_hex(input), len(input))


def _decode(input, errors="strict"):
    assert errors == "strict"
    return (binascii.a2b_hex(input), len(input))


class Codec(codecs.Codec):
    def encode(self, input, errors="strict"):
        return _encode(input, errors)

    def decode(self, input, errors="strict"):
        return _decode(input, errors)


class IncrementalEncoder(codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return _encode(input)[0]


class IncrementalDecoder(codecs.IncrementalDecoder):
    def decode(self, input, final=False):
        return _decode(input)[0]


class StreamWriter(Codec, codecs.StreamWriter):
    charbuffertype = bytes


class StreamReader(Codec, codecs.StreamReader):
    charbuffertype = bytes


def getregentry():
    return codecs.CodecInfo(
        name="hex", encode=_encode, decode=_decode,
        incrementalencoder=IncrementalEncoder, incrementaldecoder=IncrementalDecoder,
        streamwriter=StreamWriter, streamreader=StreamReader, _is_text_encoding=False)

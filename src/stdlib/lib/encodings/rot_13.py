"""Rot13: each letter moves thirteen places, text to text."""

import codecs

_upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_turned = _upper[13:] + _upper[:13]
rot13_map = str.maketrans(_upper + _upper.lower(), _turned + _turned.lower())


class Codec(codecs.Codec):
    def encode(self, input, errors="strict"):
        return (str.translate(input, rot13_map), len(input))

    decode = encode


class IncrementalEncoder(codecs.IncrementalEncoder):
    def encode(self, input, final=False):
        return str.translate(input, rot13_map)


class IncrementalDecoder(codecs.IncrementalDecoder):
    def decode(self, input, final=False):
        return str.translate(input, rot13_map)


class StreamWriter(Codec, codecs.StreamWriter):
    pass


class StreamReader(Codec, codecs.StreamReader):
    pass


def getregentry():
    return codecs.CodecInfo(
        name="rot-13", encode=Codec().encode, decode=Codec().decode,
        incrementalencoder=IncrementalEncoder, incrementaldecoder=IncrementalDecoder,
        streamwriter=StreamWriter, streamreader=StreamReader, _is_text_encoding=False)

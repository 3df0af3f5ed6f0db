"""Streams of text and bytes."""

import _io
import abc
from _io import (
    DEFAULT_BUFFER_SIZE, BlockingIOError, BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter,
    BytesIO, FileIO, IncrementalNewlineDecoder, StringIO, TextIOWrapper, UnsupportedOperation, open,
    open_code, text_encoding,
)

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
           "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase",
           "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE",
           "IncrementalNewlineDecoder", "text_encoding", "Reader", "Writer"]

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2


class IOBase(_io._IOBase, metaclass=abc.ABCMeta):
    __doc__ = _io._IOBase.__doc__


class RawIOBase(_io._RawIOBase, IOBase):
    __doc__ = _io._RawIOBase.__doc__


class BufferedIOBase(_io._BufferedIOBase, IOBase):
    __doc__ = _io._BufferedIOBase.__doc__


class TextIOBase(_io._TextIOBase, IOBase):
    __doc__ = _io._TextIOBase.__doc__


RawIOBase.register(FileIO)
for _class in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    BufferedIOBase.register(_class)
for _class in (StringIO, TextIOWrapper):
    TextIOBase.register(_class)
del _class


class Reader(metaclass=abc.ABCMeta):
    """Whatever has a `read` method."""

    __slots__ = ()

    @abc.abstractmethod
    def read(self, size=..., /):
        """Read and return data."""

    @classmethod
    def __subclasshook__(cls, C):
        if cls is Reader:
            return any("read" in base.__dict__ for base in C.__mro__) or NotImplemented
        return NotImplemented


class Writer(metaclass=abc.ABCMeta):
    """Whatever has a `write` method."""

    __slots__ = ()

    @abc.abstractmethod
    def write(self, data, /):
        """Write data and return how much."""

    @classmethod
    def __subclasshook__(cls, C):
        if cls is Writer:
            return any("write" in base.__dict__ for base in C.__mro__) or NotImplemented
        return NotImplemented

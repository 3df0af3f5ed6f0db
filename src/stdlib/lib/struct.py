"""Functions to convert between Python values and C structs, held in bytes objects.

A format begins with the order of bytes, sizes and alignment:
    @ native (the default)   = native order, standard sizes   < little-endian   > big-endian   ! network (big-endian)
Then one letter an item, with a count before it or not:
    x padding   c char   b B signed, unsigned char   ? bool   h H short   i I int   l L long   q Q long long
    n N ssize_t, size_t (native only)   P void * (native only)   e f d half, single, double   F D complex
    s bytes of the count's length   p the same with its length before it
"""

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]

from _struct import Struct, _clearcache, calcsize, error, iter_unpack, pack, pack_into, unpack, unpack_from

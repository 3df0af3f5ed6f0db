"""struct: formats, byte order, padding, errors; the outline's tftp packet."""

import struct


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((struct.pack("!H8sb5sb", 1, b"test.jpg", 0, b"octet", 0), struct.unpack("!HH", b"\x00\x05\x00\x01"), struct.calcsize("!H8sb5sb"))) == "(b'\\x00\\x01test.jpg\\x00octet\\x00', (5, 1), 17)"
assert repr((struct.pack("<bBhHiIqQ", -1, 255, -2, 65535, -3, 2**32 - 1, -4, 2**64 - 1), struct.pack(">fd", 1.5, -2.25), struct.pack("<e", 0.5), struct.pack("?", True), struct.pack("3s", b"a"), struct.pack("3p", b"abc"), struct.pack("2c", b"a", b"b"), struct.pack("<2h", 1, 2), struct.pack("<hx", 1), struct.pack(""), struct.pack("<0s", b"x"), struct.pack(">l", 5))) == "(b'\\xff\\xff\\xfe\\xff\\xff\\xff\\xfd\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xfc\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff', b'?\\xc0\\x00\\x00\\xc0\\x02\\x00\\x00\\x00\\x00\\x00\\x00', b'\\x008', b'\\x01', b'a\\x00\\x00', b'\\x02ab', b'ab', b'\\x01\\x00\\x02\\x00', b'\\x01\\x00\\x00', b'', b'', b'\\x00\\x00\\x00\\x05')"
assert repr((struct.calcsize("bi"), struct.calcsize("<bi"), struct.calcsize("@qb"), struct.calcsize("=qb"), struct.calcsize("bq"), struct.calcsize("P") == struct.calcsize("N"))) == '(8, 5, 9, 9, 16, True)'
assert repr((struct.unpack("<bBhH", b"\xff\xff\xfe\xff\xff\xff"), struct.unpack(">fd", struct.pack(">fd", 1.5, 0.1)), struct.unpack("3s", b"abc"), struct.unpack_from("<H", b"abcd", 2), list(struct.iter_unpack("<H", b"abcd")), struct.unpack("?", b"\x02"), struct.unpack("<2c", b"ab"), struct.unpack("3p", b"\x02abc"[:3]))) == "((-1, 255, -2, 65535), (1.5, 0.1), (b'abc',), (25699,), [(25185,), (25699,)], (True,), (b'a', b'b'), (b'ab',))"
b = bytearray(6)
struct.pack_into("<H", b, 2, 0x4142)
s = struct.Struct("<Hb")
assert repr((b, s.size, s.format, s.pack(1, 2), s.unpack(b"\x01\x00\x02"))) == "(bytearray(b'\\x00\\x00BA\\x00\\x00'), 3, '<Hb', b'\\x01\\x00\\x02', (1, 2))"
raises('struct.pack("B", 256)', "error: 'B' format requires 0 <= number <= 255")
raises('struct.pack("b", 128)', "error: 'b' format requires -128 <= number <= 127")
raises('struct.pack("<h", 40000)', "error: 'h' format requires -32768 <= number <= 32767")
raises('struct.pack("<I", -1)', "error: 'I' format requires 0 <= number <= 4294967295")
raises('struct.pack("H", "a")', 'error: required argument is not an integer')
raises('struct.pack("s", "a")', "error: argument for 's' must be a bytes object")
raises('struct.pack("!8s", "test.jpg")', "error: argument for 's' must be a bytes object")
raises('struct.pack("c", b"ab")', 'error: char format requires a bytes object of length 1')
raises('struct.pack("f", "a")', 'error: required argument is not a float')
raises('struct.pack("<f", 1e40)', 'OverflowError: float too large to pack with f format')
raises('struct.pack("HH", 1)', 'error: pack expected 2 items for packing (got 1)')
raises('struct.pack("H", 1, 2)', 'error: pack expected 1 items for packing (got 2)')
raises('struct.unpack("H", b"a")', 'error: unpack requires a buffer of 2 bytes')
raises('struct.unpack("<H", b"abc")', 'error: unpack requires a buffer of 2 bytes')
raises('struct.pack("y", 1)', 'error: bad char in struct format')
raises('struct.pack("5")', 'error: repeat count given without format specifier')
raises('struct.pack("<n", 1)', 'error: bad char in struct format')
raises('struct.unpack_from("<H", b"abc", 2)', 'error: unpack_from requires a buffer of at least 4 bytes for unpacking 2 bytes at offset 2 (actual buffer size is 3)')
raises('struct.pack_into("<H", bytearray(1), 0, 1)', 'error: pack_into requires a buffer of at least 2 bytes for packing 2 bytes at offset 0 (actual buffer size is 1)')
raises('list(struct.iter_unpack("<H", b"abc"))', 'error: iterative unpacking requires a buffer of a multiple of 2 bytes')
raises('struct.pack("<q", 2**63)', "error: 'q' format requires -9223372036854775808 <= number <= 9223372036854775807")
raises('struct.calcsize("zz")', 'error: bad char in struct format')
raises('struct.pack("H", 1.5)', 'error: required argument is not an integer')

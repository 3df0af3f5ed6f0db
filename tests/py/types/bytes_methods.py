"""bytes: construction, indexing, methods, formatting, comparison, errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((bytes(), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes("a", encoding="ascii", errors="strict"), bytes(b"x"), bytes(range(3)), bytes((c for c in b"ab")), bytes(bytearray(b"y")), bytes(memoryview(b"z")))) == "(b'', b'\\x00\\x00\\x00', b'\\x01\\x02\\xff', b'\\xc3\\xa9', b'a', b'x', b'\\x00\\x01\\x02', b'ab', b'y', b'z')"
b = b"hello world"
assert repr((b[0], b[-1], b[1:3], b[::-1], b[:0], list(b)[:2], len(b), b[0:100], b.hex(), b.hex(" "), b.hex("-", 2), b.hex(":", -4), bytes.fromhex("68 65 6c"), bytes.fromhex("FFff"), bytes.fromhex(""))) == "(104, 100, b'el', b'dlrow olleh', b'', [104, 101], 11, b'hello world', '68656c6c6f20776f726c64', '68 65 6c 6c 6f 20 77 6f 72 6c 64', '68-656c-6c6f-2077-6f72-6c64', '68656c6c:6f20776f:726c64', b'hel', b'\\xff\\xff', b'')"
assert repr((b.upper(), b.title(), b.capitalize(), b.swapcase(), b.center(15, b"*"), b.ljust(13), b.rjust(13, b"."), b"-5".zfill(4), b.find(b"o"), b.rfind(b"o"), b.find(111), b.index(b"w"), b.count(b"l"), b.count(108), b.replace(b"l", b"L", 1), b.startswith(b"he"), b.endswith((b"x", b"ld")))) == "(b'HELLO WORLD', b'Hello World', b'Hello world', b'HELLO WORLD', b'**hello world**', b'hello world  ', b'..hello world', b'-005', 4, 7, 4, 6, 3, 3, b'heLlo world', True, True)"
assert repr((b.split(), b.split(b"o"), b.split(b"o", 1), b.rsplit(b"o", 1), b"a\nb\r\nc\x0bd".splitlines(), b.partition(b" "), b.rpartition(b"o"), b" a ".strip(), b"xax".strip(b"x"), b",".join([b"a", bytearray(b"b")]), b.removeprefix(b"hello "), b.removesuffix(b"ld"), b"a\tb".expandtabs(4), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"abc".translate(None, delete=b"a"))) == "([b'hello', b'world'], [b'hell', b' w', b'rld'], [b'hell', b' world'], [b'hello w', b'rld'], [b'a', b'b', b'c\\x0bd'], (b'hello', b' ', b'world'), (b'hello w', b'o', b'rld'), b'a', b'a', b'a,b', b'world', b'hello wor', b'a   b', b'xyc', b'ac', b'bc')"
assert repr((b"a1".isalnum(), b"ab".isalpha(), b"12".isdigit(), b" \t".isspace(), b"ab".islower(), b"AB".isupper(), b"Ab".istitle(), b"\xe9".isalpha(), b"a".isascii(), b"\x80".isascii(), b"\xe9".upper())) == "(True, True, True, True, True, True, True, False, True, False, b'\\xe9')"
assert repr((104 in b, b"lo" in b, b"" in b"", b"a" + b"b", b"ab" * 2, b"a" < b"b", b"a" == bytearray(b"a"), b"a" == "a", hash(b"abc") == hash(bytes([97, 98, 99])), sorted([b"b", b"a"]), b"a" != b"b")) == "(True, True, True, b'ab', b'abab', True, True, False, True, [b'a', b'b'], True)"
assert repr((b"abc".decode(), b"\xc3\xa9".decode("utf-8"), b"\xff".decode("latin-1"), b"\xffa".decode("utf-8", "replace"), b"\xffa".decode("utf-8", "ignore"), b"\xff".decode("utf-8", "backslashreplace"), b"\xff".decode("utf-8", "surrogateescape"), b"\xe2\x82".decode("utf-8", "replace"), b"\xed\xa0\x80".decode("utf-8", "surrogatepass"), b"\xf0\x9f\x98\x80".decode(), b"\xff\xfea\0".decode("utf-16"), b"\xef\xbb\xbfa".decode("utf-8-sig"))) == "('abc', 'é', 'ÿ', '�a', 'a', '\\\\xff', '\\udcff', '�', '\\ud800', '😀', 'a', 'a')"
assert repr((repr(b"a'b"), repr(b'a"\''), repr(b"\x00\n\t\\\x7f\xff"), str(b"a"), b"%d %s %r %x %c %a %b" % (5, b"s", "é", 255, 65, "é", b"b"), b"%5.1f|%-5d|" % (2.25, 3), b"%(k)s" % {b"k": b"v"}, b"%c" % b"x", b"%%" % ())) == '(\'b"a\\\'b"\', \'b\\\'a"\\\\\\\'\\\'\', "b\'\\\\x00\\\\n\\\\t\\\\\\\\\\\\x7f\\\\xff\'", "b\'a\'", b"5 s \'\\\\xe9\' ff A \'\\\\xe9\' b", b\'  2.2|3    |\', b\'v\', b\'x\', b\'%\')'
assert repr((bytes.fromhex("0a") + b"\n", type(b"ab"[0:1]), iter(b"a").__next__(), b"abc".__getitem__(1), [*b"ab"])) == "(b'\\n\\n', <class 'bytes'>, 97, 98, [97, 98])"


class Bs:
    def __bytes__(self): return b"from __bytes__"

class Sub(bytes): pass
assert repr((bytes(Bs()), Sub(b"x"), type(Sub(b"x")[:]), type(Sub(b"x") + b""), Sub.fromhex("61"))) == "(b'from __bytes__', b'x', <class 'bytes'>, <class 'bytes'>, b'a')"
raises('b[100]', 'IndexError: index out of range')
raises('b["a"]', 'TypeError: byte indices must be integers or slices, not str')
raises('b[0] = 1', "TypeError: 'bytes' object does not support item assignment")
raises('bytes(-1)', 'ValueError: negative count')
raises('bytes([256])', 'ValueError: bytes must be in range(0, 256)')
raises('bytes([-1])', 'ValueError: bytes must be in range(0, 256)')
raises('bytes(["a"])', "TypeError: 'str' object cannot be interpreted as an integer")
raises('bytes("a")', 'TypeError: string argument without an encoding')
raises('bytes(1.5)', "TypeError: cannot convert 'float' object to bytes")
raises('bytes(None)', "TypeError: cannot convert 'NoneType' object to bytes")
raises('bytes(5, "ascii")', 'TypeError: encoding without a string argument')
raises('bytes(object())', "TypeError: cannot convert 'object' object to bytes")
raises('b"a" + "b"', "TypeError: can't concat str to bytes")
raises('"a" + b"b"', 'TypeError: can only concatenate str (not "bytes") to str')
raises('b"a" < "a"', "TypeError: '<' not supported between instances of 'bytes' and 'str'")
raises('b"a".find("a")', "TypeError: argument should be integer or bytes-like object, not 'str'")
raises('b"a".find(256)', 'ValueError: byte must be in range(0, 256)')
raises('b"a".split("a")', "TypeError: a bytes-like object is required, not 'str'")
raises('b"a".split(b"")', 'ValueError: empty separator')
raises('b"".join(["a"])', 'TypeError: sequence item 0: expected a bytes-like object, str found')
raises('b"".join([1])', 'TypeError: sequence item 0: expected a bytes-like object, int found')
raises('b"a".replace("a", "b")', "TypeError: a bytes-like object is required, not 'str'")
raises('b"a".startswith("a")', 'TypeError: startswith first arg must be bytes or a tuple of bytes, not str')
raises('"a" in b"abc"', "TypeError: a bytes-like object is required, not 'str'")
raises('256 in b"a"', 'ValueError: byte must be in range(0, 256)')
raises('b"a".index(b"b")', 'ValueError: subsection not found')
raises('b"\\xff".decode()', "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte")
raises('b"\\xc3".decode()', "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data")
raises('b"\\xe2\\x82".decode("utf-8")', "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: unexpected end of data")
raises('b"\\x80abc".decode("ascii")', "UnicodeDecodeError: 'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128)")
raises('b"a".decode("nonsense")', 'LookupError: unknown encoding: nonsense')
raises('bytes.fromhex("0")', 'ValueError: fromhex() arg must contain an even number of hexadecimal digits')
raises('bytes.fromhex("zz")', 'ValueError: non-hexadecimal number found in fromhex() arg at position 0')
raises('bytes.fromhex(5)', 'TypeError: fromhex() argument must be str or bytes-like, not int')
raises('b"a".hex("ab")', 'ValueError: sep must be length 1.')
raises('b"a".hex("é")', 'ValueError: sep must be ASCII.')
raises('b"a".translate(b"short")', 'ValueError: translation table must be 256 characters long')
raises('bytes.maketrans(b"a", b"bc")', 'ValueError: maketrans arguments must have same length')
raises('b"%s" % "text"', "TypeError: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'")
raises('b"%d" % b"5"', 'TypeError: %d format: a real number is required, not bytes')
raises('b"%c" % 256', 'OverflowError: %c arg not in range(256)')
raises('b"a".center(5, b"xy")', 'TypeError: center(): argument 2 must be a byte string of length 1, not a bytes object of length 2')
raises('b"a".x', "AttributeError: 'bytes' object has no attribute 'x'")

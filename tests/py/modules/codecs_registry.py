"""The codecs module: registry, error handlers, incremental codecs, functions of the builtin codecs."""


def raises(source, expected):
    """Runs the expression and compares the exception, as `Type: message`."""
    try:
        eval(source)
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import codecs

codecs.register_error("mine", lambda e: ("<%a>" % e.object[e.start:e.end], e.end))
codecs.register_error("bytes", lambda e: (b"\0\xff", e.end))
codecs.register_error("bad", lambda e: 5)
codecs.register_error("out", lambda e: ("", 100))
codecs.register_error("unencodable", lambda e: ("é", e.end))


def search(name):
    if name == "my_codec":
        return codecs.CodecInfo(lambda s, e="strict": (b"ENC", len(s)), lambda b, e="strict": ("DEC", len(b)), name="my")


codecs.register(search)
d = codecs.getincrementaldecoder("utf-16")()
e = codecs.getincrementalencoder("utf-16")()

assert repr((codecs.lookup('utf8').name, codecs.lookup('latin1').name, codecs.lookup('cp1252').name, codecs.lookup('L2').name)) == "('utf-8', 'iso8859-1', 'cp1252', 'iso8859-2')"
assert repr((codecs.encode('Hello', 'rot13'), codecs.decode('Uryyb', 'rot13'))) == "('Uryyb', 'Hello')"
assert repr((codecs.utf_8_decode(b'\xe2\x82'), codecs.utf_16_ex_decode(b'\xff\xfea\0'), codecs.escape_decode(b'\\x41\\n'), codecs.charmap_decode(b'\0\1\2', 'replace', 'ab'))) == "(('', 0), ('a', 4, -1), (b'A\\n', 6), ('ab�', 3))"
assert repr((codecs.charmap_encode('aéb', 'xmlcharrefreplace', {i: i for i in range(128)}))) == "(b'a&#233;b', 3)"
assert repr(('aé中b'.encode('ascii', 'mine'), b'a\xffb'.decode('utf-8', 'mine'), 'aé'.encode('ascii', 'bytes'))) == '(b"a<\'\\\\xe9\\\\u4e2d\'>b", "a<b\'\\\\xff\'>b", b\'a\\x00\\xff\')'
assert repr(('x'.encode('my-codec'), b'x'.decode('MY CODEC'), str(b'x', 'my_codec'), bytes('x', 'my_codec'))) == "(b'ENC', 'DEC', 'DEC', b'ENC')"
assert repr(([d.decode(bytes([b])) for b in 'aé😀'.encode('utf-16')], d.getstate())) == "(['', '', '', 'a', '', 'é', '', '', '', '😀'], (b'', 0))"
assert repr((e.encode('a'), e.encode('b'))) == "(b'\\xff\\xfea\\x00', b'b\\x00')"
assert repr((list(codecs.iterdecode([b'a', b'\xe2\x82', b'\xac'], 'utf-8')), list(codecs.iterencode(['a', 'é'], 'utf-8-sig')))) == "(['a', '€'], [b'\\xef\\xbb\\xbfa', b'\\xc3\\xa9'])"
assert repr(('bücher'.encode('punycode'), b'bcher-kva'.decode('punycode'))) == "(b'bcher-kva', 'bücher')"
assert repr(([codecs.lookup_error(n)(UnicodeEncodeError('ascii', 'aéb', 1, 2, 'r')) for n in ('ignore', 'replace', 'xmlcharrefreplace', 'backslashreplace', 'namereplace')])) == "[('', 2), ('?', 2), ('&#233;', 2), ('\\\\xe9', 2), ('\\\\N{LATIN SMALL LETTER E WITH ACUTE}', 2)]"
assert repr(([codecs.lookup_error(n)(UnicodeDecodeError('utf-8', b'a\xffb', 1, 2, 'r')) for n in ('ignore', 'replace', 'backslashreplace', 'surrogateescape')])) == "[('', 2), ('�', 2), ('\\\\xff', 2), ('\\udcff', 2)]"

raises("'a'.encode('rot13')", "LookupError: 'rot13' is not a text encoding; use codecs.encode() to handle arbitrary codecs")
raises("b'a'.decode('rot13')", "LookupError: 'rot13' is not a text encoding; use codecs.decode() to handle arbitrary codecs")
raises("codecs.lookup('xx')", 'LookupError: unknown encoding: xx')
raises("codecs.lookup_error('xx')", "LookupError: unknown error handler name 'xx'")
raises("codecs.register_error('x', 1)", 'TypeError: handler must be callable')
raises('codecs.register(1)', 'TypeError: argument must be callable')
raises("'é'.encode('ascii', 'bad')", 'TypeError: encoding error handler must return (str/bytes, int) tuple')
raises("b'\\xff'.decode('ascii', 'bad')", 'TypeError: decoding error handler must return (str, int) tuple')
raises("'é'.encode('ascii', 'out')", 'IndexError: position 100 from error handler out of bounds')
raises("'é'.encode('ascii', 'unencodable')", "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)")
raises("codecs.strict_errors(UnicodeError('x'))", 'UnicodeError: x')
raises('codecs.ignore_errors(1)', "TypeError: don't know how to handle int in error callback")

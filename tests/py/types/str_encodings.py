"""encode and decode: codecs, aliases, error handlers, the exact exceptions."""


def raises(source, expected):
    """Runs the expression and compares the exception, as `Type: message`."""
    try:
        eval(source)
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((b'\x80'.decode('utf-8', 'replace'))) == "'�'"
assert repr((b'\x80'.decode('utf-8', 'backslashreplace'))) == "'\\\\x80'"
assert repr((b'\x80'.decode('utf-8', 'surrogateescape'))) == "'\\udc80'"
assert repr((b'\xc3'.decode('utf-8', 'replace'))) == "'�'"
assert repr((b'\xc3'.decode('utf-8', 'backslashreplace'))) == "'\\\\xc3'"
assert repr((b'\xc3'.decode('utf-8', 'surrogateescape'))) == "'\\udcc3'"
assert repr((b'\xe2\x82a'.decode('utf-8', 'replace'))) == "'�a'"
assert repr((b'\xe2\x82a'.decode('utf-8', 'backslashreplace'))) == "'\\\\xe2\\\\x82a'"
assert repr((b'\xe2\x82a'.decode('utf-8', 'surrogateescape'))) == "'\\udce2\\udc82a'"
assert repr((b'\xed\xa0\x80'.decode('utf-8', 'replace'))) == "'���'"
assert repr((b'\xed\xa0\x80'.decode('utf-8', 'backslashreplace'))) == "'\\\\xed\\\\xa0\\\\x80'"
assert repr((b'\xed\xa0\x80'.decode('utf-8', 'surrogateescape'))) == "'\\udced\\udca0\\udc80'"
assert repr((b'\xed\xa0\x80'.decode('utf-8', 'surrogatepass'))) == "'\\ud800'"
assert repr((b'\xf4\x90\x80\x80'.decode('utf-8', 'replace'))) == "'����'"
assert repr((b'\xf4\x90\x80\x80'.decode('utf-8', 'backslashreplace'))) == "'\\\\xf4\\\\x90\\\\x80\\\\x80'"
assert repr((b'\xf4\x90\x80\x80'.decode('utf-8', 'surrogateescape'))) == "'\\udcf4\\udc90\\udc80\\udc80'"
assert repr((b'\xf0\x9f\x98'.decode('utf-8', 'replace'))) == "'�'"
assert repr((b'\xf0\x9f\x98'.decode('utf-8', 'backslashreplace'))) == "'\\\\xf0\\\\x9f\\\\x98'"
assert repr((b'\xf0\x9f\x98'.decode('utf-8', 'surrogateescape'))) == "'\\udcf0\\udc9f\\udc98'"
assert repr(('aé中\udc80'.encode('ascii', 'xmlcharrefreplace'))) == "b'a&#233;&#20013;&#56448;'"
assert repr(('aé中\udc80'.encode('ascii', 'namereplace'))) == "b'a\\\\N{LATIN SMALL LETTER E WITH ACUTE}\\\\N{CJK UNIFIED IDEOGRAPH-4E2D}\\\\udc80'"
assert repr(('ab'.encode('ascii').decode('ascii'))) == "'ab'"
assert repr(('aé中\udc80'.encode('latin-1', 'xmlcharrefreplace'))) == "b'a\\xe9&#20013;&#56448;'"
assert repr(('aé中\udc80'.encode('latin-1', 'namereplace'))) == "b'a\\xe9\\\\N{CJK UNIFIED IDEOGRAPH-4E2D}\\\\udc80'"
assert repr((b'a\x00\xd8\x81'.decode('latin-1'))) == "'a\\x00Ø\\x81'"
assert repr(('ab'.encode('latin-1').decode('latin-1'))) == "'ab'"
assert repr(('aé中\udc80'.encode('cp1252', 'xmlcharrefreplace'))) == "b'a\\xe9&#20013;&#56448;'"
assert repr(('aé中\udc80'.encode('cp1252', 'namereplace'))) == "b'a\\xe9\\\\N{CJK UNIFIED IDEOGRAPH-4E2D}\\\\udc80'"
assert repr(('ab'.encode('cp1252').decode('cp1252'))) == "'ab'"
assert repr(('aé中\udc80'.encode('utf-16', 'xmlcharrefreplace'))) == "b'\\xff\\xfea\\x00\\xe9\\x00-N&\\x00#\\x005\\x006\\x004\\x004\\x008\\x00;\\x00'"
assert repr(('aé中\udc80'.encode('utf-16', 'namereplace'))) == "b'\\xff\\xfea\\x00\\xe9\\x00-N\\\\\\x00u\\x00d\\x00c\\x008\\x000\\x00'"
assert repr((b'a\x00\xd8\x81'.decode('utf-16'))) == "'a臘'"
assert repr(('ab'.encode('utf-16').decode('utf-16'))) == "'ab'"
assert repr(('aé中\udc80'.encode('utf-32-le', 'xmlcharrefreplace'))) == "b'a\\x00\\x00\\x00\\xe9\\x00\\x00\\x00-N\\x00\\x00&\\x00\\x00\\x00#\\x00\\x00\\x005\\x00\\x00\\x006\\x00\\x00\\x004\\x00\\x00\\x004\\x00\\x00\\x008\\x00\\x00\\x00;\\x00\\x00\\x00'"
assert repr(('aé中\udc80'.encode('utf-32-le', 'namereplace'))) == "b'a\\x00\\x00\\x00\\xe9\\x00\\x00\\x00-N\\x00\\x00\\\\\\x00\\x00\\x00u\\x00\\x00\\x00d\\x00\\x00\\x00c\\x00\\x00\\x008\\x00\\x00\\x000\\x00\\x00\\x00'"
assert repr(('ab'.encode('utf-32-le').decode('utf-32-le'))) == "'ab'"
assert repr(('aé中\udc80'.encode('utf-7', 'strict'))) == "b'a+AOlOLdyA-'"
assert repr(('aé中\udc80'.encode('utf-7', 'xmlcharrefreplace'))) == "b'a+AOlOLdyA-'"
assert repr(('aé中\udc80'.encode('utf-7', 'namereplace'))) == "b'a+AOlOLdyA-'"
assert repr(('aé中\udc80'.encode('utf-7', 'surrogateescape'))) == "b'a+AOlOLdyA-'"
assert repr(('ab'.encode('utf-7').decode('utf-7'))) == "'ab'"
assert repr(('aé中\udc80'.encode('utf-8-sig', 'xmlcharrefreplace'))) == "b'\\xef\\xbb\\xbfa\\xc3\\xa9\\xe4\\xb8\\xad&#56448;'"
assert repr(('aé中\udc80'.encode('utf-8-sig', 'namereplace'))) == "b'\\xef\\xbb\\xbfa\\xc3\\xa9\\xe4\\xb8\\xad\\\\udc80'"
assert repr(('aé中\udc80'.encode('utf-8-sig', 'surrogateescape'))) == "b'\\xef\\xbb\\xbfa\\xc3\\xa9\\xe4\\xb8\\xad\\x80'"
assert repr((b'a\x00\xd8\x81'.decode('utf-8-sig'))) == "'a\\x00\\u0601'"
assert repr(('ab'.encode('utf-8-sig').decode('utf-8-sig'))) == "'ab'"
assert repr(('aé中\udc80'.encode('unicode_escape', 'strict'))) == "b'a\\\\xe9\\\\u4e2d\\\\udc80'"
assert repr(('aé中\udc80'.encode('unicode_escape', 'xmlcharrefreplace'))) == "b'a\\\\xe9\\\\u4e2d\\\\udc80'"
assert repr(('aé中\udc80'.encode('unicode_escape', 'namereplace'))) == "b'a\\\\xe9\\\\u4e2d\\\\udc80'"
assert repr(('aé中\udc80'.encode('unicode_escape', 'surrogateescape'))) == "b'a\\\\xe9\\\\u4e2d\\\\udc80'"
assert repr((b'a\x00\xd8\x81'.decode('unicode_escape'))) == "'a\\x00Ø\\x81'"
assert repr(('ab'.encode('unicode_escape').decode('unicode_escape'))) == "'ab'"
assert repr(('aé中\udc80'.encode('gbk', 'xmlcharrefreplace'))) == "b'a\\xa8\\xa6\\xd6\\xd0&#56448;'"
assert repr(('aé中\udc80'.encode('gbk', 'namereplace'))) == "b'a\\xa8\\xa6\\xd6\\xd0\\\\udc80'"
assert repr(('aé中\udc80'.encode('gbk', 'surrogateescape'))) == "b'a\\xa8\\xa6\\xd6\\xd0\\x80'"
assert repr((b'a\x00\xd8\x81'.decode('gbk'))) == "'a\\x00貋'"
assert repr(('ab'.encode('gbk').decode('gbk'))) == "'ab'"
assert repr(('aé中\udc80'.encode('shift_jis', 'xmlcharrefreplace'))) == "b'a&#233;\\x92\\x86&#56448;'"
assert repr(('aé中\udc80'.encode('shift_jis', 'namereplace'))) == "b'a\\\\N{LATIN SMALL LETTER E WITH ACUTE}\\x92\\x86\\\\udc80'"
assert repr(('ab'.encode('shift_jis').decode('shift_jis'))) == "'ab'"
assert repr(('aé中\udc80'.encode('big5', 'xmlcharrefreplace'))) == "b'a&#233;\\xa4\\xa4&#56448;'"
assert repr(('aé中\udc80'.encode('big5', 'namereplace'))) == "b'a\\\\N{LATIN SMALL LETTER E WITH ACUTE}\\xa4\\xa4\\\\udc80'"
assert repr(('ab'.encode('big5').decode('big5'))) == "'ab'"
assert repr(('aé中\udc80'.encode('euc-kr', 'xmlcharrefreplace'))) == "b'a&#233;\\xf1\\xe9&#56448;'"
assert repr(('aé中\udc80'.encode('euc-kr', 'namereplace'))) == "b'a\\\\N{LATIN SMALL LETTER E WITH ACUTE}\\xf1\\xe9\\\\udc80'"
assert repr(('ab'.encode('euc-kr').decode('euc-kr'))) == "'ab'"
assert repr(('中文'.encode('gb18030').decode('gbk'))) == "'中文'"
assert repr(('日本'.encode('euc_jp'), '日本'.encode('sjis'), '日本'.encode('iso2022_jp'))) == "(b'\\xc6\\xfc\\xcb\\xdc', b'\\x93\\xfa\\x96{', b'\\x1b$BF|K\\\\\\x1b(B')"
assert repr(('a'.encode('ascii', 'nope'), 'x')) == "(b'a', 'x')"
assert repr((str(b'\xe9', 'latin-1'), str(b'x', errors='replace'))) == "('é', 'x')"
assert repr((b'\\x1g'.decode('unicode_escape', 'replace'), b'\\N{SPACE}|\\400\\\n'.decode('unicode_escape'))) == "('�g', ' |Ā')"

raises("b'\\x80'.decode('utf-8', 'strict')", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0x80 in position 0: invalid start byte")
raises("b'\\x80'.decode('utf-8', 'surrogatepass')", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0x80 in position 0: invalid start byte")
raises("b'\\xc3'.decode('utf-8', 'strict')", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data")
raises("b'\\xc3'.decode('utf-8', 'surrogatepass')", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xc3 in position 0: unexpected end of data")
raises("b'\\xe2\\x82a'.decode('utf-8', 'strict')", "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte")
raises("b'\\xe2\\x82a'.decode('utf-8', 'surrogatepass')", "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte")
raises("b'\\xed\\xa0\\x80'.decode('utf-8', 'strict')", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte")
raises("b'\\xf4\\x90\\x80\\x80'.decode('utf-8', 'strict')", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xf4 in position 0: invalid continuation byte")
raises("b'\\xf4\\x90\\x80\\x80'.decode('utf-8', 'surrogatepass')", "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xf4 in position 0: invalid continuation byte")
raises("b'\\xf0\\x9f\\x98'.decode('utf-8', 'strict')", "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-2: unexpected end of data")
raises("b'\\xf0\\x9f\\x98'.decode('utf-8', 'surrogatepass')", "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-2: unexpected end of data")
raises("'aé中\\udc80'.encode('ascii', 'strict')", "UnicodeEncodeError: 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)")
raises("'aé中\\udc80'.encode('ascii', 'surrogateescape')", "UnicodeEncodeError: 'ascii' codec can't encode characters in position 1-3: ordinal not in range(128)")
raises("b'a\\x00\\xd8\\x81'.decode('ascii')", "UnicodeDecodeError: 'ascii' codec can't decode byte 0xd8 in position 2: ordinal not in range(128)")
raises("'aé中\\udc80'.encode('latin-1', 'strict')", "UnicodeEncodeError: 'latin-1' codec can't encode characters in position 2-3: ordinal not in range(256)")
raises("'aé中\\udc80'.encode('latin-1', 'surrogateescape')", "UnicodeEncodeError: 'latin-1' codec can't encode characters in position 2-3: ordinal not in range(256)")
raises("'aé中\\udc80'.encode('cp1252', 'strict')", "UnicodeEncodeError: 'charmap' codec can't encode characters in position 2-3: character maps to <undefined>")
raises("'aé中\\udc80'.encode('cp1252', 'surrogateescape')", "UnicodeEncodeError: 'charmap' codec can't encode characters in position 2-3: character maps to <undefined>")
raises("b'a\\x00\\xd8\\x81'.decode('cp1252')", "UnicodeDecodeError: 'charmap' codec can't decode byte 0x81 in position 3: character maps to <undefined>")
raises("'aé中\\udc80'.encode('utf-16', 'strict')", "UnicodeEncodeError: 'utf-16' codec can't encode character '\\udc80' in position 3: surrogates not allowed")
raises("'aé中\\udc80'.encode('utf-16', 'surrogateescape')", "UnicodeEncodeError: 'utf-16' codec can't encode character '\\udc80' in position 3: surrogates not allowed")
raises("'aé中\\udc80'.encode('utf-32-le', 'strict')", "UnicodeEncodeError: 'utf-32-le' codec can't encode character '\\udc80' in position 3: surrogates not allowed")
raises("'aé中\\udc80'.encode('utf-32-le', 'surrogateescape')", "UnicodeEncodeError: 'utf-32-le' codec can't encode character '\\udc80' in position 3: surrogates not allowed")
raises("b'a\\x00\\xd8\\x81'.decode('utf-32-le')", "UnicodeDecodeError: 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)")
raises("b'a\\x00\\xd8\\x81'.decode('utf-7')", "UnicodeDecodeError: 'utf7' codec can't decode byte 0xd8 in position 2: unexpected special character")
raises("'aé中\\udc80'.encode('utf-8-sig', 'strict')", "UnicodeEncodeError: 'utf-8' codec can't encode character '\\udc80' in position 3: surrogates not allowed")
raises("'aé中\\udc80'.encode('gbk', 'strict')", "UnicodeEncodeError: 'gbk' codec can't encode character '\\udc80' in position 3: illegal multibyte sequence")
raises("'aé中\\udc80'.encode('shift_jis', 'strict')", "UnicodeEncodeError: 'shift_jis' codec can't encode character '\\xe9' in position 1: illegal multibyte sequence")
raises("'aé中\\udc80'.encode('shift_jis', 'surrogateescape')", "UnicodeEncodeError: 'shift_jis' codec can't encode character '\\xe9' in position 1: illegal multibyte sequence")
raises("b'a\\x00\\xd8\\x81'.decode('shift_jis')", "UnicodeDecodeError: 'shift_jis' codec can't decode byte 0x81 in position 3: incomplete multibyte sequence")
raises("'aé中\\udc80'.encode('big5', 'strict')", "UnicodeEncodeError: 'big5' codec can't encode character '\\xe9' in position 1: illegal multibyte sequence")
raises("'aé中\\udc80'.encode('big5', 'surrogateescape')", "UnicodeEncodeError: 'big5' codec can't encode character '\\xe9' in position 1: illegal multibyte sequence")
raises("b'a\\x00\\xd8\\x81'.decode('big5')", "UnicodeDecodeError: 'big5' codec can't decode byte 0xd8 in position 2: illegal multibyte sequence")
raises("'aé中\\udc80'.encode('euc-kr', 'strict')", "UnicodeEncodeError: 'euc_kr' codec can't encode character '\\xe9' in position 1: illegal multibyte sequence")
raises("'aé中\\udc80'.encode('euc-kr', 'surrogateescape')", "UnicodeEncodeError: 'euc_kr' codec can't encode character '\\xe9' in position 1: illegal multibyte sequence")
raises("b'a\\x00\\xd8\\x81'.decode('euc-kr')", "UnicodeDecodeError: 'euc_kr' codec can't decode byte 0xd8 in position 2: illegal multibyte sequence")
raises("'a'.encode('xx')", 'LookupError: unknown encoding: xx')
raises("'a'.encode('utf\\0')", 'ValueError: embedded null character')
raises("'é'.encode('ascii', 'nope')", "LookupError: unknown error handler name 'nope'")
raises("str('a', 'utf-8')", 'TypeError: decoding str is not supported')
raises("str(5, 'utf-8')", 'TypeError: decoding to str: need a bytes-like object, int found')
raises("'é'.encode('L1'), 'é'.encode('ISO 8859-1'), 'é'.encode('cp_1252')", 'LookupError: unknown encoding: cp_1252')
raises("b'\\\\x1'.decode('unicode_escape')", "UnicodeDecodeError: 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape")
raises("b'\\\\N{FOO}'.decode('unicode_escape')", "UnicodeDecodeError: 'unicodeescape' codec can't decode bytes in position 0-6: unknown Unicode character name")

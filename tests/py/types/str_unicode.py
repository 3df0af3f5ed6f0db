"""Characters outside of ASCII: case, classes, indexing, order, lone surrogates."""

t = 'aé中😀' * 50

assert repr(('ß'.upper(), 'ŉ'.title(), 'ǆ'.title(), 'ΑΣ'.lower(), 'ΑΣΑ'.lower(), 'İ'.lower(), 'ﬁ'.capitalize(), 'ﬁ'.swapcase(), 'ß'.casefold(), 'Ꭰ'.casefold(), 'straße'.title())) == "('SS', 'ʼN', 'ǅ', 'ας', 'ασα', 'i̇', 'Fi', 'FI', 'ss', 'Ꭰ', 'Straße')"
assert repr(('ὖ'.upper(), 'ᾳ'.title(), 'ᾼ'.lower(), 'ΰ'.upper(), 'ﬃ'.title(), 'ა'.upper(), 'ა'.title(), 'ᲀ'.casefold())) == "('Υ̓͂', 'ᾼ', 'ᾳ', 'Ϋ́', 'Ffi', 'Ა', 'ა', 'в')"
assert repr(([c.isalpha() for c in 'aéʰ中²½٣_'])) == '[True, True, True, True, False, False, False, False]'
assert repr(([(c.isdecimal(), c.isdigit(), c.isnumeric()) for c in '1٣²½中一Ⅷ'])) == '[(True, True, True), (True, True, True), (False, True, True), (False, False, True), (False, False, False), (False, False, True), (False, False, True)]'
assert repr((['٣'.isalnum(), 'ª'.islower(), 'ǅ'.istitle(), 'ǅ'.isupper(), 'Ⅷ'.isupper(), 'ʕ'.islower()])) == '[True, True, True, False, True, True]'
assert repr(([c.isspace() for c in '\x1c\x85\xa0\u2028\u3000\u200b'])) == '[True, True, True, True, True, False]'
assert repr(([c.isprintable() for c in '\xad\u2028\ue000\u0378é\U0001f600'])) == '[False, False, False, False, True, True]'
assert repr((['é'.isidentifier(), '1a'.isidentifier(), '℘'.isidentifier(), 'a·'.isidentifier(), '_'.isidentifier(), ''.isidentifier()])) == '[True, False, True, True, True, False]'
assert repr((ascii('aé中😀\n\ud800'), repr('\x7f\x80\xa0\xad\u200b\u2028\ue000é'))) == '("\'a\\\\xe9\\\\u4e2d\\\\U0001f600\\\\n\\\\ud800\'", "\'\\\\x7f\\\\x80\\\\xa0\\\\xad\\\\u200b\\\\u2028\\\\ue000é\'")'
assert repr(('\ud800' < '\uffff' < '\U00010000', '\ud83d\ude00' == '\U0001f600', len('\ud83d\ude00'))) == '(True, False, 2)'
assert repr((t[3], t[-1], t[57], t[1:10:2], t[::-1][:5], t.find('😀', 100), t.rfind('é'), t.count('😀'), len(t))) == "('😀', '😀', 'é', 'é😀é😀é', '😀中éa😀', 103, 197, 50, 200)"
assert repr(([t[i] for i in range(0, 200, 37)])) == "['a', 'é', '中', '😀', 'a', 'é']"
assert repr(('a\nb\r\nc\x0bd\x0ce\x1cf\x85g\u2028h'.splitlines(), 'a\u3000b\x1fc'.split(), '\u2003a\u2003'.strip())) == "(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], ['a', 'b', 'c'], 'a')"
assert repr(('é\tb'.expandtabs(4), 'é'.zfill(4), 'ab'.center(4, 'é'), 'é中'.replace('', '-'))) == "('é   b', '000é', 'éabé', '-é-中-')"

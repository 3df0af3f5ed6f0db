"""String methods about letter case and character classes, beyond ASCII too."""

assert repr(("Hello".upper(), "HeLLo".lower(), "hello world".title(), "hELLO wORLD".capitalize(), "HeLLo".swapcase(), "Straße".casefold(), "ß".upper(), "ŉ".upper(), "ǆ".title(), "İ".lower(), len("İ".lower()), "ΑΣ".lower(), "Σ".lower(), "ﬁ".upper(), "ﬁ".title())) == "('HELLO', 'hello', 'Hello World', 'Hello world', 'hEllO', 'strasse', 'SS', 'ʼN', 'ǅ', 'i̇', 2, 'ας', 'σ', 'FI', 'Fi')"
assert repr(("they're bill's".title(), "x1y".title(), "ǅ".swapcase(), "1a".capitalize(), "".title(), "ÉCOLE".lower(), "éa".capitalize())) == '("They\'Re Bill\'S", \'X1Y\', \'ǅ\', \'1a\', \'\', \'école\', \'Éa\')'
words = ["", "abc", "ABC", "aB", "a1", "123", "a b", " ", "é", "É", "ß", "Ab Cd", "Ab cd", "１２", "²", "½", "Ⅷ", "٣", "_a", "1a", "中文", "\n", "a\0", "ǅ", "class", "\u200b", "ª", "\xad", "\U0001F600"]
assert repr([i for i, w in enumerate(words) if w.isalpha()]) == '[1, 2, 3, 8, 9, 10, 20, 23, 24, 26]'
assert repr([i for i, w in enumerate(words) if w.isdigit()]) == '[5, 13, 14, 17]'
assert repr([i for i, w in enumerate(words) if w.isdecimal()]) == '[5, 13, 17]'
assert repr([i for i, w in enumerate(words) if w.isnumeric()]) == '[5, 13, 14, 15, 16, 17]'
assert repr([i for i, w in enumerate(words) if w.isalnum()]) == '[1, 2, 3, 4, 5, 8, 9, 10, 13, 14, 15, 16, 17, 19, 20, 23, 24, 26]'
assert repr([i for i, w in enumerate(words) if w.islower()]) == '[1, 4, 6, 8, 10, 18, 19, 22, 24, 26]'
assert repr([i for i, w in enumerate(words) if w.isupper()]) == '[2, 9, 16]'
assert repr([i for i, w in enumerate(words) if w.istitle()]) == '[9, 11, 16, 23]'
assert repr([i for i, w in enumerate(words) if w.isspace()]) == '[7, 21]'
assert repr([i for i, w in enumerate(words) if w.isidentifier()]) == '[1, 2, 3, 4, 8, 9, 10, 16, 18, 20, 23, 24, 26]'
assert repr([i for i, w in enumerate(words) if w.isprintable()]) == '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 23, 24, 26, 28]'
assert repr([i for i, w in enumerate(words) if w.isascii()]) == '[0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 18, 19, 21, 22, 24]'
assert repr([c for c in map(chr, range(0x3000)) if c.isspace()]) == "['\\t', '\\n', '\\x0b', '\\x0c', '\\r', '\\x1c', '\\x1d', '\\x1e', '\\x1f', ' ', '\\x85', '\\xa0', '\\u1680', '\\u2000', '\\u2001', '\\u2002', '\\u2003', '\\u2004', '\\u2005', '\\u2006', '\\u2007', '\\u2008', '\\u2009', '\\u200a', '\\u2028', '\\u2029', '\\u202f', '\\u205f']"
assert repr([hex(ord(c)) for c in map(chr, range(256)) if not c.isprintable()][::8]) == "['0x0', '0x8', '0x10', '0x18', '0x7f', '0x87', '0x8f', '0x97', '0x9f']"
assert repr(("ab".upper().lower() == "ab", "ﬀ".casefold() == "FF".casefold(), "a".upper is "a".upper)) == '(True, True, False)'

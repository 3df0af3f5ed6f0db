"""re: matching, groups, substitution, splitting, flags, lookaround, errors."""

import re


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


m = re.match(r"(?P<a>\w+) (\d+)?", "abc 12 x")
assert repr((m.group(), m.group(1), m["a"], m.groups(), m.groupdict(), m.span(), m.start(2), m.end("a"), m.lastindex, m.lastgroup, m.string, m.pos, m.expand(r"\2-\g<a>"), m.re.pattern, m[0], repr(m))) == '(\'abc 12\', \'abc\', \'abc\', (\'abc\', \'12\'), {\'a\': \'abc\'}, (0, 6), 4, 3, 2, None, \'abc 12 x\', 0, \'12-abc\', \'(?P<a>\\\\w+) (\\\\d+)?\', \'abc 12\', "<re.Match object; span=(0, 6), match=\'abc 12\'>")'
assert repr((re.match("b", "ab"), re.search("b", "ab").span(), re.fullmatch("a+", "aaa").group(), re.fullmatch("a", "ab"), re.findall(r"\d+", "1 22 x3"), re.findall(r"(a)(b)?", "aba"), re.findall(r"(\w)=", "a=b="), [x.start() for x in re.finditer("a", "banana")], re.findall("", "ab"))) == "(None, (1, 2), 'aaa', None, ['1', '22', '3'], [('a', 'b'), ('a', '')], ['a', 'b'], [1, 3, 5], ['', '', ''])"
assert repr((re.sub("a", "b", "aaa"), re.sub("a", "b", "aaa", count=2), re.sub(r"(\w)(\w)", r"\2\1", "abcd"), re.sub("x*", "-", "abxd"), re.sub("a", lambda m: m.group().upper(), "aba"), re.subn("a", "b", "aa"), re.sub(r"(?P<n>a)", r"[\g<n>\g<0>]", "a"), re.sub("a", r"\n", "a"), re.sub("(a)|b", r"[\1]", "ab"))) == "('bbb', 'bba', 'badc', '-a-b--d-', 'AbA', ('bb', 2), '[aa]', '\\n', '[a][]')"
assert repr((re.split(r"\s+", "a b  c"), re.split(r"(,)", "a,b"), re.split(",", "a,b,c", maxsplit=1), re.split("", "ab"), re.split("x*", "axbc"), re.escape("a.b*c[d]"), re.escape("é ~"))) == "(['a', 'b', 'c'], ['a', ',', 'b'], ['a', 'b,c'], ['', 'a', 'b', ''], ['', 'a', '', 'b', 'c', ''], 'a\\\\.b\\\\*c\\\\[d\\\\]', 'é\\\\ \\\\~')"
assert repr((re.findall(r"(?i)ab", "aB Ab"), re.search("^b", "a\nb", re.M).span(), re.search("a.b", "a\nb", re.S).span(), re.search("a # comment\n b", "ab", re.X).span(), re.findall(r"\w", "é1_-"), re.findall(r"(?a)\w", "é1_"), re.search(r"\bfoo\b", "a foo b").span(), re.findall(r"\B.", "ab c"))) == "(['aB', 'Ab'], (2, 3), (0, 3), (0, 2), ['é', '1', '_'], ['1', '_'], (2, 5), ['b'])"
assert repr((re.search(r"(?<=a)b", "ab").span(), re.search(r"(?<!a)b", "abb").span(), re.search(r"a(?=b)", "acab").span(), re.search(r"a(?!b)", "abac").span(), re.match(r"(a)(?(1)b|c)", "ab").group(), re.match(r"(\w)\1", "aab").group(), re.match(r"(?P<x>a)(?P=x)", "aa").group(), re.match("a*?b", "aaab").group(), re.match("a{2,3}", "aaaa").group(), re.match("a{2,3}?", "aaaa").group(), re.match("(?:ab)+", "abab").group(), re.match("[^a-c]+", "xyza").group(), re.match(r"[\]\-\\]+", "]-\\").group(), re.match("(?>a+)b", "aab").group(), re.match("a++b", "aab").group(), re.match("a++a", "aaa"))) == "((1, 2), (2, 3), (2, 3), (2, 3), 'ab', 'aa', 'aa', 'aaab', 'aaa', 'aa', 'abab', 'xyz', ']-\\\\', 'aab', 'aab', None)"
p = re.compile("(a)(?P<n>b)?", re.I)
assert repr((p.pattern, p.flags, p.groups, p.groupindex, p.match("xAB", 1).groups(), p.search("xxab", 2, 3).span(), repr(p), p == re.compile("(a)(?P<n>b)?", re.I), re.compile(p) is p)) == '(\'(a)(?P<n>b)?\', 34, 2, mappingproxy({\'n\': 2}), (\'A\', \'B\'), (2, 3), "re.compile(\'(a)(?P<n>b)?\', re.IGNORECASE)", True, True)'
assert repr((re.findall(rb"\d", b"a1"), re.sub(b"a", b"b", b"aa"), re.match("(a)|b", "b").groups(), re.match("(a)|b", "b").groups("default"), re.match("(a)|b", "b").span(1), re.findall("a|ab", "ab"), re.findall(r"\d{2}", "12345"), re.match("", "").span(), re.findall("(?m)$", "a\nb\n"), re.match(r"\Aa\Z", "a").span(), bool(re.match("$", "\n")), re.match(r"\u0041\x42\103", "ABC").group(), re.IGNORECASE, re.I | re.M)) == "([b'1'], b'bb', (None,), ('default',), (-1, -1), ['a'], ['12', '34'], (0, 0), ['', '', ''], (0, 1), True, 'ABC', re.IGNORECASE, re.IGNORECASE|re.MULTILINE)"
raises('re.compile("(")', 'PatternError: missing ), unterminated subpattern at position 0')
raises('re.compile(")")', 'PatternError: unbalanced parenthesis at position 0')
raises('re.compile("[a")', 'PatternError: unterminated character set at position 0')
raises('re.compile("*a")', 'PatternError: nothing to repeat at position 0')
raises('re.compile("a**")', 'PatternError: multiple repeat at position 2')
raises('re.compile("a{3,2}")', 'PatternError: min repeat greater than max repeat at position 2')
raises('re.compile("[b-a]")', 'PatternError: bad character range b-a at position 1')
raises('re.compile(r"\\1")', 'PatternError: invalid group reference 1 at position 1')
raises('re.compile("(?P<a>x)(?P<a>y)")', "PatternError: redefinition of group name 'a' as group 2; was group 1 at position 12")
raises('re.compile("(?P<1>x)")', "PatternError: bad character in group name '1' at position 4")
raises('re.compile("(?P=no)")', "PatternError: unknown group name 'no' at position 4")
raises('re.compile("(?<=a+)b")', 'PatternError: look-behind requires fixed-width pattern')
raises('re.compile("(?z)")', 'PatternError: unknown extension ?z at position 1')
raises('re.compile("\\\\")', 'PatternError: bad escape (end of pattern) at position 0')
raises('re.compile(r"\\q")', 'PatternError: bad escape \\q at position 0')
raises('re.compile("a(?i)")', 'PatternError: global flags not at the start of the expression at position 1')
raises('re.compile(5)', 'TypeError: first argument must be string or compiled pattern')
raises('re.match("a", b"a")', 'TypeError: cannot use a string pattern on a bytes-like object')
raises('re.match(b"a", "a")', 'TypeError: cannot use a bytes pattern on a string-like object')
raises('re.sub("a", r"\\1", "a")', 'PatternError: invalid group reference 1 at position 1')
raises('re.sub("a", r"\\g<x>", "a")', "IndexError: unknown group name 'x'")
raises('re.sub("a", r"\\q", "a")', 'PatternError: bad escape \\q at position 0')
raises('m.group(9)', 'IndexError: no such group')
raises('m["zz"]', 'IndexError: no such group')
raises('m.start("zz")', 'IndexError: no such group')
raises('re.compile("(?P<a")', 'PatternError: missing >, unterminated name at position 4')
raises('re.compile("(?#")', 'PatternError: missing ), unterminated comment at position 0')
try:
    re.compile("ab\n(c")
except re.error as e:
    assert repr((e.msg, e.pos, e.lineno, e.colno, e.pattern)) == "('missing ), unterminated subpattern', 3, 2, 1, 'ab\\n(c')"

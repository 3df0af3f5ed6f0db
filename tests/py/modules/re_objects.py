"""re: the objects: Pattern and Match attributes, copies, hashes, flags, scanner, cache, warnings, positions."""

import copy
import re
import warnings


def error(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


# Pattern
p = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(x)?", re.M)
assert (p.pattern, p.flags, p.groups, dict(p.groupindex)) == (r"(?P<year>\d{4})-(?P<month>\d\d)(x)?", 40, 3, {"year": 1, "month": 2})
assert repr(p) == r"re.compile('(?P<year>\\d{4})-(?P<month>\\d\\d)(x)?', re.MULTILINE)"
assert copy.copy(p) is p and copy.deepcopy(p) is p and p == re.compile(p.pattern, re.M) and p != re.compile(p.pattern)
assert hash(p) == hash(re.compile(p.pattern, re.M)) and len({p, re.compile(p.pattern, re.M)}) == 1
assert re.compile("a") != re.compile(b"a") and (re.compile("a") == "a") is False
assert error(lambda: p < p) == "TypeError: '<' not supported between instances of 're.Pattern' and 're.Pattern'"
assert error(setattr, p, "pattern", "x") == "AttributeError: readonly attribute"
assert error(re.Pattern) == "TypeError: cannot create 're.Pattern' instances"
assert repr(re.Pattern[str]) == "re.Pattern[str]" and repr(re.Match[bytes]) == "re.Match[bytes]"
assert isinstance(p, re.Pattern) and re.Pattern.__name__ == "Pattern" and re.Pattern.__module__ == "re"
assert repr(re.compile("x" * 300)) == "re.compile('" + "x" * 199 + ")"
assert repr(re.compile(b"a", re.L | re.I)) == "re.compile(b'a', re.IGNORECASE|re.LOCALE)"
assert repr(re.compile("a", re.A | re.X | re.S)) == "re.compile('a', re.DOTALL|re.VERBOSE|re.ASCII)"
assert error(p.groupindex.__class__) .startswith("TypeError")
assert type(p.groupindex).__name__ == "mappingproxy"

# Match
m = p.search("on 2024-05 and", 1)
assert repr(m) == "<re.Match object; span=(3, 10), match='2024-05'>"
assert (m.group(), m[0], m["year"], m.group("month", 1, 0), m.groups(), m.groups("-"), m.groupdict(), m.groupdict(default=0)) == (
    "2024-05", "2024-05", "2024", ("05", "2024", "2024-05"), ("2024", "05", None), ("2024", "05", "-"),
    {"year": "2024", "month": "05"}, {"year": "2024", "month": "05"})
assert (m.start(), m.end(), m.span("month"), m.span(3), m.start(3), m.regs) == (3, 10, (8, 10), (-1, -1), -1, ((3, 10), (3, 7), (8, 10), (-1, -1)))
assert (m.lastindex, m.lastgroup, m.pos, m.endpos, m.re is p, m.string) == (2, "month", 1, 14, True, "on 2024-05 and")
assert re.match("(a)|b", "b").lastindex is None and re.match("(a)(?P<n>b)?", "a").lastgroup is None
assert re.match("((a)(b))", "ab").lastindex == 1 and re.match("(a)(b)", "ab").lastindex == 2
assert copy.copy(m) is m and bool(m) and m.expand(r"\g<year>/\2\t\g<3>|") == "2024/05\t|"
assert [error(m.group, x) for x in (4, -1, "no", 1.5, None)] == ["IndexError: no such group"] * 5
assert error(m.group, []) == "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')"
assert error(m.__getitem__, "no") == "IndexError: no such group"
assert error(re.Match) == "TypeError: cannot create 're.Match' instances"
assert m.group(True) == "2024"
assert repr(re.match(".+", "x" * 80)) == "<re.Match object; span=(0, 80), match='" + "x" * 49 + ">"

# positions in text that is not ASCII
m = re.search("(b)(.)", "é😀b\u0301c")
assert (m.span(), m.span(1), m.span(2), m.group(2)) == ((2, 4), (2, 3), (3, 4), "\u0301")
text = "é" * 1000 + "x" + "😀" * 1000
m = re.search("x", text)
assert m.span() == (1000, 1001) and re.search("😀$", text).span() == (2000, 2001) and re.compile("x").search(text, 1001) is None
assert [x.start() for x in re.finditer("(?<=é)x|😀(?!😀)", text)] == [1000, 2000]

# pos and endpos
p = re.compile("^a$|b")
assert (p.search("ba", 1), p.search("cab", 1, 2), p.search("ab").span(), p.match("xa", 1)) == (None, None, (1, 2), None)
assert (re.compile("$").search("abc", 0, 2).span(), re.compile("").match("abc", 5).span(), re.compile("").match("abc", 2, 1).span(), re.compile("$").match("abc", 2, 1)) == ((2, 2), (3, 3), (2, 2), None)
assert re.compile("a").match("a", -5).pos == 0 and re.compile("a").match("aa", 0, 10**18).endpos == 2
assert error(p.match, "a", None) == "TypeError: 'NoneType' object cannot be interpreted as an integer"
assert p.findall("abab", 1, 3) == ["b"] and [m.span() for m in p.finditer("abab", 1)] == [(1, 2), (3, 4)]
assert re.compile("(?<=a)b").match("ab", 1).span() == (1, 2)

# bytes-like subjects
assert re.match(b"a.", bytearray(b"ab")).group() == b"ab" and re.sub(b"a", b"b", memoryview(b"aca")) == b"bcb"
assert re.split(b",", bytearray(b"1,2")) == [b"1", b"2"] and type(re.match(b"a", bytearray(b"a")).string) is bytearray
assert error(re.match, "a", 5) == "TypeError: expected string or bytes-like object, got 'int'"
assert re.findall(b"\\w", "aé1".encode("latin-1")) == [b"a", b"1"] and re.findall(b"(?i)\xe9", b"\xe9\xc9") == [b"\xe9"]


class S(str):
    pass


s = S("abc")
assert re.sub("x", "y", s) == "abc" and type(re.sub("x", "y", s)) is str and type(re.match(".*", s).group()) is str
text = "abc"
assert re.sub("x", "y", text) is text and re.match(".*", text).group() is text

# sub
assert re.sub("(?P<a>x)", lambda m: m["a"] * 2, "axbx") == "axxbxx" and re.sub("x", lambda m: None, "axb") == "ab"
assert re.subn("(?=b)|c", "-", "abcb") == ("a-b--b", 3) and re.sub("", "-", "abc") == "-a-b-c-"
assert re.sub("a*", "<\\g<0>>", "baac") == "<>b<aa><>c<>"
assert re.sub("(a)(b)?", r"[\2\1]", "abac") == "[ba][a]c" and re.sub("a", r"\\\a\f\v\r\0\x" [:-2], "a") == "\\\a\f\v\r\0"
assert error(re.sub, "a", 5, "a") == "TypeError: decoding to str: need a bytes-like object, int found"
assert error(re.sub, "a", b"x", "a") == "TypeError: sequence item 0: expected str instance, bytes found"
assert error(re.sub, "a", b"x", "ba") == "TypeError: sequence item 1: expected str instance, bytes found"
assert error(re.sub, "a", lambda m: 5, "a") == "TypeError: sequence item 0: expected str instance, int found"
assert re.sub("a", b"x", "b") == "b"
assert error(re.sub, "(?P<ab>a)", r"\g<b c>", "a") == "PatternError: bad character in group name 'b c' at position 3"
assert error(re.sub, "a", r"\g<", "a") == "PatternError: missing group name at position 3"
assert error(re.sub, "a", r"\g<a", "a") == "PatternError: missing >, unterminated name at position 3"
assert error(re.sub, "a", r"\g", "a") == "PatternError: missing < at position 2"
assert error(re.sub, "a", "\\", "a") == "PatternError: bad escape (end of pattern) at position 0"
assert error(re.sub, "a", r"\777", "a") == r"PatternError: octal escape value \777 outside of range 0-0o377 at position 0"
assert re.sub("a", r"\101\08", "a") == "A\0" + "8" and error(re.sub, "(a)", r"\11", "a") == "PatternError: invalid group reference 11 at position 1"
assert re.sub("(?:a|(b))", r"<\1>", "ab") == "<><b>"

# positional count: deprecated
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    assert re.sub("a", "b", "aa", 1) == "ba" and re.split("a", "bab", 1) == ["b", "b"] and re.subn("a", "b", "AA", 0, re.I) == ("bb", 2)
assert [(w.category, str(w.message)) for w in caught] == [
    (DeprecationWarning, "'count' is passed as positional argument"), (DeprecationWarning, "'maxsplit' is passed as positional argument"),
    (DeprecationWarning, "'count' is passed as positional argument")]
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for source in ("[[a]", "[a--b]", "[a&&b]", "[a~~b]", "[a||b]", "x[a---b]"):
        error(re.compile, source)
assert [(w.category, str(w.message)) for w in caught] == [
    (FutureWarning, "Possible nested set at position 1"), (FutureWarning, "Possible set difference at position 2"),
    (FutureWarning, "Possible set intersection at position 2"), (FutureWarning, "Possible set symmetric difference at position 2"),
    (FutureWarning, "Possible set union at position 2"), (FutureWarning, "Possible set difference at position 3")], caught
assert error(re.sub, "a", "b", "c", 1, count=2) == "TypeError: sub() got multiple values for argument 'count'"
assert error(re.split, "a", "b", 1, 2, 3) == "TypeError: split() takes from 2 to 4 positional arguments but 5 were given"

# flags
assert re.I is re.IGNORECASE and repr(re.I | re.S) == "re.IGNORECASE|re.DOTALL" and re.RegexFlag(0) == re.NOFLAG and int(re.X) == 64
assert repr(re.NOFLAG) == "re.NOFLAG" and isinstance(re.M, int) and re.compile("a", re.RegexFlag.I).flags == 34
assert repr(re.RegexFlag(512 + 2)) == "re.IGNORECASE|0x200" and str(re.A) == "re.ASCII" and type(re.I).__name__ == "RegexFlag"
assert "I" in dir(re) and "RegexFlag" in re.__all__ and re.error is re.PatternError
assert error(re.compile, "a", re.L) == "ValueError: cannot use LOCALE flag with a str pattern"
assert error(re.compile, b"a", re.U) == "ValueError: cannot use UNICODE flag with a bytes pattern"
assert error(re.compile, "a", re.A | re.U) == "ValueError: ASCII and UNICODE flags are incompatible"
assert error(re.compile, re.compile("a"), re.I) == "ValueError: cannot process flags argument with a compiled pattern"
assert error(re.compile, "a{5000000000}") == "OverflowError: the repetition number is too large"

# the cache
assert re.compile("cached") is re.compile("cached") and re.compile("cached") is not re.compile("cached", re.I)
q = re.compile("cached")
re.purge()
assert re.compile("cached") is not q and re.compile("cached") == q
for i in range(600):
    assert re.match(f"{i}x", f"{i}x")

# letters without regard to case
cases = [("ß", "ẞ"), ("k", "\u212a"), ("s", "ſ"), ("σ", "ς"), ("σ", "Σ"), ("i", "İ"), ("i", "ı"), ("ǆ", "ǅ"), ("µ", "μ"), ("в", "ᲀ"), ("ﬅ", "ﬆ"), ("å", "\u212b")]
assert [bool(re.fullmatch(a, b, re.I)) for a, b in cases] == [True] * 12
assert [bool(re.fullmatch(b, a, re.I)) for a, b in cases] == [True] * 12
assert [bool(re.fullmatch(f"[{a}x]", b, re.I)) for a, b in cases] == [True] * 12
assert [bool(re.fullmatch(a, b, re.I | re.A)) for a, b in cases] == [False] * 12
assert re.findall("[A-Z]+", "abÀé", re.I) == ["ab"] and re.findall("[À-Ý]+", "àé÷x", re.I) == ["àé"]
assert re.findall("[^a]", "Ab", re.I) == ["b"] and re.findall("[\U00010400-\U0001044f]", "\U00010400\U00010428", re.I) == ["\U00010400", "\U00010428"]
assert re.match(r"(\w)\1", "ΣΣ").group() == "ΣΣ" and re.match(r"(?i)(σ)\1", "σΣ").group() == "σΣ"
assert re.findall(r"\d", "1٣²") == ["1", "٣"] and re.findall(r"\w", "²½_ª́") == ["²", "½", "_", "ª"] and re.findall(r"\s", "\x1c\x85\u3000\u200b") == ["\x1c", "\x85", "\u3000"]
assert re.findall(r"\N{GREEK SMALL LETTER ALPHA}", "αβ") == ["α"] and error(re.compile, r"\N{no such}") == "PatternError: undefined character name 'no such' at position 0"

# scanner
scanner = re.Scanner([(r"[a-z]+", lambda s, t: ("name", t)), (r"\d+", lambda s, t: int(t)), (r"\s+", None), (r"=", "eq")])
assert scanner.scan("ab = 12 x?") == ([("name", "ab"), "eq", 12, ("name", "x")], "?")
it = re.compile("a").scanner("aba")
assert (it.search().span(), it.search().span(), it.search(), it.pattern.pattern) == ((0, 1), (2, 3), None, "a")
it = re.compile("a?").scanner("aab")
assert [it.match().span() for _ in range(3)] == [(0, 1), (1, 2), (2, 2)] and it.match() is None
assert type(re.finditer("a", "b")).__name__ == "callable_iterator" and list(re.finditer("a", "b")) == []

# errors
e = None
try:
    re.compile("a\n(?P<x>b\n)(?P<x>c)")
except re.PatternError as caught_error:
    e = caught_error
assert (e.msg, e.pos, e.lineno, e.colno) == ("redefinition of group name 'x' as group 2; was group 1", 15, 3, 6), (e.msg, e.pos, e.lineno, e.colno)
assert str(e) == "redefinition of group name 'x' as group 2; was group 1 at position 15 (line 3, column 6)"
assert str(re.error("m")) == "m" and re.error("m", "p", 0).colno == 1 and re.error("m").pos is None
assert error(re.compile, "(?<=a*)b") == "PatternError: look-behind requires fixed-width pattern"
assert error(re.compile, b"(?P<\xe9>x)") == r"PatternError: bad character in group name '\xe9' at position 4"
assert error(re.compile, []) == "TypeError: cannot use 'tuple' as a dict key (unhashable type: 'list')"

# hard work: long subjects, deep nesting, empty rounds
assert re.match("(?:a|b)*", "ab" * 50_000).end() == 100_000 and re.match("(a|b)*c", "ab" * 20_000) is None
assert re.match("(?:(?:a*)*)*b", "aaaa") is None and re.match("(?:a?){20}a{20}", "a" * 20).end() == 20
assert re.match("((a)|b)*", "ab").groups() == ("b", "a") and re.match("(?:(a)|(b))*", "ab").groups() == ("a", "b")
assert re.fullmatch("(?:.|\n)*?x", "a\n" * 10_000 + "x").end() == 20_001
assert re.match("(?s:.*)(?=c)", "ab\nc").end() == 3 and re.match("(x?)*y", "xxy").group(1) == "" and re.match("(?:(x)|y)*?$", "xy").group(1) == "x"
for source in ("(" * 50_000, "(?:" * 50_000 + ")" * 50_000):
    got = error(re.compile, source)
    assert isinstance(got, re.Pattern) or got.startswith(("RecursionError", "PatternError")), got
assert re.escape("a-b_c é\n") == "a\\-b_c\\ é\\\n" and re.escape(b"\x00.") == b"\x00\\." and re.escape(bytearray(b"a b")) == b"a\\ b"

"""Methods of str on ASCII and other text, short and long: both ways give the same."""

SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f "
for code in range(128):
    c = chr(code)
    assert (("a" + c + "b").split() == ["a", "b"]) == (c in SPACES), code
    assert ((c + "ab" + c).strip() == "ab") == (c in SPACES)
    assert ((c + "ab" + c).strip("") == c + "ab" + c)
    assert (c + "ab" + c).strip(c) == ("ab" if c not in "ab" else "ab".strip(c))
    lines = ("a" + c + "b").splitlines()
    assert (lines == ["a", "b"]) == (c in "\n\v\f\r\x1c\x1d\x1e"), (code, lines)
    assert ("a" + c + "é").splitlines() == [line.replace("b", "é") for line in lines] or c == "b"
assert "  ab  ".lstrip() == "ab  " and "  ab  ".rstrip() == "  ab" and "xyabyx".strip("yx") == "ab" and "   ".strip() == ""
assert "xéabéx".strip("xé") == "ab" and "xabx".strip("éx") == "ab" and "xabx".strip("éàxô") == "ab" and "abc".strip("é") == "abc"
assert "a.b".strip(".") == "a.b" and ("x" * 100 + "a").strip("x" * 70) == "a" and ("-" * 70000 + "a").strip("-") == "a"
assert ".;,a,;.".strip(".,;") == "a" and "..a..".lstrip(".") == "a.." and "..a..".rstrip(".") == "..a"
try:
    "a".strip(5)
except TypeError:
    pass
else:
    raise AssertionError

assert "a\r\nb\rc\n".splitlines() == ["a", "b", "c"] and "a\r\nb\r".splitlines(True) == ["a\r\n", "b\r"]
assert "\r\n\r\n".splitlines() == ["", ""] and "\n".splitlines(True) == ["\n"] and "".splitlines() == [] and "a\n\nb".splitlines() == ["a", "", "b"]
long = "x" * 70000
assert (long + "\n" + long).splitlines() == [long, long] and (long + "\r\n").splitlines(True) == [long + "\r\n"]
edge = "x" * 65535
assert (edge + "\r\n" + "y").splitlines() == [edge, "y"]

# Searches around the length from which on a search is prepared.
for length in (5, 15, 16, 17, 100, 120, 126, 127, 128, 129, 300):
    for fill in "a", "é":
        text = fill * length + "needle" + fill * 3 + "needle"
        assert text.find("needle") == length and text.count("needle") == 2 and text.index("n") == length
        assert text.replace("needle", "x") == fill * length + "x" + fill * 3 + "x"
        assert text.replace("needle", "longer text", 1) == fill * length + "longer text" + fill * 3 + "needle"
        assert text.replace("needle", "") == fill * (length + 3)
        assert text.split("needle") == [fill * length, fill * 3, ""] and text.split("n") == [fill * length, "eedle" + fill * 3, "eedle"]
        assert text.partition("needle") == (fill * length, "needle", fill * 3 + "needle")
        assert text.rpartition("needle") == (text[:-6], "needle", "")
        assert text.find("needles") == -1 and text.count(fill) == length + 3 and ("n" in text) and ("z" not in text)
assert "aaa".count("aa") == 1 and ("aa" * 100).count("aaa") == 66 and "aXbXc".split("X", 1) == ["a", "bXc"]
assert ("ab" * 200).replace("ba", "c") == "a" + "c" * 199 + "b" and "abc".partition("é") == ("abc", "", "") == "abc".partition("x")
assert "ab".partition("b") == ("a", "b", "") and "abc".rpartition("x") == ("", "", "abc") and "éa".partition("a") == ("é", "a", "")
assert "a b".split("é") == ["a b"] and "aéb".split("é") == ["a", "b"] and "ab cd é".split() == ["ab", "cd", "é"] and "x y z".split(None, 1) == ["x", "y z"]

# Single characters are shared objects.
assert all(a is b for a, b in zip("b-a".split("-"), "ba")) and "xa".strip("x") is "a"[0:1] and "a-".partition("-")[0] is "a"[0:]

# translate: every kind of answer, more than once.
calls = []


class Table:
    def __getitem__(self, code):
        calls.append(code)
        if code == 97:
            return "AA"
        if code == 98:
            return None
        if code == 99:
            return 0x20AC
        if code == 100:
            return "x"
        if code == 101:
            return 0
        raise LookupError


assert "abcdefabcdef".translate(Table()) == "AA€x\0fAA€x\0f"
assert set(calls) == {97, 98, 99, 100, 101, 102}, calls
assert "abcdef€é".translate({97: 98, 98: "", 99: "xyz", 100: None, 101: 233, 0x20AC: 69, 233: "e"}) == "bxyzéfEe"
assert "abab".translate({97: True, 98.0: "f"}) == "\1f\1f" and "abc".translate("x" * 99) == "xxc" and "".translate({}) == ""
assert "aé".translate({97: 0x10FFFF}) == "\U0010ffffé" and "ab".translate({97: 2**20}) == "\U00100000b"
assert ("ab" * 70000).translate({97: 99}) == "cb" * 70000 and ("é" * 10).translate({233: 97}) == "a" * 10
for bad, kind in (({97: -1}, ValueError), ({97: 0x110000}, ValueError), ({97: 2**70}, ValueError), ({97: 1.5}, TypeError), ({97: b"x"}, TypeError)):
    try:
        "a".translate(bad)
    except kind:
        pass
    else:
        raise AssertionError(bad)


class Odd:
    """Equal to 97, which only `__eq__` can tell."""

    def __hash__(self):
        return 97

    def __eq__(self, other):
        return other == 97


assert "ab".translate({97: 0}) == "\0b" and "a\0".translate({0: 98}) == "ab" and "\0a".translate({}) == "\0a" and "ab".translate({97: 97, 98: 127}) == "a\x7f"
assert "ab".translate({97: 128}) == "\x80b" and "ab".translate({Odd(): "x"}) == "xb" and "ab".translate({Odd(): 99}) == "cb" and "aé".translate({97: 98}) == "bé"
assert "ab".translate({97.0: 98}) == "bb" and "ab".translate({"a": 98}) == "ab"


class Code(int):
    pass


class CountingDict(dict):
    def __missing__(self, key):
        return "<%d>" % key


assert "ab".translate({97: Code(98)}) == "bb" and "ab".translate(CountingDict({97: "c"})) == "c<98>"
assert list(reversed([1, 2])) == [2, 1]
for bad in (lambda: reversed(), lambda: reversed([], []), lambda: reversed(sequence=[])):
    try:
        bad()
    except TypeError:
        pass
    else:
        raise AssertionError

# encode and decode with the defaults, given or not; int of short text.
assert "ab".encode() == b"ab" == "ab".encode("utf-8", "strict") == "ab".encode("ascii") and "é".encode() == b"\xc3\xa9" and "".encode() == b""
assert b"ab".decode() == "ab" == b"ab".decode("utf-8", "strict") == b"ab".decode("latin-1") and b"\xc3\xa9".decode() == "é" and b"".decode() == ""
assert "ab".encode("utf-16-le") == b"a\0b\0" and b"a\0b\0".decode("utf-16-le") == "ab" and bytearray(b"ab").decode() == "ab"
assert b"a".decode() is "ab"[:1]
assert b"\xff".decode(errors="replace") == "\ufffd" and "\ud800".encode(errors="replace") == b"?"


class Bytes(bytes):
    pass


assert type(Bytes(b"ab").decode()) is str and type(Code(5)) is Code
for bad, kind in ((lambda: b"\xff".decode(), UnicodeDecodeError), (lambda: "\ud800".encode(), UnicodeEncodeError), (lambda: "a".encode("nope"), LookupError), (lambda: "a".encode(5), TypeError), (lambda: b"a".decode("utf-8", 5), TypeError)):
    try:
        bad()
    except kind:
        pass
    else:
        raise AssertionError
for text, wanted in (("0", 0), ("-0", 0), ("+7", 7), ("-12", -12), (" 12 ", 12), ("1_0", 10), ("007", 7), ("999999999999999999", 10**18 - 1), ("-9223372036854775809", -(2**63) - 1), ("٣", 3)):
    assert int(text) == wanted and type(int(text)) is int
for text in ("", "-", "+", "--1", "1-", "1a", "/", ":", "1 2", "+-1", "1_", "0x1"):
    try:
        int(text)
    except ValueError as error:
        assert str(error) == f"invalid literal for int() with base 10: {text!r}"
    else:
        raise AssertionError(text)
print("ok")

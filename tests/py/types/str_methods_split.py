"""split, rsplit, splitlines, join, strip, padding, translate, expandtabs."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((" a  b c ".split(), " a  b c ".split(None, 1), " a  b c ".rsplit(None, 1), "".split(), "   ".split(), "a b c".split(" ", 1), "a,b,,c".split(","), ",".split(","), "".split(","), "a,b,c".rsplit(",", 1), "abc".split("abc"), "a--b--c".split("--"), "a b".split(None, 0), " a b ".split(None, 0), "a,b".split(",", 0), "a,b,c".split(",", -1))) == "(['a', 'b', 'c'], ['a', 'b c '], [' a  b', 'c'], [], [], ['a', 'b c'], ['a', 'b', '', 'c'], ['', ''], [''], ['a,b', 'c'], ['', ''], ['a', 'b', 'c'], ['a b'], ['a b '], ['a,b'], ['a', 'b', 'c'])"
assert repr(("aXbxc".split("x"), "a\u2003b\xa0c\x1cd\x85e".split(), "a b\tc\nd".split(" "), "a b c".split(sep=" ", maxsplit=1), "a b c".rsplit(maxsplit=1), "aaa".split("aa"), "aaa".rsplit("aa"))) == "(['aXb', 'c'], ['a', 'b', 'c', 'd', 'e'], ['a', 'b\\tc\\nd'], ['a', 'b c'], ['a b', 'c'], ['', 'a'], ['a', ''])"
assert repr(("a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l".splitlines(), "a\n\nb\n".splitlines(), "a\r\nb".splitlines(True), "".splitlines(), "\n".splitlines(), "a\n\r".splitlines(keepends=True))) == "(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'], ['a', '', 'b'], ['a\\r\\n', 'b'], [], [''], ['a\\n', '\\r'])"
assert repr((",".join(["a", "b"]), "".join("abc"), "-".join([]), "x".join(["only"]), ", ".join({"k": 1}), ".".join(c for c in "ab"), "ab".join("12"))) == "('a,b', 'abc', '', 'only', 'k', 'a.b', '1ab2')"
assert repr(("  a ".strip(), "xxaxx".strip("x"), "abcba".strip("ab"), " a ".lstrip(), " a ".rstrip(), "\t\n\xa0\u2003a".strip(), "aa".strip("a"), "abc".strip(""), "www.example.com".lstrip("w."), "a".strip(None))) == "('a', 'a', 'c', 'a ', ' a', 'a', '', 'abc', 'example.com', 'a')"
assert repr(("a".center(4), "a".center(5), "ab".center(5, "*"), "ab".center(1), "a".ljust(3, "."), "a".rjust(3), "-5".zfill(5), "+5".zfill(4), "5".zfill(0), "--5".zfill(6), "".zfill(3), "abc".center(6, "-"), "abcd".center(7, "-"))) == "(' a  ', '  a  ', '**ab*', 'ab', 'a..', '  a', '-0005', '+005', '5', '-000-5', '000', '-abc--', '--abcd-')"
assert repr(("a\tb".expandtabs(), "a\tb".expandtabs(4), "\t".expandtabs(0), "ab\tc\n\td".expandtabs(3), "a\tb".expandtabs(-5), "a\tb".expandtabs(tabsize=2))) == "('a       b', 'a   b', '', 'ab c\\n   d', 'ab', 'a b')"
assert repr(("abc".translate({97: "X", 98: None, 99: 100}), "abc".translate(str.maketrans("ab", "xy")), "abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate(str.maketrans({"a": "AA", 98: None})), "é".translate({0xe9: "e"}), "ab".translate({}), "ab".translate(["?"] * 98))) == "('Xd', 'xyc', 'xy', 'AAc', 'e', 'ab', '?b')"
assert repr((str.maketrans("a", "b"), str.maketrans({"a": 1}), str.maketrans("a", "b", "c"))) == '({97: 98}, {97: 1}, {97: 98, 99: None})'


class T:
    def __getitem__(self, k):
        if k == 98: raise LookupError
        return k + 1

assert "abc".translate(T()) == 'bbd'
assert repr(("abc" * 3, 3 * "ab", "a" * 0, "a" * -5, "ab" + "cd", "a" "b")) == "('abcabcabc', 'ababab', '', '', 'abcd', 'ab')"
raises('"a".split("")', 'ValueError: empty separator')
raises('"a".split(5)', 'TypeError: must be str or None, not int')
raises('"a".split(",", "x")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('"a".rsplit("")', 'ValueError: empty separator')
raises('",".join([1])', 'TypeError: sequence item 0: expected str instance, int found')
raises('",".join(["a", None])', 'TypeError: sequence item 1: expected str instance, NoneType found')
raises('",".join(5)', 'TypeError: can only join an iterable')
raises('",".join(["a", b"b"])', 'TypeError: sequence item 1: expected str instance, bytes found')
raises('"a".strip(5)', 'TypeError: strip arg must be None or str')
raises('"a".center()', 'TypeError: center expected at least 1 argument, got 0')
raises('"a".center("x")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('"a".center(5, "xx")', 'TypeError: The fill character must be exactly one character long')
raises('"a".center(5, "")', 'TypeError: The fill character must be exactly one character long')
raises('"a".ljust(5, 5)', 'TypeError: The fill character must be a unicode character, not int')
raises('"a".zfill("x")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('"abc".translate(5)', "TypeError: 'int' object is not subscriptable")
raises('"abc".translate({97: -1})', 'ValueError: character mapping must be in range(0x110000)')
raises('"abc".translate({97: 1.5})', 'TypeError: character mapping must return integer, None or str')
raises('str.maketrans("ab", "x")', 'ValueError: the first two maketrans arguments must have equal length')
raises('str.maketrans({"ab": 1})', 'ValueError: string keys in translatetable must be of length 1')
raises('str.maketrans(5)', 'TypeError: if you give only one argument to maketrans it must be a dict')
raises('str.maketrans("a", 5)', 'TypeError: maketrans() argument 2 must be str, not int')
raises('"a" * "b"', "TypeError: can't multiply sequence by non-int of type 'str'")
raises('"a" * 1.5', "TypeError: can't multiply sequence by non-int of type 'float'")
raises('"a" + 5', 'TypeError: can only concatenate str (not "int") to str')
raises('"a" + None', 'TypeError: can only concatenate str (not "NoneType") to str')
raises('"a" + b"b"', 'TypeError: can only concatenate str (not "bytes") to str')
raises('"a" - "b"', "TypeError: unsupported operand type(s) for -: 'str' and 'str'")
raises('"a".nope()', "AttributeError: 'str' object has no attribute 'nope'")

"""Indexing, slicing, comparison, iteration, hashing, identity-free facts of strings."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


s = "abcdef"
assert repr((s[0], s[-1], s[2:4], s[:2], s[4:], s[::-1], s[::2], s[-2:], s[5:2], s[5:2:-1], s[10:], s[:-10], s[-100:100], s[::-2], s[1:-1], s[:], s[3:3], s[-1:0:-2])) == "('a', 'f', 'cd', 'ab', 'ef', 'fedcba', 'ace', 'ef', '', 'fed', '', '', 'abcdef', 'fdb', 'bcde', 'abcdef', '', 'fdb')"
u = "aé€\U0001F600z"
assert repr((len(u), u[3], u[::-1], u[1:4], list(u), [ord(c) for c in u], u[-2])) == "(5, '😀', 'z😀€éa', 'é€😀', ['a', 'é', '€', '😀', 'z'], [97, 233, 8364, 128512, 122], '😀')"
assert repr(("a" < "b", "a" < "B", "" < "a", "abc" < "abd", "ab" < "abc", "Z" < "a", "é" > "z", "\U0001F600" > "\uffff", "a" == "a ", "a" <= "a", "a" != "b", max("hello"), min("hello"), sorted("hello"))) == "(True, False, True, True, True, True, True, True, False, True, True, 'o', 'e', ['e', 'h', 'l', 'l', 'o'])"
assert repr((hash("abc") == hash("".join(["a", "b", "c"])), hash("") == hash(""), "a" == b"a", "1" == 1, {"a": 1}["".join(["a"])])) == '(True, True, False, False, 1)'
assert repr(([c + d for c, d in zip("ab", "cd")], list(enumerate("ab")), "".join(reversed("abc")), "abc".__len__(), "abc".__getitem__(1), "abc".__contains__("b"), list(map(ord, "ab")), "ab".__add__("c"), "ab".__mul__(2), "a".__eq__(1), "a".__lt__(1))) == "(['ac', 'bd'], [(0, 'a'), (1, 'b')], 'cba', 3, 'b', True, [97, 98], 'abc', 'abab', NotImplemented, NotImplemented)"


class Ix:
    def __index__(self): return 1

assert repr((s[Ix()], s[Ix():], s[True], s[slice(1, 3)], s[slice(None, None, Ix())])) == "('b', 'bcdef', 'b', 'bc', 'abcdef')"


class Sub(str):
    def upper(self): return "own"

t = Sub("hey")
t.attr = 1
assert repr((t, repr(t), t.upper(), t.lower(), type(t.lower()), type(t + ""), type(t[:]), t.attr, t == "hey", {"hey": 1}[t], isinstance(t, str), type(str(t)), Sub(5), Sub(b"x", "ascii"))) == '(\'hey\', "\'hey\'", \'own\', \'hey\', <class \'str\'>, <class \'str\'>, <class \'str\'>, 1, True, 1, True, <class \'str\'>, \'5\', \'x\')'
assert repr((str(b"abc", "ascii"), str(b"\xc3\xa9", "utf-8"), str(b"a", errors="strict"), str(), str(None), str(5), str([1, "a"]), str(object=3), str(b"x"))) == '(\'abc\', \'é\', \'a\', \'\', \'None\', \'5\', "[1, \'a\']", \'3\', "b\'x\'")'
assert repr(("abc".encode(), "é".encode("latin-1"), "é€".encode("ascii", "replace"), "é".encode("ascii", "ignore"), "é".encode("ascii", "xmlcharrefreplace"), "é\U0001F600".encode("ascii", "backslashreplace"), "é".encode("ascii", "namereplace"), "\ud800".encode("utf-8", "surrogatepass"), "\udcff".encode("utf-8", "surrogateescape"), "aé".encode("utf-16-le"), "a".encode("utf-16")[2:], "é".encode("utf-8-sig"), "a\U0001F600".encode("utf-32-be"))) == "(b'abc', b'\\xe9', b'??', b'', b'&#233;', b'\\\\xe9\\\\U0001f600', b'\\\\N{LATIN SMALL LETTER E WITH ACUTE}', b'\\xed\\xa0\\x80', b'\\xff', b'a\\x00\\xe9\\x00', b'a\\x00', b'\\xef\\xbb\\xbf\\xc3\\xa9', b'\\x00\\x00\\x00a\\x00\\x01\\xf6\\x00')"
assert repr((repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\n\t\r\\\0\x7f\xa0\xad\u200b\u2028\ud800\U000E0001é日"), ascii("é日\U0001F600\n"), repr("\x1b[0m"), repr("\U0010ffff"), repr("\u0378"))) == '(\'"a\\\'b"\', \'\\\'a"b\\\'\', \'\\\'a\\\\\\\'b"c\\\'\', "\'\\\\n\\\\t\\\\r\\\\\\\\\\\\x00\\\\x7f\\\\xa0\\\\xad\\\\u200b\\\\u2028\\\\ud800\\\\U000e0001é日\'", "\'\\\\xe9\\\\u65e5\\\\U0001f600\\\\n\'", "\'\\\\x1b[0m\'", "\'\\\\U0010ffff\'", "\'\\\\u0378\'")'
raises('s[6]', 'IndexError: string index out of range')
raises('s[-7]', 'IndexError: string index out of range')
raises('s["a"]', "TypeError: string indices must be integers, not 'str'")
raises('s[1.5]', "TypeError: string indices must be integers, not 'float'")
raises('s[None]', "TypeError: string indices must be integers, not 'NoneType'")
raises('s[1, 2]', "TypeError: string indices must be integers, not 'tuple'")
raises('s[::0]', 'ValueError: slice step cannot be zero')
raises('s["a":]', 'TypeError: slice indices must be integers or None or have an __index__ method')
raises('s[0] = "x"', "TypeError: 'str' object does not support item assignment")
raises('del s[0]', "TypeError: 'str' object doesn't support item deletion")
raises('s.x = 1', "AttributeError: 'str' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('""[0]', 'IndexError: string index out of range')
raises('ord("")', 'TypeError: ord() expected a character, but string of length 0 found')
raises('ord("ab")', 'TypeError: ord() expected a character, but string of length 2 found')
raises('ord(5)', 'TypeError: ord() expected string of length 1, but int found')
raises('chr(-1)', 'ValueError: chr() arg not in range(0x110000)')
raises('chr(0x110000)', 'ValueError: chr() arg not in range(0x110000)')
raises('chr("a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('chr(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('"é".encode("ascii")', "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)")
raises('"\\ud800".encode()', "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed")
raises('"a".encode("nonsense")', 'LookupError: unknown encoding: nonsense')
raises('"é".encode("ascii", "nonsense")', "LookupError: unknown error handler name 'nonsense'")
raises('"a".encode(5)', "TypeError: encode() argument 'encoding' must be str, not int")
raises('str(b"\\xff", "utf-8")', "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte")
raises('str("a", "utf-8")', 'TypeError: decoding str is not supported')
raises('str(5, "utf-8")', 'TypeError: decoding to str: need a bytes-like object, int found')
raises('"a" < 5', "TypeError: '<' not supported between instances of 'str' and 'int'")
raises('"a" < b"a"', "TypeError: '<' not supported between instances of 'str' and 'bytes'")
raises('sorted(["a", 1])', "TypeError: '<' not supported between instances of 'int' and 'str'")
raises('hash(["a"])', "TypeError: unhashable type: 'list'")
raises('iter("a").__next__(1)', 'TypeError: expected 0 arguments, got 1')

"""find, index, count, replace, startswith, endswith, in, partition, removeprefix: all argument forms."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


s = "abcabcabc"
assert repr((s.find("c"), s.find("c", 3), s.find("c", -3), s.find("c", 3, 5), s.find(""), s.find("", 9), s.find("", 10), s.find("x"), s.rfind("c"), s.rfind("a", 0, 5), s.rfind(""), s.find("a", None, None))) == '(2, 5, 8, -1, 0, 9, -1, -1, 8, 3, 9, 0)'
assert repr((s.index("b"), s.rindex("b"), s.index("b", 2), s.count("abc"), s.count("a", 1), s.count(""), "".count(""), "aaaa".count("aa"), s.count("", 20), s.count("x"), s.count("c", -1))) == '(1, 7, 4, 3, 2, 10, 1, 2, 0, 0, 1)'
assert repr((s.startswith("ab"), s.startswith("b", 1), s.startswith(("x", "ab")), s.startswith(""), s.startswith("", 10), s.startswith("", 9), s.endswith("bc"), s.endswith("bc", 0, -1), s.endswith(("a", "c")), s.endswith(()), s.startswith("abc", 0, 2))) == '(True, True, True, True, False, True, True, False, True, False, False)'
assert repr((s.replace("b", "X"), s.replace("b", "X", 2), s.replace("", "-"), s.replace("", "-", 3), "".replace("", "x"), s.replace("abc", ""), s.replace("z", "y"), s.replace("a", "aa", 0), s.replace("b", "XY", -1), s.replace("b", "X", count=1))) == "('aXcaXcaXc', 'aXcaXcabc', '-a-b-c-a-b-c-a-b-c-', '-a-b-cabcabc', 'x', '', 'abcabcabc', 'abcabcabc', 'aXYcaXYcaXYc', 'aXcabcabc')"
assert repr(("b" in s, "" in "", "x" in s, "bca" in s, "abc" in "ab", s in s, "é" in "caf\xe9", "\U0001F600" in "a\U0001F600b")) == '(True, True, False, True, False, True, True, True)'
assert repr((s.partition("c"), s.partition("x"), s.rpartition("c"), s.rpartition("x"), "a".partition("a"), "".partition("a"), s.partition("abcabc"))) == "(('ab', 'c', 'abcabc'), ('abcabcabc', '', ''), ('abcabcab', 'c', ''), ('', '', 'abcabcabc'), ('', 'a', ''), ('', '', ''), ('', 'abcabc', 'abc'))"
assert repr((s.removeprefix("abc"), s.removeprefix("x"), s.removesuffix("abc"), s.removesuffix(""), "aa".removeprefix("aa"), "a".removesuffix("aa"))) == "('abcabc', 'abcabcabc', 'abcabc', 'abcabcabc', '', 'a')"
assert repr(("日本語日本".find("本"), "日本語日本".rfind("本"), "a\U0001F600b\U0001F600".find("\U0001F600", 2), "é€\U0001F600".index("\U0001F600"), len("é€\U0001F600"))) == '(1, 4, 3, 2, 3)'
assert repr(("mississippi".replace("ss", "SS"), "mississippi".find("issi", 2), "mississippi".rfind("issi"), "aaa".replace("a", "b", 2), "aaaaa".find("aab"), ("a" * 1000 + "b").find("a" * 500 + "b"))) == "('miSSiSSippi', 4, 4, 'bba', -1, 500)"


class Ix:
    def __index__(self): return 3

assert repr((s.find("a", Ix()), s.count("c", Ix()), s.find("c", -100, 100))) == '(3, 2, 2)'
raises('s.index("x")', 'ValueError: substring not found')
raises('s.rindex("x")', 'ValueError: substring not found')
raises('s.find(5)', 'TypeError: find() argument 1 must be str, not int')
raises('s.find()', 'TypeError: find expected at least 1 argument, got 0')
raises('s.find("a", "b")', 'TypeError: slice indices must be integers or None or have an __index__ method')
raises('s.find("a", 1.5)', 'TypeError: slice indices must be integers or None or have an __index__ method')
raises('s.count(None)', 'TypeError: count() argument 1 must be str, not None')
raises('s.replace("a")', 'TypeError: replace() takes at least 2 positional arguments (1 given)')
raises('s.replace("a", 1)', 'TypeError: replace() argument 2 must be str, not int')
raises('s.replace("a", "b", "c")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('s.startswith(5)', 'TypeError: startswith first arg must be str or a tuple of str, not int')
raises('s.startswith(("x", 5))', 'TypeError: tuple for startswith must only contain str, not int')
raises('s.startswith(["a"])', 'TypeError: startswith first arg must be str or a tuple of str, not list')
raises('s.endswith(b"a")', 'TypeError: endswith first arg must be str or a tuple of str, not bytes')
raises('s.partition("")', 'ValueError: empty separator')
raises('s.rpartition("")', 'ValueError: empty separator')
raises('s.partition(5)', 'TypeError: must be str, not int')
raises('s.removeprefix(5)', 'TypeError: removeprefix() argument must be str, not int')
raises('5 in "abc"', "TypeError: 'in <string>' requires string as left operand, not int")
raises('None in "abc"', "TypeError: 'in <string>' requires string as left operand, not NoneType")
raises('b"a" in "abc"', "TypeError: 'in <string>' requires string as left operand, not bytes")

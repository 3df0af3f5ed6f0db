"""str.format and format_map: fields, attributes, items, nesting, conversions, errors; format() of strings."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr(("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x} {y}".format(x=1, y=2), "{0.real} {1[0]} {2[k]}".format(5, [9], {"k": 3}), "{:>{}}".format("a", 4), "{!r:>5} {!s} {!a}".format("a", "b", "é"), "{{}}".format(), "{{{}}}".format(1), "{0}{0}".format("x"), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{0[a]}{0[1]}".format({"a": 1, 1: 2, "1": 3}), "{a.b[c].real}".format(a=type("T", (), {"b": {"c": 5}})))) == '(\'1 2\', \'b a\', \'1 2\', \'5 9 3\', \'   a\', "  \'a\' b \'\\\\xe9\'", \'{}\', \'{1}\', \'xx\', \'    3.14\', \'12\', \'5\')'
assert repr(("{:5}|{:<5}|{:>5}|{:^5}|{:*^5}|{:.2}|{:5.1}|{:s}".format(*["abc"] * 8), "{:05}".format("ab"), "{:}".format("x"), "{:é^5}".format("a"), "{0:{0}}".format(5), "{:d} {:x} {:c}".format(65, 255, 65), "{:,} {:_}".format(10**6, 10**6))) == "('abc  |abc  |  abc| abc |*abc*|ab|a    |abc', 'ab000', 'x', 'ééaéé', '    5', '65 ff A', '1,000,000 1_000_000')"
assert repr(("{x}".format_map({"x": 1}), "{a}{b}".format_map(type("D", (dict,), {"__missing__": lambda s, k: k.upper()})(a=1)), "{:%Y}".format(type("D", (), {"__format__": lambda s, f: "<" + f + ">"})()))) == "('1', '1B', '<%Y>')"
assert "%s %r %d %5d|%-5d|%05d %x %X %#x %o %c %c %% %5.1f %e %g" % ("s", "r", 5, 5, 5, 5, 255, 255, 255, 8, "c", 65, 2.25, 1e5, 1e-5) == "s 'r' 5     5|5    |00005 ff FF 0xff 10 c A %   2.2 1.000000e+05 1e-05"
assert repr(("%(a)s %(b)05.1f %(a)r" % {"a": 1, "b": 2.5}, "%s" % [1, 2], "%s %s" % ("a", (1, 2)), "%s" % (None,), "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%+d % d %+d" % (5, 5, -5), "%5s|%-5s|%.2s" % ("abc", "abc", "abc"), "%i %u" % (3.9, 4), "%%" % (), "%s" % {"a": 1}, "%a" % "é", "%d" % True, "%x" % -255, "%#o %#X" % (8, 255), "%c" % 0x1F600, "%.3d" % 5, "%+.2e" % 12345.678)) == '(\'1 002.5 1\', \'[1, 2]\', \'a (1, 2)\', \'None\', \'    1|2    |3.14\', \'+5  5 -5\', \'  abc|abc  |ab\', \'3 4\', \'%\', "{\'a\': 1}", "\'\\\\xe9\'", \'1\', \'-ff\', \'0o10 0XFF\', \'😀\', \'005\', \'+1.23e+04\')'


class O:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __format__(self, spec): return f"format({spec})"

assert repr(("{} {!s} {!r} {:x}".format(O(), O(), O(), O()), "%s %r" % (O(), O()), format(O()), format(O(), "y"), f"{O()}")) == "('format() str repr format(x)', 'str repr', 'format()', 'format(y)', 'format()')"
assert repr((format("abc", "5"), format("abc", ".2"), format("abc", "^7.2"), format("abc", ">5s"), format("", "3"), format("é", "_<3"), format("abc", "05"))) == "('abc  ', 'ab', '  ab   ', '  abc', '   ', 'é__', 'abc00')"
raises('"{}".format()', 'IndexError: Replacement index 0 out of range for positional args tuple')
raises('"{0} {}".format(1, 2)', 'ValueError: cannot switch from manual field specification to automatic field numbering')
raises('"{} {0}".format(1, 2)', 'ValueError: cannot switch from automatic field numbering to manual field specification')
raises('"{x}".format()', "KeyError: 'x'")
raises('"{5}".format(1)', 'IndexError: Replacement index 5 out of range for positional args tuple')
raises('"{".format()', "ValueError: Single '{' encountered in format string")
raises('"}".format()', "ValueError: Single '}' encountered in format string")
raises('"{!x}".format(1)', 'ValueError: Unknown conversion specifier x')
raises('"{!}".format(1)', "ValueError: unmatched '{' in format spec")
raises('"{0.}".format(1)', 'ValueError: Empty attribute in format string')
raises('"{0[}".format(1)', "ValueError: expected '}' before end of string")
raises('"{0.x}".format(5)', "AttributeError: 'int' object has no attribute 'x'")
raises('"{0[x]}".format([1])', 'TypeError: list indices must be integers or slices, not str')
raises('"{0[5]}".format([1])', 'IndexError: list index out of range')
raises('"{:d}".format("a")', "ValueError: Unknown format code 'd' for object of type 'str'")
raises('"{:q}".format("a")', "ValueError: Unknown format code 'q' for object of type 'str'")
raises('"{:=5}".format("a")', "ValueError: '=' alignment not allowed in string format specifier")
raises('"{:+}".format("a")', 'ValueError: Sign not allowed in string format specifier')
raises('"{:,}".format("a")', "ValueError: Cannot specify ',' with 's'.")
raises('"{:5}".format(None)', 'TypeError: unsupported format string passed to NoneType.__format__')
raises('"{:5}".format([])', 'TypeError: unsupported format string passed to list.__format__')
raises('"{:5}".format(object)', 'TypeError: unsupported format string passed to type.__format__')
raises('"{:{}}".format(1)', 'IndexError: Replacement index 1 out of range for positional args tuple')
raises('"{: }".format("a")', 'ValueError: Space not allowed in string format specifier')
raises('"{:#}".format("a")', 'ValueError: Alternate form (#) not allowed in string format specifier')
raises('"%d" % "a"', 'TypeError: %d format: a real number is required, not str')
raises('"%s %s" % "a"', 'TypeError: not enough arguments for format string')
raises('"%s" % ("a", "b")', 'TypeError: not all arguments converted during string formatting')
raises('"%s" % ()', 'TypeError: not enough arguments for format string')
raises('"%q" % 5', "ValueError: unsupported format character 'q' (0x71) at index 1")
raises('"%" % ()', 'ValueError: incomplete format')
raises('"%(a)s" % 5', 'TypeError: format requires a mapping')
raises('"%(a)s" % {}', "KeyError: 'a'")
raises('"%(a" % {"a": 1}', 'ValueError: incomplete format key')
raises('"%c" % "ab"', 'TypeError: %c requires an int or a unicode character, not a string of length 2')
raises('"%c" % -1', 'OverflowError: %c arg not in range(0x110000)')
raises('"%*d" % ("a", 1)', 'TypeError: * wants int')
raises('"a %s" % (1, 2)', 'TypeError: not all arguments converted during string formatting')
raises('"a" % 5', 'TypeError: not all arguments converted during string formatting')
assert repr(("a" % {}, "a" % [], "no" % {"k": 1})) == "('a', 'a', 'no')"
raises('"a" % (1,)', 'TypeError: not all arguments converted during string formatting')
raises('"%d" % None', 'TypeError: %d format: a real number is required, not NoneType')
raises('"%x" % "a"', 'TypeError: %x format: an integer is required, not str')
raises('"{:c}".format(-1)', 'OverflowError: %c arg not in range(0x110000)')
raises('"%s" % b"x" + 5', 'TypeError: can only concatenate str (not "int") to str')
raises('str.format()', 'TypeError: unbound method str.format() needs an argument')
raises('"{}".format_map()', 'TypeError: str.format_map() takes exactly one argument (0 given)')
raises('"{}".format_map([1])[5]', 'ValueError: Format string contains positional fields')

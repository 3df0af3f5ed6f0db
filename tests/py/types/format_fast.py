"""Formats in all common forms, against results told one by one, and the errors of wrong ones."""

CASES = [
    (42, "d", "42"), (42, "5", "   42"), (42, "<5", "42   "), (42, "^5", " 42  "), (42, "05", "00042"), (-42, "05", "-0042"),
    (-42, "*=6", "-***42"), (42, "*^+7", "**+42**"), (42, "+", "+42"), (42, " ", " 42"), (42, "-", "42"), (42, "x", "2a"),
    (255, "08X", "000000FF"), (-255, "x", "-ff"), (0, "b", "0"), (0, "x", "0"), (5, "b", "101"), (8, "o", "10"), (42, "#x", "0x2a"),
    (42, "#010x", "0x0000002a"), (1234567, ",", "1,234,567"), (1234567, "_x", "12_d687"), (1234567, "012,", "0,001,234,567"),
    (42, "é^6", "éé42éé"), (42, "0<5", "42000"), (42, "<05", "42000"), (42, "=5", "   42"), (65, "c", "A"), (65, "^3c", " A "),
    (233, "c", "é"), (42, ".2f", "42.00"), (42, "n", "42"), (-(2**63), "d", "-9223372036854775808"), (-(2**63), "x", "-8000000000000000"),
    (2**70, "d", "1180591620717411303424"), (True, "d", "1"), (True, "", "True"), (7, "٣", "  7"), (7, "00", "7"), (7, "010", "0000000007"),
    (7, "+05", "+0007"), (3, "}<4", "3}}}"), (3, "<<4", "3<<<"), (3, "=<4", "3==="), (3, "0=4", "0003"),
    (1.5, "", "1.5"), (1.5, ".3f", "1.500"), (1.5, "8.3f", "   1.500"), (1.5, "08.2f", "00001.50"), (-1.5, "08.2f", "-0001.50"),
    (1.5, "+.0f", "+2"), (2.5, ".0f", "2"), (0.5, ".0f", "0"), (1.5, "#.0f", "2."), (0.0, ".2f", "0.00"), (-0.0, ".2f", "-0.00"),
    (-0.001, ".2f", "-0.00"), (-0.001, "z.2f", "0.00"), (1e300, ".0f", f"{int(1e300)}"), (float("inf"), "f", "inf"), (float("nan"), "F", "NAN"),
    (0.125, ".2f", "0.12"), (0.375, ".2f", "0.38"), (1e15 + 0.3, ".3f", "1000000000000000.250"), (9007199254740991.0, ".1f", "9007199254740991.0"),
    (2.0**51 + 0.5, ".18f", "2251799813685248.500000000000000000"), (1 / 3, ".18f", "0.333333333333333315"), (1 / 3, ".17f", "0.33333333333333331"),
    (0.999999, ".2f", "1.00"), (99.995, ".2f", "100.00"), (0.5, "%", "50.000000%"), (0.256, ".1%", "25.6%"), (-0.256, "8.0%", "    -26%"),
    (1.5, "e", "1.500000e+00"), (1234567.0, ",.2f", "1,234,567.00"), (1.5, "10", "       1.5"), (1.5, "<7.2f", "1.50   "), (1e22, ".3f", "10000000000000000000000.000"),
    (3.14159, ".3", "3.14"), (3.14159, "g", "3.14159"), (1.0, ".19f", "1.0000000000000000000"), (5e-324, ".3f", "0.000"), (1.5, "é<6.1f", "1.5ééé"),
    ("ab", "", "ab"), ("ab", "5", "ab   "), ("ab", ">5", "   ab"), ("ab", "^5", " ab  "), ("ab", "*^6s", "**ab**"), ("ab", ".1", "a"),
    ("ab", "5.1", "a    "), ("ab", "é>4", "ééab"), ("éß", ">4", "  éß"), ("éß", "é^5", "ééßéé"), ("ab", "05", "ab000"), ("ab", "1", "ab"), ("", "3", "   "),
    ("", "1", " "), ("x", "", "x"), ("ab", "<05", "ab000"), ("€", ".1", "€"), ("€x", "04.1", "€000"),
]
for value, spec, wanted in CASES:
    assert format(value, spec) == wanted, (value, spec, format(value, spec), wanted)
    assert f"{value:{spec}}" == wanted
    if not set("{}") & set(spec):
        assert ("<{0:" + spec + "}>").format(value) == "<" + wanted + ">", (value, spec)
        assert ("{:" + spec + "}").format(value) == wanted
        assert ("{k:" + spec + "}|").format(k=value) == wanted + "|"
    assert "{:{}}{}".format(value, spec, "!") == wanted + "!"

WRONG = [
    (1, "s"), (1, ".3"), (1, ".3d"), (1, "zd"), (1, "5.x"), (1, "."), (1.5, "d"), (1.5, "s"), (1.5, "c"), ("a", "d"), ("a", "+"), ("a", " "),
    ("a", "=5"), ("a", "#"), ("a", "z"), (1, "5dd"), (1, "dd"), (1, "+c"), (1, ",s"), (1, "_,"), (1, "é"), ("a", "5é"), (1, "99999999999999999999"),
    (1, "<<<"), ("a", ","), (1, "!"),
]
for value, spec in WRONG:
    texts = set()
    for call in (lambda: format(value, spec), lambda: ("-{:" + spec + "}-").format(value), lambda: f"{value:{spec}}"):
        try:
            call()
        except ValueError as error:
            texts.add(str(error))
        else:
            raise AssertionError((value, spec))
    assert len(texts) == 1, texts
assert format(-0.0, "z") == "0.0" and format(-0.0, "5z.1f".replace("5z", "z5")) == "  0.0"
for value, spec, wanted in (
    (1, "z", "Negative zero coercion (z) not allowed in integer format specifier"),
    ("a", "z", "Negative zero coercion (z) not allowed in string format specifier"),
    (1, "5z", "Unknown format code 'z' for object of type 'int'"),
    (1, ".", "Format specifier missing precision"),
    (1, "5dd", "Invalid format specifier '5dd' for object of type 'int'"),
):
    try:
        "<{:{}}>".format(value, spec)
    except ValueError as error:
        assert str(error) == wanted, error
    else:
        raise AssertionError(spec)


class Int(int):
    def __format__(self, spec):
        return f"<{spec}>"


class Text(str):
    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "own"


assert f"{Int(3):5}" == "<5>" == "{:5}".format(Int(3)) and "%5d" % Int(3) == "    3" and f"{Text('a'):5}" == "<5>"
assert "-{}-{!s}".format(Text("a"), Text("a")) == "-<>-own" and "-%s" % Text("a") == "-own"


class Items(list):
    def __format__(self, spec):
        return f"<{spec}>"


class Shown(dict):
    def __str__(self):
        return "shown"


for value in ([1, "a"], (1,), {"a": 1}, {1}, None, True, 1.5, ..., int, b"x"):
    assert f"{value}" == str(value) == "{}".format(value) == format(value)
    if value is not True and value != 1.5:
        try:
            f"{value:5}"
        except TypeError as error:
            assert str(error).startswith("unsupported format string passed to"), error
        else:
            raise AssertionError(value)
assert f"{Items()}" == "<>" and f"{Shown()}" == "shown" and f"{True:5}" == "    1" and f"{Int(3)}" == "<>" and f"{Text('a')}" == "<>"
loop = []
loop.append(loop)
assert f"{loop}" == "[[...]]"

# A field that is the whole result is the object itself.
text = "some text"
assert "{}".format(text) is text and "%s" % text is text and format(text, "3") is text and "{:3}".format(text) is text
assert "{}{}".format("", text) == text and "{0}".format(12) == "12"

# Names of keyword arguments, with keys of other types in the way.
assert "{a}{b}{a}".format(a=1, b="x") == "1x1" and "{a}".format_map({"b": 1, "a": 2}) == "2"


class Same:
    def __hash__(self):
        return hash("a")

    def __eq__(self, other):
        return other == "a"


class Default(dict):
    def __missing__(self, key):
        return key * 2


assert "{a}".format_map({Same(): 5}) == "5" and "{ab}".format_map(Default()) == "abab"
for call, kind in (
    (lambda: "{a}".format(b=1), KeyError), (lambda: "{1}".format(0), IndexError), (lambda: "{0}{}".format(1, 2), ValueError),
    (lambda: "{}{0}".format(1, 2), ValueError), (lambda: "{0}".format_map({}), ValueError), (lambda: "{0".format(1), ValueError),
):
    try:
        call()
    except kind:
        pass
    else:
        raise AssertionError

PERCENT = [
    ("%d", 5, "5"), ("%5d|", 5, "    5|"), ("%-5d|", 5, "5    |"), ("%05d", -5, "-0005"), ("%+d", 5, "+5"), ("% d", 5, " 5"), ("%.3d", 5, "005"),
    ("%s", 5, "5"), ("%5s", -5, "   -5"), ("%05s", 5, "    5"), ("%.1s", 55, "5"), ("%i", -(2**63), "-9223372036854775808"), ("%d", 2**70, "1180591620717411303424"),
    ("%d", True, "1"), ("%s", True, "True"), ("%d", 5.9, "5"), ("%5.2f", 3.14159, " 3.14"), ("%f", 1.0, "1.000000"), ("%.0f", 2.5, "2"), ("%#.0f", 2.5, "2."),
    ("%-8.2f|", -1.5, "-1.50   |"), ("%08.2f", -1.5, "-0001.50"), ("%.2f", -0.0, "-0.00"), ("%F", float("inf"), "INF"), ("%.20f", 1.0, "1.00000000000000000000"),
    ("%.2f", 5, "5.00"), ("%+.1f", 0.25, "+0.2"), ("%x", 255, "ff"), ("%#X", 255, "0XFF"), ("%s%%", 5, "5%"), ("é%d", 5, "é5"), ("%c", 97, "a"),
]
for template, value, wanted in PERCENT:
    assert template % value == wanted, (template, value, template % value)
assert b"%d|%5d|%-3d|%.2f" % (5, -6, 7, 1.5) == b"5|   -6|7  |1.50" and b"%i" % -12 == b"-12"
for bad in (lambda: b"%s" % 5, lambda: "%d" % "a", lambda: "%d %d" % 5, lambda: "%d" % (5, 6)):
    try:
        bad()
    except TypeError:
        pass
    else:
        raise AssertionError

# repr of text: what is plain, and what is not.
for text, wanted in (("ab", "'ab'"), ("", "''"), ("a'b", '"a\'b"'), ("a'\"", "'a\\'\"'"), ("a\\", "'a\\\\'"), ("\n", "'\\n'"), ("\x7f", "'\\x7f'"), ('"', "'\"'"), ("é", "'é'")):
    assert repr(text) == wanted and f"{text!r:>8}" == wanted.rjust(8) and "%r" % text == wanted
print("ok")

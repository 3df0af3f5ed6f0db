"""string.Template and string.Formatter: names, escapes, errors, subclasses."""

import string
from string import Formatter, Template


def error_of(call):
    try:
        call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    raise AssertionError("no error")


t = Template("$who likes ${what}, $$5, $who.")
assert t.substitute(who="Ann", what="tea") == "Ann likes tea, $5, Ann."
assert t.substitute({"who": "Bo"}, what="it") == "Bo likes it, $5, Bo."
assert t.substitute({"who": "Bo", "what": "a"}, what="b") == "Bo likes b, $5, Bo."
assert t.safe_substitute(who=1) == "1 likes ${what}, $5, 1."
assert t.get_identifiers() == ["who", "what"] and t.is_valid() and t.template.startswith("$who")
assert error_of(lambda: t.substitute(who=1)) == "KeyError: 'what'"
bad = Template("one\ntwo $ three\n$4")
assert error_of(bad.substitute) == "ValueError: Invalid placeholder in string: line 2, col 5"
assert bad.safe_substitute() == bad.template and not bad.is_valid()
assert error_of(Template("$").substitute) == "ValueError: Invalid placeholder in string: line 1, col 1"
assert Template("$ünder").safe_substitute(ünder=1) == "$ünder"
assert Template("$ABC ${abc}").substitute(ABC=1, abc=2) == "1 2"


class Percent(Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


p = Percent("%with_score %noscore %% $x")
assert p.safe_substitute(with_score="yes", noscore="no") == "yes %noscore % $x"
assert not p.is_valid() and p.get_identifiers() == ["with_score"]


class Dotted(Template):
    braceidpattern = r"[a-z.]+"


assert Dotted("${a.b} $a.b").substitute({"a.b": 1, "a": 2}) == "1 2.b"


class Own(Template):
    pattern = r"(?P<escaped>@@)|@(?P<named>[a-z]+)|@\{(?P<braced>[a-z]+)\}|(?P<invalid>@)"
    delimiter = "@"


assert Own("@a @{b} @@").substitute(a=1, b=2) == "1 2 @"
assert set("pattern delimiter idpattern braceidpattern flags".split()) <= set(dir(Template))
assert Template.pattern.groupindex.keys() == {"escaped", "named", "braced", "invalid"}

f = Formatter()
assert f.format("{} {} {{}}", 1, "b") == "1 b {}"
assert f.format("{1}{0}{name!r:>5}", 1, 2, name="x") == "21  'x'"
assert f.format("{0.real}{0.imag:.1f}{1[0]}{1[key]}", 3, {0: "zero", "key": "k"}) == "30.0zerok"
assert f.format("{:{}}|{:>{w}}", "a", 3, "b", w=4) == "a  |   b"
assert f.vformat("{a}{b[1]}", (), {"a": 1, "b": "xyz"}) == "1y"
assert list(f.parse("a{b!r:c}d{{e")) == [("a", "b", "c", "r"), ("d{", None, None, None), ("e", None, None, None)]
assert list(f.parse("")) == [] and list(f.parse("{}")) == [("", "", "", None)]
assert f.get_field("0.real", (5,), {}) == (5, 0)
for text, wanted in [
    ("{", "ValueError: Single '{' encountered in format string"),
    ("}", "ValueError: Single '}' encountered in format string"),
    ("{a", "ValueError: expected '}' before end of string"),
    ("{a!", "ValueError: end of string while looking for conversion specifier"),
    ("{a!rx}", "ValueError: expected ':' after conversion specifier"),
    ("{{0}", "ValueError: Single '}' encountered in format string"),
    ("{a{b}", "ValueError: unexpected '{' in field name"),
    ("{} {1}", "ValueError: cannot switch from automatic field numbering to manual field specification"),
    ("{1} {}", "ValueError: cannot switch from manual field specification to automatic field numbering"),
    ("{0!x}", "ValueError: Unknown conversion specifier x"),
    ("{0[}", "ValueError: expected '}' before end of string"),
    ("{0.}", "ValueError: Empty attribute in format string"),
    ("{0[]}", "ValueError: Empty attribute in format string"),
    ("{0:{1:{1:{1}}}}", "ValueError: Max string recursion exceeded"),
    ("{9}", "IndexError: tuple index out of range"),
    ("{0:x", "ValueError: unmatched '{' in format spec"),
    ("{0[a]b}", "TypeError: 'int' object is not subscriptable"),
    ("{nope}", "KeyError: 'nope'"),
]:
    got = error_of(lambda: f.format(text, 1, 2))
    assert got == wanted, (text, got)


class Strict(Formatter):
    def check_unused_args(self, used, args, kwargs):
        assert used == {0, "k"}, used

    def get_value(self, key, args, kwargs):
        return "?" if key == "gone" else super().get_value(key, args, kwargs)


assert Strict().format("{0}{k}", 1, 2, k=3) == "13"
assert Formatter.get_value(f, "a", (), {"a": 1}) == 1
for name in string.__all__:
    assert hasattr(string, name), name

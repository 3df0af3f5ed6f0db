"""Template strings (3.14): parts, interpolations, conversions, concatenation, types."""

from string.templatelib import Interpolation, Template, convert


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


name, n = "py", 42
t = t"Hello {name}!"
assert type(t) is Template
assert repr((t.strings, t.values, t.interpolations)) == "(('Hello ', '!'), ('py',), (Interpolation('py', 'name', None, ''),))"
i = t.interpolations[0]
assert repr((i.value, i.expression, i.conversion, i.format_spec, type(i).__name__)) == "('py', 'name', None, '', 'Interpolation')"
assert repr(list(t)) == "['Hello ', Interpolation('py', 'name', None, ''), '!']"
assert repr((t"{n:>{5}}".interpolations[0].format_spec, t"{n!r:x}".interpolations[0].conversion, t"{n + 1}".interpolations[0].expression)) == "('>5', 'r', 'n + 1')"
assert repr((t"{n=}".strings, t"{n=}".interpolations[0].conversion, t"{n = :>5}".strings, t"{n = :>5}".interpolations[0].conversion)) == "(('n=', ''), 'r', ('n = ', ''), None)"
assert repr((t"".strings, t"".values, list(t""), t"{n}".strings, list(t"{n}{name}"), t"{n}{name}".strings)) == "(('',), (), [], ('', ''), [Interpolation(42, 'n', None, ''), Interpolation('py', 'name', None, '')], ('', '', ''))"
assert repr(((t"a{n}" + t"b{name}").strings, (t"a" + t"b").strings, t"a{n}" t"b{name}c" == 5, (t"a" t"b").strings)) == "(('a', 'b', ''), ('ab',), False, ('ab',))"
raises('t"a" + "b"', 'TypeError: can only concatenate string.templatelib.Template (not "str") to string.templatelib.Template')
raises('"a" + t"b"', 'TypeError: can only concatenate str (not "string.templatelib.Template") to str')
raises('str.join("", [t"a"])', 'TypeError: sequence item 0: expected str instance, string.templatelib.Template found')
assert t"a" != t"a"
assert repr(t"x{n}y") == "Template(strings=('x', 'y'), interpolations=(Interpolation(42, 'n', None, ''),))"
assert repr((rt"\n{n}".strings, tr"\d".strings, T"{n}".values)) == "(('\\\\n', ''), ('\\\\d',), (42,))"
assert repr(Template("a", "b", Interpolation(1, "x"), Interpolation(2), "c").strings) == "('ab', '', 'c')"
assert repr(Template("a", Interpolation(1, "x", "r", ".2f")).interpolations[0]) == "Interpolation(1, 'x', 'r', '.2f')"
raises('Template(5)', "TypeError: Template.__new__ *args need to be of type 'str' or 'Interpolation', got int")
raises('Interpolation()', "TypeError: Interpolation() missing required argument 'value' (pos 1)")
raises('Interpolation(1, 5)', "TypeError: Interpolation() argument 'expression' must be str, not int")
raises('Interpolation(1, "x", "z")', "ValueError: Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
raises('t.strings = ()', 'AttributeError: readonly attribute')
assert repr((convert(5, "r"), convert("x", "s"), convert("é", "a"), convert(5, None))) == '(\'5\', \'x\', "\'\\\\xe9\'", 5)'


def render(t):
    out = []
    for part in t:
        match part:
            case str():
                out.append(part)
            case Interpolation(value, _, conversion, spec):
                out.append(format(convert(value, conversion), spec))
    return "".join(out)

assert render(t"{n:05d} {name!r:>6} {'lit'} {{}}") == "00042   'py' lit {}"
assert repr((t"{ name }".interpolations[0].expression, t"{(lambda x: x)(1)}".interpolations[0].expression, t"{name!r}".interpolations[0].expression)) == "(' name ', '(lambda x: x)(1)', 'name')"
assert repr((t"{'a' 'b'}".interpolations[0].expression, t"{ n  +  1 }".interpolations[0].expression)) == '("\'a\' \'b\'", \' n  +  1 \')'
log = []
def f(x): log.append(x); return x
t"{f(1)}{f(2):{f('>3')}}"
assert repr(log) == "[1, 2, '>3']"
assert repr([type(x).__name__ for x in t"a{t"b{n}"}c".interpolations[0].value]) == "['str', 'Interpolation']"
raises('t"{undefined}"', "NameError: name 'undefined' is not defined")
raises('len(t"a")', "TypeError: object of type 'string.templatelib.Template' has no len()")
raises('compile("t\'a\' \'b\'", "f", "eval")', 'SyntaxError: cannot mix t-string literals with string or bytes literals (f, line 1)')
raises('compile("t\'a\' f\'b\'", "f", "eval")', 'SyntaxError: cannot mix t-string literals with string or bytes literals (f, line 1)')
raises('compile("t\'{}\'", "f", "eval")', "SyntaxError: t-string: valid expression required before '}' (f, line 1)")
raises('compile("bt\'x\'", "f", "eval")', "SyntaxError: 'b' and 't' prefixes are incompatible (f, line 1)")
assert repr((Template.__match_args__ if hasattr(Template, "__match_args__") else "none", Interpolation.__match_args__)) == "('none', ('value', 'expression', 'conversion', 'format_spec'))"

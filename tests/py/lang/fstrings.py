"""f-strings: conversion, specifications, nesting, quotes, =, comments, multi-line, escapes."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


name, n, pi = "py", 42, 3.14159
assert repr((f"{name}{n}", f"{name!r} {name!s} {name!a}", f"{n:>6}|{n:<6}|{n:^6}|{n:06d}|{n:x}|{n:#b}")) == '(\'py42\', "\'py\' py \'py\'", \'    42|42    |  42  |000042|2a|0b101010\')'
assert repr((f"{pi:.2f} {pi:10.3e} {pi!r:>10}", f"{name:*^{n % 10 + 7}}", f"{pi:{'.' + str(1)}f}")) == "('3.14  3.142e+00    3.14159', '***py****', '3.1')"
assert repr((f"{n=}", f"{n = }", f"{n=:>5}", f"{name=!s}", f"{name=}", f"{ n + 1 = }", f"{n=!r:^6}")) == '(\'n=42\', \'n = 42\', \'n=   42\', \'name=py\', "name=\'py\'", \' n + 1 = 43\', \'n=  42  \')'
assert repr((f"{{}}", f"{{{n}}}", f"{'}'}", f"{{n}}")) == "('{}', '{42}', '}', '{n}')"
assert repr((f"{'nested ' + f'{n + 1} ' + f"{name}"}", f"{f"{f"{1}"}"}", f'{'same quotes'}')) == "('nested 43 py', '1', 'same quotes')"
assert repr((f"{name["x" == 1:]}", f"{ {'a': 1}['a'] }", f"{[i for i in range(3)]}", f"{(lambda x: x * 2)(4)}")) == "('py', '1', '[0, 1, 2]', '8')"
assert repr((f"{n if n else 0}", f"{n!r}", f"{n == 42}", f"{n != 41}", f"{n >= 1}", f"{not n}", f"{n,}", f"{*[1, 2],}")) == "('42', '42', 'True', 'True', 'True', 'False', '(42,)', '(1, 2)')"
long = f"""multi
{n
  + 1}
line""", f"{
    n  # a comment
}"
assert repr(long) == "('multi\\n43\\nline', '42')"
assert repr((f"a\tb{n}\n\x41\u20ac\N{EURO SIGN}", rf"\n{n}\d", fr"{name!r}\\", f"{'\n'.join('ab')}", f"{'\x41'}")) == '(\'a\\tb42\\nA€€\', \'\\\\n42\\\\d\', "\'py\'\\\\\\\\", \'a\\nb\', \'A\')'
assert repr(("a" f"b{n}" 'c' f'{name}' "{n}", f"" "", f"{''}")) == "('ab42cpy{n}', '', '')"
assert repr((f"{n:{n}}", f"{n:{'>'}{10}}", f"{pi:{5}.{2}}", f"{'x':{'{'}>5}")) == "('                                        42', '        42', '  3.1', '{{{{x')"
import types
class F:
    def __format__(self, spec): return f"<{spec}>"
    def __repr__(self): return "R"
    def __str__(self): return "S"
assert repr((f"{F()}", f"{F():abc}", f"{F():}", f"{F()!r}", f"{F()!s:>3}", f"{F()=}", f"{F()=:x}", f"{F():%H:%M {n}!}")) == "('<>', '<abc>', '<>', 'R', '  S', 'F()=R', 'F()=<x>', '<%H:%M 42!>')"
assert repr((f"{None}", f"{True:d}", f"{1_000_000:,}", f"{1_000_000:_}", f"{0.5:%}", f"{255:#X}", f"{-5:+}", f"{5: }", f"{1e10}")) == "('None', '1', '1,000,000', '1_000_000', '50.000000%', '0XFF', '-5', ' 5', '10000000000.0')"
assert repr((f"{'é':>3}|{'日本':<4}|", f"{b'x'}", f"{1j:.1f}", f"{[1]!s:>5}")) == '(\'  é|日本  |\', "b\'x\'", \'0.0+1.0j\', \'  [1]\')'
assert f"{lambda_ if (lambda_ := 3) else 0}" == '3'
def f(x): return f"{x!r}" if x else f"{(y := 5)}{y}"
assert repr((f(0), f(1))) == "('55', '1')"
raises('f"{undefined}"', "NameError: name 'undefined' is not defined")
raises('f"{n:z}"', 'ValueError: Negative zero coercion (z) not allowed in integer format specifier')
raises('f"{name:d}"', "ValueError: Unknown format code 'd' for object of type 'str'")
raises('f"{[]:5}"', 'TypeError: unsupported format string passed to list.__format__')
raises('f"{None:5}"', 'TypeError: unsupported format string passed to NoneType.__format__')
raises('f"{{}}".format(1)[5]', 'IndexError: string index out of range')
class Bad:
    def __format__(self, spec): return 5
raises('f"{Bad()}"', 'TypeError: __format__ must return a str, not int')
assert repr((f"{'a' 'b'}", f"{n:}", f"{n!s:}", F"{n}", Rf"{n}\w")) == "('ab', '42', '42', '42', '42\\\\w')"
assert repr((f"{'''x'''}", f'''{"y"}''', f"{"\""}", f"{n}" == str(n))) == '(\'x\', \'y\', \'"\', True)'
assert repr((f"{3.0:g} {3:f} {10**20:d}", f"{n:\x3e5}", f"{name:\u003e4}")) == "('3 3.000000 100000000000000000000', '   42', '  py')"
raises('compile("f\'{}\'", "f", "eval")', "SyntaxError: f-string: valid expression required before '}' (f, line 1)")
raises('compile("f\'{\'", "f", "eval")', "SyntaxError: f-string: expecting '}' (f, line 1)")
raises('compile("f\'}\'", "f", "eval")', "SyntaxError: f-string: single '}' is not allowed (f, line 1)")
raises('compile("f\'{a!x}\'", "f", "eval")', "SyntaxError: f-string: invalid conversion character 'x': expected 's', 'r', or 'a' (f, line 1)")
raises('compile("f\'{a!}\'", "f", "eval")', 'SyntaxError: f-string: missing conversion character (f, line 1)')
raises('compile("f\'{a b}\'", "f", "eval")', 'SyntaxError: invalid syntax. Perhaps you forgot a comma? (f, line 1)')
raises('compile("f\'{!r}\'", "f", "eval")', "SyntaxError: f-string: valid expression required before '!' (f, line 1)")
raises('compile("f\'{lambda x: 1}\'", "f", "eval")', 'SyntaxError: f-string: lambda expressions are not allowed without parentheses (f, line 1)')
raises('compile("f\'{a:{b:{c:{d}}}}\'", "f", "eval")', 'SyntaxError: f-string: expressions nested too deeply (f, line 1)')
raises('compile("f\'{a", "f", "eval")', "SyntaxError: '{' was never closed (f, line 1)")
raises('compile("f\'{a:\'", "f", "eval")', "SyntaxError: f-string: expecting '}', or format specs (f, line 1)")
raises('compile("f\'{*a}\'", "f", "eval")', "SyntaxError: can't use starred expression here (f, line 1)")
raises('compile("f\'{a=b}\'", "f", "eval")', "SyntaxError: f-string: expecting '!', or ':', or '}' (f, line 1)")
raises('compile("fb\'x\'", "f", "eval")', "SyntaxError: 'b' and 'f' prefixes are incompatible (f, line 1)")
raises('compile("f\'{a\' + \'b\'", "f", "eval")', "SyntaxError: f-string: expecting '}' (f, line 1)")
raises('compile("b\'x\' f\'y\'", "f", "eval")', 'SyntaxError: cannot mix bytes and nonbytes literals (f, line 1)')
raises('compile("f\'{yield}\'", "f", "eval")', "SyntaxError: 'yield' outside function (f, line 1)")

"""Literals: every base, underscores, floats, imaginary, strings and their escapes, errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((0b101, 0o17, 0xfF, 0B1_0, 0O7, 0X_a, 1_000_000, 00, 0_0)) == '(5, 15, 255, 2, 7, 10, 1000000, 0, 0)'
assert repr((1., .5, 1e3, 1E-2, 1_0.0_1, 1e1_0, 0e0, 00.5, 1j, 1.5J, 1e3j, 0777j, 09.5)) == '(1.0, 0.5, 1000.0, 0.01, 10.01, 10000000000.0, 0.0, 0.5, 1j, 1.5j, 1000j, 777j, 9.5)'
assert repr(("a" 'b' """c""" '''d''', r"\n", R'\'', b"\xff\101", rb"\x", Rb"a", bR"b", u"x")) == '(\'abcd\', \'\\\\n\', "\\\\\'", b\'\\xffA\', b\'\\\\x\', b\'a\', b\'b\', \'x\')'
assert repr(("\a\b\f\n\r\t\v\\\'\"", "\101\x41\u0041\U00000041\N{LATIN SMALL LETTER A}", "\0", "\x00\x7f", '\1a')) == '(\'\\x07\\x08\\x0c\\n\\r\\t\\x0b\\\\\\\'"\', \'AAAAa\', \'\\x00\', \'\\x00\\x7f\', \'\\x01a\')'
assert repr((b"\101\x41\\\n", "\ud800")) == "(b'AA\\\\\\n', '\\ud800')"
assert repr(("\N{DIGIT ONE}\N{bullet}", "é" == "\xe9", "日本", "ａ")) == "('1•', True, '日本', 'ａ')"
ａ = 5
assert a == 5
ﬁ = 1
assert fi == 1
assert repr(([1,], (1,), {1,}, {1: 2,}, (), [], {}, ...)) == '([1], (1,), {1}, {1: 2}, (), [], {}, Ellipsis)'
assert ... is Ellipsis
assert repr((-2 ** 2, 2 ** -1, 2 ** 3 ** 2, not 1 == 2, -1 ** 0.5, ~5 ** 2, - - 5, +-+5, not not 1)) == '(-4, 0.5, 512, True, -1.0, -26, 5, -5, True)'
assert repr((7 // 2, -7 // 2, 7 % -3, -7 % 3, 1 if 0 else 2 if 0 else 3, (lambda: 1 and 0)())) == '(3, -4, -2, 2, 3, 0)'
assert repr((1 or 2 and 3, 1 | 2 ^ 3 & 4 << 1 + 1, 5 .real, 5..real, (5).real, (1)if(1)else(2))) == '(1, 3, 5, 5.0, 5, 1)'
assert repr((True + True, None is None, __debug__)) == '(2, True, True)'
raises('compile("012", "f", "eval")', 'SyntaxError: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers (f, line 1)')
raises('compile("1__0", "f", "eval")', 'SyntaxError: invalid decimal literal (f, line 1)')
raises('compile("1_", "f", "eval")', 'SyntaxError: invalid decimal literal (f, line 1)')
raises('compile("0b12", "f", "eval")', "SyntaxError: invalid digit '2' in binary literal (f, line 1)")
raises('compile("0o8", "f", "eval")', "SyntaxError: invalid digit '8' in octal literal (f, line 1)")
raises('compile("0xg", "f", "eval")', 'SyntaxError: invalid hexadecimal literal (f, line 1)')
raises('compile("0b", "f", "eval")', 'SyntaxError: invalid binary literal (f, line 1)')
raises('compile("1e", "f", "eval")', 'SyntaxError: invalid decimal literal (f, line 1)')
raises('compile("1a", "f", "eval")', 'SyntaxError: invalid decimal literal (f, line 1)')
raises('compile("5.real", "f", "eval")', 'SyntaxError: invalid decimal literal (f, line 1)')
raises('compile("\'abc", "f", "eval")', 'SyntaxError: unterminated string literal (detected at line 1) (f, line 1)')
raises('compile("\'\'\'abc", "f", "eval")', 'SyntaxError: unterminated triple-quoted string literal (detected at line 1) (f, line 1)')
raises('compile("b\'é\'", "f", "eval")', 'SyntaxError: bytes can only contain ASCII literal characters (f, line 1)')
raises('compile("\'\\\\x4\'", "f", "eval")', "SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \\xXX escape (f, line 1)")
raises('compile("\'\\\\u12\'", "f", "eval")', "SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-3: truncated \\uXXXX escape (f, line 1)")
raises('compile("\'\\\\U00110000\'", "f", "eval")', "SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-9: illegal Unicode character (f, line 1)")
raises('compile("\'\\\\N{no such name}\'", "f", "eval")', "SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position 0-15: unknown Unicode character name (f, line 1)")
raises('compile("b\'\\\\x4\'", "f", "eval")', 'SyntaxError: (value error) invalid \\x escape at position 0 (f, line 1)')
raises('compile("b\'a\' \'b\'", "f", "eval")', 'SyntaxError: cannot mix bytes and nonbytes literals (f, line 1)')
raises('compile("a$b", "f", "eval")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("a ? b", "f", "eval")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("1 2", "f", "eval")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("(1", "f", "eval")', "SyntaxError: '(' was never closed (f, line 1)")
raises('compile("1)", "f", "eval")', "SyntaxError: unmatched ')' (f, line 1)")
raises('compile("(1]", "f", "eval")', "SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' (f, line 1)")
raises('compile("{1: 2, 3}", "f", "eval")', "SyntaxError: ':' expected after dictionary key (f, line 1)")
raises('compile("{1, 2: 3}", "f", "eval")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("[1, 2", "f", "eval")', "SyntaxError: '[' was never closed (f, line 1)")
raises('compile("a <> b", "f", "eval")', "SyntaxError: invalid syntax.  Maybe you meant '!=' instead of '<>'? (f, line 1)")
raises('compile("x = = 1", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("a++", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("“quoted”", "f", "eval")', "SyntaxError: invalid character '“' (U+201C) (f, line 1)")
raises('compile("a\\u00a0b", "f", "eval")', 'SyntaxError: invalid non-printable character U+00A0 (f, line 1)')
raises('compile("x = \\\\ 1", "f", "exec")', 'SyntaxError: unexpected character after line continuation character (f, line 1)')
raises('compile("print \'x\'", "f", "exec")', "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? (f, line 1)")
raises('compile("exec \'x\'", "f", "exec")', "SyntaxError: Missing parentheses in call to 'exec'. Did you mean exec(...)? (f, line 1)")
raises('compile("raise E, \'x\'", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("if x = 1: pass", "f", "exec")', "SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='? (f, line 1)")
raises('compile("if x:\\npass", "f", "exec")', "IndentationError: expected an indented block after 'if' statement on line 1 (f, line 2)")
raises('compile("else: pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("class = 1", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("def f(:\\n pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("for x in y\\n pass", "f", "exec")', "SyntaxError: expected ':' (f, line 1)")
raises('compile("while True\\n pass", "f", "exec")', "SyntaxError: expected ':' (f, line 1)")
raises('compile("def f()\\n pass", "f", "exec")', "SyntaxError: expected ':' (f, line 1)")
raises('compile("class C\\n pass", "f", "exec")', "SyntaxError: expected ':' (f, line 1)")
raises('compile("import a.b as c.d", "f", "exec")', 'SyntaxError: cannot use attribute as import target (f, line 1)')
raises('compile("True = 1", "f", "exec")', 'SyntaxError: cannot assign to True (f, line 1)')
raises('compile("__debug__ = 1", "f", "exec")', 'SyntaxError: cannot assign to __debug__ (f, line 1)')
raises('compile("f(a for a in b, c)", "f", "exec")', 'SyntaxError: Generator expression must be parenthesized (f, line 1)')
raises('compile("async x = 1", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("return", "f", "exec")', "SyntaxError: 'return' outside function (f, line 1)")
raises('compile("a = yield", "f", "exec")', "SyntaxError: 'yield' outside function (f, line 1)")
raises('compile("lambda x=: 1", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("a if b", "f", "exec")', "SyntaxError: expected 'else' after 'if' expression (f, line 1)")
raises('compile("a not b", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("a is not not b", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("[*]", "f", "exec")', 'SyntaxError: Invalid star expression (f, line 1)')
raises('compile("elif x: pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("whille x: pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("fro x import y", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')

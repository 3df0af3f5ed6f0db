"""Syntax errors: message, line and column of common mistakes."""

def where(source):
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        return type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset
    return "accepted"

assert repr(where("x = ")) == "('SyntaxError', 'invalid syntax', 1, 5, 1, 6)"
assert repr(where("x = 1 +")) == "('SyntaxError', 'invalid syntax', 1, 8, 1, 9)"
assert repr(where("print 'a'")) == '(\'SyntaxError\', "Missing parentheses in call to \'print\'. Did you mean print(...)?", 1, 1, 1, 10)'
assert repr(where("print a b")) == '(\'SyntaxError\', "Missing parentheses in call to \'print\'. Did you mean print(...)?", 1, 1, 1, 8)'
assert repr(where("if x\n  pass")) == '(\'SyntaxError\', "expected \':\'", 1, 5, 1, 6)'
assert repr(where("if x:\npass")) == '(\'IndentationError\', "expected an indented block after \'if\' statement on line 1", 2, 1, 2, 5)'
assert repr(where("def f(\n")) == '(\'SyntaxError\', "\'(\' was never closed", 1, 6, 1, 0)'
assert repr(where("def f(x, x): pass")) == '(\'SyntaxError\', "duplicate argument \'x\' in function definition", 1, 10, 1, 11)'
assert repr(where("f(a=1, a=1)")) == "('SyntaxError', 'keyword argument repeated: a', 1, 8, 1, 11)"
assert repr(where("f(1 for x in y, 2)")) == "('SyntaxError', 'Generator expression must be parenthesized', 1, 3, 1, 15)"
assert repr(where("for x in y: \n")) == '(\'IndentationError\', "expected an indented block after \'for\' statement on line 1", 1, 13, 1, -1)'
assert repr(where("while 1")) == '(\'SyntaxError\', "expected \':\'", 1, 8, 1, 9)'
assert repr(where("class A")) == '(\'SyntaxError\', "expected \':\'", 1, 8, 1, 9)'
assert repr(where("class A:\nx = 1")) == "('IndentationError', 'expected an indented block after class definition on line 1', 2, 1, 2, 2)"
assert repr(where("else:\n  pass")) == "('SyntaxError', 'invalid syntax', 1, 1, 1, 5)"
assert repr(where("try:\n  x\ny")) == '(\'SyntaxError\', "expected \'except\' or \'finally\' block", 3, 1, 3, 2)'
assert repr(where("x = (1, 2")) == '(\'SyntaxError\', "\'(\' was never closed", 1, 5, 1, 0)'
assert repr(where("x = [1, 2")) == '(\'SyntaxError\', "\'[\' was never closed", 1, 5, 1, 0)'
assert repr(where("x = {1: 2")) == '(\'SyntaxError\', "\'{\' was never closed", 1, 5, 1, 0)'
assert repr(where("x = 1)")) == '(\'SyntaxError\', "unmatched \')\'", 1, 6, 1, 6)'
assert repr(where("x = (1]")) == '(\'SyntaxError\', "closing parenthesis \']\' does not match opening parenthesis \'(\'", 1, 7, 1, 7)'
assert repr(where("x = {1, 2: 3}")) == "('SyntaxError', 'invalid syntax', 1, 10, 1, 11)"
assert repr(where("x = {1: 2, 3}")) == '(\'SyntaxError\', "\':\' expected after dictionary key", 1, 12, 1, 0)'
assert repr(where("x = {1:}")) == '(\'SyntaxError\', "expression expected after dictionary key and \':\'", 1, 7, 1, 8)'
assert repr(where("x = {**a, b}")) == '(\'SyntaxError\', "\':\' expected after dictionary key", 1, 11, 1, 0)'
assert repr(where("'abc")) == "('SyntaxError', 'unterminated string literal (detected at line 1)', 1, 1, 1, 1)"
assert repr(where('"""abc')) == "('SyntaxError', 'unterminated triple-quoted string literal (detected at line 1)', 1, 1, 1, 1)"
assert repr(where("x = 'a\nb'")) == "('SyntaxError', 'unterminated string literal (detected at line 1)', 1, 5, 1, 5)"
assert repr(where("f'{a'")) == '(\'SyntaxError\', "f-string: expecting \'}\'", 1, 5, 1, 5)'
assert repr(where("f'{}'")) == '(\'SyntaxError\', "f-string: valid expression required before \'}\'", 1, 4, 1, 5)'
assert repr(where("f'{a!z}'")) == '(\'SyntaxError\', "f-string: invalid conversion character \'z\': expected \'s\', \'r\', or \'a\'", 1, 6, 1, 7)'
assert repr(where("x = 5 5")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("x = a b")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("a.1")) == "('SyntaxError', 'invalid syntax', 1, 2, 1, 4)"
assert repr(where("1a")) == "('SyntaxError', 'invalid decimal literal', 1, 1, 1, 1)"
assert repr(where("0777")) == "('SyntaxError', 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers', 1, 1, 1, 2)"
assert repr(where("0b2")) == '(\'SyntaxError\', "invalid digit \'2\' in binary literal", 1, 3, 1, 3)'
assert repr(where("1__0")) == "('SyntaxError', 'invalid decimal literal', 1, 2, 1, 2)"
assert repr(where("x = $")) == "('SyntaxError', 'invalid syntax', 1, 5, 1, 6)"
assert repr(where("x = ?")) == "('SyntaxError', 'invalid syntax', 1, 5, 1, 6)"
assert repr(where("x = a!b")) == "('SyntaxError', 'invalid syntax', 1, 6, 1, 7)"
assert repr(where("é = 1; x\xa0= 2")) == "('SyntaxError', 'invalid non-printable character U+00A0', 1, 9, 1, 9)"
assert repr(where("“")) == '(\'SyntaxError\', "invalid character \'“\' (U+201C)", 1, 1, 1, 1)'
assert repr(where("  x = 1")) == "('IndentationError', 'unexpected indent', 1, 2, 1, -1)"
assert repr(where("if 1:\n    x\n  y")) == "('IndentationError', 'unindent does not match any outer indentation level', 3, 4, 3, -1)"
assert repr(where("if 1:\n  x\n    y")) == "('IndentationError', 'unexpected indent', 3, 4, 3, -1)"
assert repr(where("def f():\n\tx\n        y")) == "('TabError', 'inconsistent use of tabs and spaces in indentation', 3, 1, 3, 0)"
assert repr(where("return 1")) == '(\'SyntaxError\', "\'return\' outside function", 1, 1, 1, 9)'
assert repr(where("yield 1")) == '(\'SyntaxError\', "\'yield\' outside function", 1, 1, 1, 8)'
assert repr(where("await x")) == '(\'SyntaxError\', "\'await\' outside function", 1, 1, 1, 8)'
assert repr(where("break")) == '(\'SyntaxError\', "\'break\' outside loop", 1, 1, 1, 6)'
assert repr(where("continue")) == '(\'SyntaxError\', "\'continue\' not properly in loop", 1, 1, 1, 9)'
assert repr(where("x = yield")) == '(\'SyntaxError\', "\'yield\' outside function", 1, 5, 1, 10)'
assert repr(where("def f():\n  nonlocal x")) == '(\'SyntaxError\', "no binding for nonlocal \'x\' found", 2, 3, 2, 13)'
assert repr(where("nonlocal x")) == "('SyntaxError', 'nonlocal declaration not allowed at module level', 1, 1, 1, 11)"
assert repr(where("def f(x):\n  global x")) == '(\'SyntaxError\', "name \'x\' is parameter and global", 2, 3, 2, 11)'
assert repr(where("1 = x")) == '(\'SyntaxError\', "cannot assign to literal here. Maybe you meant \'==\' instead of \'=\'?", 1, 1, 1, 2)'
assert repr(where("f() = 1")) == '(\'SyntaxError\', "cannot assign to function call here. Maybe you meant \'==\' instead of \'=\'?", 1, 1, 1, 4)'
assert repr(where("a + b = 1")) == '(\'SyntaxError\', "cannot assign to expression here. Maybe you meant \'==\' instead of \'=\'?", 1, 1, 1, 6)'
assert repr(where("'a' = 1")) == '(\'SyntaxError\', "cannot assign to literal here. Maybe you meant \'==\' instead of \'=\'?", 1, 1, 1, 4)'
assert repr(where("None = 1")) == "('SyntaxError', 'cannot assign to None', 1, 1, 1, 5)"
assert repr(where("x.None = 1")) == "('SyntaxError', 'invalid syntax', 1, 3, 1, 7)"
assert repr(where("def None(): pass")) == "('SyntaxError', 'invalid syntax', 1, 5, 1, 9)"
assert repr(where("True += 1")) == '(\'SyntaxError\', "\'True\' is an illegal expression for augmented assignment", 1, 1, 1, 5)'
assert repr(where("(a, b) += 1")) == '(\'SyntaxError\', "\'tuple\' is an illegal expression for augmented assignment", 1, 1, 1, 7)'
assert repr(where("[a, b] += 1")) == '(\'SyntaxError\', "\'list\' is an illegal expression for augmented assignment", 1, 1, 1, 7)'
assert repr(where("a, b += 1")) == '(\'SyntaxError\', "\'tuple\' is an illegal expression for augmented assignment", 1, 1, 1, 5)'
assert repr(where("x: int: str")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("(x, y): int")) == "('SyntaxError', 'only single target (not tuple) can be annotated', 1, 1, 1, 7)"
assert repr(where("if x = 1: pass")) == '(\'SyntaxError\', "invalid syntax. Maybe you meant \'==\' or \':=\' instead of \'=\'?", 1, 4, 1, 9)'
assert repr(where("while x = 1: pass")) == '(\'SyntaxError\', "invalid syntax. Maybe you meant \'==\' or \':=\' instead of \'=\'?", 1, 7, 1, 12)'
assert repr(where("f(x.y=1)")) == '(\'SyntaxError\', \'expression cannot contain assignment, perhaps you meant "=="?\', 1, 3, 1, 7)'
assert repr(where("f(1=1)")) == '(\'SyntaxError\', \'expression cannot contain assignment, perhaps you meant "=="?\', 1, 3, 1, 5)'
assert repr(where("f(*)")) == "('SyntaxError', 'Invalid star expression', 1, 4, 1, 5)"
assert repr(where("f(**)")) == "('SyntaxError', 'invalid syntax', 1, 5, 1, 6)"
assert repr(where("f(**a, *b)")) == "('SyntaxError', 'iterable argument unpacking follows keyword argument unpacking', 1, 6, 1, 10)"
assert repr(where("f(a=1, b)")) == "('SyntaxError', 'positional argument follows keyword argument', 1, 9, 1, 10)"
assert repr(where("*a")) == '(\'SyntaxError\', "can\'t use starred expression here", 1, 1, 1, 3)'
assert repr(where("*a = 1")) == "('SyntaxError', 'starred assignment target must be in a list or tuple', 1, 1, 1, 3)"
assert repr(where("a, *b, *c = 1")) == "('SyntaxError', 'multiple starred expressions in assignment', 1, 1, 1, 10)"
assert repr(where("del f()")) == "('SyntaxError', 'cannot delete function call', 1, 5, 1, 8)"
assert repr(where("del 1")) == "('SyntaxError', 'cannot delete literal', 1, 5, 1, 6)"
assert repr(where("import a.b as c.d")) == "('SyntaxError', 'cannot use attribute as import target', 1, 15, 1, 18)"
assert repr(where("from a import")) == '(\'SyntaxError\', "Expected one or more names after \'import\'", 1, 14, 1, 14)'
assert repr(where("from a import (b, c")) == '(\'SyntaxError\', "\'(\' was never closed", 1, 15, 1, 0)'
assert repr(where("from a import b,")) == "('SyntaxError', 'trailing comma not allowed without surrounding parentheses', 1, 17, 1, 18)"
assert repr(where("from . import *, a")) == "('SyntaxError', 'invalid syntax', 1, 16, 1, 17)"
assert repr(where("def f(): from a import *")) == "('SyntaxError', 'import * only allowed at module level', 1, 24, 1, 25)"
assert repr(where("from __future__ import nope")) == "('SyntaxError', 'future feature nope is not defined', 1, 24, 1, 28)"
assert repr(where("x = 1\nfrom __future__ import division")) == "('SyntaxError', 'from __future__ imports must occur at the beginning of the file', 2, 1, 2, 32)"
assert repr(where("lambda: yield")) == "('SyntaxError', 'invalid syntax', 1, 9, 1, 14)"
assert repr(where("lambda *: 1")) == "('SyntaxError', 'named arguments must follow bare *', 1, 9, 1, 10)"
assert repr(where("lambda x=1, y: 1")) == "('SyntaxError', 'parameter without a default follows parameter with a default', 1, 13, 1, 14)"
assert repr(where("def f(a=1, b): pass")) == "('SyntaxError', 'parameter without a default follows parameter with a default', 1, 12, 1, 13)"
assert repr(where("def f(*): pass")) == "('SyntaxError', 'named arguments must follow bare *', 1, 7, 1, 8)"
assert repr(where("def f(*, **a): pass")) == "('SyntaxError', 'named arguments must follow bare *', 1, 7, 1, 8)"
assert repr(where("def f(**a, b): pass")) == "('SyntaxError', 'arguments cannot follow var-keyword argument', 1, 12, 1, 13)"
assert repr(where("def f(a, /, b, /): pass")) == "('SyntaxError', '/ may appear only once', 1, 16, 1, 17)"
assert repr(where("def f(/): pass")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("def f(*a, /): pass")) == "('SyntaxError', '/ must be ahead of *', 1, 11, 1, 12)"
assert repr(where("def f(a:): pass")) == "('SyntaxError', 'invalid syntax', 1, 9, 1, 10)"
assert repr(where("def f() -> : pass")) == '(\'SyntaxError\', "expected \':\'", 1, 9, 1, 11)'
assert repr(where("def f: pass")) == '(\'SyntaxError\', "expected \'(\'", 1, 6, 1, 7)'
assert repr(where("def (): pass")) == "('SyntaxError', 'invalid syntax', 1, 5, 1, 6)"
assert repr(where("class A(: pass")) == "('SyntaxError', 'invalid syntax', 1, 9, 1, 10)"
assert repr(where("class (A): pass")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("with open() as 1: pass")) == "('SyntaxError', 'cannot assign to literal', 1, 16, 1, 17)"
assert repr(where("with a as f(): pass")) == "('SyntaxError', 'cannot assign to function call', 1, 11, 1, 14)"
assert repr(where("try:\n x\nexcept:\n y\nexcept A:\n z")) == '(\'SyntaxError\', "default \'except:\' must be last", 3, 1, 4, 3)'
assert repr(where("try:\n x\nexcept A as 1: pass")) == "('SyntaxError', 'cannot use except statement with literal', 3, 13, 3, 14)"
assert repr(where("try:\n x\nexcept A, B as c: pass")) == '(\'SyntaxError\', "multiple exception types must be parenthesized when using \'as\'", 3, 8, 3, 17)'
assert repr(where("try:\n x\nexcept* A: pass\nexcept B: pass")) == '(\'SyntaxError\', "cannot have both \'except\' and \'except*\' on the same \'try\'", 4, 1, 4, 7)'
assert repr(where("raise x from")) == "('SyntaxError', 'invalid syntax', 1, 13, 1, 14)"
assert repr(where("assert")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("assert x, ")) == "('SyntaxError', 'invalid syntax', 1, 11, 1, 12)"
assert repr(where("@\ndef f(): pass")) == "('SyntaxError', 'invalid syntax', 1, 2, 1, 3)"
assert repr(where("@x\nx = 1")) == "('SyntaxError', 'invalid syntax', 2, 1, 2, 2)"
assert repr(where("async x")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("async for x in y: pass")) == '(\'SyntaxError\', "\'async for\' outside async function", 1, 1, 1, 23)'
assert repr(where("match x:\n  case 1: pass\n  case")) == "('SyntaxError', 'invalid syntax', 3, 7, 3, 8)"
assert repr(where("match x:\n  case a: pass\n  case b: pass")) == '(\'SyntaxError\', "name capture \'a\' makes remaining patterns unreachable", 2, 8, 2, 9)'
assert repr(where("match x:\n  case 1 | a: pass\n  case a | 1: pass")) == '(\'SyntaxError\', "name capture \'a\' makes remaining patterns unreachable", 2, 12, 2, 13)'
assert repr(where("match x:\n  case A(1, b=2, 3): pass")) == "('SyntaxError', 'positional patterns follow keyword patterns', 2, 18, 2, 19)"
assert repr(where("[x for x in]")) == "('SyntaxError', 'invalid syntax', 1, 12, 1, 13)"
assert repr(where("[for x in y]")) == "('SyntaxError', 'invalid syntax', 1, 2, 1, 5)"
assert repr(where("[x, y for x in z]")) == "('SyntaxError', 'did you forget parentheses around the comprehension target?', 1, 2, 1, 6)"
assert repr(where("(x for x in y")) == '(\'SyntaxError\', "\'(\' was never closed", 1, 1, 1, 0)'
assert repr(where("{x: y for x in z, a}")) == "('SyntaxError', 'invalid syntax', 1, 17, 1, 18)"
assert repr(where("[*x for x in y]")) == "('SyntaxError', 'iterable unpacking cannot be used in comprehension', 1, 2, 1, 4)"
assert repr(where("[x := 1 for x in y]")) == '(\'SyntaxError\', "assignment expression cannot rebind comprehension iteration variable \'x\'", 1, 2, 1, 3)'
assert repr(where("x := 1")) == "('SyntaxError', 'invalid syntax', 1, 3, 1, 5)"
assert repr(where("(x.y := 1)")) == "('SyntaxError', 'cannot use assignment expressions with attribute', 1, 2, 1, 5)"
assert repr(where("(lambda: x := 1)")) == "('SyntaxError', 'cannot use assignment expressions with lambda', 1, 2, 1, 11)"
assert repr(where("a if b")) == '(\'SyntaxError\', "expected \'else\' after \'if\' expression", 1, 1, 1, 7)'
assert repr(where("a if b else")) == '(\'SyntaxError\', "expected expression after \'else\', but statement is given", 1, 12, 1, 13)'
assert repr(where("a if b else c = 1")) == "('SyntaxError', 'cannot assign to conditional expression', 1, 1, 1, 14)"
assert repr(where("not")) == "('SyntaxError', 'invalid syntax', 1, 4, 1, 5)"
assert repr(where("a not b")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("a is is b")) == "('SyntaxError', 'invalid syntax', 1, 6, 1, 8)"
assert repr(where("a <> b")) == '(\'SyntaxError\', "invalid syntax.  Maybe you meant \'!=\' instead of \'<>\'?", 1, 3, 1, 5)'
assert repr(where("a && b")) == "('SyntaxError', 'invalid syntax', 1, 4, 1, 5)"
assert repr(where("a || b")) == "('SyntaxError', 'invalid syntax', 1, 4, 1, 5)"
assert repr(where("a++")) == "('SyntaxError', 'invalid syntax', 1, 4, 1, 5)"
assert repr(where("++a; a--")) == "('SyntaxError', 'invalid syntax', 1, 9, 1, 10)"
assert repr(where("!a")) == "('SyntaxError', 'invalid syntax', 1, 1, 1, 2)"
assert repr(where("x = y = ")) == "('SyntaxError', 'invalid syntax', 1, 9, 1, 10)"
assert repr(where("x == y = 1")) == "('SyntaxError', 'cannot assign to comparison', 1, 1, 1, 7)"
assert repr(where("\\ x")) == "('SyntaxError', 'unexpected character after line continuation character', 1, 2, 1, 0)"
assert repr(where("x = \\")) == "('SyntaxError', 'unexpected EOF while parsing', 1, 6, 1, -1)"
assert repr(where("x\0y")) == "('SyntaxError', 'source code string cannot contain null bytes', None, None, None, None)"
assert repr(where("type X = ")) == "('SyntaxError', 'invalid syntax', 1, 10, 1, 11)"
assert repr(where("type X[T, T] = int")) == '(\'SyntaxError\', "duplicate type parameter \'T\'", 1, 11, 1, 12)'
assert repr(where("def f[T=int, U](): pass")) == '(\'SyntaxError\', "non-default type parameter \'U\' follows default type parameter", 1, 14, 1, 15)'
assert repr(where("class = 1")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("for = 1")) == "('SyntaxError', 'invalid syntax', 1, 5, 1, 6)"
assert repr(where("import")) == '(\'SyntaxError\', "Expected one or more names after \'import\'", 1, 7, 1, 7)'
assert repr(where("pass pass")) == "('SyntaxError', 'invalid syntax', 1, 6, 1, 10)"
assert repr(where("pass x")) == "('SyntaxError', 'invalid syntax', 1, 6, 1, 7)"
assert repr(where("global")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("global x.y")) == "('SyntaxError', 'invalid syntax', 1, 9, 1, 10)"
assert repr(where("x = [\n1,\n2\n3]")) == "('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 3, 1, 4, 2)"
assert repr(where("x = {\n'a': 1\n'b': 2}")) == "('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 2, 6, 3, 4)"
assert repr(where("f(a\nb)")) == "('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 1, 3, 2, 2)"
assert repr(where("iff x: pass")) == "('SyntaxError', 'invalid syntax', 1, 5, 1, 6)"
assert repr(where("whille x: pass")) == "('SyntaxError', 'invalid syntax', 1, 8, 1, 9)"
assert repr(where("imprt x")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("deff f(): pass")) == "('SyntaxError', 'invalid syntax', 1, 6, 1, 7)"
assert repr(where("classs A: pass")) == "('SyntaxError', 'invalid syntax', 1, 8, 1, 9)"
assert repr(where("retrun 1")) == "('SyntaxError', 'invalid syntax', 1, 8, 1, 9)"
assert repr(where("elseif x: pass")) == "('SyntaxError', 'invalid syntax', 1, 8, 1, 9)"
assert repr(where("x = 1\n  y = 2")) == "('IndentationError', 'unexpected indent', 2, 2, 2, -1)"
assert repr(where("if x:\n  y\nelif:\n  z")) == "('SyntaxError', 'invalid syntax', 3, 5, 3, 6)"
assert repr(where("if x:\n  y\nelse z")) == '(\'SyntaxError\', "expected \':\'", 3, 6, 3, 7)'
assert repr(where("for x y in z: pass")) == "('SyntaxError', 'invalid syntax', 1, 7, 1, 8)"
assert repr(where("for x in y z: pass")) == "('SyntaxError', 'invalid syntax', 1, 12, 1, 13)"
assert repr(where("for (x in y): pass")) == "('SyntaxError', 'invalid syntax', 1, 13, 1, 14)"
assert repr(where("t'{}'")) == '(\'SyntaxError\', "t-string: valid expression required before \'}\'", 1, 4, 1, 5)'
assert repr(where("t'a' 'b'")) == "('SyntaxError', 'cannot mix t-string literals with string or bytes literals', 1, 1, 1, 9)"
assert repr(where("b'a' 'b'")) == "('SyntaxError', 'cannot mix bytes and nonbytes literals', 1, 9, 1, 10)"
assert repr(where("b'\xe9'")) == "('SyntaxError', 'bytes can only contain ASCII literal characters', 1, 1, 1, 5)"
assert repr(where("'\\N{bad}'")) == '(\'SyntaxError\', "(unicode error) \'unicodeescape\' codec can\'t decode bytes in position 0-6: unknown Unicode character name", 1, 1, 1, 10)'
assert repr(where("'\\x1'")) == '(\'SyntaxError\', "(unicode error) \'unicodeescape\' codec can\'t decode bytes in position 0-2: truncated \\\\xXX escape", 1, 1, 1, 6)'
assert repr(where("ur'x'")) == '(\'SyntaxError\', "\'u\' and \'r\' prefixes are incompatible", 1, 1, 1, 3)'
assert repr(where("f(a b)")) == "('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 1, 3, 1, 6)"
assert repr(where("f(a, b c)")) == "('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 1, 6, 1, 9)"
assert repr(where("print(a b)")) == "('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 1, 7, 1, 10)"
assert repr(where("x = {a b}")) == "('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 1, 6, 1, 9)"
assert repr(where("x[a b]")) == "('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 1, 3, 1, 6)"
assert repr(where("x[1:2:3:4]")) == "('SyntaxError', 'invalid syntax', 1, 8, 1, 9)"
assert repr(where("x[]")) == "('SyntaxError', 'invalid syntax', 1, 3, 1, 4)"
assert repr(where("x.")) == "('SyntaxError', 'invalid syntax', 1, 3, 1, 4)"
assert repr(where("x..y")) == "('SyntaxError', 'invalid syntax', 1, 3, 1, 4)"
assert repr(where(".x")) == "('SyntaxError', 'invalid syntax', 1, 1, 1, 2)"
assert repr(where("()()) ")) == '(\'SyntaxError\', "unmatched \')\'", 1, 5, 1, 5)'
assert repr(where("((((((1))))")) == '(\'SyntaxError\', "\'(\' was never closed", 1, 2, 1, 0)'
assert repr(where("\n\n   \n  x = (")) == "('IndentationError', 'unexpected indent', 4, 2, 4, -1)"
assert repr(where("async def f(): return [await x async for x in y if await]")) == "('SyntaxError', 'invalid syntax', 1, 57, 1, 58)"

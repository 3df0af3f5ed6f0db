"""Where the compiler's own errors are: places in bytes, and no text unless the file can be read."""


def error_of(text, mode="exec"):
    try:
        compile(text, "<f>", mode)
    except SyntaxError as e:
        return e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text


assert error_of("return") == ("'return' outside function", 1, 1, 1, 7, None)
# Two characters of two and three bytes before it; the parser counts characters.
assert error_of("é = '中'; return") == ("'return' outside function", 1, 13, 1, 19, None)
assert error_of("é = '中'; x y") == ("invalid syntax", 1, 12, 1, 13, "é = '中'; x y\n")
assert error_of("break") == ("'break' outside loop", 1, 1, 1, 6, None)
assert error_of("def f(a, a): pass") == ("duplicate argument 'a' in function definition", 1, 10, 1, 11, None)
assert error_of("nonlocal x") == ("nonlocal declaration not allowed at module level", 1, 1, 1, 11, None)
assert error_of("yield", "single") == ("'yield' outside function", 1, 1, 1, 6, None)
star = "'break', 'continue' and 'return' cannot appear in an except* block"
assert error_of("def f():\n try: pass\n except* E:\n  return 42") == (star, 4, 10, 4, 12, None)
assert error_of("def f():\n try: pass\n except* E:\n  return 1 + x") == (star, 4, 3, 4, 15, None)
assert error_of("def f():\n try: pass\n except* E:\n  return") == (star, 4, 3, 4, 9, None)
assert error_of("for x in y:\n try: pass\n except* E:\n  break") == (star, 4, 3, 4, 8, None)
# The last column of a place of several lines is cut at the end of its first line.
assert error_of("f(a b\n          + c)")[3:5] == (2, 6)
assert error_of("'abc")[5] == "'abc" and error_of("x = (1,\n2")[5] == "x = (1,"

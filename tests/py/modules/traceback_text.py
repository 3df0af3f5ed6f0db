"""traceback: texts of exceptions, chains, groups, stacks; summaries."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import io
import sys
import traceback

HERE = __file__


def text(lines):
    return "".join(lines).replace(HERE, "HERE")


def f(x):
    return g(x) + 1


def g(x):
    y = 5
    return (x /
        0)


def recurse(n):
    if n:
        recurse(n - 1)
    else:
        1 / 0


def caught(function, *args):
    try:
        function(*args)
    except BaseException as error:
        return error


def chain():
    try:
        f(2)
    except ZeroDivisionError as error:
        raise KeyError("zz") from error


def longer_chain():
    try:
        chain()
    except KeyError:
        [].foo


e = caught(f, 3)
assert repr(text(traceback.format_exception(e))) == '\'Traceback (most recent call last):\\n  File "HERE", line 45, in caught\\n    function(*args)\\n    ~~~~~~~~^^^^^^^\\n  File "HERE", line 27, in f\\n    return g(x) + 1\\n           ~^^^\\n  File "HERE", line 32, in g\\n    return (x /\\n            ~~^\\n        0)\\n        ~\\nZeroDivisionError: division by zero\\n\''
assert repr(text(traceback.format_exception(caught(recurse, 10)))) == '\'Traceback (most recent call last):\\n  File "HERE", line 45, in caught\\n    function(*args)\\n    ~~~~~~~~^^^^^^^\\n  File "HERE", line 38, in recurse\\n    recurse(n - 1)\\n    ~~~~~~~^^^^^^^\\n  File "HERE", line 38, in recurse\\n    recurse(n - 1)\\n    ~~~~~~~^^^^^^^\\n  File "HERE", line 38, in recurse\\n    recurse(n - 1)\\n    ~~~~~~~^^^^^^^\\n  [Previous line repeated 7 more times]\\n  File "HERE", line 40, in recurse\\n    1 / 0\\n    ~~^~~\\nZeroDivisionError: division by zero\\n\''
c = caught(longer_chain)
assert repr(text(traceback.format_exception(c))) == '\'Traceback (most recent call last):\\n  File "HERE", line 52, in chain\\n    f(2)\\n    ~^^^\\n  File "HERE", line 27, in f\\n    return g(x) + 1\\n           ~^^^\\n  File "HERE", line 32, in g\\n    return (x /\\n            ~~^\\n        0)\\n        ~\\nZeroDivisionError: division by zero\\n\\nThe above exception was the direct cause of the following exception:\\n\\nTraceback (most recent call last):\\n  File "HERE", line 59, in longer_chain\\n    chain()\\n    ~~~~~^^\\n  File "HERE", line 54, in chain\\n    raise KeyError("zz") from error\\nKeyError: \\\'zz\\\'\\n\\nDuring handling of the above exception, another exception occurred:\\n\\nTraceback (most recent call last):\\n  File "HERE", line 45, in caught\\n    function(*args)\\n    ~~~~~~~~^^^^^^^\\n  File "HERE", line 61, in longer_chain\\n    [].foo\\nAttributeError: \\\'list\\\' object has no attribute \\\'foo\\\'\\n\''
assert repr(text(traceback.format_exception(c, chain=False))) == '\'Traceback (most recent call last):\\n  File "HERE", line 45, in caught\\n    function(*args)\\n    ~~~~~~~~^^^^^^^\\n  File "HERE", line 61, in longer_chain\\n    [].foo\\nAttributeError: \\\'list\\\' object has no attribute \\\'foo\\\'\\n\''
assert repr((text(traceback.format_exception(c, limit=1)), text(traceback.format_exception(e, limit=-1)))) == '(\'Traceback (most recent call last):\\n  File "HERE", line 52, in chain\\n    f(2)\\n    ~^^^\\nZeroDivisionError: division by zero\\n\\nThe above exception was the direct cause of the following exception:\\n\\nTraceback (most recent call last):\\n  File "HERE", line 59, in longer_chain\\n    chain()\\n    ~~~~~^^\\nKeyError: \\\'zz\\\'\\n\\nDuring handling of the above exception, another exception occurred:\\n\\nTraceback (most recent call last):\\n  File "HERE", line 45, in caught\\n    function(*args)\\n    ~~~~~~~~^^^^^^^\\nAttributeError: \\\'list\\\' object has no attribute \\\'foo\\\'\\n\', \'Traceback (most recent call last):\\n  File "HERE", line 32, in g\\n    return (x /\\n            ~~^\\n        0)\\n        ~\\nZeroDivisionError: division by zero\\n\')'


def group():
    raise ExceptionGroup("eg", [caught(f, 1), ValueError("v"), ExceptionGroup("inner", [caught(chain), TypeError(3)])])


eg = caught(group)
eg.add_note("a note\nwith two lines")
assert repr(text(traceback.format_exception(eg))) == '\'  + Exception Group Traceback (most recent call last):\\n  |   File "HERE", line 45, in caught\\n  |     function(*args)\\n  |     ~~~~~~~~^^^^^^^\\n  |   File "HERE", line 74, in group\\n  |     raise ExceptionGroup("eg", [caught(f, 1), ValueError("v"), ExceptionGroup("inner", [caught(chain), TypeError(3)])])\\n  | ExceptionGroup: eg (3 sub-exceptions)\\n  | a note\\n  | with two lines\\n  +-+---------------- 1 ----------------\\n    | Traceback (most recent call last):\\n    |   File "HERE", line 45, in caught\\n    |     function(*args)\\n    |     ~~~~~~~~^^^^^^^\\n    |   File "HERE", line 27, in f\\n    |     return g(x) + 1\\n    |            ~^^^\\n    |   File "HERE", line 32, in g\\n    |     return (x /\\n    |             ~~^\\n    |         0)\\n    |         ~\\n    | ZeroDivisionError: division by zero\\n    +---------------- 2 ----------------\\n    | ValueError: v\\n    +---------------- 3 ----------------\\n    | ExceptionGroup: inner (2 sub-exceptions)\\n    +-+---------------- 1 ----------------\\n      | Traceback (most recent call last):\\n      |   File "HERE", line 52, in chain\\n      |     f(2)\\n      |     ~^^^\\n      |   File "HERE", line 27, in f\\n      |     return g(x) + 1\\n      |            ~^^^\\n      |   File "HERE", line 32, in g\\n      |     return (x /\\n      |             ~~^\\n      |         0)\\n      |         ~\\n      | ZeroDivisionError: division by zero\\n      | \\n      | The above exception was the direct cause of the following exception:\\n      | \\n      | Traceback (most recent call last):\\n      |   File "HERE", line 45, in caught\\n      |     function(*args)\\n      |     ~~~~~~~~^^^^^^^\\n      |   File "HERE", line 54, in chain\\n      |     raise KeyError("zz") from error\\n      | KeyError: \\\'zz\\\'\\n      +---------------- 2 ----------------\\n      | TypeError: 3\\n      +------------------------------------\\n\''
assert repr([part.replace(HERE, "HERE") for part in traceback.format_exception(eg)]) == '[\'  + Exception Group Traceback (most recent call last):\\n\', \'  |   File "HERE", line 45, in caught\\n  |     function(*args)\\n  |     ~~~~~~~~^^^^^^^\\n\', \'  |   File "HERE", line 74, in group\\n  |     raise ExceptionGroup("eg", [caught(f, 1), ValueError("v"), ExceptionGroup("inner", [caught(chain), TypeError(3)])])\\n\', \'  | ExceptionGroup: eg (3 sub-exceptions)\\n\', \'  | a note\\n\', \'  | with two lines\\n\', \'  +-+---------------- 1 ----------------\\n\', \'    | Traceback (most recent call last):\\n\', \'    |   File "HERE", line 45, in caught\\n    |     function(*args)\\n    |     ~~~~~~~~^^^^^^^\\n\', \'    |   File "HERE", line 27, in f\\n    |     return g(x) + 1\\n    |            ~^^^\\n\', \'    |   File "HERE", line 32, in g\\n    |     return (x /\\n    |             ~~^\\n    |         0)\\n    |         ~\\n\', \'    | ZeroDivisionError: division by zero\\n\', \'    +---------------- 2 ----------------\\n\', \'    | ValueError: v\\n\', \'    +---------------- 3 ----------------\\n\', \'    | ExceptionGroup: inner (2 sub-exceptions)\\n\', \'    +-+---------------- 1 ----------------\\n\', \'      | Traceback (most recent call last):\\n\', \'      |   File "HERE", line 52, in chain\\n      |     f(2)\\n      |     ~^^^\\n\', \'      |   File "HERE", line 27, in f\\n      |     return g(x) + 1\\n      |            ~^^^\\n\', \'      |   File "HERE", line 32, in g\\n      |     return (x /\\n      |             ~~^\\n      |         0)\\n      |         ~\\n\', \'      | ZeroDivisionError: division by zero\\n\', \'      | \\n      | The above exception was the direct cause of the following exception:\\n      | \\n\', \'      | Traceback (most recent call last):\\n\', \'      |   File "HERE", line 45, in caught\\n      |     function(*args)\\n      |     ~~~~~~~~^^^^^^^\\n\', \'      |   File "HERE", line 54, in chain\\n      |     raise KeyError("zz") from error\\n\', "      | KeyError: \'zz\'\\n", \'      +---------------- 2 ----------------\\n\', \'      | TypeError: 3\\n\', \'      +------------------------------------\\n\']'
assert repr(text(traceback.format_exception_only(eg, show_group=True))) == '"ExceptionGroup: eg (3 sub-exceptions)\\na note\\nwith two lines\\n   ZeroDivisionError: division by zero\\n   ValueError: v\\n   ExceptionGroup: inner (2 sub-exceptions)\\n      KeyError: \'zz\'\\n      TypeError: 3\\n"'
assert repr((traceback.format_exception_only(e), traceback.format_exception_only(ValueError, ValueError("a\nb")), traceback.format_exception_only(ValueError, None), traceback.format_exception(None))) == "(['ZeroDivisionError: division by zero\\n'], ['ValueError: a\\nb\\n'], ['NoneType: None\\n'], ['NoneType: None\\n'])"
assert repr([part.replace(HERE, "HERE") for part in traceback.format_tb(e.__traceback__)]) == '[\'  File "HERE", line 45, in caught\\n    function(*args)\\n    ~~~~~~~~^^^^^^^\\n\', \'  File "HERE", line 27, in f\\n    return g(x) + 1\\n           ~^^^\\n\', \'  File "HERE", line 32, in g\\n    return (x /\\n            ~~^\\n        0)\\n        ~\\n\']'
te = traceback.TracebackException.from_exception(e, capture_locals=True)
assert repr(text(traceback.TracebackException.from_exception(e.with_traceback(e.__traceback__.tb_next), capture_locals=True).format())) == '\'Traceback (most recent call last):\\n  File "HERE", line 27, in f\\n    return g(x) + 1\\n           ~^^^\\n    x = 3\\n  File "HERE", line 32, in g\\n    return (x /\\n            ~~^\\n        0)\\n        ~\\n    x = 3\\n    y = 5\\nZeroDivisionError: division by zero\\n\''
assert repr((te.exc_type_str, str(te), te.stack[1].name, te.stack[1].line, te.stack[-1].lineno < te.stack[-1].end_lineno, te.stack[-1].colno, te.stack[-1].end_colno)) == "('ZeroDivisionError', 'division by zero', 'f', 'return g(x) + 1', True, 12, 9)"
assert repr(te == te) == 'True'
fs = te.stack[1]
assert repr((fs[1:], len(fs), fs == tuple(fs), repr(fs).replace(HERE, "HERE"), list(fs)[2])) == "((27, 'f', 'return g(x) + 1'), 4, True, '<FrameSummary file HERE, line 27 in f>', 'f')"
assert repr(text(traceback.format_list([("a/b.py", 3, "fn", "x = 1"), ("c/d.py", 4, "fn2", None)]))) == '\'  File "a/b.py", line 3, in fn\\n    x = 1\\n  File "c/d.py", line 4, in fn2\\n\''
ss = traceback.StackSummary.extract(traceback.walk_tb(e.__traceback__), limit=2, lookup_lines=False, capture_locals=True)
assert repr([s.name for s in ss]) == "['f', 'g']"
assert repr(traceback.StackSummary.from_list([("x/y.py", 1, "n", "l")]).format()) == '[\'  File "x/y.py", line 1, in n\\n    l\\n\']'


def stack():
    return traceback.extract_stack()[-1].name, traceback.format_stack()[-1].replace(HERE, "HERE")


assert repr(stack()) == '(\'stack\', \'  File "HERE", line 97, in stack\\n    return traceback.extract_stack()[-1].name, traceback.format_stack()[-1].replace(HERE, "HERE")\\n\')'
out = io.StringIO()
traceback.print_exception(e, file=out)
assert repr(text(out.getvalue())) == '\'Traceback (most recent call last):\\n  File "HERE", line 27, in f\\n    return g(x) + 1\\n           ~^^^\\n  File "HERE", line 32, in g\\n    return (x /\\n            ~~^\\n        0)\\n        ~\\nZeroDivisionError: division by zero\\n\''
out = io.StringIO()
try:
    {}["key"]
except KeyError:
    traceback.print_exc(file=out)
    assert repr(text(traceback.format_exc()) == text(out.getvalue())) == 'True'
assert repr(text(out.getvalue())) == '\'Traceback (most recent call last):\\n  File "HERE", line 106, in <module>\\n    {}["key"]\\n    ~~^^^^^^^\\nKeyError: \\\'key\\\'\\n\''
raises('traceback.format_exception(3)', 'TypeError: Exception expected for value, int found')
raises('traceback.format_exception(ValueError, 3)', 'ValueError: Both or neither of value and tb must be given')
assert repr(traceback.format_exc()) == "'NoneType: None\\n'"
traceback.clear_frames(e.__traceback__)
assert repr(e.__traceback__.tb_next.tb_frame.f_locals) == '{}'


class NoText(Exception):
    def __str__(self):
        raise ValueError


class Moved(Exception):
    pass


Moved.__module__ = "some.where"
assert repr((traceback.format_exception_only(NoText()), traceback.format_exception_only(Moved(1)), traceback.format_exception_only(Moved()))) == "(['NoText: <exception str() failed>\\n'], ['some.where.Moved: 1\\n'], ['some.where.Moved\\n'])"
try:
    compile("def f(:\n pass", "q.py", "exec")
except SyntaxError as error:
    assert repr(text(traceback.format_exception_only(error))) == '\'  File "q.py", line 1\\n    def f(:\\n          ^\\nSyntaxError: invalid syntax\\n\''
try:
    undefined_nam
except NameError as error:
    assert repr(traceback.format_exception_only(error)) == '["NameError: name \'undefined_nam\' is not defined\\n"]'
wide = traceback.TracebackException.from_exception(ExceptionGroup("m", [ValueError(i) for i in range(5)]), max_group_width=2)
assert repr(text(wide.format())) == "'  | ExceptionGroup: m (5 sub-exceptions)\\n  +-+---------------- 1 ----------------\\n    | ValueError: 0\\n    +---------------- 2 ----------------\\n    | ValueError: 1\\n    +---------------- ... ----------------\\n    | and 3 more exceptions\\n    +------------------------------------\\n'"
cycle = ValueError("cycle")
cycle.__cause__ = cycle
assert repr(text(traceback.format_exception(cycle))) == "'ValueError: cycle\\n'"

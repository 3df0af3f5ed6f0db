"""from __future__ import annotations: strings."""

from __future__ import annotations


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def f(a: int, b: Undefined[ 1,2 ], *c: x.y, d: "quoted" = 1) -> lambda: 0: pass
assert repr(f.__annotations__) == '{\'a\': \'int\', \'b\': \'Undefined[1, 2]\', \'c\': \'x.y\', \'d\': "\'quoted\'", \'return\': \'lambda: 0\'}'


class C:
    x: list[int] | None
    y: 'str' = ''

assert repr(C.__annotations__) == '{\'x\': \'list[int] | None\', \'y\': "\'str\'"}'
v: a + b * (c - d) = 1
w: f"{x!r:>5}" = 2
u: not a if b else c == d
assert repr(__annotations__) == '{\'v\': \'a + b * (c - d)\', \'w\': "f\'{x!r:>5}\'", \'u\': \'not a if b else c == d\'}'
raises('compile("x = 1\\nfrom __future__ import annotations", "f", "exec")', 'SyntaxError: from __future__ imports must occur at the beginning of the file (f, line 2)')
raises('compile("from __future__ import nonsense", "f", "exec")', 'SyntaxError: future feature nonsense is not defined (f, line 1)')
raises('compile("from __future__ import braces", "f", "exec")', 'SyntaxError: not a chance (f, line 1)')

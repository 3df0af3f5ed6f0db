"""sys.setrecursionlimit: works in both directions, deep Python recursion without harm, exact errors."""

import sys


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert sys.getrecursionlimit() == 1000
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
sys.setrecursionlimit(20000)
assert depth(15000) == 15000
sys.setrecursionlimit(200)
try:
    depth(500)
except RecursionError:
    ok = True

assert ok
sys.setrecursionlimit(1000)
assert depth(900) == 900
raises('sys.setrecursionlimit(0)', 'ValueError: recursion limit must be greater or equal than 1')
raises('sys.setrecursionlimit(-5)', 'ValueError: recursion limit must be greater or equal than 1')
raises('sys.setrecursionlimit("a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('sys.setrecursionlimit(10**20)', 'OverflowError: Python int too large to convert to C int')


def near(n):
    if n: return near(n - 1)
    try:
        sys.setrecursionlimit(10)
    except RecursionError as e:
        return str(e)
    return "set"

message = near(100)
assert message.startswith("cannot set the recursion limit to 10 at the recursion depth 10"), message
assert message.endswith(": the limit is too low"), message
assert sys.getrecursionlimit() == 1000


class K:
    def m(self, n): return n if n == 0 else K().m(n - 1)

sys.setrecursionlimit(50000)
assert K().m(30000) == 0

"""Chained comparisons: each operand once, short circuit, results that are no bools."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((1 < 2 < 3, 1 < 3 < 2, 3 > 2 == 2 != 1, 1 < 2 > 1 <= 1)) == '(True, False, True, True)'
assert repr((1 == 1 in [1], (1 == 1) in [1, True], not 1 == 2, 1 in [1] == True)) == '(True, True, True, False)'
calls = []


def v(x):
    calls.append(x)
    return x

assert repr((v(1) < v(2) < v(3), calls)) == '(True, [1, 2, 3])'
calls.clear()
assert repr((v(3) < v(2) < v(1), calls)) == '(False, [3, 2])'


class T:
    def __init__(self, r): self.r = r
    def __lt__(self, o): return self.r
    def __bool__(self): return bool(self.r)

assert repr(((T([]) < 1), (T("yes") < 1), (T("yes") < T("z") < 3), (T([]) < T("z") < 3))) == "([], 'yes', 'z', [])"


class NoBool:
    def __lt__(self, o): return self
    def __bool__(self): raise RuntimeError("truth asked")

n = NoBool()
assert (n < 1) is n
raises('n < 1 < 2', 'RuntimeError: truth asked')
assert repr((1 is 1 is not None, None is None is None, "a" in "ab" in ["ab"])) == '(True, True, True)'
assert repr((1 < 2 and 3 < 4 or 0, (1 < 2) < 3, 1 < (2 < 3))) == '(True, True, False)'
raises('1 < 2 < "a"', "TypeError: '<' not supported between instances of 'int' and 'str'")
assert repr(3 < 2 < "a") == 'False'

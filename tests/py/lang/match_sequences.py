"""match: sequence patterns; which types are sequences, stars, nesting, lengths."""

import collections
import collections.abc


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def f(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return "one", a
        case [a, *rest] if isinstance(a, str):
            return "string first", rest
        case [*most, (1 | 2) as last]:
            return "ends", most, last
        case [a, *_, b]:
            return "ends of", a, b


assert repr((f([]), f(()), f([1]), f(["a", 2, 3]), f([7, 8, 2]), f((7, 8, 9)), f(range(5)), f(collections.deque([1, 2])))) == "('empty', 'empty', ('one', 1), ('string first', [2, 3]), ('ends', [7, 8], 2), ('ends of', 7, 9), ('ends of', 0, 4), ('ends', [1], 2))"
assert repr((f("ab"), f(b"ab"), f(bytearray(b"ab")), f({1, 2}), f({1: 2}), f(iter([1, 2])), f(memoryview(b"ab")))) == "(None, None, None, None, None, None, ('ends of', 97, 98))"


class Seq(collections.abc.Sequence):
    def __len__(self): return 2
    def __getitem__(self, i): return [10, 20][i]

assert repr(f(Seq())) == "('ends of', 10, 20)"


class Duck:
    def __len__(self): return 2
    def __getitem__(self, i): return i

assert repr(f(Duck())) == 'None'
class L(list): pass
assert repr(f(L([1, 5, 6]))) == "('ends of', 1, 6)"


def nested(x):
    match x:
        case [[a, [b]], {"k": [c, *d]}, *_]:
            return a, b, c, d

assert repr((nested([[1, [2]], {"k": (3, 4, 5)}, 6, 7]), nested([[1, 2], {}]))) == '((1, 2, 3, [4, 5]), None)'


def fixed(x):
    match x:
        case a, b, *c, d:
            return a, b, c, d

assert repr((fixed(range(3)), fixed(range(6)), fixed([1, 2]))) == '((0, 1, [], 2), (0, 1, [2, 3, 4], 5), None)'
log = []


class Counting(collections.abc.Sequence):
    def __len__(self):
        log.append("len")
        return 3
    def __getitem__(self, i):
        log.append(i)
        return i

match Counting():
    case [0, *_, 2]:
        log.append("matched")

assert repr(log) == "['len', 0, 'len', 2, 'matched']"
log.clear()
match Counting():
    case [*_]:
        log.append("matched any")

assert repr(log) == "['matched any']"


def paren(x):
    match x:
        case (1): return "just one"
        case (1,): return "tuple of one"
        case (a, b): return a + b

assert repr((paren(1), paren((1,)), paren([1]), paren((2, 3)))) == "('just one', 'tuple of one', 'tuple of one', 5)"


def str_inside(x):
    match x:
        case ["go", str(where)]:
            return where
        case ["go", ("n" | "s") as d, int()]:
            return d

assert repr((str_inside(["go", "x"]), str_inside(("go", "n", 1)), str_inside(["go", 5]))) == "('x', 'n', None)"
raises('compile("match x:\\n case [*a, *b]: pass", "f", "exec")', 'SyntaxError: multiple starred names in sequence pattern (f, line 2)')
raises('compile("match x:\\n case *a: pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 2)')

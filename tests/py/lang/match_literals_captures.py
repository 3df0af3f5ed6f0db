"""match: literals, captures, wildcards, alternatives, values, guards."""


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
        case 0:
            return "zero"
        case -1 | -1.5:
            return "negative"
        case 2 + 3j:
            return "complex"
        case "a" "b":
            return "string"
        case b"x":
            return "bytes"
        case None:
            return "none"
        case True:
            return "true"
        case [] | ():
            return "empty"
        case n if n == 100:
            return "guard"
        case _:
            return "other"


assert repr([f(v) for v in (0, False, 0.0, -1, -1.5, 2 + 3j, "ab", b"x", None, True, 1, [], (), 100, 5)]) == "['zero', 'zero', 'zero', 'negative', 'negative', 'complex', 'string', 'bytes', 'none', 'true', 'other', 'empty', 'empty', 'guard', 'other']"


class Color:
    RED = "red"
    class Deep:
        BLUE = "blue"


def values(x):
    match x:
        case Color.RED:
            return 1
        case Color.Deep.BLUE:
            return 2
        case other:
            return other

assert repr((values("red"), values("blue"), values("green"))) == "(1, 2, 'green')"
log = []


class Loud:
    def __eq__(self, other):
        log.append(other)
        return other == 3


def order(x):
    match x:
        case 1 | 2 | 3 | 4:
            return "found"

assert repr((order(Loud()), log)) == "('found', [1, 2, 3])"


def binding(x):
    match x:
        case [a, 5] if a > 10:
            return "big", a
        case [a, b]:
            return "pair", a, b
        case (1 | 2) as n:
            return "small", n
        case [1 | 2 as first, *_] as whole:
            return first, whole

assert repr((binding([11, 5]), binding([1, 5]), binding(2), binding([2, 3, 4]), binding("x"))) == "(('big', 11), ('pair', 1, 5), ('small', 2), (2, [2, 3, 4]), None)"


def guard_binds(x):
    match x:
        case n if False:
            pass
    return n

assert guard_binds(5) == 5


def no_match_no_effect(x):
    match x:
        case 1:
            y = 1
    return y

raises('no_match_no_effect(2)', "UnboundLocalError: cannot access local variable 'y' where it is not associated with a value")
match = 5
case = 6
type = 7
_ = 8
match match, case:
    case match, case:
        pass

assert repr((match, case, type, _)) == '(5, 6, 7, 8)'
match (match):
    case 5: r = "parenthesised"

assert r == 'parenthesised'
match 1, 2:
    case 1, x: r = x

assert r == 2
match [1, 2, 3],:
    case [[*xs]]: r = xs

assert repr(r) == '[1, 2, 3]'


def wildcard_does_not_bind(v):
    match v:
        case [_, _, x]:
            return x, _

assert repr((wildcard_does_not_bind("abc"), wildcard_does_not_bind([1, 2, 3]))) == '(None, (3, 8))'
print = match
match -match: 
    case -5: r = "minus"

assert r == 'minus'


def nan(x):
    match x:
        case float("nan"): return "class pattern, not a call"

raises('compile("match x:\\n case 1 + 2: pass", "f", "exec")', 'SyntaxError: imaginary number required in complex literal (f, line 2)')
raises('compile("match x:\\n case a: pass\\n case b: pass", "f", "exec")', "SyntaxError: name capture 'a' makes remaining patterns unreachable (f, line 2)")
raises('compile("match x:\\n case _: pass\\n case 1: pass", "f", "exec")', 'SyntaxError: wildcard makes remaining patterns unreachable (f, line 2)')
raises('compile("match x:\\n case a | 1: pass", "f", "exec")', "SyntaxError: name capture 'a' makes remaining patterns unreachable (f, line 2)")
raises('compile("match x:\\n case [a, a]: pass", "f", "exec")', "SyntaxError: multiple assignments to name 'a' in pattern (f, line 2)")
raises('compile("match x:\\n case [a] | [b]: pass", "f", "exec")', 'SyntaxError: alternative patterns bind different names (f, line 2)')
raises('compile("match x:\\n case f\'a\': pass", "f", "exec")', 'SyntaxError: patterns may only match literals and attribute lookups (f, line 2)')
raises('compile("match x:\\n case a.b as c.d: pass", "f", "exec")', 'SyntaxError: cannot use attribute as pattern target (f, line 2)')
raises('compile("match x:\\n case 1 as _: pass", "f", "exec")', "SyntaxError: cannot use '_' as a target (f, line 2)")
raises('compile("match x:\\n case -a: pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 2)')
raises('compile("match x:\\n pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 2)')

"""Augmented assignment: in-place methods, fallback, targets evaluated once, tuples that change although they raise."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


a = b = [1]
a += [2]
assert a is b
assert repr(a) == '[1, 2]'
a = a + [3]
assert a is not b
t = (1,)
u = t
t += (2,)
assert repr((t, u)) == '((1, 2), (1,))'
t = ([], 1)
raises('t[0] += [1]', "TypeError: 'tuple' object does not support item assignment")
assert repr(t) == '([1], 1)'
s = "a"
s += "b"; s *= 3
assert s == 'ababab'
x = 10
x -= 3; x *= 4; x //= 3; x **= 2; x %= 50; x <<= 3; x >>= 1; x |= 5; x &= 0xFD; x ^= 3
assert x == 126
x /= 2
assert repr(x) == '63.0'


class M:
    def __init__(self, v): self.v = v
    def __matmul__(self, o): return M((self.v, o.v))
    def __imatmul__(self, o): self.v = [self.v, o.v]; return self

m = k = M(1)
m @= M(2)
assert m is k
assert repr((m.v, (m @ M(3)).v)) == '([1, 2], ([1, 2], 3))'
calls = []


class Seq:
    def __getitem__(self, i): calls.append(("get", i)); return i
    def __setitem__(self, i, v): calls.append(("set", i, v))


def index():
    calls.append("index")
    return 5

Seq()[index()] += 1
assert repr(calls) == "['index', ('get', 5), ('set', 5, 6)]"


class I:
    def __iadd__(self, o): return "replaced"

i = I()
i += 1
assert i == 'replaced'


class N:
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return "added"

n = N()
n += 1
assert n == 'added'
raises('n -= 1', "TypeError: unsupported operand type(s) for -=: 'str' and 'int'")
n = None
raises('n += 1', "TypeError: unsupported operand type(s) for +=: 'NoneType' and 'int'")
raises('undefined += 1', "NameError: name 'undefined' is not defined")
raises('compile("\'a\' += 1", "f", "exec")', "SyntaxError: 'literal' is an illegal expression for augmented assignment (f, line 1)")
s = [1]
raises('s += 5', "TypeError: 'int' object is not iterable")
s += "ab"
s += (c for c in "c")
assert repr(s) == "[1, 'a', 'b', 'c']"
raises('s *= "x"', "TypeError: can't multiply sequence by non-int of type 'str'")
raises('s *= 1.5', "TypeError: can't multiply sequence by non-int of type 'float'")
d = {"a": 1}
d |= {"b": 2}
d |= [("c", 3)]
assert repr(d) == "{'a': 1, 'b': 2, 'c': 3}"
raises('d |= 5', "TypeError: 'int' object is not iterable")
q = {1, 2}
q -= {1}; q |= {5, 6}; q &= {5, 2}; q ^= {5, 9}
assert repr(sorted(q)) == '[2, 9]'
raises('q |= [1]', "TypeError: unsupported operand type(s) for |=: 'set' and 'list'")


def local():
    y += 1

raises('local()', "UnboundLocalError: cannot access local variable 'y' where it is not associated with a value")


class C:
    count = 0

o = C()
o.count += 1
assert repr((o.count, C.count)) == '(1, 0)'
w = 1
w += w + (w := 5)
assert w == 7


class Meta:
    value = [1]
    value += [2]

assert repr(Meta.value) == '[1, 2]'

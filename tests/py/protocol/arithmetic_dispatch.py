"""Binary operators: reflected methods, subclass priority, NotImplemented, in-place fallback, errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


log = []


def make(name, bases=(), **methods):
    def method(op, result):
        def f(self, *o):
            log.append(f"{name}.{op}")
            return result
        return f
    return type(name, bases, {f"__{op}__": method(op, r) for op, r in methods.items()})


def take():
    out = log[:]
    log.clear()
    return out

NI = NotImplemented
A = make("A", add="A+", radd="+A")
B = make("B", add="B+", radd="+B")
assert repr((A() + B(), take(), A() + 1, take(), 1 + A(), take())) == "('A+', ['A.add'], 'A+', ['A.add'], '+A', ['A.radd'])"
C = make("C", (A,), radd="+C")
assert repr((A() + C(), take(), C() + A(), take())) == "('+C', ['C.radd'], 'A+', ['A.add'])"
D = make("D", (A,))
assert repr((A() + D(), take())) == "('A+', ['A.add'])"
N = make("N", add=NI, radd=NI)
raises('N() + N()', "TypeError: unsupported operand type(s) for +: 'N' and 'N'")
assert repr(take()) == "['N.add']"
raises('N() + 1', "TypeError: unsupported operand type(s) for +: 'N' and 'int'")
assert repr(take()) == "['N.add']"
raises('1 + N()', "TypeError: unsupported operand type(s) for +: 'int' and 'N'")
M = make("M", (N,), radd=NI)
take()
raises('N() + M()', "TypeError: unsupported operand type(s) for +: 'N' and 'M'")
assert repr(take()) == "['M.radd', 'N.add']"


class SubInt(int):
    def __radd__(self, o): return "sub"
    def __add__(self, o): return "add"

assert repr((1 + SubInt(2), SubInt(1) + 2, SubInt(1) + SubInt(2), sum([SubInt(1)]))) == "('sub', 'add', 'add', 'sub')"


class SubStr(str):
    def __rmod__(self, o): return "rmod"

assert "a" % SubStr("b") == 'rmod'


class Seq:
    def __rmul__(self, o): return ("rmul", o)
    def __radd__(self, o): return ("radd", o)

assert repr(([1] * Seq(), [1] + Seq(), "a" * Seq(), (1,) + Seq(), 5 * Seq(), {} == Seq())) == "(('rmul', [1]), ('radd', [1]), ('rmul', 'a'), ('radd', (1,)), ('rmul', 5), False)"
I = make("I", iadd="i+", add="+")
i = I()
i += 1
assert repr((i, take())) == "('i+', ['I.iadd'])"
J = make("J", iadd=NI, add="+")
j = J()
j += 1
assert repr((j, take())) == "('+', ['J.iadd', 'J.add'])"
K = make("K", iadd=NI, radd="r+")
k = 1
k += K()
assert repr((k, take())) == "('r+', ['K.radd'])"
ops = ["+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@"]
names = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul"]
X = make("X", **{n: n for n in names}, **{"r" + n: "r" + n for n in names})
assert [eval(f"X() {op} 1") for op in ops] == names
assert [eval(f"1 {op} X()") for op in ops] == ["r" + n for n in names]
Y = make("Y", **{"i" + n: "i" + n for n in names})
for op, n in zip(ops, names):
    space = {"y": Y()}
    exec(f"y {op}= 1", space)
    assert space["y"] == "i" + n

class E: pass
for op in ops:
    try:
        eval(f"E() {op} 1")
    except TypeError as e:
        assert str(e) == f"unsupported operand type(s) for {'** or pow()' if op == '**' else op}: 'E' and 'int'", e
    else:
        raise AssertionError(op)
    try:
        exec(f"e = E()\ne {op}= 1")
    except TypeError as e:
        assert str(e) == f"unsupported operand type(s) for {'**' if op == '**' else op}=: 'E' and 'int'", e

assert repr((divmod(make("Q", divmod="dm")(), 1), divmod(1, make("Q", rdivmod="rdm")()), pow(make("Q", pow="p")(), 1), pow(make("Q", pow="p3")(), 1, 2), pow(2, make("Q", rpow="rp")()))) == "('dm', 'rdm', 'p', 'p3', 'rp')"
raises('divmod(E(), 1)', "TypeError: unsupported operand type(s) for divmod(): 'E' and 'int'")
raises('pow(E(), 1)', "TypeError: unsupported operand type(s) for ** or pow(): 'E' and 'int'")
raises('pow(E(), 1, 2)', "TypeError: unsupported operand type(s) for ** or pow(): 'E', 'int', 'int'")
raises('print >> 1', "TypeError: unsupported operand type(s) for >>: 'builtin_function_or_method' and 'int'")
assert repr((-make("U", neg="n")(), +make("U", pos="p")(), ~make("U", invert="i")(), abs(make("U", abs="a")()))) == "('n', 'p', 'i', 'a')"
raises('-E()', "TypeError: bad operand type for unary -: 'E'")
raises('+E()', "TypeError: bad operand type for unary +: 'E'")
raises('~E()', "TypeError: bad operand type for unary ~: 'E'")
raises('abs(E())', "TypeError: bad operand type for abs(): 'E'")
raises('[] + ()', 'TypeError: can only concatenate list (not "tuple") to list')
raises('"a" - "b"', "TypeError: unsupported operand type(s) for -: 'str' and 'str'")
raises('{} - {}', "TypeError: unsupported operand type(s) for -: 'dict' and 'dict'")
raises('None + None', "TypeError: unsupported operand type(s) for +: 'NoneType' and 'NoneType'")
raises('[1] - [1]', "TypeError: unsupported operand type(s) for -: 'list' and 'list'")
raises('object() @ object()', "TypeError: unsupported operand type(s) for @: 'object' and 'object'")


class Late:
    pass

l = Late()
l.__add__ = lambda o: "instance"
raises('l + 1', "TypeError: unsupported operand type(s) for +: 'Late' and 'int'")


class RaisesNI:
    def __add__(self, o): raise NotImplementedError("x")

raises('RaisesNI() + 1', 'NotImplementedError: x')


class Blocked:
    __radd__ = None
    __add__ = None

raises('Blocked() + 1', "TypeError: 'NoneType' object is not callable")
raises('1 + Blocked()', "TypeError: 'NoneType' object is not callable")


class Parent:
    def __add__(self, o): return "parent add"
    def __radd__(self, o): return "parent radd"


class Child(Parent):
    def __add__(self, o): return "child add"

assert repr((Parent() + Child(), Child() + Parent())) == "('parent add', 'child add')"


class Same:
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return "own radd not tried for the same type"

raises('Same() + Same()', "TypeError: unsupported operand type(s) for +: 'Same' and 'Same'")

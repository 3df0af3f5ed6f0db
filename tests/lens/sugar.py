# What syntax stands for.
from pyrope import see

for what in [
    "@cache\n@log(1)\ndef f(x):\n    return x",
    "with open('f') as f, lock:\n    x = f.read()\n    y",
    "for i, j in xs:\n    print(i)\nelse:\n    done()",
    "[x * y for x in a if x for y in b]",
    "{k: v for k, v in d}",
    "g = (x for x in y)",
    "class C(A, B, metaclass=M, flag=1):\n    x = 1\n    def f(self):\n        return 1",
    "a < b < c",
    "x += 1",
    "o.x += 1",
    "d[k] |= v",
    "f = lambda x, y=1: x + y",
    "assert x > 0, 'positive'",
    "a, *b, c = xs",
    "a = b = f()",
    "f'{x!r:>{w}} is {y}'",
    "x = xs[1:]",
    "del d[k]",
    "import os.path as p",
    "from a.b import c as d, e",
    "x = yield from g",
    "a | b",
    "x = 1 if c else 2",
    "pass",
]:
    print(">>>", what)
    print(see("sugar " + what))


def twice(f):
    return lambda *a: f(f(*a))


@twice
def plus(x):
    return x + 1


def plain(x):
    return x


print(see("sugar plain"))

# What is said must be true: the plain code does what the sugar does.
xs = [3, 1, 2]
for sugar in ["[x * 2 for x in xs if x > 1]", "{x: -x for x in xs}", "sorted(x for x in xs)", "0 < xs[0] < 5", "xs[1:]", "f'{xs!r:>12}|'", "1 if xs else 2"]:
    code = str(see("sugar r = " + sugar))
    code = "\n".join(row for row in code.split("\n") if row.startswith((" ", "def ", "r =", "if ", "else", "_")))
    space = {"xs": xs}
    exec(code, space)
    assert space["r"] == eval(sugar), (sugar, code)

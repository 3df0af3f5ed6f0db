# Evaluation step by step.
from pyrope import see


class V:
    def __init__(self, x):
        self.x = x

    def __add__(self, o):
        if not isinstance(o, V):
            return NotImplemented
        return V(self.x + o.x)

    def __radd__(self, o):
        return V(o + self.x)

    def __eq__(self, o):
        return self.x == o.x

    def __bool__(self):
        return False


class W(V):
    def __radd__(self, o):
        return W(0)


def f(x):
    return x * 2


a, b = 2, 3
v, w = V(1), W(2)
xs = [3, 1, 2]
for what in [
    "a + b * 2",
    "1 + 2.5",
    "v + w",
    "v + 5",
    "5 + v",
    "f(a) + len(xs)",
    "xs[a - 1] < b < 10",
    "v or a and b",
    "x = f(b) if a > 1 else 0",
    "a += 1",
    "xs += [4]",
    "for i in xs[:2]:\n    print(i)",
    "while a < 6:\n    a += 2",
    "if v: print(1)\nelse: print(2)",
    "1/0 + 1",
    "V(3).x",
    "xs.append(9)",
    "[i for i in xs if i > 1]",
    "not v",
    "x, y = 1, 2",
    "v == w",
    "for i in range(1000):\n    a += i",
    "while a > 0:\n    a -= 1000",
    "(a + 1) * (b + (2))",
    "2 in xs",
]:
    print(">>>", what)
    print(see("steps " + what))

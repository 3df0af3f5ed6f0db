"""Calls from inside of generators: their registers are not on the thread's stack."""


def varargs(*args, **kwargs):
    a = b = c = d = e = 1
    return (a + b + c + d + e, args, kwargs)


def many_locals(x, y=2, *, z=3):
    a, b, c, d, e, f, g, h = range(8)
    return x + y + z + a + b + c + d + e + f + g + h


class Box:
    def __init__(self, value=0):
        one, two, three = 1, 2, 3
        self._value = value + one + two - three

    @property
    def value(self):
        a, b, c, d = 1, 2, 3, 4
        return self._value + a + b + c + d - 10

    @value.setter
    def value(self, new):
        a, b, c, d = 1, 2, 3, 4
        self._value = new + a + b + c + d - 10


def generator(n):
    box = Box(5)
    for i in range(n):
        yield varargs(*(i, i + 1), **{})
        yield varargs(*[i], k=i)
        yield many_locals(i), many_locals(i, z=1), many_locals(*(i, 1))
        yield "a,b".split(","), {}.get(i), {i: 1}.pop(i, None), [i, i].pop()
        box.value = i
        yield box.value, Box().value, Box(value=i).value


for turn in range(3):
    out = list(generator(3))
    assert out[0] == (5, (0, 1), {})
    assert out[1] == (5, (0,), {"k": 0})
    assert out[2] == (33, 31, 32), out[2]
    assert out[3] == (["a", "b"], None, 1, 0)
    assert out[4] == (0, 0, 0), out[4]
    assert out[-1] == (2, 0, 2), out[-1]

"""Chapter 26, partial functions (偏函数): some arguments now, the others later."""

import functools
import operator


def showarg(*args, **kwargs):
    print(args, kwargs)


p1 = functools.partial(showarg, 1, 2, 3)
p1()
p1(4, 5, 6)
p1(a="python", b="pyrope")
p2 = functools.partial(showarg, a=3, b="linux")
p2(a="replaced")

int2 = functools.partial(int, base=2)
print(int2("10010"), int2("777", base=8), list(map(functools.partial(operator.mul, 10), [1, 2, 3])))

# What it is made of.
print(int2.func, int2.args, int2.keywords, isinstance(int2, functools.partial))
nested = functools.partial(functools.partial(showarg, 1), 2, k=3)
print(nested.func is showarg, nested.args, nested.keywords)

# Surprise: the mistake shows up at the call, not at the making ...
late = functools.partial(len, [1], [2])
try:
    late()
except TypeError as error:
    print("TypeError:", error)
try:
    functools.partial(5)
except TypeError as error:
    print("TypeError:", error)

# ... and the stored list is one list for all calls.
box = functools.partial(lambda items, x: items.append(x) or items, [])
print(box(1), box(2))


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, note=""):
        self.alive = state
        return f"{note}{state}"

    live = functools.partialmethod(set_state, True)
    die = functools.partialmethod(set_state, False, note="now ")


cell = Cell()
print(cell.live(), cell.alive, cell.die(), cell.alive)

# Python 3.14: a place may be kept free for a later argument.
_ = functools.Placeholder
remove_a = functools.partial(str.replace, _, "a", "")
print(remove_a("banana"), functools.partial(divmod, _, 5)(17), repr(_))

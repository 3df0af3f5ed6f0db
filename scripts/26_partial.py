"""Chapter 26, partial functions (偏函数):
some arguments now, the others later."""

import functools
import operator


def showarg(*args, **kwargs):
    print(args, kwargs)


# Happy path.
p1 = functools.partial(showarg, 1, 2, 3)
p1()
p1(4, 5, 6)
p1(a="python", b="pyrope")
p2 = functools.partial(showarg, a=3, b="linux")
p2(a="replaced")

int2 = functools.partial(int, base=2)
print(int2("10010"), int2("777", base=8))
print(list(map(functools.partial(operator.mul, 10), [1, 2, 3])))

# What it is made of.
print(int2.func, int2.args, int2.keywords, int2)
# %see steps int2("10010")
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

# ... and what is kept is one object for all calls.
box = functools.partial(lambda items, x: items.append(x) or items, [])
print(box(1), box(2), box.args)

# A value is taken now; a function's name is looked up when it runs.
rate = 2
fixed = functools.partial(operator.mul, rate)


def asked(x):
    return x * rate


rate = 100
print(fixed(5), asked(5))
print("rule: a partial is an object: a function and its first arguments")

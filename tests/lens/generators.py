# Where generators stand.
from pyrope import see


def inner(n):
    for i in range(n):
        yield i


def outer(n):
    total = "text"
    yield from inner(n)
    yield total


g = outer(2)
print(see("gen g"))
next(g)
print(see("gen g"))
list(g)
print(see("gen g"))
print(see("gen (x for x in 'ab')"))

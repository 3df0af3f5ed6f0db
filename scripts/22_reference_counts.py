"""Chapter 22, garbage collection (GC垃圾回收):
reference counting (引用计数): no reference left, object gone."""

import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  freed:", self.name)


# Happy path: freed at once, not some time later.
print("assignment")
b = Noisy("b")
b = None
print("two names")
c = Noisy("c")
d = c
del c
print("  still there:", d.name)
del d


def work():
    local = Noisy("local")
    print("  working with", local.name)


print("end of a function")
work()
print("a value nobody takes")
Noisy("temporary")
print("a list")
items = [Noisy("item 0"), Noisy("item 1")]
items.pop(0)
items.clear()

# The count, and one more for the argument (查看一个对象的引用计数).
thing = Noisy("thing")
start = sys.getrefcount(thing)
other = thing
box = [thing, thing]
print("three more:", sys.getrefcount(thing) - start)
# %see rc thing
del other, box, thing

# Surprise: small numbers and None are immortal, their counts say nothing.
a = 1
try:
    sys.getref(a)
except AttributeError as error:
    print(error)
before = sys.getrefcount(a)
many = [1] * 1000
print("1, a thousand times more:", sys.getrefcount(a) - before)
print("rule: del removes a name; the object goes with its last reference")

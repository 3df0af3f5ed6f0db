"""Chapter 22, garbage collection (GC垃圾回收): reference counting (引用计数); no reference left, object gone."""

import sys


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  freed:", self.name)


# Happy path: freed at once, not some time later.
print("del")
a = Noisy("a")
del a
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
print("end of the list")

# The count, plus one for the argument of getrefcount itself (查看一个对象的引用计数; the outline's sys.getref).
thing = Noisy("thing")
start = sys.getrefcount(thing)
other = thing
box = [thing, thing]
print("three more:", sys.getrefcount(thing) - start)
del other
box.pop()
print("one more:", sys.getrefcount(thing) - start)
del box, thing

# Surprise: None and small numbers are immortal, their counts mean nothing.
before = sys.getrefcount(None)
many = [None] * 1000
print("None, a thousand times more:", sys.getrefcount(None) - before)
print("rule: del removes a name; the object goes with its last reference")

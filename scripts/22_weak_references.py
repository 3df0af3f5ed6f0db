"""Chapter 22, garbage collection (GC垃圾回收):
weak references look at an object without keeping it."""

import weakref


class Picture:
    def __init__(self, name):
        self.name = name

    def show(self):
        return "showing " + self.name


# Happy path.
picture = Picture("sunset")
reference = weakref.ref(picture, lambda ref: print("  callback: gone"))
print(reference() is picture, weakref.getweakrefcount(picture))
# %see rc picture
del picture
print("after del:", reference())

# A cache that keeps nothing alive.
cache = weakref.WeakValueDictionary()
keep = cache["a"] = Picture("a")
cache["b"] = Picture("b")
print("cache:", sorted(cache))
del keep
print("cache:", sorted(cache))

# Notes about objects that go with the objects.
notes = weakref.WeakKeyDictionary()
picture = Picture("sea")
notes[picture] = "blue"
print(notes[picture], len(notes))
del picture
print("notes:", len(notes))

# Surprise: a bound method is made for the moment: a plain reference to it
# is dead at once.
picture = Picture("forest")
plain, method = weakref.ref(picture.show), weakref.WeakMethod(picture.show)
print("ref:", plain(), " WeakMethod:", method()())

# A proxy stands for the object, until it is gone.
proxy = weakref.proxy(picture)
print(proxy.name, proxy.show())
del picture
try:
    print(proxy.name)
except ReferenceError as error:
    print("ReferenceError:", error)

# Not every type can be watched.
for value in (1, "text", (1, 2), [1]):
    try:
        weakref.ref(value)
    except TypeError as error:
        print("TypeError:", error)
print("rule: caches and back pointers hold weak references")

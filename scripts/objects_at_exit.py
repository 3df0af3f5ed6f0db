"""What happens to objects when a program ends: exit functions, finalizers, modules."""

import atexit
import sys
import types
import weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("finalized:", self.name)


class Place:
    pass


first = Noisy("first global")
second = Noisy("second global")
_private = Noisy("private global")
cycle = Noisy("part of a cycle")
cycle.me = cycle
items = [Noisy("item of a list")]


def function(default=Noisy("default argument")):
    pass


class Holder:
    attribute = Noisy("attribute of a class")


module = types.ModuleType("made_up")
module.value = Noisy("attribute of a module")
sys.modules["made_up"] = module
del module

place = Place()
weakref.finalize(place, print, "finalize of an object that lives, made first")
weakref.finalize(place, print, "finalize of an object that lives, made last")
weakref.finalize(place, print, "not at exit").atexit = False
atexit.register(print, "exit function, registered first")
atexit.register(print, "exit function, registered last")
print("end of the program")

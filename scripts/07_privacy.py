"""Chapter 7, privacy (私有化): _X is a wish, __X is renamed, `import *` leaves _X out."""

import sys
import types


class Person:
    def __init__(self, name):
        self.name = name
        self._nick = name[:2]
        self.__age = 30

    def age(self):
        return self.__age

    def __secret(self):
        return "secret of " + self.name


class Student(Person):
    def __init__(self, name):
        super().__init__(name)
        self.__age = 18

    def both(self):
        return self.__age, self.age()


p = Person("Monty")
print(p.name, p._nick, p.age())
try:
    p.__age
except AttributeError as error:
    print("AttributeError:", error)
print("its real name:", p._Person__age, sorted(vars(p)))

# No clash with the subclass's attribute: that is what the name mangling is for.
s = Student("Eve")
print(s.both(), sorted(vars(s)))

# Surprise: an assignment from outside makes a new, different attribute.
p.__age = 99
print(p.age(), p.__age, sorted(vars(p)))
# Mangling is about text in a class body: not of names that end in __, not of strings.
print(hasattr(p, "__age"), getattr(p, "_Person__secret")(), "__init__" in vars(Person))

# from xxx import * and the names that it skips
xxx = types.ModuleType("xxx")
exec("public = 1\n_hidden = 2\n__private = 3\n__dunder__ = 4", vars(xxx))
sys.modules["xxx"] = xxx
names = {}
exec("from xxx import *", names)
print(sorted(n for n in names if n != "__builtins__"))
xxx.__all__ = ["_hidden"]
names = {}
exec("from xxx import *", names)
print("with __all__:", sorted(n for n in names if n != "__builtins__"))
from xxx import _hidden
print("asked for by name:", _hidden)
print("rule: one underscore is a convention, two are a rename, nothing is a lock")

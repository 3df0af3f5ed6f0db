"""Chapter 14, dynamic attributes and methods (Python动态添加属性和方法):
static and class methods, names as text, deletion, limits."""

import types


class Person:
    def __init__(self, name):
        self.name = name


# Happy path (静态方法与类方法的添加).
@staticmethod
def helper(x):
    return x * 2


@classmethod
def create(cls, *names):
    return [cls(name).name for name in names]


xxxObj, other = Person("Ann"), Person("Bob")
Person.helper = helper
Person.create = create
print(Person.helper(4), other.helper(5), other.create("C", "D"))
# %see lookup Person.create

# The same, with names that are texts.
setattr(Person, "two words", 1)
xxxObj.age, Person.legs = 20, 2
del xxxObj.age
delattr(Person, "legs")
print(hasattr(xxxObj, "age"), getattr(other, "two words"))


# Surprise: del of a method on an object; it was never there.
for text in ("del other.create", "other.gone", "del Person.create"):
    try:
        exec(text)
        print(text + ": works")
    except AttributeError as error:
        print(f"{text}: {error}")


# __slots__ is the end of it; so are classes written in C.
class Fixed:
    __slots__ = ("name",)


fixed = Fixed()
for text in ("fixed.name = 1", "fixed.age = 2", "(5).x = 1", "int.x = 1"):
    try:
        exec(text)
    except (AttributeError, TypeError) as error:
        print(f"{text}: {error}")
fixed.__class__.age = 7
print(fixed.age, types.SimpleNamespace(any="thing"))
print("rule: classes are objects that can change while the program runs")

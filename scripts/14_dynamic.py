"""Chapter 14, dynamic attributes and methods (Python动态添加属性和方法):
on an object, and on a class."""

import types


class Person:
    def __init__(self, name):
        self.name = name


xxxObj = Person("Ann")
other = Person("Bob")

# 给对象动态绑定属性和方法: only this object has them.
xxxObj.age = 20
print(vars(xxxObj), hasattr(other, "age"))


def xxxFunc(self):
    return self.name + " runs"


# Happy path: a method needs an object, which MethodType binds.
xxxObj.xxxFunc = types.MethodType(xxxFunc, xxxObj)
print(xxxObj.xxxFunc(), xxxObj.xxxFunc.__self__ is xxxObj)
print(hasattr(other, "xxxFunc"), xxxFunc.__get__(other)())
# %see lookup xxxObj.xxxFunc

# Surprise: a plain function put on the object gets no self.
xxxObj.plain = xxxFunc
try:
    xxxObj.plain()
except TypeError as error:
    print("TypeError:", error)
print(xxxObj.plain(other))

# 给类动态绑定属性和方法: every instance has it at once, old ones too.
Person.legs = 2
Person.walk = lambda self: self.name + " walks"
print(other.legs, other.walk(), xxxObj.walk(), "walk" in vars(other))
# %see lookup other.walk

# The object's own attribute comes first.
xxxObj.legs = 3
del Person.legs
print(xxxObj.legs, hasattr(other, "legs"))

# Special methods are looked up in the class alone.
xxxObj.__len__ = lambda: 5
try:
    len(xxxObj)
except TypeError as error:
    print("TypeError:", error)
Person.__len__ = lambda self: len(self.name)
print(len(xxxObj), len(other))
print("rule: a function in the class becomes a method, one on the object not")

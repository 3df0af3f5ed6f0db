"""Chapter 14, dynamic attributes and methods (Python动态添加属性和方法): on objects and on classes."""

import types


class Person:
    def __init__(self, name):
        self.name = name


xxxObj = Person("Ann")
other = Person("Bob")

# 给对象动态绑定属性和方法
xxxObj.age = 20
print(vars(xxxObj), hasattr(other, "age"))


def xxxFunc(self):
    return self.name + " runs"


xxxObj.xxxFunc = types.MethodType(xxxFunc, xxxObj)
print(xxxObj.xxxFunc(), xxxObj.xxxFunc.__self__ is xxxObj, hasattr(other, "xxxFunc"))

# Surprise: a plain function put on the object gets no self.
xxxObj.plain = xxxFunc
try:
    xxxObj.plain()
except TypeError as error:
    print(error)

# 给类动态绑定属性和方法: every instance has it at once, old ones too
Person.legs = 2
Person.walk = lambda self: self.name + " walks"
print(other.legs, other.walk(), "walk" in vars(Person))

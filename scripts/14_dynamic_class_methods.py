"""Chapter 14, dynamic attributes and methods (Python动态添加属性和方法): static and class methods, deletion, limits."""


class Person:
    def __init__(self, name):
        self.name = name


# 静态方法与类方法的添加
@staticmethod
def helper(x):
    return x * 2


@classmethod
def create(cls, *names):
    return [cls(name).name for name in names]


xxxObj, other = Person("Ann"), Person("Bob")
Person.helper = helper
Person.create = create
print(Person.helper(4), other.helper(5), Person.create("C", "D"), xxxObj.create("E"))

xxxObj.age, Person.legs = 20, 2
del xxxObj.age
delattr(Person, "legs")
setattr(Person, "two words", 1)
print(hasattr(xxxObj, "age"), hasattr(other, "legs"), getattr(other, "two words"))


class Fixed:
    __slots__ = ("name",)


fixed = Fixed()
for statement in ("fixed.name = 1", "fixed.age = 2", "del xxxObj.gone", "(5).x = 1", "int.x = 1"):
    try:
        exec(statement)
    except (AttributeError, TypeError) as error:
        print(f"{statement}: {error}")

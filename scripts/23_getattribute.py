"""Chapter 23, built-in attributes (内建属性): __getattribute__ is asked first, __getattr__ last."""


# __getattribute__ is asked for every attribute, __getattr__ only when it failed.
class Logged:
    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        if name.startswith("fake"):
            raise AttributeError(name)
        value = object.__getattribute__(self, name)
        return value if name.startswith("__") else ("asked for", name, value)

    def __getattr__(self, name):
        return "fallback for " + name

    def __len__(self):
        return 7


logged = Logged()
print(logged.x, logged.fake, logged.missing)
# Surprise: implicit calls such as len() go to the class and pass it by.
print(len(logged), logged.__dict__)


class Endless:
    def __getattribute__(self, name):
        return self.x  # asks itself again, and again ...


try:
    Endless().y
except RecursionError as error:
    print(type(error).__name__)


class Base:
    pass


class Person(Base):
    def __init__(self, name):
        self.name = name

    def greet(self):
        return "hello"


p = Person("Ann")
print(object.__getattribute__(p, "name"), Person.__getattribute__ is object.__getattribute__)
p.__class__ = Base
print(type(p).__name__, p.name, hasattr(p, "greet"))
try:
    p.__class__ = int
except TypeError as error:
    print(error)

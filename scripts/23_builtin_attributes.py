"""Chapter 23, built-in attributes (内建属性):
__class__, __dict__, __doc__, __mro__ and their relatives."""


class Base:
    """The base."""

    __slots__ = ("low", "__dict__")


class Person(Base):
    """A person."""

    kind = "human"

    def __init__(self, name: str):
        self.name = name

    def greet(self, other="you", *, loud=False):
        return f"{self.name} greets {other}"


# Happy path: of an object,
p = Person("Ann")
print(p.__class__, p.__dict__, p.__doc__, p.__module__)
# of a class,
print(Person.__name__, Person.__qualname__, Person.__bases__)
print([c.__name__ for c in Person.__mro__], Base.__subclasses__())
print([n for n in vars(Person) if not n.startswith("__")])
# of a function,
f = Person.greet
print(f.__qualname__, f.__defaults__, f.__kwdefaults__)
print(f.__code__.co_varnames, Person.__init__.__annotations__)
# and of a bound method.
print(p.greet.__self__ is p, p.greet.__func__ is f)
# %see lookup p.greet
# %see graph p

# They can be changed.
p.__dict__["name"] = "Eve"
f.__defaults__ = ("everybody",)
f.__doc__ = "Says hello."
print(p.greet(), "-", Person.greet.__doc__)

# Surprise: the dict of a class cannot be changed directly, and __slots__
# are not in the dict.
try:
    Person.__dict__["kind"] = "robot"
except TypeError as error:
    print("TypeError:", error)
p.low = 1
print(p.__dict__, p.low, hasattr(Person, "__weakref__"))

# The class itself can be exchanged, if the layout is the same.
try:
    p.__class__ = int
except TypeError as error:
    print("TypeError:", error)
print("rule: everything about an object is itself an object to look at")

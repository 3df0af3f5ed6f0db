"""Chapter 23, built-in attributes (内建属性): __class__, __dict__, __doc__ ... and __getattribute__."""


class Base:
    """The base."""


class Person(Base):
    """A person."""

    kind = "human"

    def __init__(self, name: str):
        self.name = name

    def greet(self, other="you"):
        return f"{self.name} greets {other}"


p = Person("Ann")
print(p.__class__, p.__dict__, p.__doc__, p.__module__)
print(Person.__name__, Person.__qualname__, Person.__bases__, Base.__subclasses__())
print([c.__name__ for c in Person.__mro__], Person.__base__.__name__)
print([n for n in vars(Person) if not n.startswith("__")], [n for n in dir(p) if not n.startswith("__")])
f = Person.greet
print(f.__name__, f.__qualname__, f.__defaults__, f.__code__.co_varnames, Person.__init__.__annotations__)
print(p.greet.__self__ is p, p.greet.__func__ is f, type(Person.__dict__).__name__)

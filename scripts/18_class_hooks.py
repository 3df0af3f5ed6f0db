"""Chapter 18, metaclasses (元类): __set_name__, __init_subclass__, and a conflict."""


# Often enough without a metaclass: __init_subclass__ and __set_name__.
class Field:
    def __set_name__(self, owner, name):
        print("__set_name__", owner.__name__, name)


class Plugin:
    known = []

    def __init_subclass__(cls, **options):
        Plugin.known.append((cls.__name__, options))


class Json(Plugin, level=3):
    field = Field()


print(Plugin.known)
One = type("OneMeta", (type,), {})("One", (), {})
Other = type("OtherMeta", (type,), {})("Other", (), {})
# Surprise: two unrelated metaclasses do not mix.
try:
    type("Mixed", (One, Other), {})
except TypeError as error:
    print(error)
BothMeta = type("BothMeta", (type(One), type(Other)), {})
print(BothMeta("Mixed", (One, Other), {}).__mro__[1:3])


# The old spelling (__metaclass__属性) is an ordinary attribute in Python 3.
class Old:
    __metaclass__ = BothMeta


print("__metaclass__:", type(Old).__name__, Old.__metaclass__ is BothMeta)


class New(metaclass=BothMeta):
    pass


print("metaclass=:", type(New).__name__)
print("rule: the class of a subclass is the most derived class of its bases' classes")

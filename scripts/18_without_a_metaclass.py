"""Chapter 18, metaclasses (元类):
what goes without one: __init_subclass__ and __set_name__; a conflict."""


# Happy path: most wishes for a metaclass need none.
class Field:
    def __set_name__(self, owner, name):
        print("__set_name__", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        return self if instance is None else vars(instance)[self.name]


class Plugin:
    known = []

    def __init_subclass__(cls, **options):
        Plugin.known.append((cls.__name__, options))


class Json(Plugin, level=3):
    field = Field()


json = Json()
vars(json)["field"] = 7
print(Plugin.known, json.field)
# %see lookup json.field


# Surprise: two unrelated metaclasses do not mix.
class OneMeta(type):
    pass


class OtherMeta(type):
    pass


One = OneMeta("One", (), {})
Other = OtherMeta("Other", (), {})
try:
    type("Mixed", (One, Other), {})
except TypeError as error:
    print("TypeError:", error)
BothMeta = type("BothMeta", (OneMeta, OtherMeta), {})
print(BothMeta("Mixed", (One, Other), {}).__mro__[1:3])
# %see mro BothMeta


# __metaclass__属性 was Python 2's spelling of metaclass=.
class New(One, Other, metaclass=BothMeta):
    pass


print("metaclass=:", type(New).__name__)
print("rule: the metaclass must fit those of all bases")

"""Chapter 23, built-in attributes (内建属性):
__getattribute__ is asked first, __getattr__ last."""


# Happy path: __getattribute__ is asked for every attribute, __getattr__
# only when it failed.
class Logged:
    kind = "logged"

    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        if name.startswith("fake"):
            raise AttributeError(name)
        value = object.__getattribute__(self, name)
        return value if name.startswith("__") else ("asked", name, value)

    def __getattr__(self, name):
        return "fallback for " + name

    def __len__(self):
        return 7


logged = Logged()
print(logged.x, logged.fake, logged.missing)
# %see lookup logged.missing

# Surprise: implicit calls such as len() go to the class and pass it by.
print(len(logged), logged.__dict__)


class Endless:
    def __getattribute__(self, name):
        return self.x  # asks itself again, and again ...


try:
    Endless().y
except RecursionError as error:
    print(type(error).__name__)


# Setting and deleting have hooks of their own.
class Guarded:
    def __setattr__(self, name, value):
        if name == "locked":
            raise AttributeError("locked is locked")
        super().__setattr__(name, value)


guarded = Guarded()
guarded.free = 1
try:
    guarded.locked = 2
except AttributeError as error:
    print("AttributeError:", error)
print(vars(guarded), Guarded.__getattribute__ is object.__getattribute__)
print("rule: inside of the hooks, ask object (or super()) for attributes")

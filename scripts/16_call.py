"""Chapter 16, __call__ (对象的__call__方法):
objects that can be called."""


class Greeter:
    def __init__(self, greeting):
        self.greeting = greeting
        self.calls = 0

    def __call__(self, name, *, mark="!"):
        self.calls += 1
        return f"{self.greeting}, {name}{mark}"


# Happy path.
hello = Greeter("Hello")
print(hello("Ann"), hello("Bob", mark="?"), hello.calls)
# %see steps hello("Eve")
print(callable(hello), callable(Greeter), callable(len), callable(5))

# A class is callable because its class, type, has __call__.
print(type.__call__(Greeter, "Hi")("x"), Greeter.__call__(hello, "direct"))
try:
    hello()
except TypeError as error:
    print("TypeError:", error)


# Surprise: the call looks at the class, not at the object.
class Plain:
    pass


plain = Plain()
plain.__call__ = lambda: "from the instance"
try:
    plain()
except TypeError as error:
    print("TypeError:", error, "-", callable(plain), plain.__call__())
# %see lookup plain.__call__
Plain.__call__ = lambda self: "from the class"
print(plain(), callable(plain))


# __call__ may itself be any callable.
class Delegating:
    __call__ = Greeter("Delegated")


print(Delegating()("too", mark="."))
for thing in (5, "text", None):
    try:
        thing()
    except TypeError as error:
        print("TypeError:", error)
print("rule: x(...) is type(x).__call__(x, ...)")

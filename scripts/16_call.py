"""Chapter 16, __call__ (对象的__call__方法): objects that can be called."""


class Greeter:
    def __init__(self, greeting):
        self.greeting = greeting
        self.calls = 0

    def __call__(self, name, *, mark="!"):
        self.calls += 1
        return f"{self.greeting}, {name}{mark}"


hello = Greeter("Hello")
print(hello("Ann"), hello("Bob", mark="?"), hello.calls)
print(callable(hello), callable(Greeter), callable(len), callable(lambda: 0), callable(5))

# A class is callable because its class, type, has __call__.
print(type.__call__(Greeter, "Hi")("x"), Greeter.__call__(hello, "direct"))


# Surprise: the call looks at the class, not at the object.
class Plain:
    pass


plain = Plain()
plain.__call__ = lambda: "from the instance"
try:
    plain()
except TypeError as error:
    print("TypeError:", error, " callable:", callable(plain), " by hand:", plain.__call__())
Plain.__call__ = lambda self: "from the class"
print(plain())

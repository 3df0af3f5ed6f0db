"""Chapter 12, decorators (装饰器): with arguments, on methods, on classes."""


# With arguments: repeat(3) is a function that returns the decorator.
def repeat(times):
    def decorate(func):
        def inner(*args):
            return [func(*args) for _ in range(times)]

        return inner

    return decorate


class Calculator:
    @repeat(3)
    def double(self, x):
        return x * 2

    @staticmethod
    @repeat(2)
    def one():
        return 1


print(Calculator().double(4), Calculator.one(), Calculator.double.__name__)


def tagged(cls):  # a class can be decorated too
    cls.tag = cls.__name__.lower()
    return cls


print(tagged(Calculator).tag)
print((lambda f: f(3))(lambda x: x + 1), [d for d in ()] or "any expression may follow @")

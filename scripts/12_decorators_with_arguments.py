"""Chapter 12, decorators (装饰器):
with arguments, on methods, on classes."""

import functools


# With arguments: repeat(3) is a function that returns the decorator.
def repeat(times):
    def decorate(func):
        @functools.wraps(func)
        def inner(*args):
            return [func(*args) for _ in range(times)]

        return inner

    return decorate


class Calculator:
    @repeat(3)
    def double(self, x):
        return x * 2


# Happy path.
calculator = Calculator()
print(calculator.double(4), Calculator.double.__name__)
# %see cells Calculator.double

# Surprise: without its parentheses, @repeat takes the function for times.
try:
    repeat(abs)(3)(-1)
except TypeError as error:
    print("TypeError:", error)


# With or without parentheses: the function comes at once, or later.
def logged(func=None, *, level="info"):
    if func is None:
        return functools.partial(logged, level=level)
    return lambda *args: (level, func(*args))


print(logged(abs)(-1), logged(level="debug")(abs)(-2))


# A class can be decorated, too.
def tagged(cls):
    cls.tag = cls.__name__.lower()
    return cls


@tagged
class Shape:
    pass


print(Shape.tag, Shape.__name__)
print("rule: @d(x) above f means f = d(x)(f)")

"""Chapter 17, a class as decorator (类当装饰器): with arguments, results, and methods."""


import functools
import types


class CountCalls:
    """Keeps state, and passes arguments and the result on."""

    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func = func
        self.count = 0

    def __call__(self, *args, **kwargs):
        self.count += 1
        return self.func(*args, **kwargs)

    def __get__(self, instance, owner=None):
        # Without this, a decorated method would get no self.
        return self if instance is None else types.MethodType(self, instance)


@CountCalls
def add(a, b=1):
    """Adds."""
    return a + b


print(add(1), add(2, b=3), add.count, add.__name__, add.__doc__)


class C(object):
    def __init__(self, func):
        self.__func = func

    def __call__(self):
        self.__func()


class Shape:
    @CountCalls
    def area(self, k):
        return self.side * k

    @C
    def broken(self):
        pass


shape = Shape()
shape.side = 4
print(shape.area(2), Shape.area(shape, 3), Shape.area.count)

# Functions bind themselves with __get__. Surprise: the plain class C is no descriptor, so the method is called without self.
try:
    shape.broken()
except TypeError as error:
    print("TypeError:", error)

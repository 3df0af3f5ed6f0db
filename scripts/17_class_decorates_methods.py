"""Chapter 17, a class as decorator (类当装饰器):
on methods: without __get__ nobody passes self."""

import functools
import types


class CountCalls:
    def __init__(self, func):
        functools.update_wrapper(self, func)
        self.func = func
        self.count = 0

    def __call__(self, *args, **kwargs):
        self.count += 1
        return self.func(*args, **kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else types.MethodType(self, instance)


# Happy path: state, and arguments and result are passed on.
@CountCalls
def add(a, b=1):
    return a + b


print(add(1), add(2, b=3), add.count, add.__name__)


class C(object):
    def __init__(self, func):
        self.__func = func

    def __call__(self):
        self.__func()


class Shape:
    side = 4

    @CountCalls
    def area(self, k):
        return self.side * k

    @C
    def broken(self):
        pass


shape = Shape()
print(shape.area(2), Shape.area(shape, 3), Shape.area.count)
# %see lookup shape.area

# Surprise: C is no descriptor, so the method is called without self.
try:
    shape.broken()
except TypeError as error:
    print("TypeError:", error)
print("rule: a decorator class for methods needs __get__, as functions have")

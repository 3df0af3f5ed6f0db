"""Chapter 17, a class as decorator (类当装饰器):
__init__ takes the function, __call__ is the wrapper."""


class C(object):
    def __init__(self, func):
        self.__func = func

    def __call__(self):
        self.__func()


# Happy path.
@C
def test():
    print("in test")


test()
print(type(test).__name__, vars(test)["_C__func"].__name__)
# %see graph test


# Surprise: answer is no function any more, and its result is lost, for
# this __call__ returns None.
@C
def answer():
    """Gives the answer."""
    return 42


print(answer(), answer.__doc__, hasattr(answer, "__name__"))
try:
    answer(1)
except TypeError as error:
    print("TypeError:", error)
print(answer._C__func())


# A better one: arguments and the result are passed on.
class Traced:
    def __init__(self, func):
        self.__func = func
        self.__doc__ = func.__doc__

    def __call__(self, *args, **kwargs):
        result = self.__func(*args, **kwargs)
        print(f"  {self.__func.__name__} {args} -> {result!r}")
        return result


@Traced
def power(x, n=2):
    return x**n


print(power(3) + power(2, n=3))
print("rule: @C above f is f = C(f); calling f then calls the object")

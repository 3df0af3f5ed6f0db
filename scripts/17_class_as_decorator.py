"""Chapter 17, a class as decorator (类当装饰器): __init__ takes the function, __call__ is the wrapper."""


class C(object):
    def __init__(self, func):
        self.__func = func

    def __call__(self):
        self.__func()


@C
def test():
    print("in test")


test()
print(type(test).__name__, isinstance(test, C), vars(test)["_C__func"].__name__)

# Surprise: there is no function named test any more, and its result is lost: __call__ returns None.


@C
def answer():
    """Gives the answer."""
    return 42


print(answer(), answer.__doc__, hasattr(answer, "__name__"))
try:
    answer(1)
except TypeError as error:
    print("TypeError:", error)
try:
    answer.__func
except AttributeError as error:
    print("AttributeError:", error)
print(answer._C__func())
print("rule: @C above f is f = C(f); calling f then calls the object")

"""Chapter 12, decorators (装饰器):
@w above f means f = w(f)."""

import functools


def w1(func):
    print("w1 decorates", func.__name__)

    @functools.wraps(func)
    def inner(*args, **kwargs):
        return "<b>" + func(*args, **kwargs) + "</b>"

    return inner


def w2(func):
    print("w2 decorates", func.__name__)

    @functools.wraps(func)
    def inner(*args, **kwargs):
        return "<i>" + func(*args, **kwargs) + "</i>"

    return inner


# Happy path. Surprise: decorated from the bottom up, when def runs;
# called from the top down.
@w1
@w2
def hello(name, mark="!"):
    """Says hello."""
    return "hello " + name + mark


print(hello("pyrope"), hello("x", mark="?"))
print(hello.__name__, hello.__doc__, hello.__wrapped__.__wrapped__("plain"))
# %see cells hello hello.__wrapped__


# Surprise: without functools.wraps the name and the text are inner's.
def careless(func):
    def inner(*args):
        return func(*args)

    return inner


@careless
def area(w, h):
    """Computes an area."""
    return w * h


print(area.__name__, area.__doc__, area(2, 3), hasattr(area, "__wrapped__"))
# %see cells area
print("rule: a decorator is called once, with the function, at its def")

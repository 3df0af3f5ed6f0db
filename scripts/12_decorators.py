"""Chapter 12, decorators (装饰器): @w above f means f = w(f)."""

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


@w1
@w2
def hello(name, mark="!"):
    """Says hello."""
    return "hello " + name + mark


# Surprise: decorated from the bottom up, at definition; run from the top down.
print(hello("pyrope"), hello("x", mark="?"))
print(hello.__name__, hello.__doc__, hello.__wrapped__.__wrapped__("plain"))

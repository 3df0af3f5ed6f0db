"""Decorated functions: wrappers that forward *args and **kwargs, a memo, and a class decorator."""


def logged(func):
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return func(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def scaled(factor):
    def decorate(func):
        def wrapper(*args):
            return func(*args) * factor

        return wrapper

    return decorate


class Memo:
    def __init__(self, func):
        self.__func = func
        self.__seen = {}

    def __call__(self, n):
        try:
            return self.__seen[n]
        except KeyError:
            value = self.__seen[n] = self.__func(n)
            return value


@logged
@scaled(3)
def add(a, b):
    return a + b


@Memo
def slow(n):
    return n if n < 2 else slow(n - 1) + slow(n - 2)


@logged
def keyed(a, *, b=1):
    return a - b


total = 0
for i in range(700_000):
    total += add(i, 1) & 31
    total += slow(i % 60) & 7
    total += keyed(i, b=3) & 1
print("decorators", total, add.calls, keyed.calls)

"""Chapter 12, decorators (装饰器):
of generators and of coroutines: calling is not running."""

import functools


def announce(func):
    @functools.wraps(func)
    def inner(*args):
        print("  enter", func.__name__)
        result = func(*args)
        print("  leave", func.__name__)
        return result

    return inner


@announce
def squares(n):
    print("    at work")
    yield from (i * i for i in range(n))


# Surprise: left before any work was done; the call only makes a generator.
made = squares(3)
# %see gen made
print(type(made).__name__, list(made))


# Happy path: the wrapper is a generator itself.
def announce_generator(func):
    def inner(*args):
        print("  enter", func.__name__)
        yield from func(*args)
        print("  leave", func.__name__)

    return inner


print(list(announce_generator(squares.__wrapped__)(2)))


def awaits(func):  # the same with await
    @functools.wraps(func)
    async def inner(*args):
        return "awaited", await func(*args)

    return inner


@awaits
async def answer():
    return 42


try:
    answer().send(None)
except StopIteration as stop:
    print(stop.value, answer.__name__)
print("rule: a wrapper is of the same kind as what it wraps")

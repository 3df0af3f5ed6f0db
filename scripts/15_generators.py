"""Chapter 15, generators (生成器):
a function that pauses at yield."""


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, a + b
    return "done"


# Happy path.
print(list(fib(10)), sum(x * x for x in range(4)))
g = fib(2)
print(next(g), g.gi_running, g.gi_frame is not None)
# %see gen g
next(g)
try:
    next(g)
except StopIteration as stop:
    print("return value:", stop.value, g.gi_frame)


# Surprise: nothing runs before the first next(); each can be used once.
def noisy():
    print("  started")
    yield 1


n = noisy()
print("made, not started")
print(list(n), list(n))


def endless(n=0):
    while True:
        yield (n := n + 1)


print([x for _, x in zip(range(5), endless())])

# The outermost iterable is evaluated at once, the rest when asked for.
numbers = [1, 2, 3]
doubled = (n * factor for n in numbers)
numbers = [7]
factor = 10
print(list(doubled))


# StopIteration inside of a generator is an error.
def careless():
    yield next(iter([]))


try:
    next(careless())
except RuntimeError as error:
    print("RuntimeError:", error, "-", type(error.__cause__).__name__)
print("rule: calling makes the generator, next() runs it to a yield")

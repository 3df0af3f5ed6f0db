"""Chapter 15, generators (生成器): a function that pauses at yield."""


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, a + b
    return "done"


print(list(fib(10)), sum(x * x for x in range(4)))
g = fib(2)
print(next(g), g.gi_running, g.gi_frame is not None)
next(g)
try:
    next(g)
except StopIteration as stop:
    print("return value:", stop.value, g.gi_frame)


# Surprise: nothing runs before the first next(), and each generator can be used once.
def noisy():
    print("  started")
    yield 1


n = noisy()
print("made, not started")
print(list(n), list(n))
squares = (x * x for x in range(3))
print(4 in squares, list(squares))


def endless(n=0):
    while True:
        yield (n := n + 1)


print([x for _, x in zip(range(5), endless())])

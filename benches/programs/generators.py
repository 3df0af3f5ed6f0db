"""Generator functions, generator expressions, send() and pipelines of generators."""


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def evens(source):
    for x in source:
        if not x & 1:
            yield x


def squares(source):
    for x in source:
        yield x * x


def averager():
    total = 0
    n = 0
    result = None
    while True:
        value = yield result
        total += value
        n += 1
        result = total // n


pipeline = sum(squares(evens(count(2_000_000))))
expression = sum(x ^ 5 for x in range(2_000_000) if x % 3)
avg = averager()
avg.send(None)
last = 0
for i in range(800_000):
    last = avg.send(i)
print("generators", pipeline, expression, last)

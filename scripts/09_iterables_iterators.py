"""Chapter 9, iterables and iterators (可迭代对象和迭代器):
iter() gives the thing that next() eats."""

try:
    from collections import Iterable
    from collections import Iterator
except ImportError:  # Python 3.10 has dropped the old place
    from collections.abc import Iterable, Iterator

for xxx in ([1], "s", {1}, {"k": 1}, range(3), (i for i in ()), iter([]), 5):
    kind = type(xxx).__name__
    print(f"{kind:13}", isinstance(xxx, Iterable), isinstance(xxx, Iterator))

# Happy path (将一个可迭代对象变成迭代器使用iter()函数).
a = [1, 2]
a = iter(a)
print(next(a), next(a), next(a, "default"))
try:
    next(a)
except StopIteration as stop:
    print("StopIteration", stop.args)
print("iter(iterator) is itself:", iter(a) is a)


class Countdown:
    """An iterable: every loop gets an iterator of its own."""

    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return CountdownIterator(self.start)


class CountdownIterator:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


down = Countdown(3)
print(list(down), [(x, y) for x in down for y in down if x < y])
# %see sugar for x in down: print(x)

# Surprise: an iterator can be used once; `in` uses it up, too.
once = iter(down)
print(2 in once, list(once), list(once), max(down), *down)
# %see steps next(iter(down))
print("rule: the iterable is the book, the iterator the bookmark")

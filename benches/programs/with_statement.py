"""with blocks, iterator classes, any/all/map/filter/zip/enumerate: the small protocols."""


class Guard:
    def __init__(self):
        self.depth = 0
        self.entered = 0

    def __enter__(self):
        self.depth += 1
        self.entered += 1
        return self

    def __exit__(self, kind, value, traceback):
        self.depth -= 1
        return kind is KeyError


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


guard = Guard()
total = 0
for i in range(150_000):
    with guard as g:
        total += g.depth
    with guard, guard:
        if i & 1:
            raise KeyError(i)
        total += 2
    for x in Countdown(4):
        total += x
    total += sum(map(abs, (-1, 2, i))) + len(list(filter(None, (0, 1, i))))
    total += any(x == i for x in (1, 2, 3)) + all((i, 1, 2))
    for position, (a, b) in enumerate(zip((1, 2), (3, 4))):
        total += position * a + b
print("with_statement", total, guard.entered, guard.depth)

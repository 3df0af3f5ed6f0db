"""Method calls: direct, inherited, through super() and through a bound method."""


class Counter:
    def __init__(self):
        self.n = 0

    def add(self, k):
        self.n += k
        return self.n

    def twice(self, k):
        self.add(k)
        return self.add(k)


class Loud(Counter):
    def add(self, k):
        return super().add(k + 1)


def run(steps):
    plain = Counter()
    loud = Loud()
    bound = plain.add
    for i in range(steps):
        plain.twice(i & 3)
        loud.twice(1)
        bound(2)
    return plain.n, loud.n


print("method_calls", *run(700_000))

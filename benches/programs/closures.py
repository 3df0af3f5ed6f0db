"""Closures: making them, calling them, and rebinding cells with nonlocal."""


def make_counter(step):
    count = 0

    def bump():
        nonlocal count
        count += step
        return count

    return bump


def compose(f, g):
    return lambda x: f(g(x))


def run(steps):
    total = 0
    bump = make_counter(3)
    pipeline = compose(lambda x: x + 1, compose(lambda x: x * 2, lambda x: x - 3))
    for i in range(steps):
        total += bump() & 7
        total += pipeline(i) & 15
        fresh = make_counter(i)
        total += fresh() & 3
    return total, bump()


print("closures", *run(1_000_000))

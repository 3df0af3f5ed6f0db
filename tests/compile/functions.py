def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def loops(n, table):
    total = 0
    for i in range(n):
        if i % 7 == 3:
            continue
        total += table[i] * 1000
    while n > 0 and total:
        n -= 1
    for k, v in table.items():
        total = total + k + v
    return total


def counter(start):
    def step(by=1, *, limit=None):
        nonlocal start
        start += by
        return start

    return step


def unpack(pair):
    a, b = pair
    a, b = b, a
    first, *rest = a
    return [x + 1 for x in rest if x], {i: (lambda: i) for i in b}

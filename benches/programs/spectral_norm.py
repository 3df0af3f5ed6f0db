"""Power iteration on an infinite matrix whose cells come from a function call."""


def cell(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v):
    return [sum([cell(i, j) * x for j, x in enumerate(v)]) for i in range(len(v))]


def times_transposed(v):
    return [sum([cell(j, i) * x for j, x in enumerate(v)]) for i in range(len(v))]


def run(n, rounds):
    u = [1.0] * n
    for _ in range(rounds):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    top = sum(a * b for a, b in zip(u, v))
    return (top / sum(b * b for b in v)) ** 0.5


print("spectral_norm", f"{run(210, 14):.9f}")

"""N queens: a generator-based search with sets, and a bit-mask search."""


def solve(n, row=0, columns=frozenset(), up=frozenset(), down=frozenset()):
    if row == n:
        yield ()
        return
    for column in range(n):
        if column in columns or row + column in up or row - column in down:
            continue
        for rest in solve(n, row + 1, columns | {column}, up | {row + column}, down | {row - column}):
            yield (column,) + rest


def count(full, columns, left, right):
    if columns == full:
        return 1
    total = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        total += count(full, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return total


solutions = list(solve(10))
print("nqueens", len(solutions), solutions[0], solutions[-1], count((1 << 12) - 1, 0, 0, 0))

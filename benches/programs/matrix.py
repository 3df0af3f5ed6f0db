"""Matrix product with lists of lists, by index and by zip."""


def make(n, seed):
    return [[(i * n + j * seed) % 17 - 8 for j in range(n)] for i in range(n)]


def by_index(a, b, n):
    result = [[0] * n for _ in range(n)]
    for i in range(n):
        row = a[i]
        out = result[i]
        for j in range(n):
            total = 0
            for k in range(n):
                total += row[k] * b[k][j]
            out[j] = total
    return result


def by_zip(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


size = 170
first = make(size, 3)
second = make(size, 5)
one = by_index(first, second, size)
two = by_zip(first, second)
assert one == two
print("matrix", sum(map(sum, one)), one[5][7], two[50][60])

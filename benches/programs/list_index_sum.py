"""Indexed reads and writes of a list in nested loops."""


def run(size, rounds):
    data = [i * 7 % 1009 for i in range(size)]
    total = 0
    for _ in range(rounds):
        for i in range(size - 1):
            total += data[i]
            data[i] = data[i + 1]
        data[size - 1] = total & 1023
    return total


print("list_index_sum", run(10_000, 600))

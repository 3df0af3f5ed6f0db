"""A while loop over small integers: compare, add, multiply, modulo."""


def run(limit):
    i = 0
    total = 0
    while i < limit:
        total = (total + i * 3) % 1000003
        i += 1
    return total


print("while_int", run(6_000_000))

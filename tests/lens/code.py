# Bytecode beside its source.
from pyrope import see


def sum_to(n):
    total = 0
    for i in range(n):
        total += i
    return total


sum_to(5)
print(see("code sum_to"))
print(see("code x = y + 1"))

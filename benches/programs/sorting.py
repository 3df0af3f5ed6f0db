"""Sorting: numbers, tuples, strings, with key, reversed, objects with __lt__, and a quicksort in Python."""


def numbers(n, seed=7):
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(seed >> 4)
    return out


class Card:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank


def quicksort(items, low, high):
    while low < high:
        pivot = items[(low + high) >> 1]
        i = low
        j = high
        while i <= j:
            while items[i] < pivot:
                i += 1
            while items[j] > pivot:
                j -= 1
            if i <= j:
                items[i], items[j] = items[j], items[i]
                i += 1
                j -= 1
        quicksort(items, low, j)
        low = i


data = numbers(120_000)
plain = sorted(data)
by_key = sorted(data, key=lambda x: x % 1000)
pairs = sorted((x % 100, -x) for x in data)
texts = sorted(map(str, data), reverse=True)
cards = sorted([Card(x) for x in data[:25_000]])
mine = data[:80_000]
quicksort(mine, 0, len(mine) - 1)
assert mine == sorted(data[:80_000])
print("sorting", plain[1234], by_key[777], pairs[99], texts[5], cards[100].rank, mine[-1])

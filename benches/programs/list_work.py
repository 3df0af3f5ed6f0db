"""List methods: append, pop, insert, slicing, slice assignment, reverse, extend, index, count."""


def run(rounds):
    total = 0
    for r in range(rounds):
        items = []
        for i in range(1000):
            items.append(i ^ r)
        for i in range(200):
            items.insert(i, items.pop())
        half = items[100:600]
        half.reverse()
        items[100:600] = half[::2]
        items.extend(half[1::2])
        del items[10:20]
        total += items.index(half[3]) + items.count(5) + len(items)
        stack = items * 2
        while len(stack) > 1000:
            total += stack.pop() & 1
        total += sum(stack[::-3]) + max(stack) - min(items) + (17 in items)
        total += len(items + half)
    return total


print("list_work", run(2_400))

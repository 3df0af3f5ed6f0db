"""Sets: add, discard, membership, union, intersection, difference, comprehension, frozenset keys."""


def run(rounds):
    total = 0
    groups = {}
    for r in range(rounds):
        left = {(i * 31 + r) % 997 for i in range(400)}
        right = set(range(r % 100, 700, 3))
        total += len(left & right) + 2 * len(left | right) + 3 * len(left - right) + len(left ^ right)
        for i in range(300):
            if i in left:
                left.discard(i)
            else:
                left.add(i)
        total += len(left) + (left >= right) + (left.isdisjoint(right)) + sum(right) % 11
        key = frozenset((r % 5, r % 7))
        groups[key] = groups.get(key, 0) + 1
    return total, len(groups), max(groups.values())


print("set_work", *run(6_000))

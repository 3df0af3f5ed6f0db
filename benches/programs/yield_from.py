"""Delegation with yield from: a recursive tree walk and a deep chain."""


class Node:
    def __init__(self, key, left, right):
        self.key = key
        self.left = left
        self.right = right

    def walk(self):
        if self.left is not None:
            yield from self.left.walk()
        yield self.key
        if self.right is not None:
            yield from self.right.walk()


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(middle, build(low, middle), build(middle + 1, high))


def chain(depth, n):
    if depth:
        return (yield from chain(depth - 1, n))
    for i in range(n):
        yield i
    return n


tree = build(0, 60_000)
total = 0
for _ in range(6):
    for position, key in enumerate(tree.walk()):
        total += position ^ key
        total += key & 3
print("yield_from", total, sum(chain(12, 900_000)))

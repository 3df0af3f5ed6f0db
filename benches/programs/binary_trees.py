"""Allocation: many short-lived binary trees of tuples and of objects."""


class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def make_object(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(make_object(depth - 1), make_object(depth - 1))


def check_object(tree):
    if tree.left is None:
        return 1
    return 1 + check_object(tree.left) + check_object(tree.right)


def make_tuple(depth):
    if depth == 0:
        return (None, None)
    return (make_tuple(depth - 1), make_tuple(depth - 1))


def check_tuple(tree):
    left, right = tree
    if left is None:
        return 1
    return 1 + check_tuple(left) + check_tuple(right)


total = 0
keep = make_object(16)
for depth in range(4, 17, 2):
    for _ in range(1 << (16 - depth)):
        total += check_object(make_object(depth))
        total += check_tuple(make_tuple(depth))
print("binary_trees", total, check_object(keep))

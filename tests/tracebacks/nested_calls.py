"""Calls within calls: one frame each, the marks under the part that failed."""


def outer(values):
    return middle(values, 0) + 1


def middle(values, index):
    total = sum(inner(v, index) for v in values)
    return total


def inner(value, index):
    return value.items[index]["key"] / 2


class Box:
    items = [{"key": "text"}]


print(outer([Box()]))

"""deepcopy of structures 100,000 levels deep: a copy or RecursionError, never a crash."""

import copy


class Node:
    pass


def nested_list(inner): return [inner]
def nested_dict(inner): return {"k": inner}
def nested_tuple(inner): return (inner, [])
def nested_instance(inner):
    node = Node()
    node.next = inner
    return node
def nested_set(inner): return frozenset([inner])


def step(x):
    if type(x) in (list, tuple):
        return x[0]
    if type(x) is dict:
        return x["k"]
    return x.next if type(x) is Node else next(iter(x))


def depth(x):
    n = 0
    while x is not None:
        x = step(x)
        n += 1
    return n


mixed = [nested_list, nested_dict, nested_tuple, nested_instance]
for kinds in [[kind] for kind in mixed] + [mixed]:
    x = None
    for i in range(100_000):
        x = kinds[i % len(kinds)](x)
    try:
        y = copy.deepcopy(x)
    except RecursionError:
        continue
    assert y is not x and depth(y) == 100_000

t = ()
for _ in range(100_000):
    t = (t, 1)
try:
    assert copy.deepcopy(t) is t
except RecursionError:
    pass

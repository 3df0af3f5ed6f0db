"""Chapter 25, sets (集合): no doubles, no order, fast membership."""

a = {1, 2, 3, 4}
b = set([3, 4, 5])
print("union", sorted(a | b), "intersection", sorted(a & b))
print("difference", sorted(a - b), sorted(b - a), "symmetric", sorted(a ^ b))
print(len({1, 1, 2, 2}), 3 in a, sorted(set("mississippi")), sorted(set([3, 1, 2, 3])))

# Surprise: {} is a dict, and equal things are one element, the first one stays.
print(type({}).__name__, type(set()).__name__, set())
print({1, True, 1.0}, {0, False}, {True, 1})

a.add(9)
a.discard(100)
a.remove(9)
a.update([7, 8], (9,))
a -= {7, 8, 9}
print(sorted(a), a.pop() in (1, 2, 3, 4), len(a))
try:
    a.remove(100)
except KeyError as error:
    print("KeyError:", error)

# <= is "subset of": a partial order, where neither of two need be the smaller.
small, big, aside = {1, 2}, {1, 2, 3}, {9}
print(small < big, small <= small, small < small, big > small, small < aside, aside < small)
print(small.issubset([1, 2, 3]), big.issuperset({1}), small.isdisjoint(aside))

# Operators want sets, methods take anything that can be iterated.
print(sorted(small.union([5], "x"), key=str), sorted(big.intersection(range(3), [1, 2])))
try:
    small | [5]
except TypeError as error:
    print(error)

# Elements must be hashable; a frozenset is.
for wrong in ([1], {2}, {"k": 1}):
    try:
        {wrong}
    except TypeError as error:
        print(error)
f = frozenset([1, 2])
print({f: "key"}[frozenset([2, 1])], f == {1, 2}, hash(f) == hash(frozenset((2, 1))), f in {f})
print(type(f | {3}).__name__, type({3} | f).__name__, f.copy() is f, {1, 2} in [{2, 1}], {1} in {frozenset([1])})
try:
    f.add(3)
except AttributeError as error:
    print(error)
print(sorted({x % 3 for x in range(10)}), repr(frozenset()), {(1, 2)}, {"one"})
try:
    s = {1, 2, 3}
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)

"""Chapter 25, sets (集合): operators, laws, frozen sets, and what may be a member."""

a = {1, 2, 3, 4}
b = {3, 4, 5}

# Happy path: operators, and methods that take any iterable.
print(a | b, a & b, a - b, a ^ b)
print(a.union([9], (8,)), a.intersection(range(3)), a.difference("abc"))
try:
    a | [9]
except TypeError as error:
    print("TypeError:", error)

# < means "proper subset", which is no total order.
print({1, 2} < a, a < a, a <= a, a > {1}, a.isdisjoint({7}))
print("neither:", a < b, a > b, a == b)
everything = set(range(8))
print("De Morgan:", everything - (a | b) == (everything - a) & (everything - b))

# Surprise: {} is a dict, and a set of a text is a set of its letters.
print(type({}).__name__, set(), sorted(set("hello")), {"hello"})
print({1, True, 1.0}, {0, False}, {float("nan")} == {float("nan")})

# Members must be hashable, so sets of sets need the frozen kind.
for member in ([1], {1}, {}, (1, [2])):
    try:
        {member}
    except TypeError as error:
        print("TypeError:", error)
families = {frozenset({1, 2}), frozenset([2, 1]), frozenset()}
print(len(families), {2, 1} in families, frozenset({1}) == {1}, hash(frozenset({1, 2})) == hash(frozenset({2, 1})))
print("the left side decides:", type(frozenset({1}) | {2}).__name__, type({1} | frozenset({2})).__name__)

# In place: the set changes, a frozen set is replaced.
c = a
c |= {7}
print("a too:", a, a is c)
f = g = frozenset({1})
g |= {2}
print("not f:", sorted(f), sorted(g))

try:
    for n in a:
        a.add(n + 100)
except RuntimeError as error:
    print("RuntimeError:", error)
a.discard(1000)
try:
    a.remove(1000)
except KeyError as error:
    print("KeyError:", error)
print("rule: membership is by hash, then by identity or ==")

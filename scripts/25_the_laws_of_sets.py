"""Chapter 25, sets (集合):
laws, frozen sets, and what may be a member."""

a = {1, 2, 3, 4}
b = {3, 4, 5}
everything = set(range(8))

# Happy path: the laws of sets.
print(everything - (a | b) == (everything - a) & (everything - b))
print(a ^ b == (a | b) - (a & b), a & (b | {1}) == a & b | a & {1})

# Surprise: <= is "subset of": neither of two sets need be the smaller.
print({1, 2} < a, a < a, a <= a, a > {1})
print("neither:", a < b, a > b, a == b)
print(sorted([{3}, {1, 2}, {1}, {2}]), "sorted() is no use")

# Members must be hashable, so sets of sets need the frozen kind.
for member in ([1], {1}, {}, (1, [2])):
    try:
        {member}
    except TypeError as error:
        print("TypeError:", error)
families = {frozenset({1, 2}), frozenset([2, 1]), frozenset()}
print(len(families), {2, 1} in families, frozenset({1}) == {1})
# %see steps {2, 1} in families
print(hash(frozenset({1, 2})) == hash(frozenset({2, 1})))
print("the left side decides:", type(frozenset({1}) | {2}).__name__)
print("the left side again:", type({1} | frozenset({2})).__name__)

# A frozen set is replaced, not changed.
f = g = frozenset({1})
g |= {2}
print(f, g, f.copy() is f)
# %see graph f g
try:
    f.add(3)
except AttributeError as error:
    print("AttributeError:", error)

# NaN is a member that equals nothing, not even itself.
nan = float("nan")
print(nan in {nan}, float("nan") in {nan}, len({nan, float("nan")}))
print("rule: membership is by hash, then by identity or ==")

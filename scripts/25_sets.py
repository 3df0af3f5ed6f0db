"""Chapter 25, sets (集合):
no doubles, no order, fast membership."""

# Happy path.
a = {1, 2, 3, 4}
b = set([3, 4, 5])
print("union", a | b, "intersection", a & b)
print("difference", a - b, b - a, "symmetric", a ^ b)
print(len({1, 1, 2, 2}), 3 in a, sorted(set("mississippi")))
# %see steps a & b | {9}

# Methods take anything that can be iterated, operators only sets.
print(a.union([9], (8,)), a.intersection(range(3)), a.isdisjoint("xyz"))
try:
    a | [9]
except TypeError as error:
    print("TypeError:", error)

# Surprise: {} is a dict; a set of a text is a set of its letters.
print(type({}).__name__, set(), sorted(set("hello")), {"hello"})
# Surprise: equal things are one element; the first one stays.
print({1, True, 1.0}, {0, False}, {True, 1})

# Changing.
a.add(9)
a.discard(100)
a.remove(9)
a.update([7, 8], (9,))
a -= {7, 8, 9}
print(a, a.pop() in (1, 2, 3, 4), len(a))
for wrong in ("a.remove(100)", "set().pop()", "a[0]"):
    try:
        eval(wrong)
    except (KeyError, TypeError) as error:
        print(f"{wrong}: {type(error).__name__}: {error}")

# In place: |= changes the set itself, for all who know it.
c = a
c |= {70}
print("a too:", 70 in a, a is c)
# %see graph a c
a = a | {80}
print("not c:", 80 in c)
try:
    for n in c:
        c.add(n + 100)
except RuntimeError as error:
    print("RuntimeError:", error)
print({x % 3 for x in range(10)}, *{7})
print("rule: a set answers `in` by hash; it has no order to rely on")

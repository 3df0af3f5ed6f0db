"""A list of 10^6 distinct integers beyond any cache."""

items = [i + 1_000_000 for i in range(1_000_000)]
print("distinct_ints", len(items), items[-1])

"""A list of 10^6 small integers."""

items = [i % 200 for i in range(1_000_000)]
print("small_ints", len(items), sum(items))

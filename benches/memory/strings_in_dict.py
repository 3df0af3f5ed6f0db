"""A dict of 500,000 string keys, each with a tuple of two numbers."""

table = {f"key number {n}": (n, -n) for n in range(500_000)}
print("strings_in_dict", len(table), table["key number 499999"])

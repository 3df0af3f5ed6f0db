"""assert with a message; marks on the condition."""
values = [3, 1, 2]
assert sorted(values) == values, f"not sorted: {values}"

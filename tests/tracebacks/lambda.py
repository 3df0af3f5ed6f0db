"""An error inside a lambda, through map and sorted."""
key = lambda item: item["n"]
print(sorted([{"n": 1}, {}], key=key))

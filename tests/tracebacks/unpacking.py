"""Too few and too many values."""
pairs = [(1, 2), (3, 4, 5)]
for left, right in pairs:
    pass

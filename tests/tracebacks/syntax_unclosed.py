"""A bracket that was never closed."""
values = [1, 2
print(values)

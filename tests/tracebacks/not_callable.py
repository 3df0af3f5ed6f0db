"""Calling what cannot be called, in the middle of a line."""
values = [1, 2]
result = 1 + values(0) + 2

"""A slice with a wrong index."""
values = list(range(5))
print(values[1:"3"])

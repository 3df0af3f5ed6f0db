"""Marks in a long line with several calls of the same name."""
def f(n):
    return 10 // n


print(f(1) + f(2) + f(5) + f(0) + f(3), "and some more text to make the line longer than eighty columns", f(7))

"""Unary minus within a boolean expression."""
x = "text"
print(x and not x or -x)

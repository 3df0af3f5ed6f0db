"""A syntax error at the end: nothing of the file is executed."""
print("never printed")
1 / 0
def f(

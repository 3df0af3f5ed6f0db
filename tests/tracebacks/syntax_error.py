"""A simple syntax error."""
def f(x):
    return x +

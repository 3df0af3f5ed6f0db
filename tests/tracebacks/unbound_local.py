"""A local variable before its assignment."""
def f():
    print(value)
    value = 1


f()

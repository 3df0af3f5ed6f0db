"""An error within an argument."""
def f(x): return x
print(f(1), f(2 / (3 - 3)), f(4))

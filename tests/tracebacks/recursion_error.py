"""RecursionError of a function that never ends."""
def forever(n):
    return forever(n + 1)


forever(0)

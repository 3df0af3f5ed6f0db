"""Two functions that call each other: nothing is folded."""
def ping(n):
    if not n:
        raise KeyError("end")
    pong(n - 1)


def pong(n):
    ping(n)


ping(3)

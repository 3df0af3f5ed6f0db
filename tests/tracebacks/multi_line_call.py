"""A call over several lines, failing inside an argument and as a whole."""
def f(*args):
    raise ValueError("bad arguments")


f(
    1,
    [
        2,
        3,
    ],
    4,
)

"""An error while handling an error, twice."""
def first():
    try:
        1 / 0
    except ZeroDivisionError:
        second()


def second():
    try:
        [][1]
    except IndexError:
        int("x")


first()

"""An exception that is kept and raised again elsewhere: its traceback grows."""
def first():
    raise ValueError("kept")


try:
    first()
except ValueError as error:
    kept = error


def second():
    raise kept


second()

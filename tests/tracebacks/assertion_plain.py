"""assert without a message."""
def check(x):
    assert x > 0 and x < 10


check(50)

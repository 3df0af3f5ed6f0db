"""throw(): the frames of both sides."""
def g():
    yield 1


def middle():
    yield from g()


it = middle()
next(it)
it.throw(LookupError("thrown"))

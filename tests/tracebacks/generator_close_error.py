"""A generator that refuses to close, while another error passes."""
def g():
    try:
        yield 1
    except GeneratorExit:
        yield 2


it = g()
next(it)
it.close()

value = 1


def setup():
    raise RuntimeError("cannot start")


setup()

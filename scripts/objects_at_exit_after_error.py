"""An uncaught SystemExit: the frames it kept die before the globals."""


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("finalized:", self.name)


one = Noisy("global")


def f():
    local = Noisy("local")
    raise SystemExit(0)


def g():
    between = Noisy("caller's local")
    f()


print("begin")
g()

"""What still lives at the end is finalised in the order in which it can be reached from the module."""

import gc
import types


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


survivors = [Noisy(i) for i in range(4)]
for noisy in survivors:
    noisy.me = noisy
gc.collect()


def generate():
    try:
        yield
    finally:
        print("generator closed")


generator = generate()
next(generator)
owner = Noisy("owner")
owner.contents = [Noisy("first"), {1: Noisy("in a dict")}, Noisy("last")]


def enclose():
    inner = Noisy("closure")
    return lambda: inner


function = enclose()


def with_default(x=Noisy("default")):
    pass


class Class:
    attribute = Noisy("class attribute")


instance = Class()
instance.attribute = Noisy("instance attribute")
pair = (Noisy("tuple 1"), Noisy("tuple 2"))
namespace = types.SimpleNamespace(a=Noisy("namespace"))
survivors.append(Noisy("added"))
_private = Noisy("private")
print("end of the program")

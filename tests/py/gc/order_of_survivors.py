"""The order in which garbage is finalised that has survived a collection: CPython's list of objects, whose order the
collection changes where something is found to be alive only after the scan has passed it."""

import gc

gc.disable()
log = []


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def ring(*names):
    objects = [Noisy(name) for name in names]
    for a, b in zip(objects, objects[1:] + objects[:1]):
        a.other = b
    return objects[0]


def found():
    gc.collect()
    result = " ".join(log)
    log.clear()
    return result


# The first full collection reaches everything from the module.
a, z, rings = ring("a", "b", "c"), ring("z", "y"), [ring("l1"), ring("l2", "l3")]
gc.collect()
del a, z, rings
assert found() == "a z b y l2 l1 c l3"

# In a young one only what hangs on something younger moves.
for generation in [0, 1]:
    a, z, rings = ring("a", "b", "c"), ring("z", "y"), [ring("l1"), ring("l2", "l3")]
    gc.collect(generation)
    del a, z, rings
    assert found() == "a b c z y l2 l1 l3"

rings = {"x": ring("x1", "x2", "x3"), "y": (ring("t1"), ring("t2", "t3"))}
gc.collect()
gc.collect()
young = ring("e1", "e2")
rings.clear()
del young
assert found() == "x1 x2 t2 t1 x3 t3 e1 e2"


def in_a_function():
    a, z, rings = ring("a", "b", "c"), ring("z", "y"), [ring("l1"), ring("l2", "l3")]
    gc.collect()


in_a_function()
assert found() == "a b c z y l2 l1 l3"


class Owner:
    def __init__(self):
        self.k, self.j = ring("k1", "k2"), ring("j1", "j2")


owner = Owner()
owner.holder = {"owner": [owner]}
gc.collect()
del owner
assert found() == "k1 k2 j1 j2"

# Two generations.
x = ring("a", "b", "c")
gc.collect(0)
y = ring("d", "e")
gc.collect(0)
del x, y
assert found() == "a b c d e"


def generate():
    held = ring("held")
    try:
        yield
    finally:
        log.append("finally")


x = generate()
next(x)
y = [x]
y.append(y)
gc.collect()
del x, y
# The generator was reached first; what it holds dies when it is closed, in a cycle of its own.
assert sorted(found().split() + found().split()) == ["finally", "held"]

"""Chapter 22, garbage collection (GC垃圾回收): cycles, which counting cannot free, and the generations (隔代回收)."""

import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        print("  freed:", self.name)


gc.collect()
gc.disable()

# The surprise: the names are gone, the objects hold each other.
a, b = Node("a"), Node("b")
a.other, b.other = b, a
watch = weakref.ref(a)
del a, b
print("after del:", watch() is not None)
# Happy path: the collector finds what nobody can reach.
print("collected:", gc.collect() >= 2, " gone:", watch() is None)

# Without a cycle the collector is not needed.
c = Node("c")
c.other = Node("d")
del c
print("no cycle, freed already")

# Generations: young objects are looked at often, old ones seldom.
print("enabled:", gc.isenabled(), " generations:", len(gc.get_count()), len(gc.get_threshold()))
print("tracked:", gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("text"), gc.is_tracked(Node))


def report(phase, info):
    if phase == "stop":
        print("  callback: generation", info["generation"], "uncollectable", info["uncollectable"])


gc.callbacks.append(report)
loop = []
loop.append(loop)
del loop
gc.collect(0)
gc.collect()
gc.callbacks.remove(report)

# Who refers to whom?
inner = ["inner"]
outer = [inner]
print("referents:", gc.get_referents(outer) == [inner], " referrers:", outer in gc.get_referrers(inner))
gc.enable()
print("rule: counting frees at once, the collector frees cycles later")

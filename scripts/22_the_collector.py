"""Chapter 22, garbage collection (GC垃圾回收):
cycles, which counting cannot free, and the generations (隔代回收)."""

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

# Surprise: the names are gone, the objects hold each other.
a, b = Node("a"), Node("b")
a.other, b.other = b, a
# %see graph a b
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
print(gc.isenabled(), len(gc.get_count()), len(gc.get_threshold()))
print("tracked:", [gc.is_tracked(x) for x in ([], 1, "text", Node, (1, []))])


def report(phase, info):
    if phase == "stop":
        print("  callback: generation", info["generation"])


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
print(gc.get_referents(outer) == [inner], outer in gc.get_referrers(inner))
# %see rc inner
gc.enable()
print("rule: counting frees at once, the collector frees cycles later")

"""Stores to existing str keys of dicts: the old value is released, and what its finaliser does to the dict is harmless."""


class Noisy:
    def __init__(self, action):
        self.action = action

    def __del__(self):
        self.action()


d = {"a": 1}
log = []
for i in range(3):
    d["a"] = Noisy(lambda i=i: log.append(i))
d["a"] = None
assert log == [0, 1, 2]
d["a"] = Noisy(lambda: d.clear())
d["a"] = 5
assert d in ({}, {"a": 5})
d["b"] = Noisy(lambda: d.pop("b", None))
d["b"] = 6
assert "b" not in d


class Sub(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


s = Sub(a=1)
for i in range(3):
    s["a"] = i
assert s == {"a": 4}


class Key(str):
    def __hash__(self):
        return hash("a")

    def __eq__(self, other):
        return True


mixed = {"a": 1, Key("zzz"): 2}
mixed["a"] = 3
assert mixed["a"] == 3 and len(mixed) == 1
x = y = None
items = {"k": [1]}
for _ in range(3):
    items["k"] = items["k"] + [2]
assert items == {"k": [1, 2, 2, 2]}

# What names refer to: one object, a shallow copy, a deep copy, a cycle.
import copy
from pyrope import see

a = [1, [2, 3]]
b = a
c = copy.copy(a)
d = copy.deepcopy(a)
print(see("graph a b c"))
print(see("graph a d"))

x = [1]
x.append(x)
print(see("graph x"))


class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value, self.next = value, next


class Owner:
    pass


o = Owner()
o.first = Node(1, Node(2))
o.names = {"k": o.first, 3: (1, 2)}
print(see("graph o"))
print(see("graph o.names len Node 'text'"))
print(see("graph list(range(100))"))
assert see("graph a").kind == "graph"
assert see("graph a b").json().startswith('{"kind": "graph", "title": "", "parts": [{"names": [{"name": "a", "object": 1}')
assert see("graph a").svg().startswith("<svg xmlns=")
assert see("graph a b").text(ascii=True).startswith("a -+-> #1 list")

"""Structures a million levels deep are built and freed, of every container type."""

log = []
N = 1_000_000
x = None
for _ in range(N): x = [x]
del x
x = None
for _ in range(N): x = (x,)
del x
x = None
for _ in range(N): x = {"k": x}
del x


class Node:
    def __init__(self, next): self.next = next

x = None
for _ in range(N // 4): x = Node(x)
del x
x = None
for _ in range(N // 4): x = (lambda y: lambda: y)(x)
del x
x = None
for _ in range(N // 10):
    x = iter([x])

del x
x = None


class Slot:
    __slots__ = ("next",)
    def __del__(self): log.append(1) if len(log) < 10 else None

for _ in range(50_000):
    y = Slot()
    y.next = x
    x = y

del x, y
assert len(log) == 10

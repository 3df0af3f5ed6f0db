# Who holds references.
from pyrope import see


class Node:
    pass


node = Node()
node.child = Node()
node.child.parent = node
alone = [1]
shared = (alone, {"k": alone})


def f(local):
    return see("rc local")


print(see("rc node"))
print(see("rc alone"))
print(see("rc 5"))
print(see("rc len"))
print(f([2]))

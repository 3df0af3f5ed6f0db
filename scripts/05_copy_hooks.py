"""Chapter 5, shallow and deep copies (深拷贝与浅拷贝):
classes that decide themselves how they are copied."""

import copy
from dataclasses import dataclass


class Account:
    def __init__(self, owner, log):
        self.owner = owner
        self.log = log


# Happy path: an ordinary object needs nothing, __init__ is not called.
first = Account("Ann", ["opened"])
second = copy.copy(first)
third = copy.deepcopy(first)
first.log.append("paid")
print(second.owner, second.log, " deep:", third.log)
# %see graph first second third


class Connection:
    def __init__(self, socket, copies=0):
        self.socket = socket
        self.copies = copies

    def __copy__(self):
        return Connection(self.socket, self.copies + 1)

    def __deepcopy__(self, memo):
        memo["seen"] = memo.get("seen", 0) + 1
        return Connection(self.socket, memo["seen"])


wire = Connection(object())
print(copy.copy(wire).copies, copy.copy(wire).socket is wire.socket)
# One memo for one deepcopy: two connections, one object met twice.
a, b, c = copy.deepcopy([wire, Connection(None), wire])
print(a.copies, b.copies, c.copies, a is c)

# Surprise: functions and classes are never copied; some things cannot be.
things = [print, Account, int]
print([a is b for a, b in zip(things, copy.deepcopy(things))])
try:
    copy.deepcopy([first, copy])
except TypeError as error:
    print("TypeError:", error)


# A copy with some changes: copy.replace calls __replace__.
@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


print(copy.replace(Point(1, 2), y=5), Point(1).__replace__(x=9))
print("rule: __copy__ and __deepcopy__ say what a copy means")

"""Chapter 6, bases and bit operations (进制和位运算):
what bits are good for: flags, sets, tricks, and an enum of them."""

from enum import Flag, auto

# Happy path: a bit for each permission.
READ, WRITE, RUN = 1, 2, 4
flags = 0
flags |= READ | RUN
print("may run:", bool(flags & RUN), " may write:", bool(flags & WRITE))
flags &= ~RUN
flags ^= WRITE
print("flags:", format(flags, "03b"))
# %see steps flags & ~RUN ^ WRITE


# The same with names.
class Permission(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()


both = Permission.READ | Permission.RUN
print(both, Permission.WRITE in both, both.value, list(both))
print(repr(~both), both & Permission.RUN, bool(Permission(0)))
try:
    Permission(8)
except ValueError as error:
    print(str(error).splitlines()[0])

# Tricks.
x, y = 5, 9
x ^= y
y ^= x
x ^= y
print("swapped:", x, y)
print("lowest bit of 88:", 88 & -88, " power of two:", 64 & 63 == 0)
print("subsets of 0b101:", [s for s in range(8) if s & 0b101 == s])

# Surprise: & and | bind tighter than ==, unlike in C.
print(6 & 3 == 2, (6 & 3) == 2, 6 & (3 == 2))
# Surprise: bool has these operators, but ~ of a bool is one of an int.
print(True & False, True ^ True, True | 2, ~int(True))
print("rule: | adds, & asks, & ~ takes away, ^ turns round")

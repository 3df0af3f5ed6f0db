"""Operator overloading: arithmetic, reflected and in-place methods, comparison, len, index, contains, iteration."""


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __isub__(self, other):
        self.x -= other.x
        self.y -= other.y
        return self

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __lt__(self, other):
        return self.x < other.x

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return self.y if i else self.x

    def __contains__(self, value):
        return value == self.x or value == self.y

    def __bool__(self):
        return self.x != 0


one = Vector(1, 2)
total = 0
at = Vector(0, 0)
for i in range(260_000):
    at = at + 3 * one
    at -= one * 2
    total += at[0] + at[1] + len(at)
    if at == one or at < one or i in at or not at:
        total += 1
print("operators", total, at.x, at.y)

"""Reading and writing instance attributes."""


class Point:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


class Slotted:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z


def run(p, steps):
    for _ in range(steps):
        p.x = p.y + 1
        p.y = p.z - p.x
        p.z = (p.x + p.y) & 1023
    return p.x, p.y, p.z


print("attribute_access", run(Point(1, 2, 3), 2_600_001), run(Slotted(3, 2, 1), 2_600_001))

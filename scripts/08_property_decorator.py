"""Chapter 8, property, decorator form (property装饰器): getter, setter, deleter, and a cached one."""


import functools


class Circle:
    """A circle that refuses a negative radius."""

    def __init__(self, radius):
        self._radius = radius

    @property
    def radius(self):
        """The radius, never negative."""
        return self._radius

    @radius.setter
    def radius(self, value):
        if value < 0:
            raise ValueError("negative radius")
        self._radius = value

    @radius.deleter
    def radius(self):
        self._radius = 0

    @property
    def area(self):
        return 3 * self._radius**2

    @functools.cached_property
    def heavy(self):
        print("  computing once")
        return self._radius * 1000


c = Circle(2)
c.radius = 5
print(c.radius, c.area, Circle.radius.__doc__, c.heavy, c.heavy, "heavy" in vars(c))
del c.radius
print(c.area)
for statement in ("c.radius = -1", "c.area = 3", "del c.area", "Circle.radius.fget()"):
    try:
        exec(statement)
    except Exception as error:
        print(f"{statement}: {type(error).__name__}: {error}")

# Surprise: a property wins over the instance's own dict.
c.__dict__["area"] = "hidden"
print(c.area, vars(c)["area"], isinstance(Circle.area, property), Circle.area.fset)

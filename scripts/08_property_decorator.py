"""Chapter 8, property (property的使用):
the decorator (property装饰器): getter, setter, deleter; a cached one."""

import functools


class Circle:
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


# Happy path.
c = Circle(2)
c.radius = 5
print(c.radius, c.area, Circle.radius.__doc__)
# %see lookup c.radius = 6
print(c.heavy, c.heavy, "heavy" in vars(c))
# %see lookup c.heavy
del c.radius
print(c.area)
for text in ("c.radius = -1", "c.area = 3", "del c.area", "c.heavy += 1"):
    try:
        exec(text)
        print(f"{text}: works")
    except Exception as error:
        print(f"{text}: {type(error).__name__}: {error}")

# Surprise: a property wins over the instance's own dict; a cached one,
# which has no setter, loses.
c.__dict__["area"] = c.__dict__["heavy"] = "from the dict"
print(c.area, c.heavy, isinstance(Circle.area, property))
print("rule: properties compute, so keep them quick and without surprises")

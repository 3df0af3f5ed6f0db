"""Properties and descriptors of our own, read and written."""


class Bounded:
    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __init__(self, low, high):
        self.low = low
        self.high = high

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.slot)

    def __set__(self, instance, value):
        if value < self.low:
            value = self.low
        elif value > self.high:
            value = self.high
        setattr(instance, self.slot, value)


class Lazy:
    def __init__(self, func):
        self.func = func
        self.name = func.__name__

    def __get__(self, instance, owner=None):
        value = instance.__dict__[self.name] = self.func(instance)
        return value


class Gauge:
    level = Bounded(0, 1000)

    def __init__(self):
        self.level = 5
        self._scale = 2

    @property
    def scale(self):
        return self._scale

    @scale.setter
    def scale(self, value):
        self._scale = value & 7

    @Lazy
    def ceiling(self):
        return 1000 + self._scale


gauge = Gauge()
total = 0
for i in range(700_000):
    gauge.level = gauge.level + (i & 3) - 1
    gauge.scale = gauge.scale + i
    total += gauge.level + gauge.scale + gauge.ceiling
print("properties", total)

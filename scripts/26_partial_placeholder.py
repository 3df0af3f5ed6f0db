"""Chapter 26, partial functions (偏函数): holes in front, methods, and what a partial is made of."""

import functools
from functools import Placeholder, partial, partialmethod

# A hole for an argument that comes later.
halve = partial(divmod, Placeholder, 2)
print(halve(9), halve(10))
says = partial(print, Placeholder, "says", sep=" -> ")
says("Ann", "hello")
try:
    says()
except TypeError as error:
    print("TypeError:", error)
try:
    partial(print, 1, Placeholder)
except TypeError as error:
    print("TypeError:", error)

# Partials of partials are flattened.
base = partial(int, base=2)
again = partial(partial(pow, 2), 5)
print(base("101"), again(), again.func is pow, again.args, base.keywords)


# As methods.
class Lamp:
    def __init__(self):
        self.state = "off"

    def set_state(self, state, color="white"):
        self.state = f"{state}, {color}"

    on = partialmethod(set_state, "on")
    red = partialmethod(set_state, "on", color="red")


lamp = Lamp()
lamp.on()
print(lamp.state)
lamp.red()
print(lamp.state)
lamp.on(color="blue")
print(lamp.state)

# Surprise: a partial keeps the objects of its time, and has no name.
log = []
add = partial(log.append)
log.append(1)
add(2)
log = []
add(3)
print(log, add.func.__self__, hasattr(add, "__name__"))
functools.update_wrapper(halve, divmod)
print(halve.__name__)
print("rule: a partial fixes arguments now; a lambda looks names up later")

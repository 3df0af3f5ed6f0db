"""Chapter 26, partial functions (偏函数):
holes in front, methods, and no name."""

import functools
from functools import Placeholder, partial, partialmethod

# Happy path: a hole for an argument that comes later.
halve = partial(divmod, Placeholder, 2)
print(halve(9), halve(10))
says = partial(print, Placeholder, "says", sep=" -> ")
says("Ann", "hello")
remove = partial(str.replace, Placeholder, Placeholder, "")
print(remove("banana", "a"), repr(Placeholder))
try:
    says()
except TypeError as error:
    print("TypeError:", error)
try:
    partial(print, 1, Placeholder)
except TypeError as error:
    print("TypeError:", error)

# Partials of partials are one, and fill the holes.
again = partial(partial(pow, Placeholder, 5), 2)
print(again(), again.func is pow, again.args)


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
# %see lookup lamp.on

# Surprise: a partial has no name; update_wrapper gives it one.
print(hasattr(halve, "__name__"), hasattr(halve, "__doc__"))
functools.update_wrapper(halve, divmod)
print(halve.__name__, halve.__wrapped__ is divmod)
print("rule: what is given now comes first, unless a hole is before it")

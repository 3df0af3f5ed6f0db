"""Chapter 7, privacy (私有化):
from xxx import * leaves out what begins with _, unless __all__ says more."""

import sys
import types

SOURCE = """
import math as maths
public = 1
_hidden = 2
__private = 3
__dunder__ = 4
"""
xxx = types.ModuleType("xxx")
exec(SOURCE, vars(xxx))
sys.modules["xxx"] = xxx


def star():
    names = {}
    exec("from xxx import *", names)
    return sorted(n for n in names if n != "__builtins__")


# Happy path: public names come ...
print("without __all__:", star())
# ... and whoever asks for a hidden one by its name gets it.
from xxx import _hidden
print("by name:", _hidden, xxx._hidden)
# %see lookup xxx._hidden

# Surprise: a module that was imported there is public, too.
print("also here:", "maths" in star())

# __all__ is the list of what * means, underscores or not.
xxx.__all__ = ["public", "_hidden"]
print("with __all__:", star())
xxx.__all__ = ["public", "gone"]
try:
    star()
except AttributeError as error:
    print("AttributeError:", error)
xxx.__all__ = ["public", 5]
try:
    star()
except TypeError as error:
    print("TypeError:", error)

# Only a module's own level may do it.
try:
    exec("def f():\n    from xxx import *\n")
except SyntaxError as error:
    print("SyntaxError:", error.msg)
print("rule: * takes __all__, or else all names without a leading _")

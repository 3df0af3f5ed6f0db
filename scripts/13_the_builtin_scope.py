"""Chapter 13, scopes (作用域):
the builtin scope is a module (__builtin__, now builtins)."""

try:
    import __builtin__
except ImportError:  # Python 3 has renamed it
    import builtins as __builtin__
import builtins

print(__builtin__ is builtins, __builtins__ is builtins)
print(builtins.len is len, "print" in dir(builtins), "len" in globals())
# %see scope len

# Happy path: what is put there is found everywhere.
builtins.shout = lambda text: text.upper() + "!"
print(shout("found last"))


# Surprise: a name of your own hides the builtin one, even by mistake.
def total(numbers):
    sum = 0
    for n in numbers:
        sum += n
    return sum(numbers)


try:
    total([1, 2])
except TypeError as error:
    print("TypeError:", error)
list = [1, 2]
try:
    list("ab")
except TypeError as error:
    print("TypeError:", error)
# %see scope list
del list
print(list("ab"), "after del")

# And the builtin itself can be replaced: for everybody.
original = builtins.len
builtins.len = lambda thing: -original(thing)
print(len("four"))
builtins.len = original
print(len("four"))

# exec with other builtins: fewer names.
try:
    exec("open('file')", {"__builtins__": {"print": print}})
except NameError as error:
    print("NameError:", error)
space = {}
exec("pass", space)
print([*space], space["__builtins__"] is builtins.__dict__)
print("rule: builtins are found last, so any scope can hide them")

"""Chapter 4, == and is (==与is的区别):
what the compiler and the interpreter share, and a warning."""

import warnings

# Happy path: constants of one piece of code are one object ...
a = 1000
b = 1000
print("in one program:", a is b)
# ... but those of two pieces are not, and neither is a result.
spaces = [{}, {}]
for space in spaces:
    exec("x = 1000; y = 1000", space)
first, second = spaces
print("one exec:", first["x"] is first["y"])
print("two:", first["x"] is second["x"])
print("computed:", int("1000") is a, " equal:", int("1000") == a)
# %see same first["x"] second["x"]


def f():
    return (1, 2, 3)


def make_list():
    return [1, 2, 3]


print("constant tuple:", f() is f(), " list:", make_list() is make_list())
empty = ()
print("empty tuple:", tuple([]) is empty, " empty list:", [] == list())

# None, True, False and ... are single objects: `is` is for them.
print(type(None)() is None, bool(7) is True, type(...)() is ...)

# Surprise: `is` with a literal is nearly always a mistake: a warning.
for text in ("a is 1000", "a is not 'text'", "a is ()", "a is None"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(text, "<demo>", "eval")
    found = [f"{w.category.__name__}: {w.message}" for w in caught]
    print(f"{text:16}", found)

# An id is unique only as long as its object lives.
thing = object()
number = id(thing)
print("same as long as it lives:", number == id(thing))
method = "".join
print("bound methods:", method is "".join, method == "".join)
print("rule: never ask `is` about numbers and texts")

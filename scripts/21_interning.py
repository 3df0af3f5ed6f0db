"""Chapter 21, interning (intern机制):
texts that look like names are kept once."""

import sys

# Happy path.
a = 'aaa'
b = 'aaa'
print("'aaa':", a is b, id(a) == id(b))
# %see same a b

# With a blank, two pieces of code (two lines at the prompt) have two.
spaces = [{}, {}]
for space in spaces:
    exec("a = 'a a'; name = 'aaa'", space)
one, two = spaces
print("'a a':", one["a"] is two["a"], "  'aaa':", one["name"] is two["name"])

# Surprise: inside of one piece of code all equal constants are one.
a = 'a a'
b = 'a a'
print("'a a' twice in one program:", a is b)

# Texts made at run time are new, even when they look like names ...
word = "".join(["a", "aa"])
print("made at run time:", word is 'aaa'[:], word == 'aaa')
# %see same word 'aaa'
# ... except for the shortest.
print("one character:", "xyz"[1] is chr(121), "".join([]) is "xyz"[3:])

# sys.intern gives the one object for a text.
print("sys.intern:", sys.intern(word) is sys.intern("aa" + word[:1]))
try:
    sys.intern(b"bytes")
except TypeError as error:
    print("TypeError:", error)


# Names are interned: of attributes, of variables, of arguments.
class Thing:
    pass


def show(**options):
    return list(options)[0]


thing = Thing()
setattr(thing, "".join(["co", "lor"]), "red")
print("attribute:", list(vars(thing))[0] is sys.intern("color"))
print("argument:", show(size=1) is sys.intern("".join(["si", "ze"])))

# The compiler folds small sums of texts.
half = "aa"
print("folded:", "a" + "aa" is 'aaa'[:3], " not:", "a" + half is 'aaa'[:3])
print("rule: interning saves memory and time; == is right in any case")

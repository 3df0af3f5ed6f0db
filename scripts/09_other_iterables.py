"""Chapter 9, iterables and iterators (可迭代对象和迭代器):
the old protocol, iter() with two arguments, and who is no iterable."""

from collections.abc import Iterable


class Old:
    """The old protocol: __getitem__ with 0, 1, 2 ... until IndexError."""

    def __getitem__(self, index):
        if index == 3:
            raise IndexError
        return index * 10


# Happy path: everything that takes an iterable takes this.
old = Old()
print(list(old), 20 in old, max(old), sum(old))
a, *rest = old
print(a, rest, dict(zip("ab", old)))
# %see steps list(old)

# Surprise: isinstance does not know it, for it has no __iter__.
print("Iterable:", isinstance(old, Iterable))
try:
    reversed(old)
except TypeError as error:
    print("TypeError:", error)

# iter(callable, sentinel): call it until it returns the sentinel.
numbers = iter([3, 1, 4, 1, 5]).__next__
print("until 4:", list(iter(numbers, 4)), " next:", numbers())


class Liar:
    def __iter__(self):
        return [1]


class Blocked:
    __iter__ = None

    def __getitem__(self, index):
        return index


for wrong in (5, Old, Liar(), Blocked()):
    try:
        iter(wrong)
    except TypeError as error:
        print("TypeError:", error)
print("rule: isinstance asks for __iter__, iter() is the real test")

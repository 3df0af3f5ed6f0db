"""Chapter 9, iterables and iterators (可迭代对象和迭代器): the old protocol, and iter() with two arguments."""


from collections.abc import Iterable


class Old:
    """The old protocol: __getitem__ with 0, 1, 2 ... until IndexError."""

    def __getitem__(self, index):
        if index == 3:
            raise IndexError
        return index * 10


# Surprise: it can be iterated, but is no Iterable for isinstance.
print(list(Old()), isinstance(Old(), Iterable), 20 in Old())
numbers = iter([3, 1, 4, 1, 5]).__next__
print("iter(callable, sentinel):", list(iter(numbers, 4)))


class Liar:
    def __iter__(self):
        return [1]


for wrong in (5, Old, Liar()):
    try:
        iter(wrong)
    except TypeError as error:
        print(error)
a, *rest = Old()
print(a, rest, dict(zip("ab", Old())), max(Old()), sum(Old()))
print("rule: isinstance asks for __iter__, iter() is the real test")

"""WeakSet, apart from `weakref` because that is all that `abc` would need of it."""

from _weakref import ref

__all__ = ["WeakSet"]


def _forgetter(owner):
    """The callback that takes dead references out of a weak set, without keeping the set alive."""
    owner = ref(owner)

    def forget(dead):
        weak_set = owner()
        if weak_set is not None:
            weak_set.data.discard(dead)

    return forget


def _refs(objects):
    return {ref(o) for o in objects}


class WeakSet:
    """A set that drops a member when it is not referred to from elsewhere."""

    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, data=None):
        self.data = set()
        self._remove = _forgetter(self)
        if data is not None:
            self.update(data)

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        return type(self), (list(self),), self.__getstate__()

    # Members die while one looks at them, so everything works on copies.

    def __iter__(self):
        for weak in self.data.copy():
            member = weak()
            if member is not None:
                yield member

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            # What cannot be referred to weakly is in no weak set.
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while self.data:
            member = self.data.pop()()
            if member is not None:
                return member
        raise KeyError("pop from empty WeakSet")

    def clear(self):
        self.data.clear()

    def copy(self):
        return type(self)(self)

    def update(self, other):
        for item in other:
            self.add(item)

    def union(self, other):
        result = self.copy()
        result.update(other)
        return result

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    def difference(self, other):
        unwanted = _refs(other)
        return type(self)(member for member in self if ref(member) not in unwanted)

    def symmetric_difference(self, other):
        result = self.copy()
        result ^= other
        return result

    def intersection_update(self, other):
        self.data &= _refs(other)

    def difference_update(self, other):
        self.data -= _refs(other)

    def symmetric_difference_update(self, other):
        for weak in _refs(other):
            if weak in self.data:
                self.data.discard(weak)
            elif (item := weak()) is not None:
                self.add(item)

    __or__ = union
    __and__ = intersection
    __sub__ = difference
    __xor__ = symmetric_difference

    def __ior__(self, other):
        self.update(other)
        return self

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def issubset(self, other):
        return self.data <= _refs(other)

    def issuperset(self, other):
        return self.data >= _refs(other)

    __le__ = issubset
    __ge__ = issuperset

    def __lt__(self, other):
        return self.data < _refs(other)

    def __gt__(self, other):
        return self.data > _refs(other)

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.data == _refs(other)

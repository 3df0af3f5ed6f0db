"""Operations on whole sets: keys that only __eq__ can tell about, changes while it runs, and order of the result."""


class Key:
    """Has the hash of a number, and asks `on_eq` before it answers."""

    on_eq = None

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        if Key.on_eq is not None:
            Key.on_eq()
        return self.n == (other.n if isinstance(other, Key) else other)


class Text(str):
    def __eq__(self, other):
        return str(self).lower() == str(other).lower()

    def __hash__(self):
        return hash(str(self).lower())


# Equal across types, with the key of the left operand kept.
left = {1, 2, 3, "a"}
right = {Key(2), Key(5), True, 3.0, "a"}
for kind in set, frozenset:
    both = kind(left) | kind(right)
    assert len(both) == 5 and sum(isinstance(k, Key) for k in both) == 1
    assert {type(k) for k in both if k == 1} == {int}
    assert len(kind(left) & kind(right)) == 4
    assert kind(left) - kind(right) == set()
    assert [k.n for k in kind(left) ^ kind(right)] == [5]
    assert [k.n for k in kind(right) - kind(left)] == [5]
    assert not kind(left).isdisjoint(kind(right))
    assert kind([1, 2]) <= kind([Key(2), Key(1), 7])
    assert not kind([1, 4]) <= kind([Key(2), Key(1), 7])
    assert kind([Key(2), Key(1), 7]) >= kind([1, 2])
    assert kind([1, 2]).isdisjoint(kind([Key(3), Key(10)]))
    assert kind([Key(1)]) | kind([1]) == {1}
    assert len(kind([1, Key(1), True, 1.0, 2])) == 2
    assert len(kind((1, Key(1), Key(2), 2, "x", (1, 2), (1, 2)))) == 4

# From a range into a set with keys that need __eq__.
some = {Key(3), Key(40)}
some.update(range(5))
assert len(some) == 6 and sum(isinstance(k, Key) for k in some) == 2
some.update(range(10, -10, -5))
assert {k for k in some if not isinstance(k, Key)} == {0, 1, 2, 4, 10, 5, -5}
assert set(range(-1, 3)) == {-1, 0, 1, 2} and len(set(range(-2, 0))) == 2
some = {Text("Word")}
some.update(["word", "WORD", "other"])
assert len(some) == 3, some
some = {"word"}
some |= {Text("WORD"), Text("Other")}
assert len(some) == 2

# An __eq__ that changes the set that is worked on, or the list that is read.
target = {1, 2, 3}


def grow():
    Key.on_eq = None
    target.update(range(100, 200))


Key.on_eq = grow
target |= {Key(2), 4, 5}
assert target == {1, 2, 3, 4, 5} | set(range(100, 200))
items = [1, 2, Key(1), 3, 4]


def shrink():
    Key.on_eq = None
    del items[3:]


Key.on_eq = shrink
assert set(items) == {1, 2}
other = {Key(2), 7, 8}
target = {2, 9}


def clear():
    Key.on_eq = None
    target.clear()


Key.on_eq = clear
target ^= other
Key.on_eq = None
assert 7 in target and 9 not in target and len(target) == 2, target


def fail():
    raise KeyError("eq")


for operation in (
    lambda: {1, 2} | {Key(1)},
    lambda: {1, 2} & {Key(1)},
    lambda: {1, 2} - {Key(1)},
    lambda: {1, 2} ^ {Key(1)},
    lambda: {1} <= {Key(1)},
    lambda: {1}.isdisjoint({Key(1)}),
    lambda: set([1, Key(1)]),
    lambda: {Key(1)}.update(range(3)),
    lambda: {Key(1)}.discard(1),
):
    Key.on_eq = fail
    try:
        operation()
    except KeyError:
        pass
    else:
        raise AssertionError("__eq__ was not asked")
    finally:
        Key.on_eq = None

# Deleted slots: a copy is made anew, a key is found behind them, and sizes stay right.
s = set(range(40))
for i in range(0, 40, 3):
    s.discard(i)
    s.discard(i)
assert len(s) == 26 and sorted(s | {100}) == [i for i in range(40) if i % 3] + [100]
assert s | set() == s and set() | s == s and len(s.copy()) == 26
s ^= {1, 3, 5}
assert sorted(s)[:5] == [2, 3, 4, 7, 8] and len(s) == 25
try:
    s.remove(1)
except KeyError as error:
    assert error.args == (1,)
else:
    raise AssertionError

# A set stands for the frozenset of its items where it is looked for.
nested = {frozenset({1, 2})}
assert {1, 2} in nested
nested.discard({1, 2})
assert not nested
for call in (lambda: {1}.discard([]), lambda: {1}.add([]), lambda: set([1, []]), lambda: set((1, {}))):
    try:
        call()
    except TypeError as error:
        assert "as a set element" in str(error), error
    else:
        raise AssertionError

# The order of results of ints does not depend on the way they were made.
a, b = set(range(50)), set(range(25, 75))
step = a.copy()
for key in b:
    step.add(key)
assert list(a | b) == list(range(75)) == sorted(step)
assert list({8, 1, 16} | {0, 24}) == list({8, 1, 16}.union({0, 24}))
mixed = {i * 7919 % 1009 for i in range(300)}
copied = mixed.copy()
copied.update(a)
assert list(mixed | a) == list(copied)
assert list(mixed ^ a) == list(mixed.symmetric_difference(a))
assert (a | a) == a and (a ^ a) == set() and not a.isdisjoint(a)

# sum() looks at builtin containers as they are.
assert sum({1, 2, 3}) == 6 and sum({1, 2, 2.5}) == 5.5 and sum([True, 2, 3]) == 6
assert sum([2**62, 2**62]) == 2**63 and sum((1, 2.5)) == 3.5 and type(sum([1, 2], 1.0)) is float
assert sum([], 5) == 5 and sum(set()) == 0 and sum([1, Key(1).n]) == 2


class Items(list):
    def __iter__(self):
        return iter((10, 20))


assert sum(Items([1, 2])) == 30 and set(Items([1])) == {10, 20}
for bad in ([1, "a"], {"a"}, (1, None)):
    try:
        sum(bad)
    except TypeError as error:
        assert "unsupported operand" in str(error)
    else:
        raise AssertionError
print("ok")

"""Where a local variable lends its reference to a call, and where it does not: sys.getrefcount as CPython 3.14 counts."""

import sys

count = sys.getrefcount


class A:
    pass


def pass_on(x):
    return count(x)


def in_a_handler():
    a = A()
    assert count(a) == pass_on(a) == 1
    try:
        1 / 0
    except ZeroDivisionError:
        assert count(a) == 2 and pass_on(a) == 2
    assert count(a) == 1


def behind_a_handler_that_cannot_be_gone_around():
    a = A()
    try:
        raise ValueError
    except ValueError:
        pass
    assert count(a) == 2
    for x in [a]:
        assert count(x) == 4
    b = a
    assert count(b) == 4


def behind_one_that_can():
    a = A()
    try:
        len("")
    except ValueError:
        pass
    assert count(a) == 1
    try:
        len("")
    finally:
        assert count(a) == 1
    assert count(a) == 1


def comprehensions(captured=None):
    a = A()
    captured = lambda: a
    # A variable in a cell does not lend; that of a comprehension does.
    assert count(a) == 2 and [count(x) for x in [a]] == [3] and [pass_on(x) for x in (a,)] == [3]


class Special:
    def __getitem__(self, x):
        return count(x)

    def __add__(self, x):
        return count(x)


def special_methods():
    a, s = A(), Special()
    assert s[a] == 2 and s + a == 2


in_a_handler()
behind_a_handler_that_cannot_be_gone_around()
behind_one_that_can()
comprehensions()
special_methods()

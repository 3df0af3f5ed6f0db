"""sys.getrefcount in the usual demonstrations, and immortal objects."""

import sys

IMMORTAL = 3221225472


class A:
    pass


def count(x):
    return sys.getrefcount(x)


def through(x):
    return count(x)


def thrice(x):
    return through(x)


def test_one_name():
    a = A()
    assert sys.getrefcount(a) == 1


def test_more_names_and_containers():
    a = A()
    b = a
    assert sys.getrefcount(a) == 2
    items = [a, a]
    assert sys.getrefcount(a) == 4
    pairs = {"k": a}
    assert sys.getrefcount(a) == 5
    del b, items
    assert sys.getrefcount(a) == 2
    pairs.clear()
    assert sys.getrefcount(a) == 1


def test_arguments_are_lent():
    a = A()
    assert count(a) == through(a) == thrice(a) == 1
    assert count(A()) == through(A()) == thrice(A()) == 1


def test_temporary_objects():
    assert sys.getrefcount(A()) == sys.getrefcount([]) == sys.getrefcount(object()) == 1


def test_attributes_and_slots():
    a, holder = A(), A()
    holder.a = a
    assert sys.getrefcount(a) == 2
    del holder.a
    assert sys.getrefcount(a) == 1
    class S:
        __slots__ = ("a",)
    s = S()
    s.a = a
    assert sys.getrefcount(a) == 2
    del s
    assert sys.getrefcount(a) == 1


def test_tuples_and_sets():
    a = A()
    t = (a, a)
    s = {a}
    assert sys.getrefcount(a) == 4
    del t, s
    assert sys.getrefcount(a) == 1


def test_closures():
    a = A()
    before = sys.getrefcount(a)
    def outer(x):
        def inner():
            return x
        return inner
    f = outer(a)
    assert sys.getrefcount(a) == before + 1
    del f
    assert sys.getrefcount(a) == before


def test_default_arguments():
    a = A()
    def f(x=a):
        pass
    assert sys.getrefcount(a) == 2
    del f
    assert sys.getrefcount(a) == 1


def test_bound_methods_hold_their_object():
    class C:
        def m(self):
            return sys.getrefcount(self)
        def n(self):
            return self.m()
    c = C()
    assert c.m() == c.n() == 1
    m = c.m
    assert sys.getrefcount(c) == 2
    del m
    assert sys.getrefcount(c) == 1


def test_weak_references_do_not_count():
    import weakref
    a = A()
    r = weakref.ref(a)
    p = weakref.proxy(a)
    assert sys.getrefcount(a) == 1
    b = r()
    assert sys.getrefcount(a) == 2


def test_star_arguments():
    a = A()
    def args(*x):
        return sys.getrefcount(x[0])
    def kwargs(**x):
        return sys.getrefcount(x["y"])
    assert args(a) == 3 or args(a) == 2
    assert kwargs(y=a) in (2, 3)


def test_generators_hold_their_arguments():
    a = A()
    def g(x):
        yield
    it = g(a)
    assert sys.getrefcount(a) == 2
    del it
    assert sys.getrefcount(a) == 1


def test_exceptions_hold_what_they_were_given():
    a = A()
    try:
        raise ValueError(a)
    except ValueError:
        pass
    # Whether a variable lends its reference behind a try statement is the compiler's business.
    assert sys.getrefcount(a) in (1, 2)


def test_classes_count_their_instances():
    class C:
        pass
    before = sys.getrefcount(C)
    instances = [C() for _ in range(10)]
    assert sys.getrefcount(C) == before + 10
    del instances
    assert sys.getrefcount(C) == before


def test_immortal_objects():
    for x in [None, True, False, ..., NotImplemented, 0, 1, -5, 256, (), "", b"", "a", int, object, type]:
        assert sys.getrefcount(x) == IMMORTAL, x
        y = [x] * 10
        assert sys.getrefcount(x) == IMMORTAL
        assert sys._is_immortal(x)
    assert not sys._is_immortal(A())


def test_strings_and_big_numbers():
    s = "".join(["two ", "words"])
    assert sys.getrefcount(s) == 1
    t = [s] * 5
    assert sys.getrefcount(s) == 6
    n = int("9" * 40)
    assert sys.getrefcount(n) == 1
    m = [n, n]
    assert sys.getrefcount(n) == 3


def test_loops_and_deletion():
    a = A()
    for x in [a]:
        assert sys.getrefcount(a) == 2 + 1
    del x
    assert sys.getrefcount(a) == 1


def test_swapping_changes_nothing():
    a, b = A(), A()
    for _ in range(100):
        a, b = b, a
    assert sys.getrefcount(a) == sys.getrefcount(b) == 1


def test_nothing_leaks():
    a = A()
    def f(x, *args, k=None, **kwargs):
        y = [x, args, k, kwargs]
        try:
            raise KeyError(x)
        except KeyError as e:
            z = e
        return (lambda: y)()
    for _ in range(1000):
        f(a, a, k=a, other=a)
        [x for x in [a]]
        {a: a}
        [*[a], *(a,)]
        f"{a}"
        getattr(a, "missing", None)
        isinstance(a, A)
        sorted([a], key=id)
        list(map(id, [a]))
        list(zip([a], [a]))
        try:
            a.missing
        except AttributeError:
            pass
        try:
            a + a
        except TypeError:
            pass
    import gc
    gc.collect()
    assert sys.getrefcount(a) == 1, sys.getrefcount(a)


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()

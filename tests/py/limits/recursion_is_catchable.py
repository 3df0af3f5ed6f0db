"""RecursionError: caught, again and again, in functions, methods, generators, repr, comparison; the interpreter stays usable."""

import sys

def deep(n): return deep(n + 1)
for _ in range(5):
    try:
        deep(0)
    except RecursionError as e:
        assert str(e) == "maximum recursion depth exceeded", e
    else:
        raise AssertionError


def count():
    n = 0
    def f():
        nonlocal n
        n += 1
        f()
    try:
        f()
    except RecursionError:
        return n

assert 900 < count() <= 1000
assert count() == count()


class A:
    def __getattr__(self, name): return self.other
    def __eq__(self, o): return self == o
    def __len__(self): return len(self)
    def __repr__(self): return repr(self)
    def __call__(self): return self()
    def __add__(self, o): return self + o
    def __iter__(self): return iter(self)
    def __hash__(self): return hash(self)
    def __bool__(self): return not self
    def __getitem__(self, k): return self[k]
    def __contains__(self, k): return k in self
    def __format__(self, s): return format(self, s)

a = A()
for action in (lambda: a.x, lambda: a == 1, lambda: len(a), lambda: repr(a), lambda: a(), lambda: a + 1, lambda: list(a), lambda: hash(a), lambda: bool(a), lambda: a[0], lambda: 1 in a, lambda: f"{a}"):
    for _ in range(2):
        try:
            action()
        except RecursionError:
            pass
        else:
            raise AssertionError

def gen(n): yield from gen(n + 1)
try:
    list(gen(0))
except RecursionError:
    pass
else:
    raise AssertionError


def with_finally(log):
    try:
        with_finally(log)
    finally:
        log.append(1)

log = []
try:
    with_finally(log)
except RecursionError:
    pass

assert 900 < len(log) <= 1001


def handler():
    try:
        return handler()
    except RecursionError:
        return "caught deep"

assert handler() == "caught deep"
assert sum(range(100)) == 4950 and deep.__name__ == "deep"

"""The number of unreachable objects that collect() returns, in plain demonstrations."""

import gc
import types
import weakref

gc.disable()


class Node:
    pass


def collected(make):
    gc.collect()
    make()
    return gc.collect()


def check(expected):
    def decorate(make):
        n = collected(make)
        assert n == expected, (make.__name__, n, expected)
    return decorate


@check(0)
def nothing():
    [[1], {2: 3}, (4,)]


@check(1)
def list_in_itself():
    x = []
    x.append(x)


@check(1)
def dict_in_itself():
    d = {}
    d[1] = d


@check(2)
def tuple_in_a_list():
    x = []
    t = (x,)
    x.append(t)


@check(1)
def instance_in_itself():
    n = Node()
    n.me = n


@check(2)
def two_instances():
    a, b = Node(), Node()
    a.other, b.other = b, a


@check(1)
def dict_of_an_instance():
    n = Node()
    n.me = n.__dict__


@check(10)
def many_instances():
    for _ in range(10):
        n = Node()
        n.me = n


@check(100)
def ring():
    first = last = Node()
    for _ in range(99):
        n = Node()
        n.other = last
        last = n
    first.other = last


@check(2)
def set_in_an_instance():
    s = set()
    n = Node()
    n.me = s
    s.add(n)


@check(4)
def function_in_its_closure():
    a = Node()
    a.me = lambda: a


@check(2)
def bound_method_in_its_object():
    class_method = Node()
    class_method.me = class_method.__init__


@check(6)
def plain_class():
    class A:
        pass


@check(7)
def class_with_a_method():
    class A:
        def m(self):
            pass


@check(4)
def subclass():
    class A(Node):
        pass


@check(8)
def class_and_subclass():
    class A(Node):
        pass
    class B(A):
        pass


@check(6)
def class_with_slots_and_an_instance():
    class A:
        __slots__ = ("x",)
    a = A()
    a.x = a


@check(6)
def class_made_by_type():
    type("A", (), {})


@check(2)
def list_and_its_iterator():
    x = []
    x.append(iter(x))


@check(2)
def list_and_its_method():
    x = []
    x.append(x.append)


@check(2)
def function_in_a_module():
    m = types.ModuleType("m")
    exec("def f(): pass", m.__dict__)


@check(2)
def weak_reference_in_a_cycle():
    n = Node()
    n.other = weakref.ref(n)
    n.me = n


class D:
    def __del__(self):
        pass


@check(1)
def finalizer_in_a_cycle():
    d = D()
    d.me = d


for count in [1, 3]:
    gc.collect()
    ds = [D() for _ in range(count)]
    for d in ds:
        d.me = d
    del ds, d
    assert gc.collect() == count


# What a finaliser brings back to life does not count, nor does what hangs on it.
class Lazarus:
    def __del__(self):
        alive.append(self)


alive = []
gc.collect()
x = Lazarus()
x.me, x.other = x, [x]
y = []
y.append(y)
del x, y
assert gc.collect() == 1 and len(alive) == 1
assert gc.collect() == 0
# The second time it stays dead: the finaliser has run.
alive.clear()
assert gc.collect() == 2 and not alive

# Old garbage is found by a collection of its generation only.
x = []
x.append(x)
gc.collect(0)
del x
assert gc.collect(0) == 0 and gc.collect(1) == 1
x = []
x.append(x)
gc.collect()
del x
assert gc.collect(0) == 0 and gc.collect(1) == 0 and gc.collect(2) == 1

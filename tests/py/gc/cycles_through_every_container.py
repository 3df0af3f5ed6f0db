"""Every kind of object that can hold a reference is collected when a cycle goes through it alone."""

import gc
import sys
from weakref import ref

gc.collect()
gc.disable()


class Node:
    """Can be referred to weakly, and to anything."""


alive = []


def check(name, build):
    """`build` gets a node and returns something that holds it; the node gets to hold that."""
    node = Node()
    node.held = build(node)
    gone = ref(node)
    del node
    before = gone() is None
    gc.collect()
    if gone() is not None:
        alive.append(name)
        gone().__dict__.clear()
    return before


class Slots:
    __slots__ = ("a", "__weakref__")


def in_slot(node):
    s = Slots()
    s.a = node
    return s


def subclass(base):
    return type("Sub", (base,), {})


class Descriptor:
    def __get__(self, obj, owner): return self


def closure(node):
    def inner(): return node
    return inner


def default(node):
    def inner(x=node): return x
    return inner


def keyword_default(node):
    def inner(*, x=node): return x
    return inner


def annotated(node):
    def inner(): pass
    inner.__annotations__ = {"x": node}
    return inner


def function_attribute(node):
    def inner(): pass
    inner.attr = node
    return inner


def running_local(node):
    def gen():
        mine = node
        yield mine
        yield
    g = gen()
    next(g)
    return g


def unstarted(node):
    def gen(x): yield x
    return gen(node)


def generator_with_handler(node):
    def gen(x):
        try:
            yield x
        finally:
            pass
    g = gen(node)
    next(g)
    return g


def delegating(node):
    def inner(x): yield x
    def outer(x): yield from inner(x)
    g = outer(node)
    next(g)
    return g


def coroutine(node):
    class Wait:
        def __await__(self): yield
    async def co(x): await Wait()
    c = co(node)
    c.send(None)
    return c


def async_generator(node):
    async def ag(x): yield x
    return ag(node)


def async_step(node):
    async def ag(x): yield x
    step = ag(node).asend(None)
    try:
        step.send(None)
    except StopIteration:
        pass
    return step


def exception(node):
    e = ValueError(node)
    return e


def exception_cause(node):
    e, c = ValueError(), ValueError(node)
    e.__cause__ = c
    return e


def traceback(node):
    try:
        mine = node
        raise ValueError
    except ValueError as e:
        return e.__traceback__


def exception_group(node):
    return ExceptionGroup("g", [ValueError(node)])


def frame(node):
    mine = node
    return sys._getframe()


def klass(node):
    class C:
        attr = node
    return C


def instance_of_class(node):
    class C:
        attr = node
    return C()


def metaclassed(node):
    class Meta(type):
        attr = node
    return Meta("M", (), {})


def bound_method(node):
    class C:
        def m(self): pass
    c = C()
    c.node = node
    return c.m


def super_object(node):
    class C:
        def get(self): return super()
    c = C()
    c.node = node
    return c.get()


def property_object(node):
    return property(lambda self: node)


def cell(node):
    return closure(node).__closure__[0]


def generic_alias(node):
    return list[node]


def union_of(node):
    class C:
        attr = node
    return C | int


def type_var(node):
    def f[T: node](): pass
    f.__type_params__[0].__bound__
    return f.__type_params__[0]


def type_alias(node):
    type A = node
    A.__value__
    return A


def template(node):
    return t"{node}"


def weak_callback(node):
    other = Node()
    node.other = other
    return ref(other, lambda r, n=node: None)


def star_partial(node):
    return [(node,), {1: (node,)}, {frozenset([node])}]


builders = {
    "list": lambda n: [n],
    "tuple": lambda n: (n,),
    "dict value": lambda n: {1: n},
    "dict key": lambda n: {n: 1},
    "set": lambda n: {n},
    "frozenset": lambda n: frozenset([n]),
    "list subclass": lambda n: subclass(list)([n]),
    "tuple subclass": lambda n: subclass(tuple)([n]),
    "dict subclass": lambda n: subclass(dict)(a=n),
    "set subclass": lambda n: subclass(set)([n]),
    "instance": lambda n: (setattr(m := Node(), "x", n), m)[1],
    "instance dict": lambda n: (setattr(m := Node(), "x", n), m.__dict__)[1],
    "slots": in_slot,
    "int subclass": lambda n: (setattr(m := subclass(int)(5), "x", n), m)[1],
    "str subclass": lambda n: (setattr(m := subclass(str)("5"), "x", n), m)[1],
    "dict keys": lambda n: {n: 1}.keys(),
    "dict values": lambda n: {1: n}.values(),
    "dict items": lambda n: {1: n}.items(),
    "dict iterator": lambda n: iter({n: 1}),
    "dict item iterator": lambda n: iter({n: 1}.items()),
    "reversed dict": lambda n: reversed({n: 1}),
    "list iterator": lambda n: iter([n]),
    "reversed list": lambda n: reversed([n]),
    "tuple iterator": lambda n: iter((n,)),
    "set iterator": lambda n: iter({n}),
    "enumerate": lambda n: enumerate([n]),
    "zip": lambda n: zip([n]),
    "map": lambda n: map(str, [n]),
    "filter": lambda n: filter(None, [n]),
    "reversed": lambda n: reversed((n,)),
    "callable iterator": lambda n: iter(lambda: n, 1),
    "sequence iterator": lambda n: iter(type("S", (), {"__getitem__": lambda s, i: n})()),
    "slice": lambda n: slice(n),
    "mapping proxy": lambda n: type("C", (), {"a": n}).__dict__,
    "closure": closure,
    "default": default,
    "keyword default": keyword_default,
    "annotations": annotated,
    "function attribute": function_attribute,
    "generator": running_local,
    "unstarted generator": unstarted,
    "generator with handler": generator_with_handler,
    "delegating generator": delegating,
    "generator expression": lambda n: (x for x in [n]),
    "coroutine": coroutine,
    "async generator": async_generator,
    "async step": async_step,
    "exception": exception,
    "exception cause": exception_cause,
    "exception group": exception_group,
    "traceback": traceback,
    "frame": frame,
    "class": klass,
    "instance of class": instance_of_class,
    "metaclass": metaclassed,
    "bound method": bound_method,
    "builtin method": lambda n: [n].append,
    "method wrapper": lambda n: subclass(list)([n]).__len__,
    "super": super_object,
    "property": property_object,
    "class method": lambda n: classmethod(closure(n)),
    "static method": lambda n: staticmethod(closure(n)),
    "cell": cell,
    "generic alias": generic_alias,
    "union": union_of,
    "type variable": type_var,
    "type alias": type_alias,
    "template": template,
    "weak reference with callback": weak_callback,
    "nested": star_partial,
}

for name, build in builders.items():
    check(name, build)
assert not alive, alive


# Objects that hold each other without any node in between, and themselves.
def count_after(build):
    gc.collect()
    build()
    return gc.collect()


def self_list():
    l = []
    l.append(l)


def mutual():
    a, b = Node(), Node()
    a.b, b.a = b, a


def self_class():
    class C: pass


def self_function():
    def f(): return f


def self_generator():
    def g():
        me = yield
        yield me
    x = g()
    next(x)
    x.send(x)


for build in (self_list, mutual, self_class, self_function):
    assert count_after(build) > 0, build.__name__
    assert gc.collect() == 0, build.__name__
# Closing a generator may break its cycle before the collector counts it.
count_after(self_generator)
assert gc.collect() == 0
gc.enable()

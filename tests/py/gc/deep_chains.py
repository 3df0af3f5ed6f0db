"""Freeing long chains of one type, and of all types in turn, needs no native stack."""

import collections
import functools
import itertools
import types

DEPTH = 50_000


class Plain:
    def __init__(self, x):
        self.x = x


class Slots:
    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x


class Finalized:
    def __init__(self, x):
        self.x = x

    def __del__(self):
        pass


class Hashable:
    def __init__(self, x):
        self.x = x

    def __hash__(self):
        return 1


class Listed(list):
    pass


def closure(x):
    return lambda: x


def default(x):
    def f(a=x):
        pass
    return f


def keyword_default(x):
    def f(*, a=x):
        pass
    return f


def suspended(x):
    def g(x):
        yield
    it = g(x)
    next(it)
    return it


def in_a_try(x):
    def g(x):
        try:
            yield
        finally:
            pass
    it = g(x)
    next(it)
    return it


def context(x):
    e = ValueError()
    e.__context__ = x if isinstance(x, BaseException) else ValueError(x)
    return e


def cause(x):
    e = ValueError()
    e.__cause__ = x if isinstance(x, BaseException) else ValueError(x)
    return e


def caught(x):
    try:
        raise KeyError(x)
    except KeyError as e:
        return e


def module(x):
    m = types.ModuleType("m")
    m.x = x
    return m


def integer(x):
    class I(int):
        pass
    i = I(5)
    i.x = x
    return i


makers = [
    lambda x: [x], lambda x: (x,), lambda x: {1: x}, lambda x: {"a": x}, lambda x: {Hashable(x)}, lambda x: frozenset([Hashable(x)]),
    Plain, Slots, Finalized, lambda x: Listed([x]), closure, default, keyword_default, suspended, in_a_try, ValueError,
    context, cause, caught, module, lambda x: types.MethodType(print, x), property, lambda x: types.CellType(x),
    lambda x: functools.partial(print, x), lambda x: functools.partial(print, sep=x), lambda x: collections.deque([x]),
    lambda x: collections.OrderedDict(a=x), lambda x: collections.defaultdict(None, {1: x}), lambda x: iter([x]),
    lambda x: iter((x,)), lambda x: iter({1: x}.values()), lambda x: {1: x}.values(), lambda x: zip([x]),
    lambda x: map(print, [x]), lambda x: filter(None, [x]), lambda x: enumerate([x]), lambda x: reversed([x]),
    lambda x: itertools.chain([x]), lambda x: itertools.islice([x], 1), lambda x: itertools.repeat(x),
    lambda x: itertools.cycle([x]), lambda x: itertools.tee([x])[0], lambda x: itertools.accumulate([x]),
    lambda x: itertools.groupby([x]), lambda x: slice(x, x, x), lambda x: types.SimpleNamespace(a=x),
    lambda x: types.MappingProxyType({1: x}), staticmethod, classmethod, lambda x: collections.Counter({1: x}),
    lambda x: (i for i in [x]), lambda x: iter(lambda: x, 1),
]
for make in makers + [integer]:
    x = ()
    for _ in range(DEPTH // 25):
        x = make(x)
    del x
for _ in range(2):
    x = ()
    for make in itertools.islice(itertools.cycle(makers), DEPTH):
        x = make(x)
    del x

# Chains that only the collector can free.
import gc
for make in makers[:2] + [Plain, closure]:
    first = x = []
    for _ in range(DEPTH):
        x = make(x)
    first.append(x)
    del first, x
    assert gc.collect() >= DEPTH

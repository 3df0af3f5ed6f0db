"""A cycle through an object of every type that can hold references is found. Types are listed from the interpreter itself, so
that a new one is missed here until somebody says how its objects hold others, or why they cannot."""

import _io
import atexit
import codecs
import collections
import contextlib
import functools
import gc
import io
import itertools
import operator
import string.templatelib
import sys
import types
import typing
import weakref

gc.collect()
gc.disable()


class Node:
    """Can be referred to weakly, and to anything."""

    def __iter__(self):
        return iter([1, 2])

    def __call__(self, *args):
        return self

    def method(self):
        pass


def generator(x):
    yield x


async def coroutine(x):
    pass


async def async_generator(x):
    yield x


def started(g):
    next(g)
    return g


def step_of(g):
    try:
        g.send(None)
    except StopIteration:
        pass
    return g


def closed(c):
    c.close()
    return c


def raised(x):
    try:
        raise ValueError(x)
    except ValueError as e:
        return e


def frame_of(x):
    mine = x
    return sys._getframe()


def subclass(base, **namespace):
    return type("Sub", (base,), namespace)


class Slots:
    __slots__ = ("a", "__weakref__")


def slots(x):
    s = Slots()
    s.a = x
    return s


def instance(x):
    n = Node()
    n.x = x
    return n


def parameters(x):
    def f[T: x, *Ts, **P]():
        pass
    f.__type_params__[0].__bound__
    return f.__type_params__


def type_alias(x):
    type A = x
    A.__value__
    return A


def typed(x):
    class G[T]:
        pass
    return G[x]


def with_attribute(obj, x):
    obj.attribute = x
    return obj


def module(x):
    m = types.ModuleType("m")
    m.x = x
    return m


def groups(x):
    g = itertools.groupby([x, x], lambda v: x)
    return next(g)[1]


def anext_of(x):
    a = anext(async_generator(x), x)
    return a


def weak_with_callback(kind):
    def build(x):
        other = Node()
        x.other = other
        return kind(other, lambda r, x=x: None)
    return build


def cached(x):
    f = functools.lru_cache(lambda v: v)
    f(x)
    return f


def text_around(x):
    raw = subclass(io.RawIOBase, readable=lambda s: True)()
    raw.x = x
    return io.TextIOWrapper(io.BufferedReader(raw))


def buffered(kind):
    def build(x):
        raw = subclass(io.RawIOBase, readable=lambda s: True, writable=lambda s: True, seekable=lambda s: False,
                       write=lambda s, b: len(b))()
        raw.x = x
        return kind(raw)
    return build


# How an object of each type holds a node.
builders = {
    "object": instance,
    "type": lambda x: type("C", (), {"x": x}),
    "str": lambda x: with_attribute(subclass(str)("a"), x),
    "int": lambda x: with_attribute(subclass(int)(5), x),
    "float": lambda x: with_attribute(subclass(float)(5), x),
    "complex": lambda x: with_attribute(subclass(complex)(5), x),
    "bytes": lambda x: with_attribute(subclass(bytes)(b"a"), x),
    "bytearray": lambda x: with_attribute(subclass(bytearray)(b"a"), x),
    "memoryview": lambda x: memoryview(with_attribute(subclass(bytearray)(b"a"), x)),
    "memory_iterator": lambda x: iter(memoryview(with_attribute(subclass(bytearray)(b"a"), x))),
    "bytes_iterator": lambda x: iter(with_attribute(subclass(bytes)(b"a"), x)),
    "bytearray_iterator": lambda x: iter(with_attribute(subclass(bytearray)(b"a"), x)),
    "str_iterator": lambda x: iter(with_attribute(subclass(str)("a"), x)),
    "tuple": lambda x: (x,),
    "list": lambda x: [x],
    "dict": lambda x: {1: x},
    "set": lambda x: {x},
    "frozenset": lambda x: frozenset([x]),
    "slice": lambda x: slice(x),
    "range": lambda x: [range(3), x],
    "function": lambda x: lambda: x,
    "method": lambda x: x.method,
    "builtin_function_or_method": lambda x: [x].append,
    "method-wrapper": lambda x: x.__str__,
    "cell": lambda x: types.CellType(x),
    "frame": frame_of,
    "FrameLocalsProxy": lambda x: frame_of(x).f_locals,
    "traceback": lambda x: with_local(x).__traceback__,
    "BaseException": raised,
    "module": module,
    "generator": lambda x: started(generator(x)),
    "coroutine": coroutine,
    "async_generator": async_generator,
    "async_generator_asend": lambda x: step_of(async_generator(x).asend(None)),
    "async_generator_athrow": lambda x: async_generator(x).athrow(ValueError(x)),
    "coroutine_wrapper": lambda x: coroutine(x).__await__(),
    "anext_awaitable": anext_of,
    "list_iterator": lambda x: iter([x]),
    "list_reverseiterator": lambda x: reversed([x]),
    "tuple_iterator": lambda x: iter((x,)),
    "set_iterator": lambda x: iter({x}),
    "iterator": lambda x: iter(subclass(object, __getitem__=lambda s, i: x)()),
    "callable_iterator": lambda x: iter(x, 1),
    "property": lambda x: property(x),
    "classmethod": lambda x: classmethod(x),
    "staticmethod": lambda x: staticmethod(x),
    "super": lambda x: super(Node, x),
    "mappingproxy": lambda x: types.MappingProxyType({1: x}),
    "GenericAlias": lambda x: list[x],
    "Union": lambda x: subclass(object, x=x) | int,
    "SimpleNamespace": lambda x: types.SimpleNamespace(x=x),
    "dict_keys": lambda x: {x: 1}.keys(),
    "dict_values": lambda x: {1: x}.values(),
    "dict_items": lambda x: {1: x}.items(),
    "dict_keyiterator": lambda x: iter({x: 1}),
    "dict_valueiterator": lambda x: iter({1: x}.values()),
    "dict_itemiterator": lambda x: iter({1: x}.items()),
    "dict_reversekeyiterator": lambda x: reversed({x: 1}),
    "dict_reversevalueiterator": lambda x: reversed({1: x}.values()),
    "dict_reverseitemiterator": lambda x: reversed({1: x}.items()),
    "enumerate": lambda x: enumerate([x]),
    "zip": lambda x: zip([x]),
    "map": lambda x: map(x, [1]),
    "filter": lambda x: filter(x, [1]),
    "reversed": lambda x: reversed((x,)),
    "Template": lambda x: t"{x}",
    "Interpolation": lambda x: t"{x}".interpolations[0],
    "TemplateIter": lambda x: iter(t"a{x}"),
    "TypeVar": lambda x: parameters(x)[0],
    "ParamSpec": lambda x: with_attribute(typing.ParamSpec("P"), x),
    "TypeVarTuple": lambda x: with_attribute(typing.TypeVarTuple("Ts"), x),
    "ParamSpecArgs": lambda x: with_attribute(typing.ParamSpec("P"), x).args,
    "ParamSpecKwargs": lambda x: with_attribute(typing.ParamSpec("P"), x).kwargs,
    "TypeAliasType": type_alias,
    "_GenericAlias": typed,
    "ReferenceType": weak_with_callback(weakref.ref),
    "ProxyType": lambda x: weak_with_callback(weakref.proxy)(x),
    "CallableProxyType": weak_with_callback(lambda o, c: weakref.proxy(with_attribute(o, 1), c)),
    "deque": lambda x: collections.deque([x]),
    "_deque_iterator": lambda x: iter(collections.deque([x])),
    "_deque_reverse_iterator": lambda x: reversed(collections.deque([x])),
    "defaultdict": lambda x: collections.defaultdict(x),
    "OrderedDict": lambda x: collections.OrderedDict(a=x),
    "odict_iterator": lambda x: iter(collections.OrderedDict(a=x)),
    "odict_keys": lambda x: collections.OrderedDict(a=x).keys(),
    "odict_values": lambda x: collections.OrderedDict(a=x).values(),
    "odict_items": lambda x: collections.OrderedDict(a=x).items(),
    "_tuplegetter": lambda x: collections._tuplegetter(0, x),
    "partial": lambda x: functools.partial(x, 1),
    "_lru_cache_wrapper": cached,
    "KeyWrapper": lambda x: functools.cmp_to_key(x)(1),
    "itemgetter": lambda x: operator.itemgetter(x),
    "methodcaller": lambda x: operator.methodcaller("m", x),
    "accumulate": lambda x: itertools.accumulate([1], x),
    "batched": lambda x: itertools.batched([x], 2),
    "chain": lambda x: itertools.chain([x]),
    "combinations": lambda x: itertools.combinations([x, 1], 2),
    "combinations_with_replacement": lambda x: itertools.combinations_with_replacement([x, 1], 2),
    "compress": lambda x: itertools.compress([x], [1]),
    "count": lambda x: itertools.count(with_attribute(subclass(int)(5), x)),
    "cycle": lambda x: itertools.cycle([x]),
    "dropwhile": lambda x: itertools.dropwhile(x, [1]),
    "filterfalse": lambda x: itertools.filterfalse(x, [1]),
    "groupby": lambda x: itertools.groupby([1], x),
    "_grouper": groups,
    "islice": lambda x: itertools.islice([x], 2),
    "pairwise": lambda x: itertools.pairwise([x, x]),
    "permutations": lambda x: itertools.permutations([x, 1]),
    "product": lambda x: itertools.product([x]),
    "repeat": lambda x: itertools.repeat(x),
    "starmap": lambda x: itertools.starmap(x, [(1,)]),
    "takewhile": lambda x: itertools.takewhile(x, [1]),
    "_tee": lambda x: itertools.tee([x])[0],
    "_tee_dataobject": lambda x: itertools.tee([x])[1],
    "zip_longest": lambda x: itertools.zip_longest([1], fillvalue=x),
    "BytesIO": lambda x: with_attribute(io.BytesIO(b"a"), x),
    "StringIO": lambda x: with_attribute(io.StringIO("a"), x),
    "BufferedReader": buffered(io.BufferedReader),
    "BufferedWriter": buffered(io.BufferedWriter),
    "BufferedRandom": lambda x: buffered(io.BufferedReader)(x),
    "BufferedRWPair": lambda x: io.BufferedRWPair(buffered(io.BufferedReader)(x).raw, buffered(io.BufferedWriter)(x).raw),
    "TextIOWrapper": text_around,
    "IncrementalNewlineDecoder": lambda x: io.IncrementalNewlineDecoder(with_attribute(codecs.IncrementalDecoder(), x), True),
    "FileIO": lambda x: with_attribute(io.FileIO(0, closefd=False), x),
    "_RawIOBase": lambda x: with_attribute(subclass(io.RawIOBase)(), x),
    "_BufferedIOBase": lambda x: with_attribute(subclass(io.BufferedIOBase)(), x),
    "_TextIOBase": lambda x: with_attribute(subclass(io.TextIOBase)(), x),
    "_IOBase": lambda x: with_attribute(subclass(io.IOBase)(), x),
    "ModuleSpec": lambda x: with_attribute(type(gc.__spec__)("m", None), x),
    "instance with slots": slots,
    "instance dict": lambda x: instance(x).__dict__,
    "exception with a cause": lambda x: with_cause(x),
    "exception group": lambda x: ExceptionGroup("g", [ValueError(x)]),
    "AttributeError": lambda x: AttributeError("a", name="n", obj=x),
    "StopIteration": lambda x: StopIteration(x),
    "OSError": lambda x: OSError(1, "a", x),
    "ImportError": lambda x: ImportError("a", name=x, path=x),
    "SystemExit": lambda x: SystemExit(x),
    "KeyError": lambda x: KeyError(x),
    "SyntaxError": lambda x: SyntaxError("a", ("f", 1, 2, x)),
    "exit callback": lambda x: contextlib.ExitStack().enter_context(contextlib.nullcontext(x)) and instance(x),
}


def with_cause(x):
    e = ValueError()
    e.__cause__ = ValueError(x)
    return e


def with_local(x):
    try:
        mine = x
        raise ValueError
    except ValueError as e:
        return e


# Objects of these types refer to nothing that could lead back to them, or live as long as the interpreter.
no_references = {
    "bool", "NoneType", "NotImplementedType", "ellipsis", "code", "range_iterator", "longrange_iterator",
    # Parts of builtin classes.
    "method_descriptor", "classmethod_descriptor", "getset_descriptor", "member_descriptor", "wrapper_descriptor",
    # Made by the interpreter for classes and annotations.
    "_ConstEvaluator", "Generic", "_UnpackGenericAlias", "_abc_data",
    # Named tuples of numbers and texts.
    "UnraisableHookArgs", "flags", "float_info", "hash_info", "int_info", "thread_info", "version_info", "asyncgen_hooks",
    # Names and functions of modules.
    "attrgetter", "EncodingMap", "Quitter", "_Helper", "_Printer",
    # The import system's, plain objects like ModuleSpec, of which a program has one or none.
    "BuiltinImporter", "FrozenImporter", "FileFinder", "NamespaceLoader", "PathFinder", "SourceFileLoader", "SourceLoader",
    "_LoaderBasics", "_NamespacePath",
    # Single objects.
    "NoDefaultType", "_PlaceholderType",
    # All exceptions without fields of their own are like BaseException; those with fields hold texts and numbers only.
}

missed = []
for name, build in builders.items():
    node = Node()
    try:
        node.held = build(node)
    except (AttributeError, TypeError) as error:
        # CPython does not let a few of these objects have attributes.
        assert sys.implementation.name == "cpython", (name, error)
        continue
    gone = weakref.ref(node)
    del node
    gc.collect()
    # CPython's typing keeps what it was given in a cache.
    if gone() is not None and (name != "_GenericAlias" or sys.implementation.name != "cpython"):
        missed.append(name)
        gone().__dict__.clear()
assert not missed, missed

if sys.implementation.name != "cpython":
    seen, todo = set(), [object]
    while todo:
        for sub in type.__subclasses__(todo.pop()):
            if sub not in seen:
                seen.add(sub)
                todo.append(sub)
    HEAP_TYPE = 1 << 9
    unknown = set()
    for cls in seen:
        if not cls.__flags__ & HEAP_TYPE and not issubclass(cls, BaseException):
            name = cls.__name__
            if name not in builders and name not in no_references:
                unknown.add(f"{cls.__module__}.{name}")
    assert not unknown, f"how do objects of these types hold references? {sorted(unknown)}"
gc.enable()

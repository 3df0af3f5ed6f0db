"""Names of the interpreter's types that `builtins` does not show, and tools to make classes at run time."""

import sys


def _probe():
    cell = None

    def inner():
        return cell

    return inner


async def _probe_coroutine():
    pass


async def _probe_async_generator():
    yield


FunctionType = LambdaType = type(_probe)
CodeType = type(_probe.__code__)
CellType = type(_probe().__closure__[0])
GeneratorType = type((lambda: (yield))())
_coroutine = _probe_coroutine()
CoroutineType = type(_coroutine)
_coroutine.close()
AsyncGeneratorType = type(_probe_async_generator())

BuiltinFunctionType = BuiltinMethodType = type(len)
MethodType = type(_probe.__get__(0))
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(FunctionType.__code__)
MemberDescriptorType = type(FunctionType.__globals__)

MappingProxyType = type(type.__dict__)
SimpleNamespace = type(sys.implementation)
ModuleType = type(sys)

try:
    raise TypeError
except TypeError as _error:
    TracebackType = type(_error.__traceback__)
    FrameType = type(_error.__traceback__.tb_frame)

GenericAlias = type(list[int])
UnionType = type(int | str)
CapsuleType = type("PyCapsule", (), {"__module__": "builtins"})
EllipsisType = type(...)
NoneType = type(None)
NotImplementedType = type(NotImplemented)

del sys, _probe, _probe_coroutine, _probe_async_generator, _coroutine


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a `class` statement would; `exec_body(namespace)` fills its namespace."""
    real_bases = resolve_bases(bases)
    metaclass, namespace, keywords = prepare_class(name, real_bases, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if real_bases is not bases:
        namespace["__orig_bases__"] = bases
    return metaclass(name, real_bases, namespace, **keywords)


def resolve_bases(bases):
    """The bases with those that are no classes replaced by what their `__mro_entries__` returns."""
    real = []
    changed = False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            real.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        changed = True
        real.extend(entries)
    return tuple(real) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the empty namespace and the keywords that are left for the metaclass of a new class."""
    keywords = {} if kwds is None else dict(kwds)
    if "metaclass" in keywords:
        metaclass = keywords.pop("metaclass")
    else:
        metaclass = type(bases[0]) if bases else type
    if isinstance(metaclass, type):
        metaclass = _most_derived(metaclass, bases)
    prepare = getattr(metaclass, "__prepare__", None)
    namespace = {} if prepare is None else prepare(name, bases, **keywords)
    return metaclass, namespace, keywords


def _most_derived(metaclass, bases):
    winner = metaclass
    for candidate in map(type, bases):
        if issubclass(candidate, winner):
            winner = candidate
        elif not issubclass(winner, candidate):
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
                "of the metaclasses of all its bases"
            )
    return winner


def get_original_bases(cls, /):
    """The bases as they were written in the class statement, before `__mro_entries__` replaced any."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property of instances that, asked on the class, goes through the metaclass's `__getattr__`."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.overwrite_doc = doc is None
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, owner=None):
        if instance is not None:
            if self.fget is None:
                raise AttributeError("unreadable attribute")
            return self.fget(instance)
        if self.__isabstractmethod__:
            return self
        raise AttributeError()

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _with(self, fget, fset, fdel, doc):
        made = type(self)(fget, fset, fdel, doc)
        made.overwrite_doc = self.overwrite_doc
        return made

    def getter(self, fget):
        return self._with(fget, self.fset, self.fdel, fget.__doc__ if self.overwrite_doc else self.__doc__)

    def setter(self, fset):
        return self._with(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        return self._with(self.fget, self.fset, fdel, self.__doc__)


class _GeneratorWrapper:
    """An awaitable around an object that looks like a generator."""

    def __init__(self, gen):
        self._wrapped = gen
        self._is_generator = type(gen) is GeneratorType
        self.__name__ = getattr(gen, "__name__", None)
        self.__qualname__ = getattr(gen, "__qualname__", None)

    def send(self, value):
        return self._wrapped.send(value)

    def throw(self, kind, *rest):
        return self._wrapped.throw(kind, *rest)

    def close(self):
        return self._wrapped.close()

    def __next__(self):
        return next(self._wrapped)

    def __iter__(self):
        return self._wrapped if self._is_generator else self

    __await__ = __iter__

    @property
    def gi_code(self):
        return self._wrapped.gi_code

    @property
    def gi_frame(self):
        return self._wrapped.gi_frame

    @property
    def gi_running(self):
        return self._wrapped.gi_running

    @property
    def gi_yieldfrom(self):
        return self._wrapped.gi_yieldfrom

    @property
    def gi_suspended(self):
        return self._wrapped.gi_suspended

    cr_code, cr_frame, cr_running = gi_code, gi_frame, gi_running
    cr_await, cr_suspended = gi_yieldfrom, gi_suspended


def coroutine(func):
    """Makes `await` accept what a generator function returns."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    GENERATOR, COROUTINE, ITERABLE_COROUTINE = 0x20, 0x80, 0x100
    if type(func) is FunctionType and type(code := getattr(func, "__code__", None)) is CodeType:
        if code.co_flags & (COROUTINE | ITERABLE_COROUTINE):
            return func
        if code.co_flags & GENERATOR:
            func.__code__ = code.replace(co_flags=code.co_flags | ITERABLE_COROUTINE)
            return func

    import functools
    from _collections_abc import Coroutine, Generator

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        kind = type(result)
        if kind is CoroutineType or kind is GeneratorType and result.gi_code.co_flags & ITERABLE_COROUTINE:
            return result
        if isinstance(result, Generator) and not isinstance(result, Coroutine):
            return _GeneratorWrapper(result)
        return result

    return wrapped


__all__ = [name for name in globals() if not name.startswith("_")]

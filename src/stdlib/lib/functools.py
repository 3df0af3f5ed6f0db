"""Functions that act on or return other functions."""

from _functools import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce
from abc import get_cache_token
from collections import namedtuple
from types import FunctionType, GenericAlias, UnionType

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
    "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
    "Placeholder",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper look like the function it wraps: copy the attributes in `assigned`, update those in `updated`."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator for wrappers: applies update_wrapper() to what it decorates."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# total_ordering: each operation made from another one, with the answer NotImplemented handed through.


def _derived(name, root, combine):
    """The method `name` of a class that has the method `root`; combine(self, other, answer) says the rest."""

    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        return answer if answer is NotImplemented else combine(self, other, answer)

    method.__name__ = name
    method.__qualname__ = f"_{name.strip('_')}_from_{root.strip('_')}"
    method.__doc__ = f"Made from {root} by functools.total_ordering."
    return method


_ORDERINGS = {
    "__lt__": (
        ("__gt__", lambda a, b, less: not less and a != b),
        ("__le__", lambda a, b, less: less or a == b),
        ("__ge__", lambda a, b, less: not less),
    ),
    "__le__": (
        ("__ge__", lambda a, b, at_most: not at_most or a == b),
        ("__lt__", lambda a, b, at_most: at_most and a != b),
        ("__gt__", lambda a, b, at_most: not at_most),
    ),
    "__gt__": (
        ("__lt__", lambda a, b, greater: not greater and a != b),
        ("__ge__", lambda a, b, greater: greater or a == b),
        ("__le__", lambda a, b, greater: not greater),
    ),
    "__ge__": (
        ("__le__", lambda a, b, at_least: not at_least or a == b),
        ("__gt__", lambda a, b, at_least: at_least and a != b),
        ("__lt__", lambda a, b, at_least: not at_least),
    ),
}


def total_ordering(cls):
    """Class decorator that fills in the missing ordering methods."""
    given = [name for name in _ORDERINGS if getattr(cls, name, None) is not getattr(object, name, None)]
    if not given:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(given)  # prefers __lt__ to __le__ to __gt__ to __ge__
    for name, combine in _ORDERINGS[root]:
        if name not in given:
            method = _derived(name, root, combine)
            method.__module__ = __name__
            setattr(cls, name, method)
    return cls


_MISSING = object()


def _merge(args, places, more):
    """Fill the placeholders of `args` from `more`, and append the rest."""
    if not places:
        return args + more
    filled = list(args)
    for place, value in zip(places, more):
        filled[place] = value
    return (*filled, *more[len(places):])


def _places(args):
    return tuple([i for i, value in enumerate(args) if value is Placeholder])


class partialmethod:
    """A method with some arguments filled in: for use in a class body; works over other descriptors too."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and getattr(func, "__get__", None) is None:
            raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        for value in keywords.values():
            if value is Placeholder:
                raise TypeError("Placeholder cannot be passed as a keyword argument")
        if isinstance(func, partialmethod):
            args = _merge(func.args, _places(func.args), args)
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func)]
        parts.extend(map(repr, self.args))
        parts.extend(f"{key}={value!r}" for key, value in self.keywords.items())
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            places = _places(self.args)
            if len(args) < len(places):
                raise TypeError(
                    "missing positional arguments in 'partialmethod' call; "
                    f"expected at least {len(places)}, got {len(args)}"
                )
            return self.func(cls_or_self, *_merge(self.args, places, args), **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                # The descriptor has bound the function already: fill in what comes after self.
                made = partial(bound, *self.args, **self.keywords)
                try:
                    made.__self__ = bound.__self__
                except AttributeError:
                    pass
                return made
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])

def lru_cache(maxsize=128, typed=False):
    """Decorator that remembers the results of the last `maxsize` different calls (None: of all calls).

    With typed, arguments of different type are different: f(3) and f(3.0). The arguments must be hashable.
    The decorated function has cache_info(), cache_clear() and __wrapped__.
    """
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return _cached(function, maxsize, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Decorator that remembers the results of all calls: lru_cache(maxsize=None)."""
    return lru_cache(maxsize=None)(user_function)


# singledispatch


def _compose_mro(cls, types):
    """The MRO of a class, with those abstract base classes in `types` put in that it implements without inheriting."""
    bases = set(cls.__mro__)

    def is_related(typ):
        return (
            typ not in bases and hasattr(typ, "__mro__") and not isinstance(typ, GenericAlias) and issubclass(cls, typ)
        )

    related = [n for n in types if is_related(n)]
    # An ABC that another one inherits from comes in with that one, unless cls implements it in another way too.
    related = [n for n in related if not any(n is not other and n in other.__mro__ for other in related)]
    wanted = set(types)
    mro = []
    for typ in related:
        found = []
        for sub in typ.__subclasses__():
            if sub not in bases and issubclass(cls, sub):
                found.append([s for s in sub.__mro__ if s in wanted])
        if not found:
            mro.append(typ)
            continue
        found.sort(key=len, reverse=True)
        for sub in found:
            for subcls in sub:
                if subcls not in mro:
                    mro.append(subcls)
    return _c3_mro(cls, mro)


def _c3_mro(cls, abcs):
    """The linearization of a class as if it inherited from these ABCs, each as late in the bases as possible."""
    boundary = 0
    for i, base in enumerate(reversed(cls.__bases__)):
        if hasattr(base, "__abstractmethods__"):
            boundary = len(cls.__bases__) - i
            break
    explicit, other = list(cls.__bases__[:boundary]), list(cls.__bases__[boundary:])
    here = [b for b in abcs if issubclass(cls, b) and not any(issubclass(base, b) for base in cls.__bases__)]
    rest = [b for b in abcs if b not in here]
    parts = [[cls]]
    parts += [_c3_mro(base, rest) for base in explicit]
    parts += [_c3_mro(base, rest) for base in here]
    parts += [_c3_mro(base, rest) for base in other]
    parts += [explicit, here, other]
    return _merge_mros(parts)


def _merge_mros(parts):
    result = []
    while True:
        parts = [p for p in parts if p]
        if not parts:
            return result
        for part in parts:
            head = part[0]
            if not any(head in p[1:] for p in parts):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(head)
        parts = [p[1:] if p[0] is head else p for p in parts]


def _find_impl(cls, registry):
    """The implementation for a class: that of its nearest relative in the registry."""
    match = None
    mro = _compose_mro(cls, registry.keys())
    for i, candidate in enumerate(mro):
        if match is not None:
            # Two unrelated ABCs, of which neither comes first by inheritance, are a question for the programmer.
            if (
                candidate in registry and candidate not in cls.__mro__ and match not in cls.__mro__
                and not issubclass(match, candidate)
            ):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {candidate}")
            break
        if candidate in registry:
            match = candidate
    return registry.get(match)


def _is_valid_dispatch_type(cls):
    if isinstance(cls, type):
        return not isinstance(cls, GenericAlias)
    return isinstance(cls, UnionType) and all(isinstance(arg, type) for arg in cls.__args__)


def singledispatch(func):
    """Makes a generic function: the type of the first argument of a call chooses the implementation, and
    implementations for more types are added with register()."""
    import weakref

    registry = {}
    dispatch_cache = weakref.WeakKeyDictionary()
    cache_token = None

    def dispatch(cls):
        """The implementation that the generic function uses for a class."""
        nonlocal cache_token
        if cache_token is not None:
            current = get_cache_token()
            if cache_token != current:
                dispatch_cache.clear()
                cache_token = current
        try:
            return dispatch_cache[cls]
        except KeyError:
            impl = registry.get(cls) or _find_impl(cls, registry)
            dispatch_cache[cls] = impl
            return impl

    def register(cls, func=None):
        """Register an implementation for a class, or for the annotation of its first argument."""
        nonlocal cache_token
        if _is_valid_dispatch_type(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            if not hasattr(cls, "__annotations__"):
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain "
                    "`@register` on an annotated function."
                )
            func = cls
            from typing import get_type_hints
            from annotationlib import Format, ForwardRef

            argname, cls = next(iter(get_type_hints(func, format=Format.FORWARDREF).items()))
            if not _is_valid_dispatch_type(cls):
                if isinstance(cls, UnionType):
                    raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} not all arguments are classes.")
                if isinstance(cls, ForwardRef):
                    raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is an unresolved forward reference.")
                raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
        for each in cls.__args__ if isinstance(cls, UnionType) else (cls,):
            registry[each] = func
            if cache_token is None and hasattr(each, "__abstractmethods__"):
                cache_token = get_cache_token()
        dispatch_cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    from types import MappingProxyType
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = dispatch_cache.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """The same for methods: the first argument after self or cls chooses. Works over other descriptors too."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Register an implementation for a class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        return _singledispatchmethod_get(self, obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __repr__(self):
        name = getattr(self.func, "__qualname__", None) or getattr(self.func, "__name__", "?")
        return f"<single dispatch method descriptor {name}>"


class _singledispatchmethod_get:
    """What a single dispatch method is on an instance or class: it chooses, binds and calls."""

    def __init__(self, unbound, obj, cls):
        self._unbound, self._dispatch = unbound, unbound.dispatcher.dispatch
        self._obj, self._cls = obj, cls
        # Some attributes of the function show through.
        func = unbound.func
        try:
            self.__module__ = func.__module__
        except AttributeError:
            pass
        try:
            self.__doc__ = func.__doc__
        except AttributeError:
            pass

    def __repr__(self):
        name = getattr(self._unbound.func, "__qualname__", None) or getattr(self._unbound.func, "__name__", "?")
        if self._obj is not None:
            return f"<bound single dispatch method {name} of {self._obj!r}>"
        return f"<single dispatch method {name}>"

    def __call__(self, /, *args, **kwargs):
        if not args:
            name = getattr(self._unbound.func, "__name__", "singledispatchmethod method")
            raise TypeError(f"{name} requires at least 1 positional argument")
        method = self._dispatch(args[0].__class__)
        if hasattr(method, "__get__"):
            method = method.__get__(self._obj, self._cls)
        return method(*args, **kwargs)

    def __getattr__(self, name):
        if name not in {
            "__name__", "__qualname__", "__isabstractmethod__", "__annotations__", "__type_params__", "__wrapped__",
        }:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return getattr(self._unbound.func, name)

    @property
    def __wrapped__(self):
        return self._unbound.func

    @property
    def register(self):
        return self._unbound.register


class cached_property:
    """A property that is computed once: the value is kept in the instance's __dict__ and can be deleted from it."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        kind = type(instance).__name__
        try:
            namespace = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {kind!r} instance to cache {name!r} property.") from None
        value = namespace.get(name, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            try:
                namespace[name] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {kind!r} instance does not support item assignment for caching "
                    f"{name!r} property."
                ) from None
        return value

    __class_getitem__ = classmethod(GenericAlias)

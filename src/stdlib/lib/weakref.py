"""Weak references, and collections that do not keep their contents alive."""

from _weakref import (
    CallableProxyType,
    ProxyType,
    ReferenceType,
    _remove_dead_weakref,
    getweakrefcount,
    getweakrefs,
    proxy,
    ref,
)
from _weakrefset import WeakSet
from _collections_abc import Mapping, MutableMapping, MutableSet

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
    "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize",
]

ProxyTypes = (ProxyType, CallableProxyType)
MutableSet.register(WeakSet)


class WeakMethod(ref):
    """A weak reference to a bound method, which itself is made anew on each access.

    It lives as long as both the object and the function do.
    """

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            owner, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def half_died(_):
            # Called for the object and for the function: only the first death counts.
            weak = itself()
            if weak is not None and weak._alive:
                weak._alive = False
                if callback is not None:
                    callback(weak)

        weak = super().__new__(cls, owner, half_died)
        itself = ref(weak)
        weak._func_ref = ref(function, half_died)
        weak._meth_type = type(meth)
        weak._alive = True
        return weak

    def __call__(self):
        owner, function = super().__call__(), self._func_ref()
        if owner is not None and function is not None:
            return self._meth_type(function, owner)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self._alive and other._alive:
            return super().__eq__(other) and self._func_ref == other._func_ref
        return self is other

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that remembers the key under which it is stored."""

    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        weak = super().__new__(cls, ob, callback)
        weak.key = key
        return weak

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _WeakDictionary(MutableMapping):
    """What the two weak dictionaries have in common."""

    __slots__ = ()

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def keys(self):
        for key, _ in self.items():
            yield key

    def values(self):
        for _, value in self.items():
            yield value

    __iter__ = keys

    def copy(self):
        """A new dictionary of the entries that are alive."""
        # A subclass is not asked for, as its constructor may be of another form.
        new = WeakValueDictionary() if isinstance(self, WeakValueDictionary) else WeakKeyDictionary()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        result = type(self)()
        result.update(other)
        result.update(self)
        return result


class WeakValueDictionary(_WeakDictionary):
    """A mapping that drops an entry when its value is not referred to from elsewhere."""

    def __init__(self, other=(), /, **kw):
        self.data = {}

        # The references hold this callback, which must not hold them. The key may hold another, living value by now.
        def remove(dead, owner=ref(self)):
            self = owner()
            if self is not None:
                _remove_dead_weakref(self.data, dead.key)

        self._remove = remove
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        return self.get(key) is not None

    def __len__(self):
        return sum(1 for _ in self.items())

    def __deepcopy__(self, memo):
        from copy import deepcopy

        new = type(self)()
        for key, value in self.items():
            new[deepcopy(key, memo)] = value
        return new

    def items(self):
        for key, weak in self.data.copy().items():
            value = weak()
            if value is not None:
                yield key, value

    def itervaluerefs(self):
        """The weak references to the values, which may die at any time."""
        yield from self.data.copy().values()

    def valuerefs(self):
        """A list of the weak references to the values."""
        return list(self.itervaluerefs())

    def get(self, key, default=None):
        weak = self.data.get(key)
        value = weak() if weak is not None else None
        return value if value is not None else default

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *args):
        weak = self.data.pop(key, None)
        value = weak() if weak is not None else None
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def popitem(self):
        value = None
        while value is None:
            key, weak = self.data.popitem()
            value = weak()
        return key, value

    def update(self, other=None, /, **kwargs):
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for key, value in other.items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value


class WeakKeyDictionary(_WeakDictionary):
    """A mapping that drops an entry when its key is not referred to from elsewhere."""

    def __init__(self, dict=None):
        self.data = {}

        def remove(dead, owner=ref(self)):
            self = owner()
            if self is not None:
                self.data.pop(dead, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            # What cannot be referred to weakly is no key.
            return False

    def __len__(self):
        return len(self.data)

    def __deepcopy__(self, memo):
        from copy import deepcopy

        new = type(self)()
        for key, value in self.items():
            new[key] = deepcopy(value, memo)
        return new

    def items(self):
        for weak, value in self.data.copy().items():
            key = weak()
            if key is not None:
                yield key, value

    def keyrefs(self):
        """A list of the weak references to the keys."""
        return list(self.data)

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        key = None
        while key is None:
            weak, value = self.data.popitem()
            key = weak()
        return key, value

    def update(self, dict=None, /, **kwargs):
        for pairs in (dict, kwargs):
            if pairs is not None:
                if not hasattr(pairs, "items"):
                    pairs = {}.__class__(pairs)
                for key, value in pairs.items():
                    self[key] = value


class finalize:
    """Calls a function when an object dies, or else at exit.

    The call happens once; calling the finalizer makes it happen now. Until then the finalizer is alive.
    """

    # The state is in the registry, so that a finalizer works without anybody keeping it.
    __slots__ = ()
    _registry = {}
    _made = 0

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    def __init__(self, obj, func, /, *args, **kwargs):
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func, info.args, info.kwargs = func, args, kwargs
        info.atexit = True
        info.index = finalize._made
        if finalize._made == 0:
            import atexit

            atexit.register(finalize._exitfunc)
        finalize._made += 1
        self._registry[self] = info

    def __call__(self, _=None):
        """If alive, mark as dead and return func(*args, **kwargs); otherwise return None."""
        info = self._registry.pop(self, None)
        if info is not None:
            return info.func(*info.args, **info.kwargs)

    def peek(self):
        """If alive, return (obj, func, args, kwargs); otherwise return None."""
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs

    def detach(self):
        """If alive, mark as dead and return (obj, func, args, kwargs); otherwise return None."""
        described = self.peek()
        if described is not None and self._registry.pop(self, None):
            return described

    @property
    def alive(self):
        """Whether the finalizer is alive."""
        return self in self._registry

    @property
    def atexit(self):
        """Whether the function is to be called at exit."""
        info = self._registry.get(self)
        return info is not None and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info is not None:
            info.atexit = bool(value)

    def __repr__(self):
        state, described = "dead", self.peek()
        if described is not None:
            obj = described[0]
            state = f"for {type(obj).__name__!r} at {id(obj):#x}"
        return f"<{type(self).__name__} object at {id(self):#x}; {state}>"

    @classmethod
    def _exitfunc(cls):
        # The newest first; those that are made meanwhile are called too.
        while pending := [(info.index, f) for f, info in cls._registry.items() if info.atexit]:
            try:
                max(pending)[1]()
            except Exception as error:
                import sys

                sys.excepthook(type(error), error, error.__traceback__)

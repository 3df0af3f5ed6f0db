"""Type hints: the special forms, generic aliases, and classes that only type checkers care for.

Type variables, Generic and the aliases of user-defined generic classes are native (`_typing`); here are the aliases with
names of their own: List[int], Callable[[int], str], Literal[1], Annotated[int, "metres"] and so on.
"""

import collections
import collections.abc
import functools
import operator
import sys
import types
from abc import ABCMeta, abstractmethod
from types import GenericAlias

from _typing import (
    Generic, NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple, Union, _idfunc,
)

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal", "Optional",
    "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet", "ByteString",
    "Container", "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping",
    "MappingView", "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable",
    "AsyncIterator", "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator", "AsyncContextManager", "Reversible",
    "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt",
    "SupportsRound", "ChainMap", "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set", "FrozenSet",
    "NamedTuple", "TypedDict", "Generator", "BinaryIO", "IO", "Match", "Pattern", "TextIO", "AnyStr", "assert_type",
    "assert_never", "cast", "clear_overloads", "dataclass_transform", "evaluate_forward_ref", "final", "get_args",
    "get_origin", "get_overloads", "get_protocol_members", "get_type_hints", "is_protocol", "is_typeddict",
    "LiteralString", "Never", "NewType", "no_type_check", "no_type_check_decorator", "NoDefault", "NoReturn",
    "NotRequired", "overload", "override", "ParamSpecArgs", "ParamSpecKwargs", "ReadOnly", "Required", "reveal_type",
    "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "TypeIs", "TypeAliasType",
    "Unpack",
]

TYPE_CHECKING = False
Text = str


def __getattr__(name):
    """What is rarely used and costs an import."""
    if name == "ForwardRef":
        from annotationlib import ForwardRef as value
    elif name == "Pattern" or name == "Match":
        import re
        value = _SpecialGenericAlias(getattr(re, name), 1, name)
    elif name == "ContextManager" or name == "AsyncContextManager":
        import contextlib
        value = _SpecialGenericAlias(getattr(contextlib, "Abstract" + name), 2, name, defaults=(bool | None,))
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def _forward_ref(text, **details):
    from annotationlib import ForwardRef
    return ForwardRef(text, **details)


def _is_forward_ref(obj):
    annotationlib = sys.modules.get("annotationlib")
    return annotationlib is not None and isinstance(obj, annotationlib.ForwardRef)


def _type_convert(arg, module=None, *, allow_special_forms=False, owner=None):
    """None stands for its type, text for a forward reference."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return _forward_ref(arg, module=module, is_class=allow_special_forms, owner=owner)
    return arg


def _type_check(arg, message, is_argument=True, module=None, *, allow_special_forms=False, owner=None):
    """A type argument, converted; TypeError for what cannot be one."""
    arg = _type_convert(arg, module, allow_special_forms=allow_special_forms, owner=owner)
    if isinstance(arg, _GenericAlias) and not allow_special_forms and arg.__origin__ in (ClassVar, Final):
        raise TypeError(f"{arg} is not valid as type argument")
    if arg is Generic or arg is Protocol or arg is ClassVar and not allow_special_forms or (
        arg is Final and not allow_special_forms
    ):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _type_repr(obj):
    """The text of an argument of an alias."""
    if isinstance(obj, tuple):
        return "[" + ", ".join(map(_type_repr, obj)) + "]"
    if isinstance(obj, (type, types.FunctionType, types.BuiltinFunctionType)) and not isinstance(obj, GenericAlias):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    return repr(obj)


def _parameters(args):
    """The type variables in a list of arguments, each once."""
    return GenericAlias(tuple, tuple(args)).__parameters__


def _deduplicate(params):
    result = []
    for p in params:
        if p not in result:
            result.append(p)
    return result


def _flatten_literals(params):
    for p in params:
        if isinstance(p, _LiteralGenericAlias):
            yield from p.__args__
        else:
            yield p


class _Final:
    """A base for classes that cannot be inherited from."""

    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, _root=False, **kwds):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")


class _SpecialForm(_Final, _root=True):
    # ClassVar, Optional, Literal and others: the function says what a subscript gives.

    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in {"__name__", "__qualname__"}:
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        if self is Any:
            return "typing.Any"
        return super().__repr__()


class Any(metaclass=_AnyMeta):
    """A type that is compatible with every type. Classes may inherit from it."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _bare_form(name, doc):
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")

    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


NoReturn = _bare_form("NoReturn", "The result of functions that never return.")
Never = _bare_form("Never", "The type that has no values.")
Self = _bare_form("Self", "In a method: the class of the instance that it is called on.")
LiteralString = _bare_form("LiteralString", "Text that is written in the program, not made from input.")
TypeAlias = _bare_form("TypeAlias", "Marks an assignment as the definition of a type alias. Better: the type statement.")


def _one_type_form(name, doc, message, special=False):
    def getitem(self, parameters):
        item = _type_check(parameters, message.format(self), allow_special_forms=special)
        return _GenericAlias(self, (item,))

    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


_SINGLE = "{} accepts only single type."
ClassVar = _one_type_form("ClassVar", "Marks an attribute as one of the class, not of its instances.", _SINGLE, True)
Final = _one_type_form("Final", "Marks a name that is not to be assigned again.", _SINGLE, True)
TypeGuard = _one_type_form("TypeGuard", "The result of a function that tells whether its argument is of a type.",
                           "{} accepts only single type.")
TypeIs = _one_type_form("TypeIs", "The result of a function that tells whether its argument is of a type, both ways.",
                        "{} accepts only single type.")
Required = _one_type_form("Required", "Marks a key of a TypedDict that has to be there.",
                          "{} accepts only a single type.", True)
NotRequired = _one_type_form("NotRequired", "Marks a key of a TypedDict that may be missing.",
                             "{} accepts only a single type.", True)
ReadOnly = _one_type_form("ReadOnly", "Marks an item of a TypedDict that is not to be changed.",
                          "{} accepts only a single type.", True)


@_SpecialForm
def Optional(self, parameters):
    """Optional[X] is X | None."""
    return Union[_type_check(parameters, f"{self} requires a single type."), type(None)]


def _value_and_type(values):
    return [(value, type(value)) for value in values]


@_SpecialForm
def Literal(self, parameters):
    """Literal["r", "w"]: one of these values."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    parameters = tuple(_flatten_literals(parameters))
    try:
        seen, unique = set(), []
        for pair in _value_and_type(parameters):
            if pair not in seen:
                seen.add(pair)
                unique.append(pair[0])
        parameters = tuple(unique)
    except TypeError:
        # Values without hash; that is for a type checker to complain about.
        pass
    return _LiteralGenericAlias(self, parameters)


@_SpecialForm
def Concatenate(self, parameters):
    """Concatenate[int, P]: the parameters of P after others."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    return _ConcatenateGenericAlias(self, (*(_type_check(p, message) for p in parameters[:-1]), parameters[-1]))


@_SpecialForm
def Unpack(self, parameters):
    """Unpack[Ts] is *Ts."""
    return _UnpackGenericAlias(self, (_type_check(parameters, f"{self} accepts only single type."),))


_native_alias = type(Generic[TypeVar("T")])


class _AliasMeta(type):
    def __new__(mcls, name, bases, namespace, _root=False):
        return super().__new__(mcls, name, bases, namespace, _root=_root)

    def __init__(cls, name, bases, namespace, _root=False):
        pass

    def __instancecheck__(cls, obj):
        # The aliases of generic classes are native.
        return super().__instancecheck__(obj) or cls is _GenericAlias and type(obj) is _native_alias


class _GenericAlias(_Final, metaclass=_AliasMeta, _root=True):
    """An origin with arguments, such as List[int] or ClassVar[str].

    Attributes are those of the origin, except for names with two underscores.
    """

    def __init__(self, origin, args, *, name=None, inst=True):
        if not isinstance(args, tuple):
            args = (args,)
        module = "typing" if name else getattr(origin, "__module__", None)
        self.__dict__.update(__origin__=origin, __args__=args, _name=name, _inst=inst, __module__=module)

    @property
    def __parameters__(self):
        found = self.__dict__.get("_parameters")
        if found is None:
            found = self.__dict__["_parameters"] = _parameters(self.__args__)
        return found

    def __getattr__(self, attr):
        if attr == "__origin__" or attr == "__args__":
            raise AttributeError(attr)
        if not (attr.startswith("__") and attr.endswith("__")):
            return getattr(self.__origin__, attr)
        if attr in {"__name__", "__qualname__"}:
            return self._name or getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if attr.startswith("__") and attr.endswith("__") or attr in {"_name", "_inst"}:
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass
        return result

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        result = [self.__origin__] if self.__origin__ not in bases else []
        i = bases.index(self)
        later = bases[i + 1:]
        if self._name and Generic not in bases and not any(
            isinstance(b, _GenericAlias) or isinstance(b, type) and issubclass(b, Generic) for b in later
        ):
            result.append(Generic)
        return tuple(result)

    def __getitem__(self, args):
        if not isinstance(args, tuple):
            args = (args,)
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        return self.copy_with(self._substituted(args))

    def _substituted(self, args):
        params = self.__parameters__
        variadic = any(isinstance(p, TypeVarTuple) for p in params)
        if len(params) == 1 and isinstance(params[0], ParamSpec) and not (
            len(args) == 1 and (isinstance(args[0], (list, tuple, ParamSpec)) or args[0] is ... or
                                isinstance(args[0], _ConcatenateGenericAlias))
        ):
            args = (args,)
        needed = sum(1 for p in params if not p.has_default())
        if not variadic and not needed <= len(args) <= len(params):
            few = "few" if len(args) < needed else "many"
            expected = f"at least {needed}" if few == "few" else len(params)
            raise TypeError(f"Too {few} arguments for {self}; actual {len(args)}, expected {expected}")
        return GenericAlias(tuple, self.__args__)[tuple(_type_convert(a) for a in args)].__args__

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        origin = "typing." + self._name if self._name else _type_repr(self.__origin__)
        args = ", ".join(map(_type_repr, self.__args__)) if self.__args__ else "()"
        return f"{origin}[{args}]"

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        return operator.getitem, (origin, args[0] if len(args) == 1 and not isinstance(args[0], tuple) else args)

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __iter__(self):
        yield Unpack[self]

    def __instancecheck__(self, obj):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list(set(super().__dir__()) | {a for a in dir(self.__origin__) if not a.startswith("__")})


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(_value_and_type(self.__args__)) == set(_value_and_type(other.__args__))

    def __hash__(self):
        return hash(frozenset(_value_and_type(self.__args__)))

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, args):
        if isinstance(args[-1], (list, tuple)):
            return (*args[:-1], *args[-1])
        if isinstance(args[-1], _ConcatenateGenericAlias):
            args = (*args[:-1], *args[-1].__args__)
        return super().copy_with(args)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return f"typing.Unpack[{_type_repr(self.__args__[0])}]"

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    """Annotated[int, "metres"]: the type, with things in __metadata__ that others may look at."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), name="Annotated")
        self.__dict__["__metadata__"] = metadata

    def copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in {"__name__", "__qualname__"}:
            return "Annotated"
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


@_SpecialForm
def Annotated(self, params):
    """Annotated[T, x, ...]: the type T, with metadata for others than type checkers."""
    if not isinstance(params, tuple) or len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    if isinstance(params[0], _UnpackGenericAlias) and params[0].__typing_is_unpacked_typevartuple__:
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    origin = _type_check(params[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
    return _AnnotatedAlias(origin, params[1:])


# The old names of builtin and collection classes: List, Dict, Iterable ...


class _SpecialGenericAlias(_Final, _root=True):
    """typing.List and the like: subscripted an alias, without subscript as good as the class."""

    def __init__(self, origin, count, name, *, inst=None, defaults=()):
        self.__dict__.update(
            __origin__=origin, _count=count, _name=name, _inst=origin.__module__ != "builtins" if inst is None else inst,
            _defaults=defaults, __doc__=f"A generic version of {origin.__module__}.{origin.__qualname__}.",
            __module__="typing",
        )

    def __getattr__(self, attr):
        if attr == "__origin__":
            raise AttributeError(attr)
        if not (attr.startswith("__") and attr.endswith("__")):
            return getattr(self.__origin__, attr)
        if attr in {"__name__", "__qualname__"}:
            return self._name
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if attr.startswith("__") and attr.endswith("__"):
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __getitem__(self, params):
        if self._count == 0:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_type_check(p, "Parameters to generic types must be types.") for p in params)
        if self._defaults and len(params) < self._count <= len(params) + len(self._defaults):
            params += self._defaults[len(params) - self._count:]
        if len(params) != self._count:
            few = "many" if len(params) > self._count else "few"
            expected = self._count
            if self._defaults and few == "few":
                expected = f"at least {self._count - len(self._defaults)}"
            raise TypeError(f"Too {few} arguments for {self}; actual {len(params)}, expected {expected}")
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        result = [self.__origin__] if self.__origin__ not in bases else []
        later = bases[bases.index(self) + 1:]
        if Generic not in bases and not any(
            isinstance(b, _GenericAlias) or isinstance(b, type) and issubclass(b, Generic) for b in later
        ):
            result.append(Generic)
        return tuple(result)

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        if isinstance(cls, (_SpecialGenericAlias, _GenericAlias)):
            return issubclass(cls.__origin__, self.__origin__)
        return issubclass(cls, self.__origin__)

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _CallableGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_parameter_expression(args[0]):
            return super().__repr__()
        return f"typing.Callable[[{', '.join(map(_type_repr, args[:-1]))}], {_type_repr(args[-1])}]"

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_parameter_expression(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)

    def copy_with(self, args):
        # A ParamSpec is replaced by a list of types, which are arguments of the alias like others.
        flat = []
        for arg in args:
            flat.extend(arg if isinstance(arg, (list, tuple)) else [arg])
        return _CallableGenericAlias(self.__origin__, tuple(flat), name=self._name, inst=self._inst)


def _is_parameter_expression(obj):
    return obj is ... or isinstance(obj, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


class _CallableType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return _CallableGenericAlias(self.__origin__, (..., result), name=self._name, inst=self._inst)
        if isinstance(args, list):
            args = tuple(_type_convert(a) for a in args)
        elif not isinstance(args, tuple):
            args = (args,)
        return _CallableGenericAlias(self.__origin__, (*args, result), name=self._name, inst=self._inst)


class _TupleType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            message = "Tuple[t, ...]: t must be a type."
            params = (*(_type_check(p, message) for p in params[:-1]), ...)
        else:
            params = tuple(_type_check(p, "Tuple[t0, t1, ...]: each t must be a type.") for p in params)
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)


_abc = collections.abc
Hashable = _SpecialGenericAlias(_abc.Hashable, 0, "Hashable")
Awaitable = _SpecialGenericAlias(_abc.Awaitable, 1, "Awaitable")
Coroutine = _SpecialGenericAlias(_abc.Coroutine, 3, "Coroutine")
AsyncIterable = _SpecialGenericAlias(_abc.AsyncIterable, 1, "AsyncIterable")
AsyncIterator = _SpecialGenericAlias(_abc.AsyncIterator, 1, "AsyncIterator")
Iterable = _SpecialGenericAlias(_abc.Iterable, 1, "Iterable")
Iterator = _SpecialGenericAlias(_abc.Iterator, 1, "Iterator")
Reversible = _SpecialGenericAlias(_abc.Reversible, 1, "Reversible")
Sized = _SpecialGenericAlias(_abc.Sized, 0, "Sized")
Container = _SpecialGenericAlias(_abc.Container, 1, "Container")
Collection = _SpecialGenericAlias(_abc.Collection, 1, "Collection")
Callable = _CallableType(_abc.Callable, 2, "Callable")
AbstractSet = _SpecialGenericAlias(_abc.Set, 1, "AbstractSet")
MutableSet = _SpecialGenericAlias(_abc.MutableSet, 1, "MutableSet")
Mapping = _SpecialGenericAlias(_abc.Mapping, 2, "Mapping")
MutableMapping = _SpecialGenericAlias(_abc.MutableMapping, 2, "MutableMapping")
Sequence = _SpecialGenericAlias(_abc.Sequence, 1, "Sequence")
MutableSequence = _SpecialGenericAlias(_abc.MutableSequence, 1, "MutableSequence")
ByteString = _SpecialGenericAlias(_abc.ByteString, 0, "ByteString")
Tuple = _TupleType(tuple, -1, "Tuple", inst=False)
List = _SpecialGenericAlias(list, 1, "List", inst=False)
Deque = _SpecialGenericAlias(collections.deque, 1, "Deque")
Set = _SpecialGenericAlias(set, 1, "Set", inst=False)
FrozenSet = _SpecialGenericAlias(frozenset, 1, "FrozenSet", inst=False)
MappingView = _SpecialGenericAlias(_abc.MappingView, 1, "MappingView")
KeysView = _SpecialGenericAlias(_abc.KeysView, 1, "KeysView")
ItemsView = _SpecialGenericAlias(_abc.ItemsView, 2, "ItemsView")
ValuesView = _SpecialGenericAlias(_abc.ValuesView, 1, "ValuesView")
Dict = _SpecialGenericAlias(dict, 2, "Dict", inst=False)
DefaultDict = _SpecialGenericAlias(collections.defaultdict, 2, "DefaultDict")
OrderedDict = _SpecialGenericAlias(collections.OrderedDict, 2, "OrderedDict")
Counter = _SpecialGenericAlias(collections.Counter, 1, "Counter")
ChainMap = _SpecialGenericAlias(collections.ChainMap, 2, "ChainMap")
Generator = _SpecialGenericAlias(_abc.Generator, 3, "Generator", defaults=(type(None), type(None)))
AsyncGenerator = _SpecialGenericAlias(_abc.AsyncGenerator, 2, "AsyncGenerator", defaults=(type(None),))
Type = _SpecialGenericAlias(type, 1, "Type", inst=False)

AnyStr = TypeVar("AnyStr", bytes, str)
T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
CT_co = TypeVar("CT_co", covariant=True, bound=type)


# Protocols


_PROTOCOL_PRIVATE = frozenset({
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__",
    "__firstlineno__", "__annotate__", "__annotate_func__", "__annotations_cache__", "__parameters__",
    "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol", "__protocol_attrs__",
    "__non_callable_proto_members__", "__type_params__", "_abc_impl", "_MutableMapping__marker", "__classdictcell__",
    "__classdict__",
})


def _protocol_members(cls):
    """The names that a class must have to fit a protocol."""
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in {"Protocol", "Generic"}:
            continue
        try:
            annotations = base.__annotations__
        except Exception:
            from annotationlib import Format, get_annotations
            annotations = get_annotations(base, format=Format.FORWARDREF)
        for name in (*base.__dict__, *annotations):
            if not name.startswith("_abc_") and name not in _PROTOCOL_PRIVATE:
                members.add(name)
    return members


def _no_init(self, *args, **kwargs):
    """__init__ of protocols, which have no instances: replaced by that of a base in subclasses that are none."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _no_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init)
        if init is not _no_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def _static_attribute(obj, name):
    """Whether an object has an attribute, and its value, without running any code of it."""
    kind = type(obj)
    namespaces = [base.__dict__ for base in kind.__mro__]
    try:
        namespaces.insert(0, object.__getattribute__(obj, "__dict__"))
    except AttributeError:
        pass
    if isinstance(obj, type):
        namespaces = [base.__dict__ for base in obj.__mro__] + namespaces
    for namespace in namespaces:
        if name in namespace:
            value = namespace[name]
            if isinstance(value, types.MemberDescriptorType) and not isinstance(obj, type):
                try:
                    return True, value.__get__(obj, kind)
                except AttributeError:
                    return False, None
            return True, value
    return False, None


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == "Protocol" and bases == (Generic,):
            pass
        elif "Protocol" in globals() and Protocol in bases:
            for base in bases:
                if not (
                    base in {object, Generic}
                    or base.__name__ in _ALLOWED_BASES.get(base.__module__, ())
                    or issubclass(base, Generic) and getattr(base, "_is_protocol", False)
                ):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _protocol_members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _called_by_library():
            if not isinstance(other, type):
                raise TypeError("issubclass() arg 1 must be a class")
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            data = _non_methods(cls)
            if data and cls.__dict__.get("__subclasshook__") is _protocol_hook:
                names = ", ".join(map(repr, sorted(data)))
                raise TypeError(
                    f"Protocols with non-method members don't support issubclass(). Non-method members: {names}."
                )
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False) and not _called_by_library():
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if _abc_instancecheck(cls, instance):
            return True
        data = _non_methods(cls)
        for name in cls.__protocol_attrs__:
            found, value = _static_attribute(instance, name)
            if not found or value is None and name not in data:
                return False
        return True


from _abc import _abc_instancecheck


_ALLOWED_BASES = {
    "collections.abc": [
        "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator", "Hashable", "Sized", "Container",
        "Collection", "Reversible", "Buffer", "Callable",
    ],
    "contextlib": ["AbstractContextManager", "AbstractAsyncContextManager"],
    "io": ["Reader", "Writer"],
    "os": ["PathLike"],
}


def _called_by_library():
    """Whether a check comes from abc or functools, which ask all classes, or from here."""
    return sys._getframemodulename(2) in ("abc", "functools", __name__)


def _non_methods(cls):
    """The members of a protocol that are no methods."""
    found = cls.__dict__.get("__non_callable_proto_members__")
    if found is None:
        found = {name for name in cls.__protocol_attrs__ if not callable(getattr(cls, name, None))}
        cls.__non_callable_proto_members__ = found
    return found


@classmethod
def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            annotations = getattr(base, "__annotations__", {})
            if (
                isinstance(annotations, collections.abc.Mapping) and name in annotations
                and issubclass(other, Generic) and getattr(other, "_is_protocol", False)
            ):
                break
        else:
            return NotImplemented
    return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that describe what an object must have: class Closeable(Protocol): def close(self): ...

    A class fits without inheriting. With @runtime_checkable, isinstance() works too and looks whether the names exist.
    """

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _protocol_hook
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init

    __init__ = _no_init


def runtime_checkable(cls):
    """Class decorator: lets a protocol be used with isinstance() and issubclass()."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def is_protocol(tp, /):
    """Whether this is a protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names that a protocol asks for, as a frozenset."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


def _supports(name, method, doc, result):
    def fill(namespace):
        def abstract(self):
            pass
        abstract.__name__ = method
        abstract.__qualname__ = f"{name}.{method}"
        abstract.__annotations__ = {"return": result}
        namespace.update(__doc__=doc, __slots__=(), __module__=__name__)
        namespace[method] = abstractmethod(abstract)

    bases = (Protocol[T_co],) if result is T_co else (Protocol,)
    return runtime_checkable(types.new_class(name, bases, {}, fill))


SupportsInt = _supports("SupportsInt", "__int__", "An object with __int__.", int)
SupportsFloat = _supports("SupportsFloat", "__float__", "An object with __float__.", float)
SupportsComplex = _supports("SupportsComplex", "__complex__", "An object with __complex__.", complex)
SupportsBytes = _supports("SupportsBytes", "__bytes__", "An object with __bytes__.", bytes)
SupportsIndex = _supports("SupportsIndex", "__index__", "An object with __index__.", int)
SupportsAbs = _supports("SupportsAbs", "__abs__", "An object with __abs__.", T_co)
SupportsRound = _supports("SupportsRound", "__round__", "An object with __round__.", T_co)


# Named tuples and typed dicts


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        if "__annotations__" in ns:
            types_ = ns["__annotations__"]
            field_names = list(types_)
            annotate = _fixed_annotate(types_)
        else:
            annotate = ns.get("__annotate__") or ns.get("__annotate_func__")
            field_names = list(_annotations_of(annotate)) if annotate else []
        defaults = []
        for name in field_names:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default field{'s' if len(defaults) > 1 else ''} "
                    f"{', '.join(defaults)}"
                )
        made = collections.namedtuple(
            typename, field_names, defaults=[ns[name] for name in defaults], module=ns["__module__"]
        )
        made.__annotate__ = annotate
        made.__bases__ = bases
        if Generic in bases:
            # tuple's own would come first.
            made.__class_getitem__ = Generic.__dict__["__class_getitem__"]
        for key, value in ns.items():
            if key in _NAMEDTUPLE_PROHIBITED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _NAMEDTUPLE_SPECIAL:
                if key not in made._fields:
                    setattr(made, key, value)
                # As in any class, attributes are told their name.
                set_name = getattr(type(value), "__set_name__", None)
                if set_name is not None:
                    set_name(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


_NAMEDTUPLE_PROHIBITED = frozenset({
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make",
    "_replace", "_asdict", "_source",
})
_NAMEDTUPLE_SPECIAL = frozenset({
    "__module__", "__name__", "__annotations__", "__annotate__", "__annotate_func__", "__annotations_cache__",
})


def _annotations_of(annotate):
    """What an annotate function gives, with forward references for names that are not defined."""
    try:
        return annotate(1)
    except Exception:
        from annotationlib import Format, call_annotate_function
        return call_annotate_function(annotate, Format.FORWARDREF)


def _fixed_annotate(annotations):
    def __annotate__(format, /):
        if format in (1, 3):
            return dict(annotations)
        if format == 4:
            from annotationlib import annotations_to_string
            return annotations_to_string(annotations)
        raise NotImplementedError(format)

    return __annotate__


def NamedTuple(typename, fields, /):
    """class Point(NamedTuple): x: int; y: int = 0 — or NamedTuple("Point", [("x", int), ("y", int)])."""
    annotations = {name: _type_check(t, f"field {name} annotation must be a type") for name, t in fields}
    made = collections.namedtuple(typename, list(annotations), module=sys._getframemodulename(1) or "__main__")
    made.__annotate__ = _fixed_annotate(annotations)
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True, closed=None, extra_items=NoDefault):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(b, Generic) for b in bases) else ()
        annotate = ns.pop("__annotate__", None) or ns.pop("__annotate_func__", None)
        if "__annotations__" in ns:
            own = dict(ns.pop("__annotations__"))
            own_annotate = None
        else:
            own_annotate = annotate
            own = dict(_annotations_of(annotate)) if annotate else {}
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(made, "__orig_bases__"):
            made.__orig_bases__ = bases
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {
            key: _type_check(value, message, owner=made, module=made.__module__, allow_special_forms=True)
            for key, value in own.items()
        }
        annotations, required, optional, read_only, mutable = {}, set(), set(), set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("_annotations", {}))
            for key in base.__dict__.get("__required_keys__", ()):
                required.add(key)
                optional.discard(key)
            for key in base.__dict__.get("__optional_keys__", ()):
                required.discard(key)
                optional.add(key)
            read_only.update(base.__dict__.get("__readonly_keys__", ()))
            mutable.update(base.__dict__.get("__mutable_keys__", ()))
        annotations.update(own)
        for key, value in own.items():
            qualifiers = set(_qualifiers(value))
            needed = Required in qualifiers or NotRequired not in qualifiers and total
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
            (read_only if ReadOnly in qualifiers else mutable).add(key)
            (mutable if ReadOnly in qualifiers else read_only).discard(key)
        made._annotations = annotations
        made.__annotate__ = _typed_dict_annotate(made, bases, own, own_annotate)
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__readonly_keys__, made.__mutable_keys__ = frozenset(read_only), frozenset(mutable)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def _typed_dict_annotate(made, bases, own, own_annotate):
    def __annotate__(format, /):
        if format not in (1, 3, 4):
            raise NotImplementedError(format)
        from annotationlib import annotations_to_string, call_annotate_function
        result = {}
        for base in bases:
            if base is not Generic and base.__annotate__ is not None:
                result.update(call_annotate_function(base.__annotate__, format, owner=base))
        if own_annotate is not None:
            current = call_annotate_function(own_annotate, format, owner=made)
            if format != 4:
                current = {
                    key: _type_check(value, "each t must be a type", owner=made, allow_special_forms=True)
                    for key, value in current.items()
                }
            result.update(current)
        else:
            result.update(annotations_to_string(own) if format == 4 else own)
        return result

    return __annotate__


def _qualifiers(annotation):
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = annotation.__origin__
        elif origin in (Required, NotRequired, ReadOnly):
            yield origin
            annotation, = annotation.__args__
        else:
            return


def TypedDict(typename, fields, /, *, total=True):
    """class Movie(TypedDict): name: str; year: int — a dict with these keys, to a type checker; a dict at run time."""
    ns = {"__annotations__": dict(fields)}
    module = sys._getframemodulename(1)
    if module is not None:
        ns["__module__"] = module
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Whether this is a TypedDict class."""
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDict


# Looking at types


def get_origin(tp):
    """The class or form that an alias is made from: get_origin(list[int]) is list. None for anything else."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_GenericAlias, _SpecialGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, Union):
        return Union
    return None


def get_args(tp):
    """The arguments of an alias: get_args(dict[str, int]) is (str, int)."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_parameter_expression(args[0])):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, Union):
        return tp.__args__
    return ()


def _strip_annotations(t):
    """A type without Annotated, Required, NotRequired and ReadOnly, inside too."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if isinstance(t, GenericAlias):
        args = tuple(map(_strip_annotations, t.__args__))
        return t if args == t.__args__ else type(t)(t.__origin__, args)
    if isinstance(t, _GenericAlias):
        if t.__origin__ in (Required, NotRequired, ReadOnly):
            return _strip_annotations(t.__args__[0])
        args = tuple(map(_strip_annotations, t.__args__))
        return t if args == t.__args__ else t.copy_with(args)
    if isinstance(t, Union):
        args = tuple(map(_strip_annotations, t.__args__))
        return t if args == t.__args__ else functools.reduce(operator.or_, args)
    return t


def _eval_type(t, globalns, localns, type_params=(), *, recursive_guard=frozenset(), format=None, owner=None,
               parent_fwdref=None):
    """Evaluate all forward references in a type."""
    if _is_forward_ref(t):
        return evaluate_forward_ref(
            t, globals=globalns, locals=localns, type_params=type_params, owner=owner,
            _recursive_guard=recursive_guard, format=format,
        )
    if isinstance(t, (_GenericAlias, GenericAlias, Union)):
        if isinstance(t, GenericAlias):
            args = tuple(
                _forward_ref(arg) if isinstance(arg, str) else
                [_forward_ref(a) if isinstance(a, str) else a for a in arg] if isinstance(arg, list) else arg
                for arg in t.__args__
            )
        elif isinstance(t, _LiteralGenericAlias):
            return t
        else:
            args = t.__args__
        evaluated = tuple(
            _eval_type(a, globalns, localns, type_params, recursive_guard=recursive_guard, format=format, owner=owner)
            if not isinstance(a, list) else
            [_eval_type(x, globalns, localns, type_params, recursive_guard=recursive_guard, format=format, owner=owner)
             for x in a]
            for a in args
        )
        if evaluated == t.__args__:
            return t
        if isinstance(t, GenericAlias):
            unpacked = getattr(t, "__unpacked__", False)
            made = GenericAlias(t.__origin__, evaluated) if type(t) is GenericAlias else t.__origin__[evaluated]
            return next(iter(made)) if unpacked else made
        if isinstance(t, Union):
            return functools.reduce(operator.or_, evaluated)
        return t.copy_with(evaluated)
    return t


def evaluate_forward_ref(
    forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=None,
    _recursive_guard=frozenset(),
):
    """Evaluate a forward reference, and those in what it gives, as a type hint."""
    from annotationlib import Format
    format = Format.VALUE if format is None else format
    if format == Format.STRING:
        return forward_ref.__forward_arg__
    text = forward_ref.__forward_arg__
    if text in _recursive_guard:
        return forward_ref
    value = forward_ref.evaluate(
        globals=globals, locals=locals, type_params=type_params, owner=owner, format=format
    )
    if _is_forward_ref(value) and format == Format.FORWARDREF:
        return value
    value = _type_check(
        value, "Forward references must evaluate to types.", allow_special_forms=True
    )
    return _eval_type(
        value, globals, locals, type_params, recursive_guard=_recursive_guard | {text}, format=format, owner=owner
    )


_evaluate_forward_ref = evaluate_forward_ref


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=None):
    """The annotations of a class with its bases, of a module or a function, with all forward references evaluated.

    Without include_extras, Annotated[T, ...] gives T.
    """
    if getattr(obj, "__no_type_check__", None):
        return {}
    format = 1 if format is None else format
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            annotations = _own_hints(base, format)
            if format == 4:
                hints.update(annotations)
                continue
            base_globals = getattr(sys.modules.get(base.__module__), "__dict__", {}) if globalns is None else globalns
            base_locals = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                # Names of the class come after those of the module, except for what only the class has.
                base_globals, base_locals = base_locals, base_globals
            params = base.__type_params__
            for name, value in annotations.items():
                if value is None:
                    value = type(None)
                if isinstance(value, str):
                    value = _forward_ref(value, is_argument=False, is_class=True)
                hints[name] = _eval_type(value, base_globals, base_locals, params, format=format, owner=obj)
        if include_extras or format == 4:
            return hints
        return {name: _strip_annotations(t) for name, t in hints.items()}
    if isinstance(obj, types.ModuleType):
        hints = dict(_own_hints(obj, format) or {})
        globalns = obj.__dict__ if globalns is None else globalns
    else:
        hints = _own_hints(obj, format)
        if hints is None and not (
            isinstance(obj, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType))
            or callable(obj)
        ):
            raise TypeError(f"{obj!r} does not have annotations")
        hints = dict(hints or {})
        if globalns is None:
            wrapped = obj
            while hasattr(wrapped, "__wrapped__"):
                wrapped = wrapped.__wrapped__
            globalns = getattr(wrapped, "__globals__", {})
    if localns is None:
        localns = globalns
    if format == 4:
        return hints
    params = getattr(obj, "__type_params__", ())
    for name, value in hints.items():
        if value is None:
            value = type(None)
        if isinstance(value, str):
            value = _forward_ref(value, is_argument=not isinstance(obj, types.ModuleType), is_class=False)
        hints[name] = _eval_type(value, globalns, localns, params, format=format, owner=obj)
    return hints if include_extras else {name: _strip_annotations(t) for name, t in hints.items()}


def _own_hints(obj, format):
    if format == 1 and not isinstance(obj, type):
        return getattr(obj, "__annotations__", None)
    if format == 1:
        try:
            return type.__dict__["__annotations__"].__get__(obj)
        except AttributeError:
            return {}
    from annotationlib import get_annotations
    return get_annotations(obj, format=format)


# Functions that do nothing, or next to nothing, at run time


def cast(typ, val):
    """Tell the type checker that a value is of a type. Returns the value."""
    return val


def assert_type(val, typ, /):
    """Ask the type checker whether it thinks so too. Returns the value."""
    return val


def assert_never(arg, /):
    """Tell the type checker that the program does not come here."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    """Ask the type checker for the type of an expression; at run time, print it to stderr. Returns the value."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def no_type_check(arg):
    """Decorator: annotations are no type hints, in methods and nested classes too."""
    if isinstance(arg, type):
        for key in dir(arg):
            obj = getattr(arg, key)
            if (
                not hasattr(obj, "__qualname__")
                or obj.__qualname__ != f"{arg.__qualname__}.{obj.__name__}"
                or getattr(obj, "__module__", None) != arg.__module__
            ):
                continue
            if isinstance(obj, types.FunctionType):
                obj.__no_type_check__ = True
            elif isinstance(obj, types.MethodType):
                obj.__func__.__no_type_check__ = True
            elif isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    """Decorator for decorators: what they decorate has no type hints."""
    @functools.wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped


_overload_registry = collections.defaultdict(functools.partial(collections.defaultdict, dict))


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module "
        "should always be followed by an implementation that is not @overload-ed."
    )


def overload(func):
    """Decorator for the variants of a function's signature; the implementation follows undecorated."""
    inner = getattr(func, "__func__", func)
    try:
        _overload_registry[inner.__module__][inner.__qualname__][inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The overloads that were defined for a function."""
    func = getattr(func, "__func__", func)
    module = _overload_registry.get(func.__module__)
    if module is None or func.__qualname__ not in module:
        return []
    return list(module[func.__qualname__].values())


def clear_overloads():
    """Forget all overloads."""
    _overload_registry.clear()


def _marking(name, doc):
    def decorate(arg, /):
        try:
            setattr(arg, f"__{name}__", True)
        except (AttributeError, TypeError):
            pass
        return arg

    decorate.__name__ = decorate.__qualname__ = name
    decorate.__doc__ = doc
    return decorate


final = _marking("final", "Decorator: this method is not to be overridden, this class not to be inherited from.")
override = _marking("override", "Decorator: this method overrides one of a base class.")


def dataclass_transform(
    *, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False, field_specifiers=(), **kwargs
):
    """Decorator: what this makes is like a dataclass."""
    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "frozen_default": frozen_default, "field_specifiers": field_specifiers, "kwargs": kwargs,
        }
        return cls_or_fn

    return decorate


class NewType:
    """UserId = NewType("UserId", int): a type of its own to the type checker; at run time a function that returns its
    argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        if "." in name:
            name = name.rpartition(".")[-1]
        self.__name__ = name
        self.__supertype__ = tp
        module = sys._getframemodulename(1)
        if module != "typing":
            self.__module__ = module

    def __call__(self, obj, /):
        return obj

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(
                    f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`"
                )

        return (Dummy,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class IO(Generic[AnyStr]):
    """An open file, of text or bytes: for annotations only."""

    __slots__ = ()

    @property
    @abstractmethod
    def mode(self) -> str:
        pass

    @property
    @abstractmethod
    def name(self) -> str:
        pass

    @abstractmethod
    def close(self) -> None:
        pass

    @property
    @abstractmethod
    def closed(self) -> bool:
        pass

    @abstractmethod
    def fileno(self) -> int:
        pass

    @abstractmethod
    def flush(self) -> None:
        pass

    @abstractmethod
    def isatty(self) -> bool:
        pass

    @abstractmethod
    def read(self, n: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readable(self) -> bool:
        pass

    @abstractmethod
    def readline(self, limit: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readlines(self, hint: int = -1) -> list[AnyStr]:
        pass

    @abstractmethod
    def seek(self, offset: int, whence: int = 0) -> int:
        pass

    @abstractmethod
    def seekable(self) -> bool:
        pass

    @abstractmethod
    def tell(self) -> int:
        pass

    @abstractmethod
    def truncate(self, size: int | None = None) -> int:
        pass

    @abstractmethod
    def writable(self) -> bool:
        pass

    @abstractmethod
    def write(self, s: AnyStr) -> int:
        pass

    @abstractmethod
    def writelines(self, lines: list[AnyStr]) -> None:
        pass

    @abstractmethod
    def __enter__(self) -> IO[AnyStr]:
        pass

    @abstractmethod
    def __exit__(self, type, value, traceback) -> None:
        pass


class BinaryIO(IO[bytes]):
    """An open file of bytes."""

    __slots__ = ()

    @abstractmethod
    def write(self, s: bytes | bytearray) -> int:
        pass

    @abstractmethod
    def __enter__(self) -> BinaryIO:
        pass


class TextIO(IO[str]):
    """An open file of text."""

    __slots__ = ()

    @property
    @abstractmethod
    def buffer(self) -> BinaryIO:
        pass

    @property
    @abstractmethod
    def encoding(self) -> str:
        pass

    @property
    @abstractmethod
    def errors(self) -> str | None:
        pass

    @property
    @abstractmethod
    def line_buffering(self) -> bool:
        pass

    @property
    @abstractmethod
    def newlines(self) -> Any:
        pass

    @abstractmethod
    def __enter__(self) -> TextIO:
        pass

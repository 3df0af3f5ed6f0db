"""Classes that mostly hold data: @dataclass writes __init__, __repr__, __eq__ and more from the annotated fields."""

import copy
import sys
import types
from abc import update_abstractmethods
from keyword import iskeyword
from reprlib import recursive_repr
from types import FunctionType, GenericAlias, MappingProxyType

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
    "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    pass


class _Named:
    """A constant that shows its name."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _FactoryMark:
    def __repr__(self):
        return "<factory>"


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_HAS_DEFAULT_FACTORY = _FactoryMark()
_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = _Named("_FIELD"), _Named("_FIELD_CLASSVAR"), _Named("_FIELD_INITVAR")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT = "__post_init__"
_EMPTY = MappingProxyType({})


class InitVar:
    """InitVar[int] as an annotation: a parameter of __init__ and __post_init__ that is no field."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field; made by field()."""

    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only", "doc",
        "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = _EMPTY if metadata is None else MappingProxyType(metadata)
        self.kw_only, self.doc, self._field_type = kw_only, doc, None

    @recursive_repr()
    def __repr__(self):
        shown = (
            "name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only",
            "doc", "_field_type",
        )
        return f"Field({','.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def __set_name__(self, owner, name):
        # A default may be a descriptor that wants to know its name.
        method = getattr(type(self.default), "__set_name__", None)
        if method:
            method(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    """The arguments of @dataclass, kept with the class."""

    __slots__ = (
        "init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot",
    )

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def field(
    *, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
    kw_only=MISSING, doc=None,
):
    """Says more of a field than its default: `tags: list = field(default_factory=list, repr=False)`.

    init, repr, compare and hash tell whether the field takes part in these methods (hash=None: as compare does).
    """
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


def _is_named(annotation, module, cls, name, holds):
    """Whether an annotation given as text means `name` of `module`, as far as a look at the text can tell."""
    head = annotation.strip().split("[")[0].strip()
    prefix, dot, last = head.rpartition(".")
    namespace = sys.modules.get(cls.__module__)
    if dot:
        # `dataclasses.InitVar`: the prefix must be the module.
        if namespace is None or namespace.__dict__.get(prefix) is not module:
            return False
        namespace = module
    return namespace is not None and holds(namespace.__dict__.get(last))


def _kind(cls, annotation):
    """Whether an annotation makes a field, a class variable or an init-only parameter."""
    typing = sys.modules.get("typing")
    if isinstance(annotation, str):
        if typing and _is_named(annotation, typing, cls, "ClassVar", lambda a: a is typing.ClassVar):
            return _FIELD_CLASSVAR
        here = sys.modules[__name__]
        if _is_named(annotation, here, cls, "InitVar", lambda a: a is InitVar):
            return _FIELD_INITVAR
        return _FIELD
    if typing and (annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar):
        return _FIELD_CLASSVAR
    if annotation is InitVar or type(annotation) is InitVar:
        return _FIELD_INITVAR
    return _FIELD


def _get_field(cls, name, annotation, default_kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        # The slot of a base or of an earlier class body is no default.
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING
        f = field(default=default)
    f.name, f.type = name, annotation
    f._field_type = _kind(cls, annotation)
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif f.kw_only is MISSING:
        f.kw_only = default_kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        # No hash tells of a mutable default, which all instances would share.
        raise ValueError(
            f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory"
        )
    return f


def _own_annotations(cls):
    try:
        return dict(type.__dict__["__annotations__"].__get__(cls))
    except Exception:
        # Names that are not defined yet.
        from annotationlib import Format, get_annotations
        return get_annotations(cls, format=Format.FORWARDREF)


def _function(cls, name, parameters, body, namespace, annotations=None):
    """A method from source text; `namespace` holds the objects that the text refers to."""
    names = ", ".join(namespace)
    lines = "\n".join(f"  {line}" for line in body)
    text = f"def __create_fn__({names}):\n def {name}({', '.join(parameters)}):\n{lines}\n return {name}"
    module = sys.modules.get(cls.__module__)
    scope = {}
    exec(text, module.__dict__ if module else {}, scope)
    function = scope["__create_fn__"](**namespace)
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    if annotations is not None:
        function.__annotate__ = _annotate_function(cls, annotations)
    return function


def _annotate_function(cls, annotations):
    def __annotate__(format, /):
        if format in (1, 3):
            if format == 3 or not any(type(value).__name__ == "ForwardRef" for value in annotations.values()):
                return dict(annotations)
            # Names that were not defined when the class was made may be so now.
            current = dict(annotations)
            for base in reversed(cls.__mro__):
                for name, value in type.__dict__["__annotations__"].__get__(base).items():
                    if name in current:
                        current[name] = value.type if isinstance(value, InitVar) else value
            return current
        if format == 4:
            from annotationlib import annotations_to_string
            return annotations_to_string(annotations)
        raise NotImplementedError(format)

    __annotate__.__qualname__ = f"{cls.__qualname__}.__init__.__annotate__"
    return __annotate__


def _init_function(cls, all_fields, frozen, has_post_init, self_name):
    plain = [f for f in all_fields if f.init and not f.kw_only]
    keyword = [f for f in all_fields if f.init and f.kw_only]
    last_default = None
    for f in plain:
        if f.default is not MISSING or f.default_factory is not MISSING:
            last_default = f
        elif last_default is not None:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {last_default.name!r}")
    namespace = {"__dataclass_object__": object, "__dataclass_factory__": _HAS_DEFAULT_FACTORY}
    annotations = {}

    def parameter(f):
        annotations[f.name] = f.type.type if isinstance(f.type, InitVar) else f.type
        if f.default is not MISSING:
            namespace[f"__dataclass_default_{f.name}__"] = f.default
            return f"{f.name}=__dataclass_default_{f.name}__"
        if f.default_factory is not MISSING:
            return f"{f.name}=__dataclass_factory__"
        return f.name

    parameters = [self_name, *map(parameter, plain)]
    if keyword:
        parameters += ["*", *map(parameter, keyword)]
    annotations["return"] = None
    body = []
    for f in all_fields:
        if f._field_type is _FIELD_INITVAR:
            continue
        value = f.name
        if f.default_factory is not MISSING:
            factory = f"__dataclass_make_{f.name}__"
            namespace[factory] = f.default_factory
            if f.init:
                value = f"{factory}() if {f.name} is __dataclass_factory__ else {f.name}"
            else:
                value = f"{factory}()"
        elif not f.init:
            if f.default is MISSING or not _has_slots(cls):
                # The class attribute serves as the value.
                continue
            namespace[f"__dataclass_default_{f.name}__"] = f.default
            value = f"__dataclass_default_{f.name}__"
        if frozen:
            body.append(f"__dataclass_object__.__setattr__({self_name}, {f.name!r}, {value})")
        else:
            body.append(f"{self_name}.{f.name} = {value}")
    if has_post_init:
        arguments = ", ".join(f.name for f in all_fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.{_POST_INIT}({arguments})")
    return _function(cls, "__init__", parameters, body or ["pass"], namespace, annotations)


def _has_slots(cls):
    return cls.__dict__.get("__dataclass_slots__", False)


def _frozen_methods(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _comparison(cls, name, symbol, names):
    mine = "(" + "".join(f"self.{n}," for n in names) + ")"
    others = "(" + "".join(f"other.{n}," for n in names) + ")"
    return _function(cls, name, ["self", "other"], [
        "if other.__class__ is self.__class__:",
        f" return {mine}{symbol}{others}",
        "return NotImplemented",
    ], {})


def _set_new(cls, name, function):
    """Add a method unless the class has it. Returns whether it had."""
    if name in cls.__dict__:
        return True
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    setattr(cls, name, function)
    return False


def _text_of_default(f):
    if f.default is not MISSING:
        return f" = {f.default!r}"
    if f.default_factory is not MISSING:
        return " = <factory>"
    return ""


def _doc_text(cls, all_fields):
    """The signature, as the docstring of a class that has none."""
    def show(annotation):
        if isinstance(annotation, InitVar):
            annotation = annotation.type
        if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
            if annotation.__module__ == "builtins":
                return annotation.__qualname__
            return f"{annotation.__module__}.{annotation.__qualname__}"
        return repr(annotation).replace("typing.", "")

    plain = [f"{f.name}: {show(f.type)}{_text_of_default(f)}" for f in all_fields if f.init and not f.kw_only]
    keyword = [f"{f.name}: {show(f.type)}{_text_of_default(f)}" for f in all_fields if f.init and f.kw_only]
    return f"{cls.__name__}({', '.join(plain + (['*'] + keyword if keyword else []))})"


def _process_class(
    cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot
):
    all_fields = {}
    any_frozen_base = has_dataclass_bases = False
    all_frozen = None
    for base in reversed(cls.__mro__[1:]):
        base_fields = base.__dict__.get(_FIELDS)
        if base_fields is not None:
            has_dataclass_bases = True
            all_fields.update(base_fields)
            base_frozen = getattr(base, _PARAMS).frozen
            any_frozen_base = any_frozen_base or base_frozen
            all_frozen = base_frozen if all_frozen is None else all_frozen and base_frozen
    own = []
    kw_only_seen = False
    for name, annotation in _own_annotations(cls).items():
        if annotation is KW_ONLY or isinstance(annotation, str) and _is_named(
            annotation, sys.modules[__name__], cls, "KW_ONLY", lambda a: a is KW_ONLY
        ):
            if kw_only_seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            kw_only_seen = kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for f in own:
        all_fields[f.name] = f
        # The class attribute is the default, or nothing.
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in all_fields:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, all_fields)
    setattr(cls, _PARAMS, _DataclassParams(
        init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot
    ))
    class_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (class_hash is MISSING or class_hash is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    real = [f for f in all_fields.values() if f._field_type is _FIELD]
    in_init = [f for f in all_fields.values() if f._field_type is not _FIELD_CLASSVAR]
    if slots:
        # _init_function must know it: defaults of fields that are no parameters are set then.
        cls.__dataclass_slots__ = True
    if init:
        self_name = "__dataclass_self__" if "self" in all_fields else "self"
        function = _init_function(cls, in_init, frozen, hasattr(cls, _POST_INIT), self_name)
        _set_new(cls, "__init__", function)
    if slots:
        del cls.__dataclass_slots__
    _set_new(cls, "__replace__", _replace)
    if repr:
        shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in real if f.repr)
        function = _function(
            cls, "__repr__", ["self"], [f"return f\"{{self.__class__.__qualname__}}({shown})\""], {}
        )
        _set_new(cls, "__repr__", recursive_repr()(function))
    if eq:
        terms = " and ".join(f"self.{f.name}==other.{f.name}" for f in real if f.compare) or "True"
        _set_new(cls, "__eq__", _function(cls, "__eq__", ["self", "other"], [
            "if self is other:",
            " return True",
            "if other.__class__ is self.__class__:",
            f" return {terms}",
            "return NotImplemented",
        ], {}))
    if order:
        names = [f.name for f in real if f.compare]
        for name, symbol in ("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="):
            if _set_new(cls, name, _comparison(cls, name, symbol, names)):
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__}. Consider using "
                    "functools.total_ordering"
                )
    if frozen:
        for function in _frozen_methods(cls, frozenset(f.name for f in real)):
            if _set_new(cls, function.__name__, function):
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}")
    if unsafe_hash and has_explicit_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if unsafe_hash or eq and frozen and not has_explicit_hash:
        names = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
        values = "(" + "".join(f"self.{name}," for name in names) + ")"
        cls.__hash__ = _function(cls, "__hash__", ["self"], [f"return hash({values})"], {})
    elif eq and not frozen and not has_explicit_hash:
        cls.__hash__ = None
    if match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in in_init if f.init and not f.kw_only)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, frozen, weakref_slot, real)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = _doc_text(cls, in_init)
    return update_abstractmethods(cls)


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        names = []
        if getattr(cls, "__weakrefoffset__", -1) != 0:
            names.append("__weakref__")
        if getattr(cls, "__dictoffset__", -1) != 0:
            names.append("__dict__")
        return names
    if isinstance(slots, str):
        return [slots]
    if not hasattr(slots, "__next__"):
        return slots
    raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")


def _with_slots(cls, frozen, weakref_slot, real):
    """The same class with __slots__: these cannot be added to a class that exists, so it is made again."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in real)
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    slots = [name for name in names if name not in inherited]
    if weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    docs = {f.name: f.doc for f in real}
    if any(docs.get(name) is not None for name in slots):
        namespace["__slots__"] = {name: docs.get(name) for name in slots}
    else:
        namespace["__slots__"] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        made.__qualname__ = qualname
    if frozen:
        # Without a __dict__ the default way to pickle would set attributes.
        if "__getstate__" not in namespace:
            made.__getstate__ = _dataclass_getstate
        if "__setstate__" not in namespace:
            made.__setstate__ = _dataclass_setstate
    # super() and __class__ in methods mean the class that is there now.
    for value in made.__dict__.values():
        for function in _functions_of(value):
            for name, cell in zip(function.__code__.co_freevars, function.__closure__ or ()):
                if name in ("__class__", "cls"):
                    try:
                        if cell.cell_contents is cls:
                            cell.cell_contents = made
                    except ValueError:
                        pass
    return made


def _functions_of(value):
    if isinstance(value, property):
        candidates = (value.fget, value.fset, value.fdel)
    else:
        candidates = (getattr(value, "__func__", value),)
    for function in candidates:
        while hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        if isinstance(function, FunctionType):
            yield function


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def dataclass(
    cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
    kw_only=False, slots=False, weakref_slot=False,
):
    """Class decorator that adds methods made from the annotated fields: __init__, __repr__ and __eq__, with order the
    comparisons, with frozen a guard against assignment and a __hash__. Methods that the class has itself stay.
    """
    def wrap(cls):
        return _process_class(
            cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot
        )

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one, as a tuple of Field objects."""
    try:
        all_fields = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in all_fields.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether this is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


_plain_types = frozenset({
    type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), types.CodeType,
    types.BuiltinFunctionType, types.FunctionType, type, range, property,
})


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict from name to value, dataclasses within them too; other values are copied deeply."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def convert(obj):
        return dict_factory([(f.name, _convert(getattr(obj, f.name), convert)) for f in fields(obj)])

    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple, dataclasses within them too; other values are copied deeply."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(obj):
        return tuple_factory([_convert(getattr(obj, f.name), convert) for f in fields(obj)])

    return convert(obj)


def _convert(value, convert):
    """A copy of a value, with `convert` for the dataclass instances in it."""
    kind = type(value)
    if kind in _plain_types:
        return value
    if hasattr(kind, _FIELDS):
        return convert(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return kind(*[_convert(item, convert) for item in value])
    if isinstance(value, (list, tuple)):
        return kind(_convert(item, convert) for item in value)
    if isinstance(value, dict):
        if hasattr(kind, "default_factory"):
            made = kind(value.default_factory)
            for key, item in value.items():
                made[_convert(key, convert)] = _convert(item, convert)
            return made
        return kind((_convert(key, convert), _convert(item, convert)) for key, item in value.items())
    return copy.deepcopy(value)


def make_dataclass(
    cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
    frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None, decorator=dataclass,
):
    """Make a dataclass; `fields` holds names, (name, type) or (name, type, default)."""
    namespace = {} if namespace is None else namespace
    seen = set()
    annotations, defaults = {}, {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, _any
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, defaults[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in seen:
            raise TypeError(f"Field name duplicated: {name!r}")
        seen.add(name)
        annotations[name] = annotation

    def annotate(format, /):
        def any_type():
            if format == 4:
                return "typing.Any"
            from typing import Any
            return Any

        if format in (1, 3):
            return {name: any_type() if value is _any else value for name, value in annotations.items()}
        if format == 4:
            from annotationlib import annotations_to_string
            return annotations_to_string(
                {name: any_type() if value is _any else value for name, value in annotations.items()}
            )
        raise NotImplementedError(format)

    def fill(body):
        body.update(namespace)
        body.update(defaults)

    cls = types.new_class(cls_name, bases, {}, fill)
    cls.__annotate__ = annotate
    if module is None:
        module = sys._getframemodulename(1) or "__main__"
    if module is not None:
        cls.__module__ = module
    return decorator(
        cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen, match_args=match_args,
        kw_only=kw_only, slots=slots, weakref_slot=weakref_slot,
    )


_any = object()


def replace(obj, /, **changes):
    """A new object like obj with other values in some fields; __init__ and __post_init__ run."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)

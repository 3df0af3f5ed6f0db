"""Reading annotations: their values, their values as far as names are defined, or their text."""

import builtins
import enum
import keyword
import sys
import types

__all__ = [
    "Format", "ForwardRef", "call_annotate_function", "call_evaluate_function", "get_annotate_from_class_namespace",
    "get_annotations", "annotations_to_string", "type_repr",
]


class Format(enum.IntEnum):
    VALUE = 1
    VALUE_WITH_FAKE_GLOBALS = 2
    FORWARDREF = 3
    STRING = 4


_UNKNOWN = object()


class ForwardRef:
    """An annotation that cannot be evaluated yet: its text, and where its names are to be looked up."""

    __slots__ = (
        "__arg__", "__code__", "__forward_is_argument__", "__forward_is_class__", "__forward_module__", "__globals__",
        "__owner__", "__cell__", "__extra_names__", "__weakref__",
    )

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__arg__ = arg
        self.__code__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module
        self.__globals__ = None
        self.__owner__ = owner
        self.__cell__ = None
        self.__extra_names__ = None

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError("Cannot subclass ForwardRef")

    @property
    def __forward_arg__(self):
        return self.__arg__

    @property
    def __forward_code__(self):
        if self.__code__ is None:
            text = self.__arg__
            # An unpacked type is no expression by itself; a subscript takes it.
            source = f"({text},)[0]" if text.startswith("*") else text
            try:
                self.__code__ = compile(source, "<string>", "eval")
            except SyntaxError:
                raise SyntaxError(f"Forward reference must be an expression -- got {text!r}") from None
        return self.__code__

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=Format.VALUE):
        """The object that this stands for. Without namespaces, those of the owner are used, if it is known."""
        if format == Format.STRING:
            return self.__forward_arg__
        if format not in (Format.VALUE, Format.FORWARDREF):
            raise NotImplementedError(format)
        if owner is None:
            owner = self.__owner__
        if globals is None and self.__forward_module__ is not None:
            globals = getattr(sys.modules.get(self.__forward_module__, None), "__dict__", None)
        if globals is None:
            globals = self.__globals__
        if globals is None:
            if isinstance(owner, type):
                globals = getattr(sys.modules.get(owner.__module__), "__dict__", None)
            elif isinstance(owner, types.ModuleType):
                globals = owner.__dict__
            elif callable(owner):
                globals = getattr(owner, "__globals__", None)
        if globals is None:
            globals = {}
        if type_params is None and owner is not None:
            type_params = getattr(owner, "__type_params__", None)
        if locals is None:
            locals = dict(vars(owner)) if isinstance(owner, type) else {}
        elif type_params or isinstance(self.__cell__, dict):
            locals = dict(locals)
        # Names that are known otherwise, unless a namespace has them.
        for param in type_params or ():
            name = param.__name__
            if name not in locals and (self.__forward_is_class__ or name not in globals):
                locals[name] = param
        cells = self.__cell__
        if isinstance(cells, dict):
            for name, cell in cells.items():
                if name not in locals:
                    try:
                        locals[name] = cell.cell_contents
                    except ValueError:
                        pass
        elif cells is not None:
            try:
                return cells.cell_contents
            except ValueError:
                pass
        if self.__extra_names__:
            locals = {**locals, **self.__extra_names__}
        text = self.__forward_arg__
        if text.isidentifier() and not keyword.iskeyword(text):
            for namespace in (locals, globals, builtins.__dict__):
                value = namespace.get(text, _UNKNOWN)
                if value is not _UNKNOWN:
                    return value
            if format == Format.FORWARDREF:
                return self
            raise NameError(f"name {text!r} is not defined", name=text)
        if format == Format.VALUE:
            return eval(self.__forward_code__, globals, locals)
        try:
            return eval(self.__forward_code__, globals, locals)
        except Exception:
            namespace = _FakeNamespace({**builtins.__dict__, **globals, **locals}, self.__forward_is_class__, owner)
            try:
                result = eval(self.__forward_code__, namespace)
            except Exception:
                return self
            return _finish(result, namespace)

    def _evaluate(self, globalns, localns, type_params=_UNKNOWN, *, recursive_guard=frozenset()):
        import typing
        return typing._evaluate_forward_ref(
            self, globals=globalns, locals=localns, type_params=() if type_params is _UNKNOWN else type_params
        )

    def _key(self):
        return (
            self.__forward_arg__, self.__forward_module__, id(self.__globals__), self.__forward_is_class__,
            id(self.__cell__), id(self.__owner__), tuple(sorted(self.__extra_names__)) if self.__extra_names__ else None,
        )

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __or__(self, other):
        return types.UnionType[self, other]

    def __ror__(self, other):
        return types.UnionType[other, self]

    def __repr__(self):
        parts = [repr(self.__forward_arg__)]
        if self.__forward_is_class__:
            parts.append("is_class=True")
        if self.__forward_module__ is not None:
            parts.append(f"module={self.__forward_module__!r}")
        if self.__owner__ is not None:
            parts.append(f"owner={self.__owner__!r}")
        return f"ForwardRef({', '.join(parts)})"


# Annotations are evaluated with names that stand for themselves: operations on them give texts again.

_PRECEDENCE = {
    "**": 14, "*": 12, "@": 12, "/": 12, "//": 12, "%": 12, "+": 11, "-": 11, "<<": 10, ">>": 10, "&": 9, "^": 8,
    "|": 7,
}
_ATOM, _UNARY, _COMPARE, _TUPLE = 20, 13, 6, 0


class _Text:
    """The text of an expression, with the precedence of its outermost operator."""

    __slots__ = ("_text", "_level", "_space")

    def __init__(self, text, level, space):
        object.__setattr__(self, "_text", text)
        object.__setattr__(self, "_level", level)
        object.__setattr__(self, "_space", space)

    def _make(self, text, level=_ATOM):
        made = _Text(text, level, self._space)
        self._space.made.append(made)
        return made

    def _show(self, other, level=0):
        """The text of an operand, in parentheses if it binds less than asked for."""
        if isinstance(other, _Text):
            return f"({other._text})" if other._level < level else other._text
        if isinstance(other, slice):
            start, stop, step = ("" if part is None else self._show(part) for part in
                                 (other.start, other.stop, other.step))
            return f"{start}:{stop}" + (f":{step}" if step else "")
        if isinstance(other, (list, set, dict)) and type(other) in (list, set, dict):
            if type(other) is dict:
                return "{" + ", ".join(f"{self._show(k)}: {self._show(v)}" for k, v in other.items()) + "}"
            inner = ", ".join(map(self._show, other))
            return f"[{inner}]" if type(other) is list else f"{{{inner}}}"
        if type(other) is tuple:
            inner = ", ".join(map(self._show, other))
            return f"({inner},)" if len(other) == 1 else f"({inner})"
        if other is None or other is ... or type(other) in (bool, int, float, complex, str, bytes):
            return repr(other)
        return self._space.name_of(other)

    def __hash__(self):
        return id(self)

    def __getitem__(self, item):
        if type(item) is tuple:
            inner = ", ".join(map(self._show, item)) + ("," if len(item) == 1 else "") if item else "()"
        else:
            inner = self._show(item)
        return self._make(f"{self._show(self, _ATOM)}[{inner}]")

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            # Whoever asks for these wants to know what kind of object this is.
            raise AttributeError(name)
        return self._make(f"{self._show(self, _ATOM)}.{name}")

    def __call__(self, *args, **kwargs):
        parts = [self._show(a) for a in args]
        parts += [f"{key}={self._show(value)}" for key, value in kwargs.items()]
        return self._make(f"{self._show(self, _ATOM)}({', '.join(parts)})")

    def __iter__(self):
        yield self._make(f"*{self._text}")

    def __repr__(self):
        return self._text


def _add_operators():
    def binary(symbol):
        level = _PRECEDENCE[symbol]
        right = symbol == "**"

        def operate(self, other):
            left, end = self._show(self, level + right), self._show(other, level + (not right))
            return self._make(f"{left} {symbol} {end}", level)

        def reflected(self, other):
            left, end = self._show(other, level + right), self._show(self, level + (not right))
            return self._make(f"{left} {symbol} {end}", level)

        return operate, reflected

    def compare(symbol):
        def operate(self, other):
            text = f"{self._show(self, _COMPARE + 1)} {symbol} {self._show(other, _COMPARE + 1)}"
            return self._make(text, _COMPARE)

        return operate

    def unary(symbol):
        def operate(self):
            return self._make(symbol + self._show(self, _UNARY), _UNARY)

        return operate

    names = {
        "add": "+", "sub": "-", "mul": "*", "matmul": "@", "truediv": "/", "mod": "%", "lshift": "<<", "rshift": ">>",
        "or": "|", "xor": "^", "and": "&", "floordiv": "//", "pow": "**",
    }
    for name, symbol in names.items():
        operate, reflected = binary(symbol)
        setattr(_Text, f"__{name}__", operate)
        setattr(_Text, f"__r{name}__", reflected)
    for name, symbol in {"lt": "<", "le": "<=", "eq": "==", "ne": "!=", "gt": ">", "ge": ">="}.items():
        setattr(_Text, f"__{name}__", compare(symbol))
    for name, symbol in {"invert": "~", "pos": "+", "neg": "-"}.items():
        setattr(_Text, f"__{name}__", unary(symbol))


_add_operators()


class _FakeNamespace(dict):
    """Globals in which every missing name is defined, as its own text."""

    def __init__(self, namespace, is_class=False, owner=None, globals=None, cells=None):
        super().__init__(namespace)
        self.is_class, self.owner, self.globals, self.cells = is_class, owner, globals, cells
        self.made = []
        self.extra = {}

    def __missing__(self, name):
        text = _Text(name, _ATOM, self)
        self.made.append(text)
        return text

    def name_of(self, value):
        """A name for an object that is part of an expression."""
        name = type_repr(value)
        if not name.isidentifier() or self.extra.get(name, value) is not value:
            name = f"__annotationlib_name_{len(self.extra) + 1}__"
        self.extra[name] = value
        return name


def _finish(value, space):
    """The texts in a result, as ForwardRefs."""
    if isinstance(value, _Text):
        ref = ForwardRef(value._text, owner=space.owner, is_class=space.is_class)
        ref.__globals__ = space.globals
        ref.__cell__ = space.cells
        names = {name: obj for name, obj in space.extra.items() if name in value._text}
        ref.__extra_names__ = names or None
        return ref
    return value


def _finish_all(value, space):
    """The same, for texts inside of generic aliases, unions and containers."""
    if isinstance(value, _Text):
        return _finish(value, space)
    kind = type(value)
    if kind is list:
        return [_finish_all(item, space) for item in value]
    if kind is tuple:
        return tuple([_finish_all(item, space) for item in value])
    if kind is dict:
        return {key: _finish_all(item, space) for key, item in value.items()}
    args = getattr(value, "__args__", None)
    if isinstance(args, tuple) and any(_contains_text(arg) for arg in args):
        new = tuple([_finish_all(arg, space) for arg in args])
        if kind is types.GenericAlias:
            made = types.GenericAlias(value.__origin__, new)
            return next(iter(made)) if value.__unpacked__ else made
        if kind is types.UnionType:
            return types.UnionType[new]
        if hasattr(value, "copy_with"):
            return value.copy_with(new)
    return value


def _contains_text(value):
    if isinstance(value, _Text):
        return True
    if type(value) in (list, tuple):
        return any(map(_contains_text, value))
    return any(map(_contains_text, getattr(value, "__args__", None) or ()))


def call_evaluate_function(evaluate, format, *, owner=None):
    """Call the evaluate function of a type alias or type parameter."""
    return call_annotate_function(evaluate, format, owner=owner, _is_evaluate=True)


def call_annotate_function(annotate, format, *, owner=None, _is_evaluate=False):
    """Call an __annotate__ function in any format, those that it does not support itself too."""
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    try:
        return annotate(format)
    except NotImplementedError:
        pass
    if format == Format.VALUE:
        raise RuntimeError("annotate function does not support VALUE format")
    if format not in (Format.FORWARDREF, Format.STRING):
        raise ValueError(f"Invalid format: {format!r}")
    function = annotate
    while isinstance(function, types.MethodType):
        function = function.__func__
    if not hasattr(function, "__code__"):
        raise TypeError(f"cannot evaluate {annotate!r} in this format")
    is_class = isinstance(owner, type)
    if format == Format.STRING:
        space = _FakeNamespace({})
        made = _call_with(annotate, function, space, lambda name, cell: space[name], lambda: _FakeNamespace({}))
        if _is_evaluate:
            return _as_text(made)
        return {key: _as_text(value) for key, value in made.items()}
    try:
        return annotate(Format.VALUE)
    except NotImplementedError:
        raise
    except Exception:
        pass
    known = {**builtins.__dict__, **function.__globals__}
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or ()))
    space = _FakeNamespace(known, is_class, owner, function.__globals__, cells or None)

    def filled(name, cell):
        try:
            return cell.cell_contents
        except ValueError:
            return space[name] if name not in space else _Text(name, _ATOM, space)

    made = _call_with(annotate, function, space, filled, None)
    if _is_evaluate:
        return _finish_all(made, space)
    return {key: _finish_all(value, space) for key, value in made.items()}


def _call_with(annotate, function, space, fill, class_namespace):
    """Call a copy of an annotate function with these globals, and with cells filled anew."""
    closure = None
    if function.__closure__:
        cells = []
        for name, cell in zip(function.__code__.co_freevars, function.__closure__):
            if name == "__classdict__":
                if class_namespace is not None:
                    cell = types.CellType(class_namespace())
            else:
                cell = types.CellType(fill(name, cell))
            cells.append(cell)
        closure = tuple(cells)
    copy = types.FunctionType(
        function.__code__, space, function.__name__, function.__defaults__, closure, function.__kwdefaults__
    )
    if isinstance(annotate, types.MethodType):
        return copy(annotate.__self__, Format.VALUE_WITH_FAKE_GLOBALS)
    return copy(Format.VALUE_WITH_FAKE_GLOBALS)


def _as_text(value):
    if isinstance(value, _Text):
        return value._text
    if isinstance(value, str):
        return value
    return repr(value)


def get_annotate_from_class_namespace(obj):
    """The annotate function in the namespace of a class that is being made, or None."""
    return obj.get("__annotate__", None) or obj.get("__annotate_func__", None)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False, format=Format.VALUE):
    """A fresh dict of the annotations of a function, class or module.

    With eval_str, annotations that are texts are evaluated, in the namespaces given or those of the object.
    """
    if eval_str and format != Format.VALUE:
        raise ValueError("eval_str=True is only supported with format=Format.VALUE")
    if format == Format.VALUE_WITH_FAKE_GLOBALS:
        raise ValueError("The VALUE_WITH_FAKE_GLOBALS format is for internal use only")
    if format == Format.VALUE:
        annotations = _stored_annotations(obj)
        if annotations is None:
            annotations = _called_annotations(obj, format)
    elif format == Format.FORWARDREF:
        try:
            annotations = _stored_annotations(obj)
        except Exception:
            annotations = None
        if annotations is None:
            annotations = _called_annotations(obj, format)
    elif format == Format.STRING:
        annotations = _called_annotations(obj, format)
        if annotations is None:
            annotations = _stored_annotations(obj)
            if annotations is not None:
                annotations = annotations_to_string(annotations)
    else:
        raise ValueError(f"Unsupported format {format!r}")
    if annotations is None:
        if isinstance(obj, type) or callable(obj):
            return {}
        raise TypeError(f"{obj!r} does not have annotations")
    if not annotations:
        return {}
    if not eval_str:
        return dict(annotations)
    if isinstance(obj, type):
        module = sys.modules.get(getattr(obj, "__module__", None))
        own_globals, own_locals, unwrap = getattr(module, "__dict__", None), dict(vars(obj)), obj
    elif isinstance(obj, types.ModuleType):
        own_globals, own_locals, unwrap = obj.__dict__, None, None
    else:
        own_globals, own_locals, unwrap = getattr(obj, "__globals__", None), None, obj
    while not isinstance(unwrap, type) and unwrap is not None:
        if hasattr(unwrap, "__wrapped__"):
            unwrap = unwrap.__wrapped__
        elif _is_partial(unwrap):
            unwrap = unwrap.func
        else:
            own_globals = getattr(unwrap, "__globals__", own_globals)
            break
    globals = own_globals if globals is None else globals
    locals = own_locals if locals is None else locals
    params = getattr(obj, "__type_params__", ())
    if params:
        locals = {**{p.__name__: p for p in params}, **(locals or {})}
    return {
        key: eval(_starred(value), globals, locals) if isinstance(value, str) else value
        for key, value in annotations.items()
    }


def _starred(text):
    # `*Ts` is only an expression inside of something.
    return f"({text},)[0]" if text.startswith("*") else text


def _is_partial(obj):
    functools = sys.modules.get("functools")
    return functools is not None and isinstance(obj, functools.partial)


def _stored_annotations(obj):
    """obj.__annotations__, checked; None if there are none."""
    if isinstance(obj, type):
        try:
            annotations = type.__dict__["__annotations__"].__get__(obj)
        except AttributeError:
            # Builtin classes.
            annotations = None
    else:
        annotations = getattr(obj, "__annotations__", None)
    if annotations is None:
        return None
    if not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    return annotations


def _called_annotations(obj, format):
    try:
        annotate = type.__dict__["__annotate__"].__get__(obj) if isinstance(obj, type) else obj.__annotate__
    except AttributeError:
        annotate = None
    if annotate is None:
        return None
    annotations = call_annotate_function(annotate, format, owner=obj)
    if not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotate__ returned a non-dict")
    return annotations


def type_repr(value):
    """The text of an object as one would write it in an annotation."""
    if isinstance(value, (type, types.FunctionType, types.BuiltinFunctionType)):
        if value.__module__ == "builtins":
            return value.__qualname__
        return f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    return repr(value)


def annotations_to_string(annotations):
    """The annotations with all values as text."""
    return {name: value if isinstance(value, str) else type_repr(value) for name, value in annotations.items()}

"""Signatures of callables: the part of `inspect` that describes parameters and binds arguments to them.

A signature comes from the code object of a Python function, from the `__text_signature__` of a native one, or from what a
class or an object with `__call__` leads to.
"""

import builtins
import enum
import functools
import itertools
import sys
import types
from annotationlib import ForwardRef, Format, get_annotations
from collections import OrderedDict
from keyword import iskeyword


class _empty:
    """Stands for a default or annotation that is not there."""

    __module__ = "inspect"


class _void:
    """Stands for an argument that was not given."""


class _ParameterKind(enum.IntEnum):
    __module__ = "inspect"

    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        number = len(cls.__members__)
        self = int.__new__(cls, number)
        self._value_ = number
        self.description = description
        return self

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD


def _without_typing(text):
    """Takes `typing.` off all names that begin with it."""
    parts = text.split("typing.")
    out = [parts[0]]
    for part in parts[1:]:
        before = out[-1][-1:]
        inside = before.isalnum() or before in ("_", ".") and before
        out.append(("typing." if inside else "") + part)
    return "".join(out)


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """An annotation as a signature shows it."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        return _without_typing(repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    if isinstance(annotation, ForwardRef):
        return annotation.__forward_arg__
    return repr(annotation)


class Parameter:
    """A parameter of a signature: name, kind, default, annotation."""

    __module__ = "inspect"
    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD

    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{self._kind.description} parameters cannot have default values")
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[0] == "." and name[1:].isdigit():
            # The first argument of a comprehension's function.
            if self._kind is not _POSITIONAL_OR_KEYWORD:
                raise ValueError(
                    f"implicit arguments must be passed as positional or keyword arguments, not {self._kind.description}")
            self._kind = _POSITIONAL_ONLY
            name = f"implicit{name[1:]}"
        if iskeyword(name) and self._kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation}

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with some attributes changed."""
        return type(self)(
            self._name if name is _void else name,
            self._kind if kind is _void else kind,
            default=self._default if default is _void else default,
            annotation=self._annotation if annotation is _void else annotation,
        )

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        text = self._name
        if self._annotation is not _empty:
            shown = formatannotation(self._annotation, quote_annotation_strings=quote_annotation_strings)
            text = f"{text}: {shown}"
        if self._default is not _empty:
            text = f"{text}{' = ' if self._annotation is not _empty else '='}{self._default!r}"
        if self._kind is _VAR_POSITIONAL:
            text = "*" + text
        elif self._kind is _VAR_KEYWORD:
            text = "**" + text
        return text

    def __repr__(self):
        return f'<{self.__class__.__name__} "{self}">'

    def _key(self):
        return self._name, self._kind, self._annotation, self._default

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return self._key() == other._key()


class BoundArguments:
    """The arguments of a call, by the parameters that get them."""

    __module__ = "inspect"
    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            value = self.arguments[name]
            if parameter.kind is _VAR_POSITIONAL:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, parameter in self._signature.parameters.items():
            if not started:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    # What follows a gap can only be passed by name.
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            value = self.arguments[name]
            if parameter.kind is _VAR_KEYWORD:
                kwargs.update(value)
            else:
                kwargs[name] = value
        return kwargs

    def apply_defaults(self):
        """Put in what parameters without an argument have by default: (), {} for the variadic ones."""
        arguments = []
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                value = self.arguments[name]
            elif parameter.default is not _empty:
                value = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                value = ()
            elif parameter.kind is _VAR_KEYWORD:
                value = {}
            else:
                continue
            arguments.append((name, value))
        self.arguments = dict(arguments)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"<{self.__class__.__name__} ({shown})>"


class Signature:
    """The parameters of a callable and its return annotation."""

    __module__ = "inspect"
    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        if parameters is None:
            found = OrderedDict()
        elif __validate_parameters__:
            found = OrderedDict()
            top = _POSITIONAL_ONLY
            seen_default = False
            seen_var = set()
            for parameter in parameters:
                kind, name = parameter.kind, parameter.name
                if kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
                    if kind in seen_var:
                        raise ValueError(f"more than one {kind.description} parameter")
                    seen_var.add(kind)
                if kind < top:
                    raise ValueError(
                        f"wrong parameter order: {top.description} parameter before {kind.description} parameter")
                top = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if parameter.default is not _empty:
                        seen_default = True
                    elif seen_default:
                        raise ValueError("non-default argument follows default argument")
                if name in found:
                    raise ValueError(f"duplicate parameter name: {name!r}")
                found[name] = parameter
        else:
            found = OrderedDict((parameter.name, parameter) for parameter in parameters)
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False,
                      annotation_format=Format.VALUE):
        """The signature of a callable."""
        return _signature_from_callable(obj, _Options(cls, follow_wrapped, True, globals, locals, eval_str, annotation_format))

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with other parameters or another return annotation."""
        if parameters is _void:
            parameters = self.parameters.values()
        if return_annotation is _void:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    __replace__ = replace

    def _key(self):
        positional = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        by_name = {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}
        return positional, by_name, self.return_annotation

    def __hash__(self):
        positional, by_name, returns = self._key()
        return hash((positional, frozenset(by_name.values()), returns))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._key() == other._key()

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        parameters = list(self.parameters.values())
        position = 0
        used = 0
        # Positional arguments, as far as they go.
        while used < len(args):
            if position == len(parameters):
                raise TypeError("too many positional arguments") from None
            parameter = parameters[position]
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments") from None
            position += 1
            if parameter.kind is _VAR_POSITIONAL:
                arguments[parameter.name] = tuple(args[used:])
                used = len(args)
                break
            if parameter.name in kwargs and parameter.kind is not _POSITIONAL_ONLY:
                raise TypeError(f"multiple values for argument {parameter.name!r}") from None
            arguments[parameter.name] = args[used]
            used += 1
        # The first parameter that is left tells what is missing.
        first = parameters[position] if position < len(parameters) else None
        if first is not None and first.kind is not _VAR_POSITIONAL:
            if first.name in kwargs:
                if first.kind is _POSITIONAL_ONLY and first.default is _empty:
                    raise TypeError(f"missing a required positional-only argument: {first.name!r}") from None
            elif first.kind is not _VAR_KEYWORD and first.default is _empty and not partial:
                how = " keyword-only" if first.kind is _KEYWORD_ONLY else ""
                raise TypeError(f"missing a required{how} argument: {first.name!r}") from None
        # Then names.
        rest = dict(kwargs)
        by_position_only = []
        var_keyword = None
        for parameter in parameters[position:]:
            kind, name = parameter.kind, parameter.name
            if kind is _VAR_KEYWORD:
                var_keyword = parameter
            elif kind is _POSITIONAL_ONLY:
                if name in rest and parameter.default is not _empty:
                    by_position_only.append(name)
            elif kind is not _VAR_POSITIONAL:
                if name in rest:
                    arguments[name] = rest.pop(name)
                elif not partial and parameter.default is _empty:
                    raise TypeError(f"missing a required argument: {name!r}") from None
        if rest:
            if var_keyword is not None:
                arguments[var_keyword.name] = rest
            elif by_position_only:
                raise TypeError(
                    "got some positional-only arguments passed as keyword arguments: "
                    f"{', '.join(map(repr, by_position_only))}")
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(rest))!r}")
        return self._bound_arguments_cls(self, arguments)

    def bind(self, /, *args, **kwargs):
        """The BoundArguments of a call with these arguments; TypeError if they do not fit."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """As `bind`, but arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return f"<{self.__class__.__name__} {self}>"

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """The text of the signature, on several lines if it is longer than `max_width`."""
        shown = []
        after_positional = False
        needs_star = True
        for parameter in self.parameters.values():
            kind = parameter.kind
            if kind is _POSITIONAL_ONLY:
                after_positional = True
            elif after_positional:
                shown.append("/")
                after_positional = False
            if kind is _VAR_POSITIONAL:
                needs_star = False
            elif kind is _KEYWORD_ONLY and needs_star:
                shown.append("*")
                needs_star = False
            shown.append(parameter._format(quote_annotation_strings=quote_annotation_strings))
        if after_positional:
            shown.append("/")
        text = f"({', '.join(shown)})"
        if max_width is not None and len(text) > max_width:
            lines = ",\n    ".join(shown)
            text = f"(\n    {lines}\n)"
        if self.return_annotation is not _empty:
            returns = formatannotation(self.return_annotation, quote_annotation_strings=quote_annotation_strings)
            text += f" -> {returns}"
        return text


class _Options:
    """How a signature is looked for."""

    def __init__(self, cls, follow_wrapped, skip_bound, globals, locals, eval_str, annotation_format):
        self.cls = cls
        self.follow_wrapped = follow_wrapped
        self.skip_bound = skip_bound
        self.globals = globals
        self.locals = locals
        self.eval_str = eval_str
        self.annotation_format = annotation_format


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, annotation_format=Format.VALUE):
    """The Signature of a callable."""
    return Signature.from_callable(
        obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str,
        annotation_format=annotation_format)


_NATIVE = (
    types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType, types.MethodWrapperType,
    types.ClassMethodDescriptorType,
)


def _is_functionlike(obj):
    """Whether an object has what a function has, and is no class."""
    if not callable(obj) or isinstance(obj, type):
        return False
    code = getattr(obj, "__code__", None)
    defaults = getattr(obj, "__defaults__", _void)
    kwdefaults = getattr(obj, "__kwdefaults__", _void)
    return (
        isinstance(code, types.CodeType)
        and isinstance(getattr(obj, "__name__", None), str)
        and (defaults is None or isinstance(defaults, tuple))
        and (kwdefaults is None or isinstance(kwdefaults, dict)))


def _from_function(func, options):
    code = func.__code__
    Parameter = options.cls._parameter_cls
    annotations = get_annotations(
        func, globals=options.globals, locals=options.locals, eval_str=options.eval_str, format=options.annotation_format)
    names = code.co_varnames
    count, only = code.co_argcount, code.co_posonlyargcount
    keyword_count = code.co_kwonlyargcount
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    first_default = count - len(defaults)
    parameters = []
    for i, name in enumerate(names[:count]):
        parameters.append(Parameter(
            name, _POSITIONAL_ONLY if i < only else _POSITIONAL_OR_KEYWORD,
            default=defaults[i - first_default] if i >= first_default else _empty,
            annotation=annotations.get(name, _empty)))
    index = count + keyword_count
    if code.co_flags & 4:
        name = names[index]
        index += 1
        parameters.append(Parameter(name, _VAR_POSITIONAL, annotation=annotations.get(name, _empty)))
    for name in names[count:count + keyword_count]:
        parameters.append(Parameter(
            name, _KEYWORD_ONLY, default=kwdefaults.get(name, _empty), annotation=annotations.get(name, _empty)))
    if code.co_flags & 8:
        name = names[index]
        parameters.append(Parameter(name, _VAR_KEYWORD, annotation=annotations.get(name, _empty)))
    return options.cls(
        parameters, return_annotation=annotations.get("return", _empty), __validate_parameters__=func.__defaults__ is not None)


def _split_parameters(text):
    """The parameters of a text signature, cut at commas outside of brackets and quotes."""
    parts, depth, quote, start, i = [], 0, None, 0, 0
    while i < len(text):
        char = text[i]
        if quote:
            if char == "\\":
                i += 1
            elif char == quote:
                quote = None
        elif char in "'\"":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
        i += 1
    last = text[start:].strip()
    if last:
        parts.append(last)
    return parts


def _from_text(cls, obj, text, skip_bound=True):
    """The signature that a text such as `($self, x, /, y=1)` tells."""
    invalid = ValueError(f"{obj!r} builtin has invalid signature")
    text = text.strip()
    if not text.startswith("(") or "<" in text and "<unrepresentable>" in text:
        raise invalid
    returns = _empty
    body, arrow, annotation = text.rpartition(") -> ")
    if arrow:
        text = body + ")"
    parts = _split_parameters(text[1:-1])
    Parameter = cls._parameter_cls
    scope = {"sys": sys}
    module = getattr(obj, "__module__", None)
    if module:
        scope.update(getattr(sys.modules.get(module), "__dict__", {}))
    if arrow:
        try:
            returns = eval(annotation, {**vars(builtins), **scope})
        except Exception:
            raise invalid from None
    kind = _POSITIONAL_ONLY if "/" in parts else _POSITIONAL_OR_KEYWORD
    parameters = []
    bound = None
    for part in parts:
        if part == "/":
            kind = _POSITIONAL_OR_KEYWORD
            continue
        if part == "*":
            kind = _KEYWORD_ONLY
            continue
        if part.startswith("**"):
            parameters.append(Parameter(part[2:], _VAR_KEYWORD))
            continue
        if part.startswith("*"):
            parameters.append(Parameter(part[1:], _VAR_POSITIONAL))
            kind = _KEYWORD_ONLY
            continue
        name, has_default, default = part.partition("=")
        name, default = name.strip(), default.strip()
        if name.startswith("$"):
            bound = name = name[1:]
        value = _empty
        if has_default:
            try:
                value = eval(default, {**vars(builtins), **scope})
            except Exception:
                raise invalid from None
        try:
            parameters.append(Parameter(name, kind, default=value))
        except ValueError:
            raise invalid from None
    if bound is not None and parameters:
        owner = getattr(obj, "__self__", None)
        is_module = isinstance(owner, types.ModuleType) or isinstance(obj, types.BuiltinFunctionType) and owner is None
        if owner is not None and (is_module or skip_bound):
            parameters.pop(0)
        elif is_module:
            parameters.pop(0)
        else:
            parameters[0] = parameters[0].replace(kind=_POSITIONAL_ONLY)
    return cls(parameters, return_annotation=returns)


def _from_native(func, options):
    text = getattr(func, "__text_signature__", None)
    if not text:
        raise ValueError(f"no signature found for builtin {func!r}")
    return _from_text(options.cls, func, text, options.skip_bound)


def _without_first(found):
    """The signature of a bound method."""
    parameters = tuple(found.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        parameters = parameters[1:]
    return found.replace(parameters=parameters)


def _of_partial(wrapped, partial, extra_args=()):
    """The signature of a partial object: given arguments are gone, those given by name have defaults."""
    old = wrapped.parameters
    new = OrderedDict(old.items())
    args = partial.args or ()
    keywords = partial.keywords or {}
    if extra_args:
        args = extra_args + args
    try:
        bound = wrapped.bind_partial(*args, **keywords)
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    placeholder = getattr(functools, "Placeholder", _void)
    by_keyword = False
    for name, parameter in old.items():
        try:
            value = bound.arguments[name]
        except KeyError:
            pass
        else:
            if parameter.kind is _POSITIONAL_ONLY:
                if value is placeholder:
                    new[name] = parameter.replace(default=_empty)
                else:
                    new.pop(name)
                continue
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                if name in keywords:
                    by_keyword = True
                    new[name] = parameter.replace(default=value)
                elif value is placeholder:
                    new[name] = parameter.replace(kind=_POSITIONAL_ONLY, default=_empty)
                    for earlier in list(new):
                        if earlier == name:
                            break
                        if new[earlier].kind is _POSITIONAL_OR_KEYWORD:
                            new[earlier] = new[earlier].replace(kind=_POSITIONAL_ONLY)
                    continue
                else:
                    new.pop(name)
                    continue
            if parameter.kind is _KEYWORD_ONLY:
                new[name] = parameter.replace(default=value)
        if by_keyword:
            if parameter.kind is _POSITIONAL_OR_KEYWORD:
                new[name] = new[name].replace(kind=_KEYWORD_ONLY)
                new.move_to_end(name)
            elif parameter.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                new.move_to_end(name)
            elif parameter.kind is _VAR_POSITIONAL:
                new.pop(name)
    return wrapped.replace(parameters=new.values())


def unwrap(func, *, stop=None):
    """What a chain of `__wrapped__` leads to; stops where `stop(func)` holds."""
    first = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {first!r}")
        seen[id(func)] = func
    return func


def _user_method(cls, name, follow_mro=True):
    """A method of a class that is written in Python, as a call through the class finds it; else None."""
    if follow_mro:
        method = getattr(cls, name, None)
        raw = next((vars(base)[name] for base in cls.__mro__ if name in vars(base)), None)
    else:
        raw = cls.__dict__.get(name)
        method = getattr(cls, name, None) if raw is not None else None
    if raw is None or isinstance(raw, _NATIVE) or isinstance(method, _NATIVE):
        return None
    return raw if name == "__new__" and isinstance(raw, staticmethod) else method


def _signature_from_callable(obj, options):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        found = _signature_from_callable(obj.__func__, options)
        return _without_first(found) if options.skip_bound else found
    if options.follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return _signature_from_callable(obj, options)
    given = getattr(obj, "__signature__", None)
    if given is not None:
        if not isinstance(given, Signature) and not isinstance(obj, type) and callable(given):
            given = given()
        if isinstance(given, str):
            return _from_text(options.cls, obj, given)
        if not isinstance(given, Signature):
            raise TypeError(f"unexpected object {given!r} in __signature__ attribute")
        return given
    partialmethod = getattr(obj, "__partialmethod__", None)
    if isinstance(partialmethod, functools.partialmethod):
        wrapped = _signature_from_callable(partialmethod.func, options)
        found = _of_partial(wrapped, partialmethod, (None,))
        first = tuple(wrapped.parameters.values())[0]
        if first.kind is _VAR_POSITIONAL:
            return found
        parameters = tuple(found.parameters.values())
        return found.replace(parameters=(first,) + parameters)
    if isinstance(obj, types.FunctionType) or _is_functionlike(obj):
        return _from_function(obj, options)
    if isinstance(obj, _NATIVE):
        return _from_native(obj, options)
    if isinstance(obj, functools.partial):
        return _of_partial(_signature_from_callable(obj.func, options), obj)
    if isinstance(obj, (classmethod, staticmethod)):
        return _signature_from_callable(obj.__func__, options)
    if isinstance(obj, type):
        return _of_class(obj, options)
    call = _user_method(type(obj), "__call__")
    if call is not None:
        found = _signature_from_callable(call, options)
        return _without_first(found) if options.skip_bound and not isinstance(call, types.MethodType) else found
    call = getattr(type(obj), "__call__", None)
    text = getattr(call, "__text_signature__", None)
    if text:
        found = _from_text(options.cls, call, text)
        return _without_first(found) if options.skip_bound else found
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _bound_to_class(method, options):
    """The signature of a method as a call of the class fills it."""
    if isinstance(method, staticmethod):
        method = method.__func__
    found = _signature_from_callable(method, options)
    if not options.skip_bound or isinstance(method, types.MethodType):
        return found
    return _without_first(found)


def _of_class(obj, options):
    call = _user_method(type(obj), "__call__")
    if call is not None:
        return _bound_to_class(call, options)
    new, init = _user_method(obj, "__new__"), _user_method(obj, "__init__")
    # Of the two, the one that the MRO has first.
    for base in obj.__mro__:
        if new is not None and "__new__" in base.__dict__:
            return _bound_to_class(new, options)
        if init is not None and "__init__" in base.__dict__:
            return _bound_to_class(init, options)
    for base in obj.__mro__[:-1]:
        text = getattr(base, "__text_signature__", None)
        if text:
            return _from_text(options.cls, obj, text)
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return options.cls()
        raise ValueError(f"no signature found for builtin type {obj!r}")
    raise ValueError(f"no signature found for builtin {obj!r}")

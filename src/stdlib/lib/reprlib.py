"""A repr() with limits, and a guard for recursive ones."""

import builtins

try:
    from _thread import get_ident
except ImportError:
    get_ident = int

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue="..."):
    """Decorator for a __repr__: a call for an object that is being shown already returns the fill value."""

    def decorate(function):
        running = set()

        def wrapper(self):
            key = id(self), get_ident()
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return function(self)
            finally:
                running.discard(key)

        for name in "__module__", "__doc__", "__name__", "__qualname__", "__annotate__", "__wrapped__":
            if name == "__wrapped__":
                wrapper.__wrapped__ = function
            else:
                setattr(wrapper, name, getattr(function, name))
        wrapper.__type_params__ = getattr(function, "__type_params__", ())
        return wrapper

    return decorate


class Repr:
    """Shows objects, with limits on the number of items, the depth and the length of texts."""

    _modules = {"tuple": "builtins", "list": "builtins", "array": "array", "set": "builtins", "frozenset": "builtins",
                "deque": "collections", "dict": "builtins", "str": "builtins", "int": "builtins"}

    def __init__(
        self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5, maxdict=4, maxset=6, maxfrozenset=6, maxdeque=6,
        maxstring=30, maxlong=40, maxother=30, fillvalue="...", indent=None,
    ):
        self.maxlevel, self.maxtuple, self.maxlist, self.maxarray = maxlevel, maxtuple, maxlist, maxarray
        self.maxdict, self.maxset, self.maxfrozenset, self.maxdeque = maxdict, maxset, maxfrozenset, maxdeque
        self.maxstring, self.maxlong, self.maxother = maxstring, maxlong, maxother
        self.fillvalue, self.indent = fillvalue, indent

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        cls = type(x)
        name = cls.__name__.replace(" ", "_")
        method = getattr(self, "repr_" + name, None)
        # A class that only shares its name with a known one does not get that one's method.
        if method and self._modules.get(name, cls.__module__) == cls.__module__:
            return method(x, level)
        return self.repr_instance(x, level)

    def _join(self, pieces, level):
        if self.indent is None:
            return ", ".join(pieces)
        if not pieces:
            return ""
        indent = self.indent
        if isinstance(indent, int):
            if indent < 0:
                raise ValueError(f"Repr.indent cannot be negative int (was {indent!r})")
            indent *= " "
        try:
            inner = "\n" + (self.maxlevel - level + 1) * indent
            outer = "\n" + (self.maxlevel - level) * indent
        except TypeError as error:
            raise TypeError(f"Repr.indent must be a str, int or None, not {type(indent)}") from error
        return "".join(inner + piece + "," for piece in pieces) + outer

    def _repr_iterable(self, x, level, left, right, maxiter, trail=""):
        if level <= 0 and len(x):
            inner = self.fillvalue
        else:
            pieces = []
            for i, item in enumerate(x):
                if i == maxiter:
                    break
                pieces.append(self.repr1(item, level - 1))
            if len(x) > maxiter:
                pieces.append(self.fillvalue)
            inner = self._join(pieces, level)
            if len(x) == 1 and trail and self.indent is None:
                right = trail + right
        return f"{left}{inner}{right}"

    def repr_tuple(self, x, level):
        return self._repr_iterable(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._repr_iterable(x, level, "[", "]", self.maxlist)

    def repr_array(self, x, level):
        if not x:
            return f"array('{x.typecode}')"
        return self._repr_iterable(x, level, f"array('{x.typecode}', [", "])", self.maxarray)

    def repr_set(self, x, level):
        if not x:
            return "set()"
        return self._repr_iterable(_sorted(x), level, "{", "}", self.maxset)

    def repr_frozenset(self, x, level):
        if not x:
            return "frozenset()"
        return self._repr_iterable(_sorted(x), level, "frozenset({", "})", self.maxfrozenset)

    def repr_deque(self, x, level):
        return self._repr_iterable(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        pieces = []
        for i, key in enumerate(_sorted(x)):
            if i == self.maxdict:
                pieces.append(self.fillvalue)
                break
            pieces.append(f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}")
        return "{" + self._join(pieces, level) + "}"

    def _cut(self, text, limit):
        if len(text) <= limit:
            return text
        left = max(0, (limit - 3) // 2)
        right = max(0, limit - 3 - left)
        return text[:left] + self.fillvalue + text[len(text) - right:]

    def repr_str(self, x, level):
        text = builtins.repr(x[: self.maxstring])
        if len(text) > self.maxstring:
            left = max(0, (self.maxstring - 3) // 2)
            right = max(0, self.maxstring - 3 - left)
            # Cut the text and show it again, so that no escape sequence is cut.
            text = builtins.repr(x[:left] + x[len(x) - right:])
            text = text[:left] + self.fillvalue + text[len(text) - right:]
        return text

    def repr_int(self, x, level):
        try:
            text = builtins.repr(x)
        except ValueError as error:
            assert "sys.set_int_max_str_digits()" in str(error)
            digits = 1 + int(x.bit_length() * 0.30102999566398120)
            kind = type(x).__name__
            return f"<{kind} instance with roughly {digits} digits (limit at {_limit()}) at 0x{id(x):x}>"
        return self._cut(text, self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = builtins.repr(x)
        except Exception:
            return f"<{type(x).__name__} instance at {id(x):#x}>"
        return self._cut(text, self.maxother)


def _limit():
    import sys
    return sys.get_int_max_str_digits()


def _sorted(items):
    # Not everything can be sorted; the order of the container is good enough then.
    try:
        return sorted(items)
    except Exception:
        return list(items)


aRepr = Repr()
repr = aRepr.repr

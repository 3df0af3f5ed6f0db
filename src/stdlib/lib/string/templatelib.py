"""Support for template string literals (t-strings)."""

_t = t"{0}"
Template = type(_t)
Interpolation = type(_t.interpolations[0])
del _t


def convert(obj, /, conversion):
    """Convert *obj* as the conversion of a field says: 's', 'r', 'a', or None for no conversion."""
    match conversion:
        case None:
            return obj
        case "r":
            return repr(obj)
        case "s":
            return str(obj)
        case "a":
            return ascii(obj)
    raise ValueError(f"invalid conversion specifier: {conversion}")


def _template_unpickle(strings, interpolations):
    parts = []
    for i, string in enumerate(strings):
        parts.append(string)
        parts.extend(interpolations[i : i + 1])
    return Template(*parts)

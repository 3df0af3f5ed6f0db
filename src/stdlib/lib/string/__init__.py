"""Constants and helpers for text: Template for `$name`, Formatter for what `str.format` does, to be changed by subclasses."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable",
    "punctuation", "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize the words of s, as split at sep (default: runs of whitespace, which become single spaces)."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_missing = {}


class _Pattern:
    """`Template.pattern` before it was compiled: regular expressions are imported when they are needed."""

    def __get__(self, instance, cls=None):
        return cls._compile() if cls is not None else type(instance)._compile()


class Template:
    """Text with $names to be replaced.

    Subclasses may set `delimiter`, `idpattern`, `braceidpattern`, `flags`, or the whole `pattern` with its groups
    escaped, named, braced and invalid.
    """

    delimiter = "$"
    # ASCII alone, for the sake of IGNORECASE.
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None
    pattern = _Pattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._compile()

    @classmethod
    def _compile(cls):
        import re

        given = cls.__dict__.get("pattern", _missing)
        if given is _missing or isinstance(given, _Pattern):
            sign = re.escape(cls.delimiter)
            name, braced = cls.idpattern, cls.braceidpattern or cls.idpattern
            given = rf"""
                {sign}(?:
                    (?P<escaped>{sign})       |
                    (?P<named>{name})         |
                    {{(?P<braced>{braced})}}  |
                    (?P<invalid>)
                )
            """
        flags = re.IGNORECASE if cls.flags is None else cls.flags
        cls.flags = flags
        cls.pattern = re.compile(given, flags | re.VERBOSE)
        return cls.pattern

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        at = match.start("invalid")
        lines = self.template[:at].splitlines(keepends=True)
        column = at - len("".join(lines[:-1])) if lines else 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, col {column}")

    def _replaced(self, mapping, keep):
        def convert(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                if not keep:
                    return str(mapping[name])
                try:
                    return str(mapping[name])
                except KeyError:
                    return match.group()
            if match.group("escaped") is not None:
                return self.delimiter
            if match.group("invalid") is not None:
                return match.group() if keep else self._invalid(match)
            raise ValueError("Unrecognized named group in pattern", self.pattern)

        return self.pattern.sub(convert, self.template)

    @staticmethod
    def _mapping(mapping, kws):
        if mapping is _missing:
            return kws
        if kws:
            from collections import ChainMap
            return ChainMap(kws, mapping)
        return mapping

    def substitute(self, mapping=_missing, /, **kws):
        """The text with all names replaced."""
        return self._replaced(self._mapping(mapping, kws), False)

    def safe_substitute(self, mapping=_missing, /, **kws):
        """The same; names without a value, and signs that begin no name, stay."""
        return self._replaced(self._mapping(mapping, kws), True)

    def is_valid(self):
        """Whether substitute() would find no invalid placeholder."""
        for match in self.pattern.finditer(self.template):
            if match.group("invalid") is not None:
                return False
            if all(match.group(group) is None for group in ("named", "braced", "escaped")):
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return True

    def get_identifiers(self):
        """The names in the text, each once, in their order."""
        names = []
        for match in self.pattern.finditer(self.template):
            name = match.group("named") or match.group("braced")
            if name is not None:
                if name not in names:
                    names.append(name)
            elif match.group("invalid") is None and match.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return names


def _fields(text):
    """The pieces of a format text: (literal, field name, format spec, conversion)."""
    at, end = 0, len(text)
    while at < end:
        start = at
        while at < end and text[at] not in "{}":
            at += 1
        literal = text[start:at]
        if at == end:
            yield literal, None, None, None
            return
        brace = text[at]
        at += 1
        if at < end and text[at] == brace:
            at += 1
            yield literal + brace, None, None, None
            continue
        if brace == "}":
            raise ValueError("Single '}' encountered in format string")
        if at == end:
            raise ValueError("Single '{' encountered in format string")
        name, spec, conversion, at = _field(text, at)
        yield literal, name, spec, conversion


def _field(text, at):
    """What stands in braces from here, and where it ends."""
    start, end = at, len(text)
    inside = False
    while at < end:
        c = text[at]
        if c == "{":
            raise ValueError("unexpected '{' in field name")
        if c == "[":
            inside = True
        elif c == "]":
            inside = False
        elif c in "}:!" and not inside:
            break
        at += 1
    else:
        raise ValueError("expected '}' before end of string")
    name, c = text[start:at], text[at]
    at += 1
    conversion = None
    if c == "}":
        return name, "", None, at
    if c == "!":
        if at == end:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[at]
        at += 1
        if at < end:
            c = text[at]
            at += 1
            if c == "}":
                return name, "", conversion, at
            if c != ":":
                raise ValueError("expected ':' after conversion specifier")
    start, depth = at, 1
    while at < end:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
        if depth == 0:
            return name, text[start:at - 1], conversion, at
    raise ValueError("unmatched '{' in format spec")


def _steps(name):
    """A field name: its first part, a number or a name, and the attributes and items behind it."""
    at = min((i for i in (name.find("."), name.find("[")) if i >= 0), default=len(name))
    first = name[:at]
    return int(first) if first.isdecimal() else first, _parts(name, at)


def _parts(name, at):
    while at < len(name):
        if name[at] == ".":
            start = at + 1
            at = start
            while at < len(name) and name[at] not in ".[":
                at += 1
            part, is_attribute = name[start:at], True
        elif name[at] == "[":
            start = at + 1
            at = name.find("]", start)
            if at < 0:
                raise ValueError("Missing ']' in format string")
            part, is_attribute = name[start:at], False
            at += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if not part:
            raise ValueError("Empty attribute in format string")
        yield is_attribute, int(part) if part.isdecimal() and not is_attribute else part


class Formatter:
    """What str.format does, in methods that subclasses may replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if name is None:
                continue
            first, _ = _steps(name)
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto_arg_index) + name
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from automatic field numbering to manual field specification")
                auto_arg_index = False
            value, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(value, spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        for letter, function in (("s", str), ("r", repr), ("a", ascii)):
            if conversion == letter:
                return function(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """The pieces of a format text, as (literal, field name, format spec, conversion)."""
        return _fields(format_string)

    def get_field(self, field_name, args, kwargs):
        """The object that a field name such as `0.name[key]` stands for, and the key that was used for it."""
        first, rest = _steps(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, part in rest:
            value = getattr(value, part) if is_attribute else value[part]
        return value, first

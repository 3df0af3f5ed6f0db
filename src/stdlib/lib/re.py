"""Support for regular expressions (RE).

Patterns are matched by functions of this module or by methods of compiled patterns. Special characters:

    .  any character but the newline          ^ $  beginning and end of the text
    *  +  ?  {m,n}  repetition; a ? or + behind it makes it lazy or possessive
    []  a set of characters, [^] its complement   |  alternatives
    (...)  a group   (?:...)  without capture   (?P<name>...)  with a name   (?P=name)  what it matched
    (?=...) (?!...) (?<=...) (?<!...)  looks ahead and behind   (?>...)  atomic
    (?(id/name)yes|no)  depends on a group   (?aiLmsux)  flags   (?#...)  a comment
    \\d \\s \\w  digits, white space, letters; capitals for the opposite   \\b \\B  word boundaries   \\A \\z  ends of the text
"""

import _sre
from _sre import (Match, Pattern, compile, escape, findall, finditer, fullmatch, match, purge, search, split, sub,
                  subn)

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape",
    "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE",
    "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag", "PatternError",
]

__version__ = "2.2.1"

_compile = compile


class PatternError(Exception):
    """Exception raised for invalid regular expressions.

    Attributes: msg, pattern, pos, lineno, colno; all but the first may be None.
    """

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            msg = f"{msg} at position {pos}"
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = f"{msg} (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


error = PatternError
_sre._set_error(PatternError)


def __getattr__(name):
    # The flags need the module enum, which most programs that import this one can do without.
    import _re_extras

    names = globals()
    if name == "Scanner":
        names[name] = _re_extras.Scanner
    elif name == "RegexFlag" or name in _re_extras.FLAGS:
        names.update(_re_extras.flags())
    else:
        raise AttributeError(f"module 're' has no attribute '{name}'")
    return names[name]


def __dir__():
    import _re_extras

    return sorted({*globals(), *_re_extras.FLAGS, "RegexFlag", "Scanner"} - {"__getattr__", "__dir__"})

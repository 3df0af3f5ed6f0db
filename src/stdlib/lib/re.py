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
_FLAGS = {
    "NOFLAG": 0, "ASCII": 256, "A": 256, "IGNORECASE": 2, "I": 2, "LOCALE": 4, "L": 4, "UNICODE": 32, "U": 32,
    "MULTILINE": 8, "M": 8, "DOTALL": 16, "S": 16, "VERBOSE": 64, "X": 64, "DEBUG": 128,
}


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
    if name != "RegexFlag" and name not in _FLAGS:
        raise AttributeError(f"module 're' has no attribute '{name}'")
    import enum

    names = {**_FLAGS, "__str__": object.__str__, "_numeric_repr_": hex, "__module__": "re", "__qualname__": "RegexFlag",
             "__doc__": None}
    namespace = enum.EnumType.__prepare__("RegexFlag", (enum.IntFlag,))
    for key, value in names.items():
        namespace[key] = value
    flags = enum.EnumType("RegexFlag", (enum.IntFlag,), namespace, boundary=enum.KEEP)
    enum.global_enum(flags)
    names = globals()
    names["RegexFlag"] = flags
    for key in _FLAGS:
        names[key] = flags[key]
    return names[name]


def __dir__():
    return sorted({*globals(), *_FLAGS, "RegexFlag"} - {"__getattr__", "__dir__"})


class Scanner:
    """Splits text into tokens: the lexicon has pairs of a pattern and what is done with its matches."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self.scanner = _sre._lexicon([phrase for phrase, action in lexicon], int(flags))

    def scan(self, string):
        result = []
        match = self.scanner.scanner(string).match
        end = 0
        while (m := match()) and m.end() != end:
            end = m.end()
            action = self.lexicon[m.lastindex - 1][1]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                result.append(action)
        return result, string[end:]

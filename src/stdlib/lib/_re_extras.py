"""Parts of the module re that few programs use: the flags as an enum, and Scanner. They are made when first asked for."""

import _sre

FLAGS = {
    "NOFLAG": 0, "ASCII": 256, "A": 256, "IGNORECASE": 2, "I": 2, "LOCALE": 4, "L": 4, "UNICODE": 32, "U": 32,
    "MULTILINE": 8, "M": 8, "DOTALL": 16, "S": 16, "VERBOSE": 64, "X": 64, "DEBUG": 128,
}


def flags():
    """RegexFlag and its members by name."""
    import enum

    names = {"__module__": "re", "__qualname__": "RegexFlag", "__doc__": None, **FLAGS, "__str__": object.__str__,
             "_numeric_repr_": hex}
    namespace = enum.EnumType.__prepare__("RegexFlag", (enum.IntFlag,))
    for key, value in names.items():
        namespace[key] = value
    made = enum.EnumType("RegexFlag", (enum.IntFlag,), namespace, boundary=enum.KEEP)
    enum.global_enum(made)
    return {"RegexFlag": made, **{key: made[key] for key in FLAGS}}


class Scanner:
    """Splits text into tokens: the lexicon has pairs of a pattern and what is done with its matches."""

    __module__ = "re"

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

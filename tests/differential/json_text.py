"""Differential test of `json`: prints a line for each text read and each object written, both at random.

Run it with CPython 3.14 and with pyrope; the outputs must be the same. Arguments: seed and number of rounds.
"""

import json
import sys

seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
state = seed * 2862933555777941757 + 3037000493 & 2**64 - 1


def below(n):
    global state
    state = state * 6364136223846793005 + 1442695040888963407 & 2**64 - 1
    return (state >> 33) % n


def choose(items):
    return items[below(len(items))]


SCALARS = [None, True, False, 0, 1, -1, 10**20, -(2**63), 1.5, -0.0, 1e300, 1e-7, float("inf"), float("nan"), "", "a", "é", "😀", "\ud800",
           "a\"b\\c/\n\t\r\b\f\0\x7f\u2028", b"x", 1j, (), {}, [], "x" * 30]
PIECES = ["{", "}", "[", "]", ":", ",", "\"", "\\", "1", "0", "-", ".", "e5", "true", "nul", "null", "NaN", "Infinity", " ", "\n", "\\u00e9",
          "\\ud83d\\ude00", "\\ud800", "é", "\t", "\\n", "\"a\"", "\"b\": 1", "[]", "{}", "/", "\\x"]


def value(depth):
    kind = below(6) if depth < 4 else 0
    if kind < 3:
        return choose(SCALARS)
    if kind == 3:
        return [value(depth + 1) for _ in range(below(4))]
    if kind == 4:
        return tuple([value(depth + 1) for _ in range(below(3))])
    keys = ["a", "b", "é", 1, 2.5, True, None, (1,), "\n", ""]
    return {choose(keys): value(depth + 1) for _ in range(below(4))}


def show(label, function):
    try:
        result = function()
    except Exception as error:
        place = (getattr(error, "pos", None), getattr(error, "lineno", None), getattr(error, "colno", None))
        result = f"{type(error).__name__}: {error} {place} {getattr(error, '__notes__', None)}"
    print(label, ascii(result))
    return result


for _ in range(rounds):
    if below(2):
        options = {}
        for name, values in [("indent", [None, 0, 2, "\t"]), ("sort_keys", [True]), ("ensure_ascii", [False]), ("skipkeys", [True]),
                             ("allow_nan", [False]), ("separators", [(",", ":")]), ("default", [str]), ("check_circular", [False])]:
            if below(4) == 0:
                options[name] = choose(values)
        obj = value(0)
        shown = {k: getattr(v, "__name__", v) for k, v in options.items()}
        text = show(f"dumps {ascii(obj)} {ascii(shown)}", lambda: json.dumps(obj, **options))
        show("pieces", lambda: list(json.JSONEncoder(**options).iterencode(obj)))
        text = text if isinstance(text, str) else "[]"
        at = below(len(text) + 1)
        text = choose([text, text[:at] + choose(PIECES) + text[at:], text[:at], text[:at] + text[at + 1 :]])
    else:
        text = "".join([choose(PIECES) for _ in range(below(10))])
    strict = below(4) > 0
    show(f"loads {ascii(text)} {strict}", lambda: json.loads(text, strict=strict))
    show("pairs", lambda: json.loads(text, object_pairs_hook=list, parse_float=str, parse_int=float, parse_constant=repr))

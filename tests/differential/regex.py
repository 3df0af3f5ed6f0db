"""Differential test of `re`: prints a line for each operation with random patterns on random subjects.

Run it with CPython 3.14 and with pyrope; the outputs must be the same. Arguments: seed and number of rounds.
"""

import re
import sys
import warnings

warnings.simplefilter("ignore")
seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
state = seed * 2862933555777941757 + 3037000493 & 2**64 - 1


def below(n):
    global state
    state = state * 6364136223846793005 + 1442695040888963407 & 2**64 - 1
    return (state >> 33) % n


def choose(items):
    return items[below(len(items))]


ATOMS = ["a", "b", "c", "ab", "abc", ".", "[ab]", "[^a]", "[a-c]", "\\w", "\\d", "\\s", "\\W", "\\b", "\\B", "^", "$", "\\A", "\\Z",
         "\\z", "\n", " ", "é", "É", "ß", "ſ", "K", "[à-ÿ]", "[^\\w]", "[\\d_]", "\\.", "1", "A", "B", "[A-Z]", "😀", "\\x41", "[]a]",
         "[\\]b-]", "\\S", "[Σσ]", "ς", "İ", "i", "{", "}", "a{2}", "b{1,2}"]
JUNK = ["(", ")", "[", "]", "*", "+", "?", "{1,", "{2,1}", "\\", "\\1", "(?P<n>", "(?P=n)", "(?", "(?i", "(?<=", "|", "\\q", "(?P<n>a)",
        "(?(1)a|b)", "(?(n)a)", "\\g", "\\400", "\\08", "(?#x)", "(?i-", "(?x: a b)", "(?-i:A)", "(?a:\\w)", "(?(2)x)", "(?P>", "[b-a]",
        "[a", "\\x4", "\\u00", "(?z)", "(?<a", "(?P<1>a)", "(?s:.)", "[[a]", "(?m)", "(?iu)", "[a--b]", "(?L)"]
QUANTIFIERS = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,3}?", "{2,}", "{,2}", "*+", "++", "?+", "{1,2}+", "{2,}?"]
TEXTS = ["a", "b", "c", "ab", "abc", "aab", "\n", " ", "1", "_", "A", "B", "é", "É", "ß", "ſ", "s", "K", "k", "😀", "x", ".", "]", "-", "σ",
         "ς", "Σ", "i", "ı", "İ"]


def pattern(depth, groups):
    out = []
    for _ in range(below(3) + 1):
        kind = below(12)
        if depth > 2 or kind < 6:
            item = choose(SIMPLE_ATOMS if EASY[0] else ATOMS)
        elif kind < 8:
            groups[0] += 1
            item = "(" + pattern(depth + 1, groups) + ")"
        elif kind == 8:
            item = "(?:" + pattern(depth + 1, groups) + "|" + pattern(depth + 1, groups) + ")"
        elif kind == 9:
            item = choose(["(?=", "(?!", "(?<=", "(?<!", "(?>", "(?:", "(?i:", "(?s:", "(?m:", "(?-i:"]) + pattern(depth + 1, groups) + ")"
        elif kind == 10 and groups[0]:
            number = below(groups[0]) + 1
            item = choose([f"\\{number}", f"(?({number})a|b)", f"(?({number})c)"])
        else:
            item = pattern(depth + 1, groups) + "|" + pattern(depth + 1, groups)
        if below(3) == 0:
            item += choose(QUANTIFIERS)
        out.append(item)
    return "".join(out)


SIMPLE_ATOMS = ["a", "b", "a", "b", "c", ".", "[ab]", "[^a]", "ab", "\\b", "", "a"]
EASY = [False]


def subject():
    if EASY[0]:
        return "".join([choose("aabbc") for _ in range(below(13))])
    return "".join([choose(TEXTS) for _ in range(below(9))])


def shown(match):
    return match and (match.span(), match.regs, match.groups(), match.lastindex, match.groupdict())


def show(label, function):
    try:
        result = function()
    except Exception as error:
        place = (getattr(error, "pos", None), getattr(error, "lineno", None), getattr(error, "colno", None))
        result = f"{type(error).__name__}: {error} {place}"
    print(label, ascii(result))
    return result


FLAGS = [0, 0, 0, re.I, re.M, re.S, re.X, re.A, re.I | re.A, re.M | re.S, re.I | re.M]

for _ in range(rounds):
    EASY[0] = below(3) > 0
    source = pattern(0, [0])
    if below(8) == 0:
        at = below(len(source) + 1)
        source = source[:at] + choose(JUNK) + source[at:]
    flags = choose(FLAGS)
    text = subject()
    if below(5) == 0:
        source, text = source.encode("latin-1", "ignore"), text.encode("latin-1", "ignore")
        flags &= ~re.U
    label = f"{ascii(source)} {int(flags)}"
    try:
        compiled = re.compile(source, flags)
    except Exception as error:
        show(label, lambda: re.compile(source, flags))
        continue
    show(f"{label} compiled", lambda: (compiled.flags, compiled.groups, dict(compiled.groupindex), repr(compiled)))
    for _ in range(3):
        name = choose(["match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split", "bounded"])
        call = f"{label} {name} {ascii(text)}"
        empty = text[:0]
        match name:
            case "findall" | "split":
                show(call, lambda: getattr(compiled, name)(text))
            case "finditer":
                show(call, lambda: [shown(m) for m in compiled.finditer(text)])
            case "sub" | "subn":
                template = choose(["-", "<\\g<0>>", "\\1", "\\n", "[\\g<1>]", "x\\2y", "\\g<9>", "\\g<n>"])
                template = template if isinstance(text, str) else template.encode()
                show(f"{call} {template}", lambda: getattr(compiled, name)(template, text, below(3)))
                show(f"{call} called", lambda: compiled.sub(lambda m: empty.join(filter(None, m.groups())), text))
            case "bounded":
                pos, end = below(5), below(9)
                show(f"{call} {pos} {end}", lambda: shown(compiled.search(text, pos, end)))
            case _:
                show(call, lambda: shown(getattr(compiled, name)(text)))
        text = subject() if isinstance(text, str) else subject().encode("latin-1", "ignore")

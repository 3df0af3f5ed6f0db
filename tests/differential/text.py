"""Differential test of str, bytes, bytearray and formatting: prints a line for each operation on random operands.

Run it with CPython 3.14 and with pyrope; the outputs must be the same. Arguments: seed and number of rounds.
"""

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


PIECES = [*"ab AB1x_-+.{}%0I\t\n\r\x0b\x1c\x85\xa0\0\x7f", "ab", "é", "ß", "Σ", "ς", "ǆ", "ŉ", "ﬁ", "İ", "ı", "中", "😀", "\ud800",
          "\udc80", "\u2028", "\u3000", "٣", "²", "½", "\u0301", "\u0345", "Ა", "ა", "\U000e0001", "\ufffe", "\u212a", "𐐀", "𐐨"]
BYTES = [97, 98, 32, 9, 10, 13, 11, 0, 255, 128, 65, 49, 45, 43, 37, 0xc3, 0xa9, 0xe2, 0x82, 0xac]
HANDLERS = ["strict", "ignore", "replace", "surrogateescape", "surrogatepass", "backslashreplace", "xmlcharrefreplace",
            "namereplace"]
ENCODINGS = ["ascii", "latin-1", "utf-8", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp437", "utf-7", "utf-8-sig",
             "unicode_escape", "raw_unicode_escape", "gbk", "shift_jis", "euc-jp", "euc-kr", "big5"]


def text(n=8):
    return "".join([choose(PIECES) for _ in range(below(n))])


def data(n=8):
    b = bytes([choose(BYTES) for _ in range(below(n))])
    return bytearray(b) if below(3) == 0 else b


def index():
    return choose([0, 1, 2, 3, -1, -2, -5, 5, 10, 100, None, None])


def count():
    return choose([0, 1, 2, 3, 4, 7, 10, -1, 20])


def show(label, function):
    try:
        result = function()
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(label, ascii(result))


COMMON = [
    ("find", lambda s, t, u: s.find(t, index(), index())), ("rfind", lambda s, t, u: s.rfind(t, index(), index())),
    ("index", lambda s, t, u: s.index(t)), ("count", lambda s, t, u: s.count(t, index(), index())),
    ("startswith", lambda s, t, u: s.startswith((t, u), index(), index())), ("endswith", lambda s, t, u: s.endswith(t, index())),
    ("replace", lambda s, t, u: s.replace(t, u, count())), ("replace all", lambda s, t, u: s.replace(t, u)),
    ("split", lambda s, t, u: s.split(t, count())), ("rsplit", lambda s, t, u: s.rsplit(t, count())),
    ("split space", lambda s, t, u: s.split(None, count())), ("rsplit space", lambda s, t, u: s.rsplit(None, count())),
    ("partition", lambda s, t, u: s.partition(t)), ("rpartition", lambda s, t, u: s.rpartition(t)),
    ("strip", lambda s, t, u: s.strip(t)), ("lstrip", lambda s, t, u: s.lstrip()), ("rstrip", lambda s, t, u: s.rstrip(t)),
    ("splitlines", lambda s, t, u: s.splitlines(choose([True, False]))), ("expandtabs", lambda s, t, u: s.expandtabs(count())),
    ("zfill", lambda s, t, u: s.zfill(count())), ("center", lambda s, t, u: s.center(count())), ("ljust", lambda s, t, u: s.ljust(count())),
    ("title", lambda s, t, u: s.title()), ("capitalize", lambda s, t, u: s.capitalize()), ("swapcase", lambda s, t, u: s.swapcase()),
    ("upper", lambda s, t, u: s.upper()), ("lower", lambda s, t, u: s.lower()),
    ("slice", lambda s, t, u: s[index():index():choose([None, 1, 2, -1, -2, 3])]), ("item", lambda s, t, u: s[count()]),
    ("join", lambda s, t, u: s.join([t, u, t])), ("repeat", lambda s, t, u: s * count()), ("in", lambda s, t, u: t in s),
    ("compare", lambda s, t, u: (s < t, s == t, s >= t)), ("repr", lambda s, t, u: repr(s)), ("concat", lambda s, t, u: s + t + u),
    ("removeprefix", lambda s, t, u: s.removeprefix(t)), ("removesuffix", lambda s, t, u: s.removesuffix(t)),
    ("predicates", lambda s, t, u: (s.istitle(), s.isalnum(), s.isalpha(), s.isspace(), s.isdigit(), s.islower(), s.isupper(), s.isascii())),
]
TEXT = [
    ("casefold", lambda s, t, u: s.casefold()), ("text predicates", lambda s, t, u: (s.isidentifier(), s.isprintable(), s.isnumeric(), s.isdecimal())),
    ("encode", lambda s, t, u: s.encode(choose(ENCODINGS), choose(HANDLERS))),
    ("translate", lambda s, t, u: s.translate({97: t, 98: None, 0xe9: 65})), ("list", lambda s, t, u: (len(s), list(s))),
    ("format", lambda s, t, u: s.format(t, u)), ("ascii", lambda s, t, u: ascii(s)),
]
DATA = [
    ("decode", lambda s, t, u: s.decode(choose(ENCODINGS), choose(HANDLERS))), ("hex", lambda s, t, u: s.hex(":", count())),
    ("delete", lambda s, t, u: s.translate(None, t)), ("view", lambda s, t, u: memoryview(s)[index():index():choose([None, 1, 2, -1])].tolist()),
    ("set slice", lambda s, t, u: set_slice(bytearray(s), t)), ("delete slice", lambda s, t, u: delete_slice(bytearray(s))),
]


def set_slice(array, new):
    array[index():index():choose([None, 1, 2, -1])] = new
    return array


def delete_slice(array):
    del array[index():index():choose([None, 1, 2, -1, -3])]
    return array


VALUES = [0, 1, -1, 255, -255, 10**20, 1.5, -1.5, 0.0, -0.0, 1e20, 1e-7, 123456.789, float("inf"), float("nan"), "a", "é", None, True,
          (1,), b"x", "", [1, "é"], 2.5]


def percent():
    template = "%" + "".join([choose("-+ #0") for _ in range(below(3))]) + choose(["", "5", "10"]) + choose(["", ".0", ".2", ".10", "."])
    template += choose("diouxXeEfFgGcrsa%bz")
    value = choose(VALUES)
    if below(3) == 0:
        show(f"bytes % {template}", lambda: template.encode() % (value,))
    else:
        show(f"str % {template}", lambda: template % (value,))


def specification():
    spec = choose(["", "<", ">", "^", "=", "*<", "é^", "0<"]) + choose(["", "+", "-", " "]) + choose(["", "#", "z"]) + choose(["", "0"])
    spec += choose(["", "5", "12"]) + choose(["", "", ",", "_"]) + choose(["", "", ".2", ".0"])
    spec += choose(["", "s", "d", "x", "b", "f", "e", "g", "n", "%", "c", "q"])
    value = choose(VALUES)
    show(f"format {spec}", lambda: f"{value:{spec}}|{'{:{}}'.format(value, spec)}")


for _ in range(rounds):
    match below(8):
        case 0:
            percent()
        case 1:
            specification()
        case 2 | 3 | 4:
            name, function = choose(COMMON + TEXT)
            operands = text(10), text(3), text(3)
            show(f"str.{name} {ascii(operands)}", lambda: function(*operands))
        case _:
            name, function = choose(COMMON + DATA)
            operands = data(10), data(3), data(3)
            show(f"bytes.{name} {operands}", lambda: function(*operands))

"""Differential test of numbers: prints a line for each operation on pseudo-random operands.

Run it with CPython 3.14 and with pyrope; the outputs must be the same. Arguments: seed and number of rounds.
"""

import math
import sys

seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 400
state = seed * 2862933555777941757 + 3037000493 & 2**64 - 1


def bits(n):
    """n random bits of a linear congruential generator."""
    global state
    out = 0
    for _ in range(-(-n // 32)):
        state = state * 6364136223846793005 + 1442695040888963407 & 2**64 - 1
        out = out << 32 | state >> 32
    return out >> -n % 32


def below(n):
    return bits(40) % n


def choose(items):
    return items[below(len(items))]


class MyInt(int):
    pass


class MyFloat(float):
    pass


def random_int():
    kind = below(10)
    if kind < 3:
        i = below(30) - 15
    elif kind < 4:
        i = choose([2**31, 2**32, 2**62, 2**63, 2**64, 2**53, 2**53 + 1, 2**63 - 1, 10**18, 10**19]) + below(3) - 1
    elif kind < 6:
        i = bits(1 + below(64))
    elif kind < 8:
        i = bits(1 + below(300))
    elif kind < 9:
        i = bits(1 + below(64)) << below(200)
    else:
        i = 2 ** below(400) + below(3) - 1
    return -i if below(2) else i


def random_float():
    kind = below(12)
    if kind < 2:
        f = choose([0.0, 1.0, 0.5, 1.5, 2.5, 1e16, 1e22, 1e-5, 0.1, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, math.inf, math.nan])
    elif kind < 4:
        f = float(below(2000)) / choose([1, 2, 4, 8, 10, 100, 3, 7])
    elif kind < 6:
        f = float(random_int())
    elif kind < 8:
        f = math.ldexp(bits(53), below(120) - 110)
    elif kind < 10:
        f = float(f"{bits(1 + below(60))}e{below(50) - 30}")
    else:
        f = math.ldexp(bits(53), below(2000) - 1050)
    return -f if below(2) else f


def random_complex():
    if below(4) == 0:
        return complex(choose([0.0, -0.0, 1.0, math.inf, math.nan, 1e300]), choose([0.0, -0.0, 1.0, -math.inf, math.nan, 1e-300]))
    return complex(random_float(), random_float())


def random_number():
    kind = below(12)
    if kind < 5:
        return random_int()
    if kind < 9:
        return random_float()
    if kind == 9:
        return random_complex()
    if kind == 10:
        return choose([True, False, MyInt(random_int()), MyFloat(random_float())])
    return random_int()


def show(label, function, *args):
    try:
        result = function(*args)
        text = f"{type(result).__name__} {result!r}"
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
    if len(text) > 400:
        text = f"{text[:200]}...{len(text)}"
    print(label, *(repr(a)[:120] for a in args), "->", text)


BINARY = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "divmod": divmod,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}

UNARY = {
    "-": lambda a: -a,
    "+": lambda a: +a,
    "abs": abs,
    "int": int,
    "float": float,
    "complex": complex,
    "bool": bool,
    "str": str,
    "repr": repr,
    "round": round,
    "floor": math.floor,
    "ceil": math.ceil,
    "trunc": math.trunc,
    "ratio": lambda a: a.as_integer_ratio(),
    "is_integer": lambda a: a.is_integer(),
    "hash": lambda a: hash(a) if a == a else "nan",
    "conjugate": lambda a: a.conjugate(),
    "parts": lambda a: (a.real, a.imag),
    "sizeof": lambda a: a.__sizeof__() if type(a) is not MyFloat else 24,
}


def arithmetic():
    a, b = random_number(), random_number()
    for name, f in BINARY.items():
        show(name, f, a, b)
    c = a if below(3) else b
    for name, f in UNARY.items():
        show(name, f, c)


def powers():
    base = random_number()
    exponent = choose([below(40) - 10, below(40) - 10, random_float(), float(below(20) - 8), 0.5, -0.5, 1.5, random_complex()])
    if isinstance(base, int) and abs(base) > 2**100 and isinstance(exponent, int):
        exponent %= 9
    show("**", lambda a, b: a**b, base, exponent)
    a, b, m = random_int(), random_int() if below(3) else below(50) - 25, random_int()
    if abs(b) > 2**300:
        b = abs(b) >> 200
    show("pow3", pow, a, b, m)


def shifts():
    a, n = random_int(), choose([below(70) - 3, below(400), bits(70)])
    show(">>", lambda a, b: a >> b, a, n)
    if n < 1000:
        show("<<", lambda a, b: a << b, a, n)
    show("~", lambda a: ~a, a)
    show("bits", lambda a: (a.bit_length(), a.bit_count()), a)


def rounding():
    show("round", round, random_float(), below(40) - 15)
    show("round", round, random_int(), below(40) - 30)


FILL = ["", "", "", "<", ">", "^", "=", "*<", "_>", "0=", "é^", "x="]
SIGN = ["", "", "", "+", "-", " "]
GROUP = ["", "", "", ",", "_"]


def formats():
    value = random_number()
    kind = choose(["", "d", "b", "o", "x", "X", "c", "n"] if isinstance(value, int) and below(3) else ["", "e", "E", "f", "F", "g", "G", "n", "%"])
    precision = choose(["", "", f".{below(8)}", f".{below(30)}", f".{below(400)}", f".{below(6)},", "._"])
    spec = choose(FILL) + choose(SIGN) + choose(["", "", "z"]) + choose(["", "", "#"]) + choose(["", "", "0"])
    spec += choose(["", "", str(below(40) + 1)]) + choose(GROUP) + precision + kind
    show("format", format, value, spec)
    if not isinstance(value, complex):
        spec = "%" + choose(["", "-", "+", " ", "0", "#", "#0", "-+"]) + choose(["", str(below(30))]) + choose(["", f".{below(20)}"])
        spec += choose("dixXoeEfFgGrs")
        show("%", lambda s, v: s % v, spec, value)


def texts():
    digits = str(bits(1 + below(200)))
    text = choose(["", " ", "\t\n"]) + choose(["", "-", "+"]) + choose(["", "", "0x", "0b", "0o", "0"]) + digits
    if below(3) == 0:
        at = below(len(text))
        text = text[:at] + choose(["_", ".", "e", "٣", " ", "__", "x"]) + text[at:]
    show("int", int, text)
    base = choose([0, 2, 8, 10, 16, 36, 7])
    show("int", int, text, base)
    show("float", float, text)
    text = choose(["", "-", "+", "("]) + choose(["", "1", "1.5", "inf", "nan", ".5e3", "1_0"]) + choose(["", "+", "-"]) + choose(["2", "", "1e400", "nan"]) + choose(["j", "J", "", "j)"])
    show("complex", complex, text)
    f = random_float()
    show("back", lambda f: float(repr(f)) == f or f != f, f)
    show("hex", lambda f: (f.hex(), float.fromhex(f.hex()) == f or f != f), f)
    hexa = f"{choose(['', '-', '+'])}{choose(['0x', ''])}{bits(1 + below(100)):x}.{bits(1 + below(100)):x}{choose(['', 'p', 'p-', 'p+'])}"
    if hexa[-1] in "p-+":
        hexa += str(below(choose([20, 1200])))
    show("fromhex", float.fromhex, hexa)


def byte_strings():
    i = random_int()
    length, order, signed = below(20), choose(["big", "little"]), bool(below(2))
    show("to_bytes", lambda i, n, o, s: i.to_bytes(n, o, signed=s), i, length, order, signed)
    data = bytes(below(256) for _ in range(below(20)))
    show("from_bytes", lambda d, o, s: int.from_bytes(d, o, signed=s), data, order, signed)


def mathematics():
    a, b = random_int(), random_int()
    show("gcd", math.gcd, a, b)
    show("lcm", math.lcm, a, b)
    show("isqrt", math.isqrt, a)
    show("comb", math.comb, below(200), below(100))
    show("perm", math.perm, below(200), below(100))
    show("factorial", math.factorial, below(60))
    x, y = random_float(), random_float()
    for f in (math.fmod, math.remainder, math.copysign, math.nextafter, math.hypot, math.atan2):
        show(f.__name__, f, x, y)
    show("nextafter", lambda x, y, n: math.nextafter(x, y, steps=n), x, y, bits(below(64)))
    for f in (math.ulp, math.frexp, math.modf, math.sqrt, math.degrees, math.radians):
        show(f.__name__, f, x)
    show("ldexp", math.ldexp, x, below(2400) - 1200)
    show("fma", math.fma, x, y, random_float())
    for f in (math.log, math.log2, math.log10):
        show(f.__name__, f, abs(a))
        show(f.__name__, f, x)
    numbers = [random_float() for _ in range(below(8))]
    show("fsum", math.fsum, numbers)
    show("sumprod", math.sumprod, numbers, [random_number() for _ in numbers])
    show("sumprod", math.sumprod, [1.5] * len(numbers), numbers)
    show("hypot", math.hypot, *numbers)
    show("dist", math.dist, numbers, numbers[::-1])
    show("prod", math.prod, [random_int() % 1000 for _ in numbers])
    show("sum", sum, numbers)
    show("isclose", math.isclose, x, x * (1 + 1e-9))


for _ in range(rounds):
    for part in (arithmetic, powers, shifts, rounding, formats, formats, texts, byte_strings, mathematics):
        part()

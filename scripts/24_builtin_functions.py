"""Chapter 24, built-in functions (内建方法): a walk through builtins."""

print(abs(-3), abs(3 + 4j), divmod(-7, 2), pow(2, 10), pow(3, -1, 7), round(2.5), round(3.5), round(1234.567, -2))
print(sum([1, 2, 3], 10), min(3, 1, 2), max("ab", "abc", key=len), max([], default="none"))
print(all([]), any([]), all([1, 0]), any([0, 1]))
print(list(range(10, 0, -3)), list(enumerate("ab", start=1)), list(zip("ab", [1, 2, 3])))

# map / filter / sorted / reversed
print(list(map(lambda x, y: x + y, [1, 2], [10, 20])), list(filter(None, [0, 1, "", "a"])))
print(sorted([3, 1, 2], reverse=True), sorted("bA", key=str.lower), list(reversed([1, 2, 3])))
print(list(map(str.upper, "xy")), list(zip(*[(1, 2), (3, 4)])))

print(int("42"), int(3.9), float("1e3"), complex("1+2j"), bool([]), str(1.0), repr("it's"), ascii("é"))
print(list("ab"), tuple([1]), dict(a=1), dict([("k", 2)]), set("aa"), frozenset([1]), bytes(3), bytearray(b"x"))
print(chr(8364), ord("€"), bin(5), oct(8), hex(255), format(3.14159, ".2f"), hash(1) == hash(1.0))
print(isinstance(True, int), issubclass(bool, int), isinstance(3, (str, int)), isinstance(3, int | None))
print(callable(print), type(3).__name__, getattr("x", "upper")(), hasattr(3, "real"), len({1: 2}))
print(eval("1 + 2"), slice(1, 5, 2).indices(4), memoryview(b"abc")[1], [1, 2, 3, 4][slice(None, None, -2)])
space = {}
exec(compile("y = 5", "<demo>", "exec"), space)
print(space["y"], vars(type("T", (), {"q": 1}))["q"], id(None) == id(None))
it = iter([1])
print(next(it), next(it, "end"), sep=" / ", end=".\n")

try:
    list(zip("ab", "abc", strict=True))
except ValueError as error:
    print(error)

# Surprises: banker's rounding, truth of "False", lazy map, zip's loss, sum of strings.
print(round(0.5), round(1.5), round(-2.5), bool("False"), map(int, "1") is not list)
one = iter([1, 2, 3])
print(list(zip(one, "a")), list(one))
wrongs = ["sum(['a'])", "sum('ab')", "int('4.5')", "len(5)", "ord('ab')", "chr(-1)", "max([])", "max(1)"]
wrongs += ["abs('x')", "sorted([1, 'a'])", "next([])", "range(1, 2, 0)", "isinstance(1, 1)", "hash([])", "round('x')"]
wrongs += ["pow(2, -1, 4)", "divmod(1, 0)", "getattr(1, 'x')", "getattr(1, 2)", "print(sep=1)", "zip(1)", "int('9', 1)"]
for wrong in wrongs:
    try:
        eval(wrong)
    except Exception as error:
        print(f"{wrong}: {type(error).__name__}: {error}")

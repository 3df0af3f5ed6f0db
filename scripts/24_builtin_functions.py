"""Chapter 24, built-in functions (内建方法):
a walk through builtins."""

# Happy path: numbers,
print(abs(3 + 4j), divmod(-7, 2), pow(3, -1, 7), round(1234.567, -2))
print(sum([1, 2, 3], 10), min(3, 1, 2), max("ab", "abc", key=len))
print(int("42"), int(3.9), float("1e3"), complex("1+2j"), bool([]))
print(bin(5), oct(8), hex(255), format(3.14159, ".2f"), hash(1) == hash(1.0))

# texts,
print(chr(8364), ord("€"), repr("it's"), ascii("é"), str(1.0), len("four"))
print(bytes(3), bytearray(b"x"), memoryview(b"abc")[1])

# many things at once,
print(list(range(10, 0, -3)), list(enumerate("ab", start=1)))
print(list(zip("ab", [1, 2, 3])), list(zip(*[(1, 2), (3, 4)])))
print(list(map(lambda x, y: x + y, [1, 2], [10, 20])))
print(list(filter(None, [0, 1, "", "a"])), list(reversed([1, 2, 3])))
print(sorted([3, 1, 2], reverse=True), sorted("bA", key=str.lower))
print(all([]), any([]), all([1, 0]), any([0, 1]))
print([1, 2, 3, 4][slice(None, None, -2)], slice(1, 5, 2).indices(4))
# %see steps list(map(abs, [-1, 2]))

# types and attributes,
print(isinstance(True, int), issubclass(bool, int), isinstance(3, int | None))
print(callable(print), getattr("x", "upper")(), hasattr(3, "real"))
print(vars(type("T", (), {"q": 1}))["q"], type(3).__name__, id(3) == id(3))

# programs, and output.
space = {}
exec(compile("y = 5", "<demo>", "exec"), space)
print(space["y"], eval("1 + 2"), "y" in globals(), __import__("math").pi)
it = iter([1])
print(next(it), next(it, "end"), sep=" / ", end=".\n")

# Surprise: halves are rounded to even numbers.
print(round(0.5), round(1.5), round(2.5), round(-2.5), round(2.675, 2))
# Surprise: texts are true unless they are empty.
print(bool("False"), bool("0"), bool(""), bool(" "))
# Surprise: zip takes an item of the first before it sees that the second
# has none.
one = iter([1, 2, 3])
print(list(zip(one, "a")), list(one))
# Surprise: map and filter do nothing until somebody asks.
lazy = map(print, "ab")
print("nothing printed yet:", type(lazy).__name__)
print(next(lazy), list(lazy))
print("rule: a builtin calls a special method: len(x) is type(x).__len__(x)")

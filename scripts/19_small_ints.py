"""Chapter 19, small integers (小整数对象池):
-5 to 256 exist once, before any program runs."""


def same(text):
    """Two numbers made at run time: are they one object?"""
    return int(text) is int(text)


# Happy path.
print("100:", same("100"), " 0:", same("0"), " -1:", same("-1"))
a, b = int("100"), int("100")
# %see same a b

# [-5, 257], 257 not included: where does the pool begin and end?
pool = [n for n in range(-50, 1000) if same(str(n))]
print("pool:", pool[0], "to", pool[-1], "-", len(pool), "numbers")
print([(n, same(str(n))) for n in (-6, -5, 256, 257)])

# Every way leads to the same object.
n = int("256")
print(n is 2 ** 8 + int("0"), n is len("x" * 256), n is sum([200, 56]))
print(n is int(256.9), n is ord("Ā"), n is b"\xff"[0] + True, n is -(-n))

# Surprise: the step over the border.
n += 1
m = int("256") + 1
print("257:", n is m, " equal:", n == m)
# %see same n m
n -= 1
m -= 1
print("back at 256:", n is m)

# Results of big numbers come back into the pool.
huge = 10 ** 40
print("difference:", huge - huge + 7 is int("7"), huge // huge is int("1"))


# Equal, but of another kind: never in the pool.
class Age(int):
    pass


print("subclass:", Age(7) is Age(7), " bool:", int(True) is int("1"))
print("float:", float("7") is float("7"))
print("rule: the pool saves memory; programs compare numbers with ==")

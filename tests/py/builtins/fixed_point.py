"""Floats with a fixed number of decimals are rounded correctly, half to even, whatever way they are computed."""

seed = 12345


def next_float():
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 11) / 2**53


def exact(x, places):
    """The text by arithmetic with whole numbers."""
    n, d = x.as_integer_ratio()
    n *= 10**places
    q, rest = divmod(n, d)
    if 2 * rest > d or 2 * rest == d and q & 1:
        q += 1
    digits = str(q).rjust(places + 1, "0")
    return digits[:-places] + "." + digits[-places:] if places else digits


values = [0.5, 1.5, 2.5, 0.125, 0.375, 2.675, 1.005, 1e15, 9007199254740991.0, 0.1, 1 / 3, 1e-5, 5e-19, 0.05, 0.25, 0.0]
values += [next_float() * 10 ** (i % 25 - 8) for i in range(4000)]
for x in values:
    for places in (0, 1, 2, 3, 6, 10, 15, 17, 18, 19, 25):
        assert "%.*f" % (places, x) == exact(x, places), (x, places)
        assert format(-x, f".{places}f") == "-" + exact(x, places), (x, places)
assert f"{2.5:.0f} {3.5:.0f} {0.5:#.0f} {1e22:.1f} {float('inf'):.3f}" == "2 4 0. 10000000000000000000000.0 inf"

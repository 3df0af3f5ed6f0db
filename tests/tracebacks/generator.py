"""An error inside a generator expression and a generator function."""
def halves(values):
    for v in values:
        yield v / 2


print(sum(x + 1 for x in halves([1, "a"])))

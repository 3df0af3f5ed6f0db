"""from None hides the context."""
try:
    {}["x"]
except KeyError:
    raise ValueError("clean") from None

"""A call over several lines: only one argument fails."""
print(
    "a",
    int("1"),
    int("x" +
        "y"),
    "z",
)

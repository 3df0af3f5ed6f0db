"""An expression over several lines."""
first = 1
second = "two"
value = (
    first
    + 10
    + second
    + 3
)

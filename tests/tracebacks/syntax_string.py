"""A string that was never closed."""
name = "abc

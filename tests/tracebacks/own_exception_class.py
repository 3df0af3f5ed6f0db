"""A class of our own in a function, with a module name."""
def make():
    class LocalError(Exception):
        def __str__(self):
            return "told by __str__"

    return LocalError


raise make()("ignored")

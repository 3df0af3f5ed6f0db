"""Wrong arguments: the whole call is marked."""
def greet(name, *, polite):
    return name


greet("x", 1, polite=True)

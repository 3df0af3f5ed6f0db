"""A group with a cause and notes."""
try:
    1 / 0
except ZeroDivisionError as error:
    group = ExceptionGroup("with cause", [ValueError("a")])
    group.add_note("a note of the group")
    group.exceptions[0].add_note("a note of the part")
    raise group from error

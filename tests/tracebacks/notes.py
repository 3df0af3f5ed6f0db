"""Notes under the message, one of them of two lines."""
try:
    raise ValueError("main message\nsecond line")
except ValueError as error:
    error.add_note("a note")
    error.add_note("two\nlines")
    raise

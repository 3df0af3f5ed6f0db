"""SystemExit raised while an error is handled: the error is not shown."""
try:
    1 / 0
except ZeroDivisionError:
    raise SystemExit("quit quietly")

# An exception raised in `except*`, beside what was not handled.
try:
    raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except* ValueError:
    1 / 0

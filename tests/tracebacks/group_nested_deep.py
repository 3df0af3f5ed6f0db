"""Groups in groups, a bare traceback of a sub-exception, and too many parts."""
group = ValueError("bottom")
for level in range(12):
    group = ExceptionGroup(f"level {level}", [group, KeyError(level)])
try:
    raise group
except* KeyError:
    pass
raise ExceptionGroup("wide", [ValueError(n) for n in range(20)])

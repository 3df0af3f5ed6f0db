"""Groups in groups: ten levels are shown."""
group = ValueError("bottom")
for level in range(12):
    group = ExceptionGroup(f"level {level}", [group, KeyError(level)])
raise group

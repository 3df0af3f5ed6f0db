"""A group of many parts: fifteen are shown."""
raise ExceptionGroup("wide", [ValueError(n) for n in range(20)])

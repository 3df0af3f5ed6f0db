"""The package alpha."""

loaded = True
_private = 1

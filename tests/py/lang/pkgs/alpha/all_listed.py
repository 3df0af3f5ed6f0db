__all__ = ["_chosen", "shown"]
_chosen = 1
shown = 2
left_out = 3

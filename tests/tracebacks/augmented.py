"""Augmented assignment, subscripts as targets."""
table = {"n": 1, "m": [1, 2]}
table["n"] += 5
table["m"][1] += "x"

"""An error inside a comprehension has no frame of its own."""
rows = [[1, 2], [3, "x"]]
print([[cell * 2.5 for cell in row] for row in rows])

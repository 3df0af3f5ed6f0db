"""What is iterated cannot be."""
total = 0
for item in total:
    pass

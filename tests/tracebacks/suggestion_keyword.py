"""A misspelt keyword."""
x = 1
whlie x:
    x = 0

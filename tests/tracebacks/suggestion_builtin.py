"""Did you mean: a builtin; a module that was not imported."""
try:
    pritn("x")
except NameError as error:
    print(error)
print(math.floor(2.5))

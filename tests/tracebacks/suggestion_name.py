"""Did you mean: names."""
def compute():
    counter = 1
    return conuter + 1


compute()

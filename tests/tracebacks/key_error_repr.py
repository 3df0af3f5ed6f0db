"""KeyError shows the repr of the key."""
prices = {"apple": 1}
print(prices["pear\n'\"é"])

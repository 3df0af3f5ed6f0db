"""Did you mean: names of a module."""
from math import floot

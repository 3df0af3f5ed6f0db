"""The imported module cannot be parsed."""
import sys

sys.path.insert(0, __file__.rpartition("/")[0] + "/parts")
import unparsable_part

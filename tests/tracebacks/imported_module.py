"""The error happens in an imported module, in a function called from here."""
import sys

sys.path.insert(0, __file__.rpartition("/")[0] + "/parts")
import broken_part

broken_part.work(0)

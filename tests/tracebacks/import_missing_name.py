"""A name that an imported module of ours has not: the message holds its path."""
import sys

sys.path.insert(0, __file__.rpartition("/")[0] + "/parts")
from broken_part import no_such_name

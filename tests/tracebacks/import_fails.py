"""The imported module fails while it is executed."""
import sys

sys.path.insert(0, __file__.rpartition("/")[0] + "/parts")
import failing_part

"""sys.exit with a text: printed, status 1."""
import sys
print("before")
sys.exit("stopped: no input")

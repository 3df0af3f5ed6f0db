# A module that has something of its own name.
import copy

copy([1])

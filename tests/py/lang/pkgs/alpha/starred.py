import sys

public = 1
_hidden = 2
__private = 3

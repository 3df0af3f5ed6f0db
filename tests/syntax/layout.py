# blank lines, comments and continuation lines
if x:
    # comment

    y = 1; z = 2 ;
  # odd comment

    if a: b; c
else:
	pass
def f():
    """doc"""

    return (1,
  2,   # inside
        3)

x = 1 + \
    2

class A:
        def m(self): pass

        @property
        def n(
            self,
        ): return 1
def g(): pass
if a:
    if b:
        c
    elif d:
        e
    else:
        while f:
            break
        else: continue
elif g:
    pass
# the end, without line break
x
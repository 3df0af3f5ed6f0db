lambda: (yield)
lambda *a, b=1, **c: a
x = *a, b
a[1:2, ::3, *b, c:=1]
a[*b]
(a) + (b) * (c)
not (a < (b)) and (c)
-a ** -b ** c
(a) if (b) else (c)
f((a for a in b))
f(a for a in b)
f(a, *b, c=d, *e, **g)
print((yield))
x = yield a, b
for x, in y: pass
for (x) in *a, b: pass
del a, (b), [c, d], e.f
import a . b as c, d
from . import x
from ... a.b import (c as d, e,)
from .. import *
if a: pass
elif b: pass
else: pass
if a:
    if b: 
        pass;
    elif c:
        pass
x = 1if y else 2
0xFFFF_FFFF_FFFF_FFFF; 1_0.5e-3j; 0o17; 00_0; .5; 1.; 1e5
é = ﬁ = 1
"\N{BULLET}\x41\u0041\ud800\777\d"
b"\xff\0"
"""a
b"""
x = a if b else lambda: c
{**a, 'b': 1}; {a, *b}; {a: b for a in b if c if d}; {}; {a for a in b}
[a async for a in b]
raise
raise a from b
assert a, b
global g, h
nonlocal n
a @= b; a //= (c)
while x: break
else: continue

try:
    pass;
except A, B: pass
except (A, B) as e: pass ;
with (a, b): pass
with (a as b, c as d,): pass
with (a, b) as c: pass
with (yield): pass
with (x := 1): pass
with (a, *b): pass
with (a for a in b): pass
with ((a)): pass
with ((a), (b)) : pass
with ((x:=1)), b: pass
with ((x:=1), b): pass
with (x:=1, b): pass
with (a,): pass
with ((a, b)): pass
with (): pass

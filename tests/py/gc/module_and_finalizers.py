"""The gc module; finalisers in cycles, resurrection, callbacks, weak references to garbage."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


import sys; sys.unraisablehook = lambda u: None
import gc, weakref
log=[]
class D:
    def __init__(s,n): s.n=n; s.me=s
    def __del__(s): log.append(s.n)
# order, resurrection
gc.collect(); gc.disable()
for i in range(3): D(i)
print(gc.collect(), log)
class R:
    def __del__(s): log.append('R'); keep.append(s)
keep=[]; log.clear()
def mk():
    r=R(); r.me=r; r.other=o=D('o'); o.r=r
mk(); print(gc.collect(), log, len(keep), gc.collect()); print(gc.is_finalized(keep[0]), keep[0].other.n)
keep.clear(); log.clear(); print(gc.collect(), log)
# partly resurrected
class P:
    def __del__(s): keep.append(s.data)
def mk():
    p=P(); p.data=[1,2]; p.me=p; p.data2=[p]
mk(); print(gc.collect(), keep); keep.clear()
# exception in finalizer
class E:
    def __del__(s): 1/0
def mk():
    e=E(); e.me=e
mk(); gc.collect()
print(gc.get_threshold(), len(gc.get_count()), gc.isenabled(), gc.get_debug())
gc.set_threshold(5); print(gc.get_threshold()); gc.set_threshold(700,20,3); print(gc.get_threshold()); gc.set_threshold(2000,10,0)
print([sorted(x) for x in gc.get_stats()])
def tr(f,*a,**k):
    try: print(f(*a,**k))
    except Exception as ex: print(type(ex).__name__, ex)
tr(gc.collect,3); tr(gc.collect,-1); tr(gc.collect,'x'); tr(gc.collect, generation=1); tr(gc.get_objects,generation=5); tr(gc.set_threshold); tr(gc.set_debug,'x'); tr(gc.is_tracked); tr(gc.get_objects,'x')
a=[]; b=[a]; print(any(x is b for x in gc.get_referrers(a)), gc.get_referents(b)==[a], gc.get_referents({1:'x'}), gc.get_referents(3), any(x is a for x in gc.get_objects()))
print([gc.is_tracked(x) for x in (1,'x',[],{},(),{1:2},object(),D,print,D(1),(1,2),([],))], gc.is_finalized(a))
def cb(phase, info): log.append((phase, sorted(info), info['generation'], info['collected']))
log.clear(); gc.callbacks.append(cb); gc.collect(); gc.callbacks.remove(cb); print(log)
def bad(p,i): 1/0
gc.callbacks.append(bad); gc.collect(0); gc.callbacks.clear()
gc.set_debug(gc.DEBUG_SAVEALL); l=[]; l.append(l); i=id(l); del l; print(gc.collect()>0, any(id(x)==i for x in gc.garbage)); gc.garbage.clear(); gc.set_debug(0); gc.collect()
gc.freeze(); print(gc.get_freeze_count()>0); gc.unfreeze(); print(gc.get_freeze_count())
class N:
    def __del__(s): log.append(gc.collect())
log.clear(); 
def mk(): n=N(); n.me=n
mk(); gc.collect(); print(log)
# automatic
gc.enable(); w=None; 
class C: pass
refs=[]
for i in range(5000):
    c=C(); c.me=c; refs.append(weakref.ref(c))
print(sum(r() is not None for r in refs) < 4000)
# weakref callback with resurrected
gc.disable(); log.clear()
def mk():
    d=C(); d.me=d; return weakref.ref(d, lambda r: log.append(r()))
r=mk(); gc.collect(); print(log, r())
# generator with try in cycle
def g():
    try:
        x = yield
        yield x
    finally: log.append('gen fin')
log.clear()
def mk():
    a=g(); next(a); a.send(a)
mk(); gc.collect(); print(log)
# del creating new cycle ref to dying
class Z:
    def __del__(s): log.append(s.w())
log.clear()
def mk():
    z=Z(); z.w=weakref.ref(z); z.me=z
mk(); gc.collect(); print(log)
# __del__ with generator and dead weakrefs in WeakValueDictionary
d=weakref.WeakValueDictionary()
def mk():
    c=C(); c.me=c; d[1]=c
mk(); print(len(d)); gc.collect(); print(len(d), d.data)

expected = [
    '3 [0, 1, 2]',
    "0 ['R', 'o'] 1 0",
    'True o',
    '2 []',
    '2 [[1, 2]]',
    '(2000, 10, 10) 3 False 0',
    '(5, 10, 10)',
    '(700, 20, 3)',
    "[['collected', 'collections', 'uncollectable'], ['collected', 'collections', 'uncollectable'], ['collected', 'collections', 'uncollectable']]",
    'ValueError invalid generation',
    'ValueError invalid generation',
    "TypeError 'str' object cannot be interpreted as an integer",
    '0',
    'ValueError generation parameter must be less than the number of available generations (3)',
    'TypeError gc.set_threshold requires 1 to 3 arguments',
    "TypeError 'str' object cannot be interpreted as an integer",
    'TypeError gc.is_tracked() takes exactly one argument (0 given)',
    "TypeError argument should be integer or None, not 'str'",
    "True True ['x', 1] [] True",
    '[False, False, True, True, False, True, False, True, True, True, False, True] False',
    "[('start', ['collected', 'generation', 'uncollectable'], 2, 0), 1, ('stop', ['collected', 'generation', 'uncollectable'], 2, 1)]",
    'True True',
    'True',
    '0',
    '[0]',
    'True',
    '[None] None',
    "['gen fin']",
    '[None]',
    '1',
    '0 {}',
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

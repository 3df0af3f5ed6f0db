"""The order in which what dies together is finalised."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


log=[]
class D:
    def __init__(s,n): s.n=n
    def __del__(s): log.append(s.n)
def tr(name, mk):
    log.clear(); x = mk(); del x; print(name, log)
tr('list', lambda: [D(i) for i in range(4)])
tr('tuple', lambda: tuple(D(i) for i in range(4)))
tr('dict', lambda: {i: D(i) for i in range(4)})
tr('nested', lambda: [[D(1),D(2)],(D(3),D(4)),{1:D(5),2:D(6)}])
class C: pass
def inst():
    c=C(); c.a=D('a'); c.b=D('b'); c.c=[D(1),D(2)]; return c
tr('inst', inst)
class S: __slots__=('a','b')
def sl():
    s=S(); s.b=D('b'); s.a=D('a'); return s
tr('slots', sl)
def loc():
    a=D('a'); b=D('b'); c=D('c')
tr('locals', loc)
def gen():
    def g():
        a=D('a'); b=D('b'); yield
    x=g(); next(x); return x
tr('gen', gen)
def clo():
    a=D('a'); b=D('b')
    def f(x=D('d1'), y=D('d2')): return a,b
    return f
tr('closure', clo)
l=[D(i) for i in range(6)]; log.clear(); del l[1:3]; print(log); l[0:2]=[]; print(log); l[:]=[]; print(log)
l=[D(i) for i in range(6)]; log.clear(); del l[::2]; print(log); l.clear(); print(log)
l=[D(i) for i in range(3)]; log.clear(); l*=0; print(log)
d={1:D(1),2:D(2)}; log.clear(); d.clear(); print(log); d={1:D(1)}; d[1]=D(2); print(log); d.pop(1); print(log)
class P:
    def __init__(s,n,c=None): s.n=n; s.c=c
    def __del__(s): log.append(s.n)
log.clear(); x=P(1,P(2,P(3))); del x; print(log)
log.clear()
def f(*a): return len(a)
f(D(1),D(2),D(3)); print(log)
log.clear(); (D(1), D(2)); print(log); [D(3),D(4)]; print(log); D(5) if D(6) else 0; print(log)
log.clear(); e=ValueError(D(1),D(2)); del e; print(log)
log.clear(); x=[P(1,[D(10),D(11)]),P(2,(D(12),D(13)))]; del x; print(log)
s={D(1)}; log.clear(); s.clear(); print(log)

expected = [
    'list [3, 2, 1, 0]',
    'tuple [3, 2, 1, 0]',
    'dict [0, 1, 2, 3]',
    'nested [5, 6, 4, 3, 2, 1]',
    "inst ['a', 'b', 2, 1]",
    "slots ['a', 'b']",
    "locals ['c', 'b', 'a']",
    "gen ['b', 'a']",
    "closure ['d2', 'd1', 'b', 'a']",
    '[2, 1]',
    '[2, 1, 3, 0]',
    '[2, 1, 3, 0, 5, 4]',
    '[0, 2, 4]',
    '[0, 2, 4, 5, 3, 1]',
    '[2, 1, 0]',
    '[1, 2]',
    '[1, 2, 1]',
    '[1, 2, 1, 2]',
    '[1, 2, 3]',
    '[3, 2, 1]',
    '[2, 1]',
    '[2, 1, 4, 3]',
    '[2, 1, 4, 3, 6, 5]',
    '[2, 1]',
    '[2, 13, 12, 1, 11, 10]',
    '[1]',
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

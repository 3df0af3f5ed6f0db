"""The number that collect() returns where generators, instance dicts and objects of varying size are among the garbage."""

import gc
import types

gc.disable()
results = []


def c(name, make):
    gc.collect()
    make()
    results.append((name, gc.collect()))


def a():
    def g():
        yield g
    x=g(); next(x)
c('gen+fn', a)
def a():
    def g():
        x
        yield 
    x=g(); next(x)
c('gen closes over itself', a)
def a():
    def g(l):
        yield 
    l=[]; x=g(l); next(x); l.append(x)
c('gen in list arg', a)
def a():
    def g(l):
        yield 
    l=[]; x=g(l); l.append(x)
c('unstarted gen in list arg', a)
def a():
    def g(l):
        try: yield 
        finally: pass
    l=[]; x=g(l); next(x); l.append(x)
c('gen in try', a)
def a():
    def g(l):
        yield 
    l=[]; x=g(l); l.append(x); list(x)
c('finished', a)
def a():
    def g(l):
        with_list=[l]
        yield 
    l=[]; x=g(l); next(x); l.append([[x]]); l.append({1:l})
c('gen deeper', a)
def a():
    async def co(l): await l
    l=[]; x=co(l); l.append(x); x.close()
c('coro closed', a)
def a():
    def f(): return g
    def g():
        yield f
    x=g(); next(x)
c('two fns', a)
def a():
    class C:
        def it(self):
            yield self
    c=C(); c.i=c.it(); next(c.i)
c('method gen', a)
def a():
    class C:
        def it(self):
            yield self
    c=C(); c.i=c.it(); 
c('method gen unstarted', a)
def a():
    x=[]; x.append((y for y in x))
c('genexpr', a)
def a():
    x=[1]; x.append((y for y in x)); next(x[1])
c('genexpr started', a)
def a():
    def f():
        l=[]
        def inner(): return l
        l.append(inner)
        yield inner
    g=f(); next(g)
c('cycle within gen frame', a)
class K: pass
def one():
    n=K(); n.me=n.__dict__
c('dict',one)
def one():
    n=K(); n.me=n.__dict__; n.x=n
c('dict2',one)
def one():
    n=K(); n.me=n; n.__dict__={'a':n}
c('dict3',one)
def one():
    n=K(); n.me=n
    for i in range(10): setattr(n,f'a{i}',1)
c('ten',one)
def one():
    n=K(); n.me=n
    for i in range(50): setattr(n,f'a{i}',1)
c('fifty',one)
def one():
    n=K(); n.me=n
    d=n.__dict__
c('dict seen',one)
def one():
    n=K(); n.me=n
    vars(n)[1]=2
c('dict general',one)
def one():
    n=K(); n.me=n
    del n.me; n.me=n
c('del',one)
def one():
    import types
    n=types.SimpleNamespace(); n.me=n
c('ns',one)
def one():
    def f(): pass
    f.me=f
c('fn',one)
def one():
    class L(list): pass
    L.x=1
    l=L(); l.me=l
c('lsub',one)
class L(list): pass
def one():
    l=L(); l.me=l
c('lsub2',one)
def one():
    e=ValueError(); e.me=e
c('exc',one)
class E(ValueError): pass
def one():
    e=E(); e.me=e
c('exc2',one)
class D(dict): pass
def one():
    e=D(); e.me=e
c('dsub',one)
class I(int): pass
def one():
    e=I(); e.me=e
c('isub',one)

expected = [
    ("gen+fn", 3),
    ("gen closes over itself", 0),
    ("gen in list arg", 0),
    ("unstarted gen in list arg", 0),
    ("gen in try", 0),
    ("finished", 0),
    ("gen deeper", 5),
    ("coro closed", 0),
    ("two fns", 6),
    ("method gen", 7),
    ("method gen unstarted", 7),
    ("genexpr", 0),
    ("genexpr started", 0),
    ("cycle within gen frame", 4),
    ("dict", 1),
    ("dict2", 2),
    ("dict3", 2),
    ("ten", 1),
    ("fifty", 2),
    ("dict seen", 2),
    ("dict general", 2),
    ("del", 1),
    ("ns", 2),
    ("fn", 2),
    ("lsub", 7),
    ("lsub2", 1),
    ("exc", 2),
    ("exc2", 2),
    ("dsub", 1),
    ("isub", 2),
]
for got, wanted in zip(results, expected, strict=True):
    assert got == wanted, (got, wanted)

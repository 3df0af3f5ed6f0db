"""The list of the weak references to an object: its order, and many of them coming and going."""
import weakref, gc
class C: pass
log = []
o = C()
r1 = weakref.ref(o)
rs = [weakref.ref(o, lambda r, i=i: log.append(i)) for i in range(5)]
p = weakref.proxy(o)
class R(weakref.ref): pass
r2 = R(o)
r3 = R(o)
assert weakref.getweakrefcount(o) == 9
l = weakref.getweakrefs(o)
assert l[0] is r1 and l[1] is p and l[2] is r3 and l[3] is r2 and l[4] is rs[4], l
assert l[8] is rs[0]
del l
del rs[2]
assert weakref.getweakrefcount(o) == 8
del r1
assert weakref.getweakrefcount(o) == 7
assert o.__weakref__ is p
r1 = weakref.ref(o)
assert weakref.getweakrefs(o)[0] is r1
del rs[0]
o.x = 1
assert p.x == 1
del o
assert log == [4, 3, 1], log
assert r1() is None and r2() is None
# many to one, dropped in both orders
o = C()
many = [weakref.ref(o, print) for _ in range(2000)]
assert weakref.getweakrefcount(o) == 2000
while len(many) > 1000: many.pop()
many.reverse()
while many: many.pop()
assert weakref.getweakrefcount(o) == 0
# hash
r = weakref.ref(o); h = hash(r)
s = weakref.ref(o, print)
assert hash(s) == h
del s, o
assert hash(r) == h
class N:
    pass
k = [N() for _ in range(4000)]
rr = [weakref.ref(x) for x in k]
k[0].a = 1; k[3999].b = 2; k[3999].c = 3
n = N(); n.q = 1; n.w = 2; n.e = 3; n.r = 4; n.t = 5
assert vars(n) == dict(q=1, w=2, e=3, r=4, t=5)
m = N(); m.q = 1
assert m.__dict__ == {"q": 1} and k[3999].b == 2 and vars(k[3999]) == {"b": 2, "c": 3}
del k[::2]
assert sum(x() is not None for x in rr) == 2000


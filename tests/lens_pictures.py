# The picture of each kind of lens, for tests/lens_pictures.rs: names and SVG texts.
from pyrope import see
import copy
a=[1,[2,3]]; b=a; c=copy.copy(a); d={'k':a,'name':'x<y & "z"'}
deep=[[[[[1]]]]]; cyc=[]; cyc.append(cyc)
class Node:
    def __init__(s,v): s.v=v; s.next=None
n1=Node(1); n2=Node(2); n1.next=n2; n2.next=n1
wide={f'key_number_{i}': [i] for i in range(12)}
jp=['日本語テキスト','é'*20]
class A: pass
class B(A): pass
class C(A): pass
class D(B,C): pass
class E(D): pass
class VeryLongClassNameNumberOne(A): pass
class VeryLongClassNameNumberTwo(VeryLongClassNameNumberOne, C): pass
def make():
    n=0
    def f():
        nonlocal n; n+=1; return n
    return f
f=make(); g=make()
def gen():
    x=1
    yield from sub()
def sub():
    yield 1
gg=gen(); next(gg)
class P:
    @property
    def x(self): return 1
p=P()
def fact(n): return 1 if n<2 else n*fact(n-1)
class F(E, C): pass
class G(F, B, A): pass
many=[a, [a, d, [d, a]], {'x': a, 'again': many} if 0 else None]; many.append(many); many[1].append(many)
odd=['\x00\x1f\ud800', '  two  blanks  ', '\U0001f40d' * 3, '<&>"\'']
five=5
kinds={'graph6':'graph many','graph7':'graph odd five a','graph8':'graph A p','graph9':'graph f g','mro5':'mro F','mro6':'mro G','mro7':'mro A B','gen2':'gen gg','lookup2':'lookup p.x = 3','graph1':'graph a b c d','graph2':'graph deep cyc','graph3':'graph n1','graph4':'graph wide','graph5':'graph jp a','same':'same a c','scope':'scope n in f','cells':'cells f g','lookup':'lookup p.x','mro1':'mro D','mro2':'mro E','mro3':'mro VeryLongClassNameNumberTwo','mro4':'mro bool','gen':'gen gg','rc':'rc a','steps':'steps fact(2)+1','sugar':'sugar for x in a: print(x < 1 & 2)','code':'code fact'}
import json
for k,w in kinds.items():
    print(json.dumps([k, w, see(w).svg()]))

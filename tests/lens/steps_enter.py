# Functions that are entered, and those that are not.
from pyrope import see
def fact(n):
    "doc"
    if n <= 1:
        return 1
    return n * fact(n - 1)
def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step
c = counter()
total = 0
def add(*xs, scale=1, **more):
    global total
    for x in xs:
        if x < 0:
            continue
        if x > 100:
            break
        total += x * scale
    else:
        return None
    return total
class P:
    def __init__(self, x): self.x = x
    def norm(self): return abs(self.x)
    def __add__(self, o): return P(self.x + o.x)
    def __priv(self): return 1
    def p(self): return self.__priv()
def bad():
    y = zz
    zz = 1
def gen():
    yield 1
def first(xs):
    for i, x in enumerate(xs):
        if x > 50: return i
    return -1
f = lambda x: x + 1
p = P(-2)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
def w():
    while True:
        try:
            1/0
        except ZeroDivisionError:
            q = 1
        break
    return q
for what in ["fact(3)","c() + c(5)","add(1, 200, scale=2)","add(-1, 2, k=3)","p.norm()","(p + P(3)).x","p.p()","bad()","list(gen())","first(range(100))","f(2)","fib(7)","w()","fact()","fact(n=2)","[fact(i) for i in range(3)]", "sorted([3,1], key=fact)", "x = fact(2)\nprint(x)"]:
    print('>>>',what); print(see('steps '+what))
print(total, c())

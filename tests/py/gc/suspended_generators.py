# Generators dropped while they are suspended in a try.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


# generators suspended in try/finally: close, throw, collected in cycles, at exit
import gc
log = []
def g(n):
    try:
        while True:
            try: yield n
            except ValueError as e: log.append(("caught", str(e), n))
    finally:
        log.append(("finally", n))
x = g(1); next(x); x.throw(ValueError("v")); del x; print(log); log.clear()
def outer():
    try: yield from g(2)
    finally: log.append("outer")
x = outer(); next(x); del x; print(log); log.clear()
class C: pass
c = C(); c.g = g(3); c.g2 = outer()
def selfref():
    me = yield
    try: yield me
    finally: log.append(("self", me is not None))
s = selfref(); next(s); s.send(s); del s
print(gc.collect() > 0, log); log.clear()
def refuses():
    while True:
        try: yield 1
        except GeneratorExit: log.append("refused")
import sys
sys.unraisablehook = lambda u: log.append((type(u.exc_value).__name__, str(u.exc_value)))
r = refuses(); next(r)
try: r.close()
except RuntimeError as e: print(e)
del r; print(log); log.clear()
def yields_in_finally():
    try: yield 1
    finally:
        log.append("f1")
        yield 2
        log.append("f2")
y = yields_in_finally(); next(y); del y; print(log); log.clear()
def ret():
    try: yield
    except GeneratorExit: return 42
z = ret(); next(z); print(z.close(), z.close())
def ctx():
    with open("/dev/null") as f: yield f
k = ctx(); f = next(k); del k; print(f.closed)
async def co():
    try: await Aw()
    finally: log.append("co")
class Aw:
    def __await__(s):
        try: yield 1
        finally: log.append("aw")
k = co(); k.send(None); del k; print(log); log.clear()
n = g(5); del n; print(log)
n = g(6); n.close(); print(log); 
try: next(n)
except StopIteration as e: print(repr(e))
final = g("exit"); next(final)
class PrintLog:
    def __del__(s): print("at exit", log)
final2 = g("exit2"); next(final2)

expected = [
    "[('caught', 'v', 1), ('finally', 1)]",
    "[('finally', 2), 'outer']",
    "False [('self', True)]",
    'generator ignored GeneratorExit',
    "['refused', 'refused', ('RuntimeError', 'generator ignored GeneratorExit')]",
    "['f1', ('RuntimeError', 'generator ignored GeneratorExit')]",
    '42 None',
    'True',
    "['aw', 'co']",
    '[]',
    '[]',
    'StopIteration()',
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

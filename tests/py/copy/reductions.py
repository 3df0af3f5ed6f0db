# The forms of __reduce_ex__, __getstate__ and memo.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


# __reduce_ex__ variants, protocols, copyreg
import copy, copyreg
class A:
    def __init__(s, x): s.x = x
for p in range(6):
    print(p, A(1).__reduce_ex__(p)[0].__name__, A(1).__reduce_ex__(p)[1:] == A(1).__reduce_ex__(p)[1:], len(A(1).__reduce_ex__(p)))
class B:
    __slots__ = ("a",)
b = B(); b.a = 1
print(b.__reduce_ex__(2)[2], b.__getstate__())
for p in (0, 1):
    try: b.__reduce_ex__(p)
    except TypeError as e: print(e)
class L(list):
    pass
l = L([1, 2]); l.z = 3
r = l.__reduce_ex__(4); print(r[0].__name__, r[1], r[2], list(r[3]), r[4])
class D(dict): pass
r = D(a=1).__reduce_ex__(2); print(r[2], r[3], list(r[4]))
class I(int): pass
print(I(5).__reduce_ex__(2)[1], copy.copy(I(5)), copy.deepcopy(I(2**70)), type(copy.copy(I(2**200))).__name__)
class E(Exception):
    def __init__(s, a, b): super().__init__(a); s.b = b
e = E(1, 2)
print(e.__reduce__())
try: copy.copy(e)
except TypeError as x: print(x)
class F:
    def __getnewargs__(s): return (1,)
    def __new__(cls, *a): o = object.__new__(cls); o.a = a; return o
print(copy.copy(F()).a, copy.deepcopy(F(9)).a)
class G:
    def __getnewargs__(s): return 5
try: copy.copy(G())
except TypeError as x: print(x)
class H:
    def __getnewargs_ex__(s): return (1, {}, 3)
try: copy.copy(H())
except (TypeError, ValueError) as x: print(type(x).__name__, x)
def red(o): return A, (42,)
copyreg.pickle(B, red); print(type(copy.copy(b)).__name__, copy.copy(b).x)
del copyreg.dispatch_table[B]
class J:
    def __getstate__(s): return None
    def __setstate__(s, st): s.got = st
print(vars(copy.copy(J())))
class K:
    def __getstate__(s): return False
    def __setstate__(s, st): s.got = st
print(vars(copy.copy(K())))
class M:
    __slots__ = ("a", "__dict__")
m = M(); m.a = 1; m.b = 2
print(m.__getstate__(), object.__getstate__(m))
n = copy.copy(m); print(n.a, n.b)
class O:
    def __getstate__(s): return ({"x": 1}, {"y": 2})
o = copy.copy(O()); print(o.x, o.y)
class P:
    def __getstate__(s): return 5
try: copy.copy(P())
except Exception as x: print(type(x).__name__, x)
class Q: pass
q = Q(); q.me = q; q.l = [q, {q: q}, (q,)]
z = copy.deepcopy(q); print(z.me is z, z.l[0] is z, list(z.l[1])[0] is z, z.l[2][0] is z)
s = {1, (2, 3)}; print(copy.copy(s) == s, copy.deepcopy(frozenset([q])) != 0, copy.copy(frozenset(s)) == s)
print(copy.copy(range(3)), copy.copy(slice(1, 2)), copy.copy(...), copy.copy(NotImplemented), copy.copy(None), copy.copy(int), copy.copy(1j))
print(copy.deepcopy(slice([1], 2)), copy.deepcopy(bytearray(b"x")), copy.copy(bytearray(b"x")))
memo = {}; copy.deepcopy([[1], "a", 5], memo); print(len(memo))
x = [1]; memo = {id(x): "fake"}; print(copy.deepcopy([x, x], memo))
memo = {id(x): None}; print(copy.deepcopy([x], memo))
print(copy.Error, copy.error is copy.Error)

expected = [
    '0 _reconstructor True 3',
    '1 _reconstructor True 3',
    '2 __newobj__ True 5',
    '3 __newobj__ True 5',
    '4 __newobj__ True 5',
    '5 __newobj__ True 5',
    "(None, {'a': 1}) (None, {'a': 1})",
    'a class that defines __slots__ without defining __getstate__ cannot be pickled',
    'a class that defines __slots__ without defining __getstate__ cannot be pickled',
    "__newobj__ (<class '__main__.L'>,) {'z': 3} [1, 2] None",
    "None None [('a', 1)]",
    "(<class '__main__.I'>, 5) 5 1180591620717411303424 I",
    "(<class '__main__.E'>, (1,), {'b': 2})",
    "E.__init__() missing 1 required positional argument: 'b'",
    '() (9,)',
    "__getnewargs__ should return a tuple, not 'int'",
    'ValueError __getnewargs_ex__ should return a tuple of length 2, not 3',
    'A 42',
    '{}',
    "{'got': False}",
    "({'b': 2}, {'a': 1}) ({'b': 2}, {'a': 1})",
    '1 2',
    '1 2',
    "TypeError 'int' object is not iterable",
    'True True True True',
    'True True True',
    "range(0, 3) slice(1, 2, None) Ellipsis NotImplemented None <class 'int'> 1j",
    "slice([1], 2, None) bytearray(b'x') bytearray(b'x')",
    '3',
    "['fake', 'fake']",
    '[None]',
    "<class 'copy.Error'> True",
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

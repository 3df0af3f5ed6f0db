"""weakref.ref and proxy: sharing, order of callbacks, dead references, what can be referred to."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


import sys; sys.unraisablehook = lambda u: None
def cb(x): log.append(type(x).__name__)
log = []
import _weakref as weakref, gc
class C:
    def __del__(self): print('del', self.r(), self.r2())
c=C(); c.c=c; c.r=weakref.ref(c); c.r2=weakref.ref(c, lambda r: print('cb in garbage')); 
r3 = weakref.ref(c, lambda r: print('cb3', r())); r4=weakref.ref(c)
class D:
    def __del__(self): print('delD', r4(), r3())
d = D(); d.c = c; c.d = d
del c, d; gc.collect()
class E: pass
e = E(); print(weakref.ref(e) is weakref.ref(e), weakref.proxy(e).__class__, type(weakref.proxy(e)))
r1=weakref.ref(e, cb); r2=weakref.ref(e); p=weakref.proxy(e); r3=weakref.ref(e,cb); p2=weakref.proxy(e,cb)
print([ (type(x).__name__, 1 if x is r1 else 2 if x is r2 else 3 if x is r3 else 4 if x is p2 else 5) for x in weakref.getweakrefs(e)], weakref.getweakrefcount(e), e.__weakref__ is r2)
def tr(f,*a,**k):
    try: print(f(*a,**k))
    except Exception as ex: print(type(ex).__name__, ex)
tr(weakref.ref, 1); tr(weakref.ref); tr(weakref.ref, e, None, 3); tr(weakref.ref, e, callback=cb); tr(r2, 1); tr(r2, a=1); tr(hash, p); tr(weakref.proxy, 1); tr(weakref.ref, r2)
tr(weakref.ref(e).__init__, 1,2,3); tr(weakref.ref.__new__); tr(weakref.ref.__new__, weakref.ref)
print(sorted(set(dir(weakref.ref))-set(dir(object))), weakref.ref.__doc__)
print(sorted(set(weakref.ProxyType.__dict__)))
print(sorted(set(weakref.CallableProxyType.__dict__)-set(weakref.ProxyType.__dict__)))
print(r1.__callback__ is cb, r2.__callback__)
tr(next, p); tr(iter, p); tr(lambda: p+1); tr(len,p); tr(lambda: p[0]); tr(lambda: 1 in p); tr(lambda: p()); tr(bool, p); tr(reversed,p); tr(lambda: p<p); tr(lambda: p==e); tr(lambda: p==p); tr(int,p); tr(lambda: -p); tr(setattr,p,'x',4); print(e.x)
import sys
del e
print(log); tr(lambda: p.x); tr(bool,p); tr(hash, r2); tr(str, p); tr(lambda: p==p); print(r2==r2, r2==r1, r2!=r1, r1()); tr(lambda: p+1); tr(lambda: p()); tr(lambda: isinstance(p,int))
tr(lambda: r2<r1)
for o in [(), [], {}, 'x', b'', 1.0, None, int, print, len, [].append, tr, type, object(), set(), frozenset(), (x for x in ''), slice(0), range(0), map, Exception(), ValueError('x'), sys, memoryview(b''), bytearray(), property(), classmethod(tr), staticmethod(tr), super(int), iter([]), tr.__code__, sys._getframe(), C.__del__, C.__dict__, int.__add__, (1).__add__, str.join, {}.keys(), enumerate([]), int|str, list[int], type(sys.implementation)()]:
    try: weakref.ref(o); print(type(o).__name__, 'ok')
    except TypeError as ex: print(type(o).__name__, ex)

expected = [
    'cb3 None',
    'del None None',
    'delD None None',
    "True <class '__main__.E'> <class 'weakref.ProxyType'>",
    "[('ReferenceType', 2), ('ProxyType', 5), ('ProxyType', 4), ('ReferenceType', 3), ('ReferenceType', 1)] 5 True",
    "TypeError cannot create weak reference to 'int' object",
    'TypeError __new__ expected at least 1 argument, got 0',
    'TypeError __new__ expected at most 2 arguments, got 3',
    'TypeError ref() takes no keyword arguments',
    'TypeError weakref expected 0 arguments, got 1',
    'TypeError weakref() takes no keyword arguments',
    "TypeError unhashable type: 'weakref.ProxyType'",
    "TypeError cannot create weak reference to 'int' object",
    "TypeError cannot create weak reference to 'weakref.ReferenceType' object",
    'TypeError __init__ expected at most 2 arguments, got 3',
    'TypeError weakref.ReferenceType.__new__(): not enough arguments',
    'TypeError __new__ expected at least 1 argument, got 0',
    "['__call__', '__callback__', '__class_getitem__'] None",
    "['__abs__', '__add__', '__and__', '__bool__', '__bytes__', '__contains__', '__delattr__', '__delitem__', '__divmod__', '__doc__', '__eq__', '__float__', '__floordiv__', '__ge__', '__getattribute__', '__getitem__', '__gt__', '__hash__', '__iadd__', '__iand__', '__ifloordiv__', '__ilshift__', '__imatmul__', '__imod__', '__imul__', '__index__', '__int__', '__invert__', '__ior__', '__ipow__', '__irshift__', '__isub__', '__iter__', '__itruediv__', '__ixor__', '__le__', '__len__', '__lshift__', '__lt__', '__matmul__', '__mod__', '__mul__', '__ne__', '__neg__', '__next__', '__or__', '__pos__', '__pow__', '__radd__', '__rand__', '__rdivmod__', '__repr__', '__reversed__', '__rfloordiv__', '__rlshift__', '__rmatmul__', '__rmod__', '__rmul__', '__ror__', '__rpow__', '__rrshift__', '__rshift__', '__rsub__', '__rtruediv__', '__rxor__', '__setattr__', '__setitem__', '__str__', '__sub__', '__truediv__', '__xor__']",
    "['__call__']",
    'True None',
    "TypeError Weakref proxy referenced a non-iterator 'E' object",
    "TypeError 'E' object is not iterable",
    "TypeError unsupported operand type(s) for +: 'E' and 'int'",
    "TypeError object of type 'E' has no len()",
    "TypeError 'E' object is not subscriptable",
    "TypeError argument of type 'E' is not a container or iterable",
    "TypeError 'weakref.ProxyType' object is not callable",
    'True',
    "AttributeError 'E' object has no attribute '__reversed__'",
    "TypeError '<' not supported between instances of 'E' and 'E'",
    'True',
    'True',
    "TypeError int() argument must be a string, a bytes-like object or a real number, not 'E'",
    "TypeError bad operand type for unary -: 'E'",
    'None',
    '4',
    "['ProxyType', 'ReferenceType', 'ReferenceType']",
    'ReferenceError weakly-referenced object no longer exists',
    'ReferenceError weakly-referenced object no longer exists',
    'TypeError weak object has gone away',
    'ReferenceError weakly-referenced object no longer exists',
    'ReferenceError weakly-referenced object no longer exists',
    'True False True None',
    'ReferenceError weakly-referenced object no longer exists',
    "TypeError 'weakref.ProxyType' object is not callable",
    'ReferenceError weakly-referenced object no longer exists',
    "TypeError '<' not supported between instances of 'weakref.ReferenceType' and 'weakref.ReferenceType'",
    "tuple cannot create weak reference to 'tuple' object",
    "list cannot create weak reference to 'list' object",
    "dict cannot create weak reference to 'dict' object",
    "str cannot create weak reference to 'str' object",
    "bytes cannot create weak reference to 'bytes' object",
    "float cannot create weak reference to 'float' object",
    "NoneType cannot create weak reference to 'NoneType' object",
    'type ok',
    'function ok',
    'builtin_function_or_method ok',
    'builtin_function_or_method ok',
    'function ok',
    'type ok',
    "object cannot create weak reference to 'object' object",
    'set ok',
    'frozenset ok',
    'generator ok',
    "slice cannot create weak reference to 'slice' object",
    "range cannot create weak reference to 'range' object",
    'type ok',
    "Exception cannot create weak reference to 'Exception' object",
    "ValueError cannot create weak reference to 'ValueError' object",
    'module ok',
    'memoryview ok',
    "bytearray cannot create weak reference to 'bytearray' object",
    "property cannot create weak reference to 'property' object",
    "classmethod cannot create weak reference to 'classmethod' object",
    "staticmethod cannot create weak reference to 'staticmethod' object",
    "super cannot create weak reference to 'super' object",
    "list_iterator cannot create weak reference to 'list_iterator' object",
    'code ok',
    "frame cannot create weak reference to 'frame' object",
    'function ok',
    "mappingproxy cannot create weak reference to 'mappingproxy' object",
    "wrapper_descriptor cannot create weak reference to 'wrapper_descriptor' object",
    "method-wrapper cannot create weak reference to 'method-wrapper' object",
    "method_descriptor cannot create weak reference to 'method_descriptor' object",
    "dict_keys cannot create weak reference to 'dict_keys' object",
    "enumerate cannot create weak reference to 'enumerate' object",
    'Union ok',
    'GenericAlias ok',
    "SimpleNamespace cannot create weak reference to 'types.SimpleNamespace' object",
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

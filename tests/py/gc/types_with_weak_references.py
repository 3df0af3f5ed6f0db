# Which types can be weakly referenced.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


import weakref, functools, collections, re, io, itertools, types, operator
def f(): pass
async def co(): pass
c = co(); 
cases = dict(partial=functools.partial(f), lru=functools.lru_cache(f), deque=collections.deque(), pat=re.compile("a"), bio=io.BytesIO(), sio=io.StringIO(), dd=collections.defaultdict(int), od=collections.OrderedDict(), ctr=collections.Counter(), count=itertools.count(), chain=itertools.chain(), tee=itertools.tee([])[0], simple=types.SimpleNamespace(), mp=types.MappingProxyType({}), mod=types.ModuleType("m"), code=f.__code__, cell=(lambda: c).__closure__, prop=property(f), cm=classmethod(f), sm=staticmethod(f), exc=ValueError(), gen=(i for i in ()), coro=c, meth=[].append, bm=io.StringIO().write, ga=list[int], un=int|str, ellipsis=..., ig=operator.itemgetter(1), ag=operator.attrgetter("a"), mc=operator.methodcaller("a"), fs=frozenset(), tb=None, rng=range(3), sl=slice(1), mv=memoryview(b"a"), supr=super(int, 5), m=re.match("a", "a"), it=iter([]), enum=enumerate([]), zipo=zip(), fi=filter(None, []), rev=reversed([1]), cmp=functools.cmp_to_key(f), cmpo=functools.cmp_to_key(f)(1), sd=functools.singledispatch(f), cprop=functools.cached_property(f), wr=weakref.ref(f), tv=type("T", (), {}), obj=object(), bio2=open("/dev/null"))
for k, v in cases.items():
    try: weakref.ref(v); print(k, "ok")
    except TypeError as e: print(k, e)
c.close()

expected = [
    'partial ok',
    'lru ok',
    'deque ok',
    'pat ok',
    'bio ok',
    'sio ok',
    "dd cannot create weak reference to 'collections.defaultdict' object",
    'od ok',
    'ctr ok',
    "count cannot create weak reference to 'itertools.count' object",
    "chain cannot create weak reference to 'itertools.chain' object",
    'tee ok',
    "simple cannot create weak reference to 'types.SimpleNamespace' object",
    "mp cannot create weak reference to 'mappingproxy' object",
    'mod ok',
    'code ok',
    "cell cannot create weak reference to 'NoneType' object",
    "prop cannot create weak reference to 'property' object",
    "cm cannot create weak reference to 'classmethod' object",
    "sm cannot create weak reference to 'staticmethod' object",
    "exc cannot create weak reference to 'ValueError' object",
    'gen ok',
    'coro ok',
    'meth ok',
    'bm ok',
    'ga ok',
    'un ok',
    "ellipsis cannot create weak reference to 'ellipsis' object",
    "ig cannot create weak reference to 'operator.itemgetter' object",
    "ag cannot create weak reference to 'operator.attrgetter' object",
    "mc cannot create weak reference to 'operator.methodcaller' object",
    'fs ok',
    "tb cannot create weak reference to 'NoneType' object",
    "rng cannot create weak reference to 'range' object",
    "sl cannot create weak reference to 'slice' object",
    'mv ok',
    "supr cannot create weak reference to 'super' object",
    "m cannot create weak reference to 're.Match' object",
    "it cannot create weak reference to 'list_iterator' object",
    "enum cannot create weak reference to 'enumerate' object",
    "zipo cannot create weak reference to 'zip' object",
    "fi cannot create weak reference to 'filter' object",
    "rev cannot create weak reference to 'list_reverseiterator' object",
    "cmp cannot create weak reference to 'functools.KeyWrapper' object",
    "cmpo cannot create weak reference to 'functools.KeyWrapper' object",
    'sd ok',
    'cprop ok',
    "wr cannot create weak reference to 'weakref.ReferenceType' object",
    'tv ok',
    "obj cannot create weak reference to 'object' object",
    'bio2 ok',
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

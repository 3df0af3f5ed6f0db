# copy.replace of everything that has __replace__.
lines = []


def print(*values, sep=" "):
    lines.append(sep.join(map(str, values)))


# copy.replace, dataclasses, namedtuples, simplenamespace, own __replace__
import copy, dataclasses, collections, types, datetime
@dataclasses.dataclass
class D:
    a: int
    b: list = dataclasses.field(default_factory=list)
    c: int = dataclasses.field(init=False, default=7)
    k: dataclasses.InitVar[int] = 0
    def __post_init__(s, k): s.c += k
d = D(1)
print(copy.replace(d, a=2, k=1), copy.replace(d, k=3).b is d.b)
for kw in ({"c": 1}, {"zz": 1}):
    try: copy.replace(d, **kw)
    except Exception as e: print(type(e).__name__, e)
N = collections.namedtuple("N", "x y")
print(copy.replace(N(1, 2), y=3))
try: copy.replace(N(1, 2), q=3)
except Exception as e: print(type(e).__name__, e)
print(copy.replace(types.SimpleNamespace(a=1), a=2, b=3))
print(copy.replace(datetime.date(2020, 1, 2), year=1999), copy.replace(datetime.time(1, 2), hour=5))
class R:
    def __replace__(self, /, **kw): return kw
print(copy.replace(R(), self=1, obj=2))
try: copy.replace(R(), 1)
except Exception as e: print(type(e).__name__, e)
def f(a, b=1): return a
print(copy.replace(f.__code__, co_name="g").co_name)
import inspect
print(copy.replace(inspect.signature(f), return_annotation=int))

expected = [
    'D(a=2, b=[], c=8) True',
    'TypeError field c is declared with init=False, it cannot be specified with replace()',
    "TypeError D.__init__() got an unexpected keyword argument 'zz'",
    'N(x=1, y=3)',
    "TypeError Got unexpected field names: ['q']",
    'namespace(a=2, b=3)',
    '1999-01-02 05:02:00',
    "{'self': 1, 'obj': 2}",
    'TypeError replace() takes 1 positional argument but 2 were given',
    'g',
    '(a, b=1) -> int',
]
for line, wanted in zip(lines, expected):
    assert line == wanted, (line, wanted)
assert len(lines) == len(expected)

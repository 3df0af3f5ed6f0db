"""co_consts: the docstring or the first constant, then what instructions load; small ints are part of instructions."""

import types


def f(): return (1,2,3)
def g(): return 1000
def h(): return [1,2,3]
def i(): 
    for x in (1,2): pass
    return 'abc'[0]
def j(): return '\u4e00'[0], (1,2,3)[1]
def k(): 
    'doc'
    return 5
def l(x): return x in {1,2,3}
def m(x): return x in [1,2,3]
def n(x): return -1, 1+2, 2**10, 'a'+'b', (1,(2,3))
def o(x): return x + 3000
def p(x): return f'{x}a'
def q(): pass
def r(): return None
def s(x=1): return (x, 1)
def t(): return lambda: 1
def u(): 
    a,b = 1,2
def v():
    a = b = 1.5; c= 'x'
    return a, b, c, not True
def w(): return [1,2], {1,2}, {1:2}, (1,2)
def x():
    while True: return 1
def y():
    if 0: return 'gone'
    return "a" "b"
def z(): return print(1, sep='')


expected = {
    'f': [1, (1, 2, 3)],
    'g': [1000],
    'h': [1, (1, 2, 3)],
    'i': [1, (1, 2), 'a'],
    'j': ['一', ('一', 2)],
    'k': ['doc'],
    'l': [1, frozenset({1, 2, 3})],
    'm': [1, (1, 2, 3)],
    'n': [1, (-1, 3, 1024, 'ab', (1, (2, 3)))],
    'o': [3000],
    'p': ['a'],
    'q': [None],
    'r': [None],
    's': [1],
    't': ['<lambda>'],
    'u': [1, None],
    'v': [1.5, 'x', False],
    'w': [1, (1, 2)],
    'x': [True],
    'y': [0, 'ab'],
    'z': [1, '', ('sep',)],
}
for name, constants in expected.items():
    code = globals()[name].__code__
    shown = [c.co_name if isinstance(c, types.CodeType) else c for c in code.co_consts]
    assert shown == constants and list(map(type, shown)) == list(map(type, constants)), (name, shown, constants)
    # What is shown can be put back.
    assert code.replace(co_consts=code.co_consts).co_consts == code.co_consts


def changed():
    return "a long text", 7


changed.__code__ = changed.__code__.replace(co_consts=tuple(
    ("another text", 7) if c == ("a long text", 7) else c for c in changed.__code__.co_consts))
assert changed() == ("another text", 7)

"""__hash__: defaults, None, required with __eq__, return types, keys by equality."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class E:
    def __eq__(self, o): return True

assert repr(E.__hash__) == 'None'
raises('hash(E())', "TypeError: unhashable type: 'E'")
raises('{E(): 1}', "TypeError: cannot use 'E' as a dict key (unhashable type: 'E')")
raises('{E()}', "TypeError: cannot use 'E' as a set element (unhashable type: 'E')")


class EH(E):
    __hash__ = object.__hash__

assert repr(isinstance(hash(EH()), int)) == 'True'
class Sub(E): pass
raises('hash(Sub())', "TypeError: unhashable type: 'Sub'")


class H:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
    def __eq__(self, o): return isinstance(o, H) and o.h == self.h

assert repr((hash(H(5)), hash(H(-1)), hash(H(True)), hash(H(2**61 - 1)), hash(H(2**64)), hash(H(-(2**63))), hash(H(10**30)))) == '(5, -2, 1, 2305843009213693951, 8, -9223372036854775808, 465258685558744706)'
raises('hash(H("a"))', 'TypeError: __hash__ method should return an integer')
raises('hash(H(1.5))', 'TypeError: __hash__ method should return an integer')
raises('hash(H(None))', 'TypeError: __hash__ method should return an integer')
assert repr(({H(1): "a"}[H(1)], H(2) in {H(1), H(2)}, len({H(1), H(1)}))) == "('a', True, 1)"


class No:
    __hash__ = None

raises('hash(No())', "TypeError: unhashable type: 'No'")
import collections.abc
assert repr((isinstance(No(), collections.abc.Hashable), isinstance(5, collections.abc.Hashable), isinstance([], collections.abc.Hashable))) == '(False, True, False)'


class NoEq:
    def __hash__(self): return 3

n, m = NoEq(), NoEq()
assert repr((len({n, m}), {n: 1}.get(m), n in {n})) == '(2, None, True)'
assert repr((hash(1) == hash(1.0) == hash(True) == hash(1 + 0j), hash(0) == hash(0.0) == hash(-0.0), hash("") == hash(""), hash(()) == hash(()), hash(2.5) == hash(5 / 2), hash(-1), hash(-2), hash(-1.0), hash(2**61 - 1), hash(float("inf")), hash(None) == hash(None))) == '(True, True, True, True, True, -2, -2, -2, 0, 314159, True)'
raises('hash([])', "TypeError: unhashable type: 'list'")
raises('hash({})', "TypeError: unhashable type: 'dict'")
raises('hash(set())', "TypeError: unhashable type: 'set'")
raises('hash(bytearray())', "TypeError: unhashable type: 'bytearray'")
raises('hash(([],))', "TypeError: unhashable type: 'list'")
raises('hash(slice([]))', "TypeError: unhashable type: 'list'")
raises('hash()', 'TypeError: hash() takes exactly one argument (0 given)')
calls = []


class Counts:
    def __hash__(self): calls.append("hash"); return 1
    def __eq__(self, o): calls.append("eq"); return self is o

c, d = Counts(), Counts()
t = {c: 1}
t[c]
t.get(d)
assert repr(calls) == "['hash', 'hash', 'hash', 'eq']"


class Raise:
    def __hash__(self): raise ValueError("hash refused")

raises('{Raise(): 1}', 'ValueError: hash refused')
raises('Raise() in {}', 'ValueError: hash refused')
raises('Raise() in set()', 'ValueError: hash refused')
raises('{}[Raise()]', 'ValueError: hash refused')
assert repr(Raise() in [1]) == 'False'
k = H(1)
s = {k}
k.h = 2
assert repr((k in s, len(s), list(s) == [k], H(1) in s)) == '(False, 1, True, False)'


class Meta(type):
    def __hash__(cls): return 99

class M(metaclass=Meta): pass
assert repr((hash(M), {M: "class as key"}[M])) == "(99, 'class as key')"
import types
assert repr((hash(len) == hash(len), hash([].append) != 0, hash(print.__call__) != 0, hash(int) == hash(int), hash(H(1).__eq__) is not None, hash(lambda: 0) is not None)) == '(True, True, True, True, True, True)'

"""__missing__, __getitem__ keys, __class_getitem__, __setitem__, __delitem__ in their odd forms."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class D(dict):
    def __missing__(self, k): return ("missing", k)

d = D(a=1)
assert repr((d["a"], d["z"], d.get("z"), "z" in d, d.setdefault("q", 2), d.pop("none", 0), "%(zz)s" % d, d | {"b": 2}, "{x}".format_map(d))) == '(1, (\'missing\', \'z\'), None, False, 2, 0, "(\'missing\', \'zz\')", {\'a\': 1, \'q\': 2, \'b\': 2}, "(\'missing\', \'x\')")'
raises('d.pop("none")', "KeyError: 'none'")
raises('del d["none"]', "KeyError: 'none'")


class Raises(dict):
    def __missing__(self, k): raise KeyError("custom " + k)

raises('Raises()["x"]', "KeyError: 'custom x'")


class NotDict:
    def __missing__(self, k): return 1
    def __getitem__(self, k): return ("got", k)

n = NotDict()
assert repr((n[1], n[1, 2], n[1:2], n[...], n[()], n["a", 1:2], n[None], n[n] == ("got", n))) == "(('got', 1), ('got', (1, 2)), ('got', slice(1, 2, None)), ('got', Ellipsis), ('got', ()), ('got', ('a', slice(1, 2, None))), ('got', None), True)"


class G:
    def __class_getitem__(cls, k): return f"{cls.__name__}[{k}]"
    def __getitem__(self, k): return "instance"

class H(G): pass
assert repr((G[1], G[1, 2], H["x"], G()[1])) == "('G[1]', 'G[(1, 2)]', 'H[x]', 'instance')"


class Meta(type):
    def __getitem__(cls, k): return "meta wins"


class M(metaclass=Meta):
    def __class_getitem__(cls, k): return "class"

assert M[1] == 'meta wins'
class Inst: pass
i = Inst()
i.__getitem__ = lambda k: 1
raises('i[0]', "TypeError: 'Inst' object is not subscriptable")
raises('Inst[0]', "TypeError: type 'Inst' is not subscriptable")
raises('i[0] = 1', "TypeError: 'Inst' object does not support item assignment")
raises('del i[0]', "TypeError: 'Inst' object doesn't support item deletion")
raises('int[0]', "TypeError: type 'int' is not subscriptable")
raises('(lambda: 0)[0]', "TypeError: 'function' object is not subscriptable")
raises('len[0]', "TypeError: 'builtin_function_or_method' object is not subscriptable")


class Set:
    def __setitem__(self, k, v): self.k = k, v
    def __delitem__(self, k): self.d = k

s = Set()
s[1, 2] = 3
del s[::2]
assert repr((s.k, s.d)) == '(((1, 2), 3), slice(None, None, 2))'
raises('s[0]', "TypeError: 'Set' object is not subscriptable")
s[0], s[1] = 5, 6
assert repr(s.k) == '(1, 6)'
import collections
c = collections.Counter("aab")
dd = collections.defaultdict(list, x=[1])
dd["new"].append(5)
assert repr((c["a"], c["zz"], dict(dd), dd.default_factory, dd.get("none"))) == "(2, 0, {'x': [1], 'new': [5]}, <class 'list'>, None)"
cm = collections.ChainMap({"a": 1}, {"a": 2, "b": 3})
assert repr((cm["a"], cm["b"], dict(cm) == {"a": 1, "b": 3})) == '(1, 3, True)'
raises('cm["z"]', "KeyError: 'z'")
raises('collections.defaultdict()["x"]', "KeyError: 'x'")
raises('collections.defaultdict(5)', 'TypeError: first argument must be callable or None')

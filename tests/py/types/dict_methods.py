"""Dicts: methods, order, views, merging, construction, comparison, mutation while iterating."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr(({}, dict(), dict(a=1), dict([("a", 1), (2, 3)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), dict(["ab", "cd"]), {**{"a": 1}, "a": 2}, {1: "a", True: "b", 1.0: "c"}, dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {"a": 1, "a": 2})) == "({}, {}, {'a': 1}, {'a': 1, 2: 3}, {'a': 1, 'b': 2}, {'a': 1, 'b': 2}, {'a': 'b', 'c': 'd'}, {'a': 2}, {1: 'c'}, {'a': None, 'b': None}, {1: 0, 2: 0}, {'a': 2})"
d = {"b": 1, "a": 2}
assert repr((d["b"], d.get("x"), d.get("x", 5), d.setdefault("c", 3), d.setdefault("b", 9), list(d), list(d.keys()), list(d.values()), list(d.items()), len(d), "a" in d, "z" in d, d.pop("b"), d.pop("zz", None), d)) == "(1, None, 5, 3, 1, ['b', 'a', 'c'], ['b', 'a', 'c'], [1, 2, 3], [('b', 1), ('a', 2), ('c', 3)], 3, True, False, 1, None, {'a': 2, 'c': 3})"
d["b"] = 7
d["a"] = 8
assert repr((d, d.popitem(), d, d.copy() is d, list(reversed(d)), list(reversed({1: 2, 3: 4}.items())))) == "({'a': 8, 'c': 3}, ('b', 7), {'a': 8, 'c': 3}, False, ['c', 'a'], [(3, 4), (1, 2)])"
d.update({"x": 1}, y=2); d.update([("z", 3)]); d.update(); d.update(k for k in [(1, 2)])
assert repr((d, d | {"x": 9}, {"q": 0} | d == {**{"q": 0}, **d}, d == dict(reversed(d.items())), {1: 2} == {1: 2.0}, {1: 2} != {1: 3})) == "({'a': 8, 'c': 3, 'x': 1, 'y': 2, 'z': 3, 1: 2}, {'a': 8, 'c': 3, 'x': 9, 'y': 2, 'z': 3, 1: 2}, True, True, True, True)"
d.clear()
assert repr((d, repr({"a": [1], (1,): {"n": {}}}), str({}), {1: 1}.keys() & {1, 2}, {1: 1}.keys() | {2}, {1: 1, 2: 2}.keys() - {1}, {1: 1}.keys() ^ {1}, {1: 1}.keys() == {1}, {1: 2}.items() & {(1, 2)}, {1: 1}.keys() <= {1, 2}, {1: 1}.keys().isdisjoint({2}), {1: 2}.keys(), {1: 2}.values(), {1: 2}.items())) == '({}, "{\'a\': [1], (1,): {\'n\': {}}}", \'{}\', {1}, {1, 2}, {2}, set(), True, {(1, 2)}, True, True, dict_keys([1]), dict_values([2]), dict_items([(1, 2)]))'
v = {1: 2}
k = v.keys()
v[3] = 4
assert repr((list(k), len(k), 3 in k, k.mapping, (3, 4) in v.items(), 4 in v.values(), list(reversed(k)))) == '([1, 3], 2, True, mappingproxy({1: 2, 3: 4}), True, True, [3, 1])'
assert repr(({1: 1}.values() == {1: 1}.values(), sorted({"b": 1, "a": 2}), max({"a": 1, "b": 0}, key={"a": 1, "b": 0}.get), sum({1: 2, 3: 4}), [*{1: 2}], {k: v for k, v in {"a": 1}.items()})) == "(False, ['a', 'b'], 'a', 4, [1], {'a': 1})"
big = {i: i for i in range(1000)}
for i in range(0, 1000, 2): del big[i]
assert repr((len(big), list(big)[:3], next(iter(big)), big.popitem())) == '(500, [1, 3, 5], 1, (999, 999))'


class H:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return isinstance(o, H) and self.v == o.v
    def __repr__(self): return f"H{self.v}"

h = {H(i): i for i in range(5)}
assert repr((h, h[H(3)], H(9) in h, h.pop(H(0)), list(h))) == '({H1: 1, H2: 2, H3: 3, H4: 4}, 3, False, 0, [H1, H2, H3, H4])'
nan = float("nan")
assert repr(({nan: 1}[nan], float("nan") in {nan: 1}, {0: "a", -0.0: "b"}, {"a": 1}.get("a", 1 / 1))) == "(1, False, {0: 'b'}, 1)"
d = {1: 1}
raises('exec("for x in d: d[x + 1] = 1")', 'RuntimeError: dictionary changed size during iteration')
d = {1: 1, 2: 2}
raises('exec("for x in d: d.pop(x)")', 'RuntimeError: dictionary changed size during iteration')
d = {1: 1, 2: 2}
it = iter(d)
next(it)
d[3] = 3
raises('next(it)', 'RuntimeError: dictionary changed size during iteration')
raises('next(it)', 'RuntimeError: dictionary changed size during iteration')
raises('exec("for x in d.items(): d.clear()")', 'RuntimeError: dictionary changed size during iteration')
d = {1: 1}
it = iter(d)
assert repr((it.__length_hint__(), next(it), it.__length_hint__())) == '(1, 1, 0)'


class M(dict):
    def __missing__(self, k): return f"missing {k}"

m = M(a=1)
assert repr((m["a"], m["b"], m.get("b"), "b" in m, m, type(m.copy()), type(m | {}), M.fromkeys("a"), type(dict(m)))) == "(1, 'missing b', None, False, {'a': 1}, <class 'dict'>, <class 'dict'>, {'a': None}, <class 'dict'>)"


class Keys:
    def keys(self): return ["a", "b"]
    def __getitem__(self, k): return k.upper()

assert repr((dict(Keys()), {**Keys()}, (lambda **k: k)(**Keys()))) == "({'a': 'A', 'b': 'B'}, {'a': 'A', 'b': 'B'}, {'a': 'A', 'b': 'B'})"
d = {}
d |= [("a", 1)]
d |= Keys()
assert repr(d) == "{'a': 'A', 'b': 'B'}"
import types
p = types.MappingProxyType({"a": 1})
assert repr((p["a"], p, len(p), p | {"b": 2}, list(p), p == {"a": 1}, p.get("z"), p.copy())) == "(1, mappingproxy({'a': 1}), 1, {'a': 1, 'b': 2}, ['a'], True, None, {'a': 1})"
raises('p["b"] = 1', "TypeError: 'mappingproxy' object does not support item assignment")
raises('{}["x"]', "KeyError: 'x'")
raises('{}[1, 2]', 'KeyError: (1, 2)')
raises('{}[[]]', "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')")
raises('{[]: 1}', "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')")
raises('{{}: 1}', "TypeError: cannot use 'dict' as a dict key (unhashable type: 'dict')")
raises('{1: 2}.pop(5)', 'KeyError: 5')
raises('{}.popitem()', "KeyError: 'popitem(): dictionary is empty'")
raises('del {}["a"]', "KeyError: 'a'")
raises('dict(5)', "TypeError: 'int' object is not iterable")
raises('dict([1])', 'TypeError: object is not iterable')
raises('dict([(1, 2, 3)])', 'ValueError: dictionary update sequence element #0 has length 3; 2 is required')
raises('dict(["abc"])', 'ValueError: dictionary update sequence element #0 has length 3; 2 is required')
raises('dict([[]])', 'ValueError: dictionary update sequence element #0 has length 0; 2 is required')
raises('dict(1, 2)', 'TypeError: dict expected at most 1 argument, got 2')
raises('{}.update(5)', "TypeError: 'int' object is not iterable")
raises('{}.update([1])', 'TypeError: object is not iterable')
raises('{} | 5', "TypeError: unsupported operand type(s) for |: 'dict' and 'int'")
raises('{} | [(1, 2)]', "TypeError: unsupported operand type(s) for |: 'dict' and 'list'")
raises('{} < {}', "TypeError: '<' not supported between instances of 'dict' and 'dict'")
raises('{} + {}', "TypeError: unsupported operand type(s) for +: 'dict' and 'dict'")
raises('hash({})', "TypeError: unhashable type: 'dict'")
raises('{}.get([])', "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')")
raises('{}.setdefault([], 1)', "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')")
raises('{}.fromkeys(5)', "TypeError: 'int' object is not iterable")
raises('{}.fromkeys([[]])', "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')")
raises('dict(**{1: 2})', 'TypeError: keywords must be strings')
raises('{}.x', "AttributeError: 'dict' object has no attribute 'x'")
raises('{}.x = 1', "AttributeError: 'dict' object has no attribute 'x' and no __dict__ for setting new attributes")
raises('{1: 2}.keys()[0]', "TypeError: 'dict_keys' object is not subscriptable")
raises('{1: 2}.keys() | 5', "TypeError: 'int' object is not iterable")
raises('{1: 2} in {1}', "TypeError: cannot use 'dict' as a set element (unhashable type: 'dict')")
raises('[] in {}', "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')")
raises('{**5}', "TypeError: 'int' object is not a mapping")
raises('{}.pop()', 'TypeError: pop expected at least 1 argument, got 0')
raises('class_ = {}()', "TypeError: 'dict' object is not callable")

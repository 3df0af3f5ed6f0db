"""match: mapping patterns; extra keys, rest, values as keys, missing keys do not call __missing__."""

import collections
import collections.abc
import types


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def f(x):
    match x:
        case {"a": 1, "b": b, **rest}:
            return b, rest
        case {"a": a}:
            return "a", a
        case {1: x, None: y}:
            return x, y
        case {}:
            return "mapping"


assert repr((f({"a": 1, "b": 2, "c": 3}), f({"a": 1, "b": 2}), f({"a": 5, "z": 1}), f({1: 2, None: 3}), f({}), f({"z": 1}), f([]))) == "((2, {'c': 3}), (2, {}), ('a', 5), (2, 3), 'mapping', 'mapping', None)"
assert repr((f(types.MappingProxyType({"a": 9})), f(collections.OrderedDict(a=8)))) == "(('a', 9), ('a', 8))"
d = collections.defaultdict(list)
assert repr((f(d), d)) == "('mapping', defaultdict(<class 'list'>, {}))"


class Missing(dict):
    def __missing__(self, key):
        return 1

assert f(Missing()) == 'mapping'


class Keys:
    K = "key"


def by_value(x):
    match x:
        case {Keys.K: v}:
            return v

assert repr((by_value({"key": 5}), by_value({"K": 5}))) == '(5, None)'


def copied():
    d = {"a": 1, "b": 2}
    match d:
        case {"a": _, **rest}:
            rest["c"] = 3
            return d, rest

assert repr(copied()) == "({'a': 1, 'b': 2}, {'b': 2, 'c': 3})"
log = []


class Get(collections.abc.Mapping):
    def __getitem__(self, k): log.append(("getitem", k)); raise KeyError(k)
    def __iter__(self): return iter(())
    def __len__(self): log.append("len"); return 2
    def get(self, k, default=None): log.append(("get", k)); return {"x": 1, "y": 2}.get(k, default)

match Get():
    case {"x": 1, "y": z}:
        log.append(z)

assert repr(log) == "['len', ('get', 'x'), ('get', 'y'), 2]"


def nested(x):
    match x:
        case {"type": "point", "at": {"x": int(x), "y": int(y)}}:
            return x, y

assert repr((nested({"type": "point", "at": {"x": 1, "y": 2}}), nested({"type": "point", "at": {"x": 1, "y": "s"}}))) == '((1, 2), None)'
raises('compile("match x:\\n case {\'a\': 1, \'a\': 2}: pass", "f", "exec")', "SyntaxError: mapping pattern checks duplicate key ('a') (f, line 2)")
raises('compile("match x:\\n case {**r, \'a\': 1}: pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 2)')
raises('compile("match x:\\n case {a: 1}: pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 2)')


class Two:
    A = B = "same"


def duplicate(x):
    match x:
        case {Two.A: 1, Two.B: 2}:
            pass

raises('duplicate({"same": 1, "other": 2})', "ValueError: mapping pattern checks duplicate key ('same')")

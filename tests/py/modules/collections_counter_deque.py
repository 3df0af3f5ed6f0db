"""collections.Counter, deque, OrderedDict, defaultdict, ChainMap, UserDict."""

from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


c = Counter("mississippi")
assert repr((c, c["s"], c["z"], c.most_common(2), sorted(c.elements()), c.total(), Counter(a=3) + Counter(a=1, b=2), Counter(a=3) - Counter(a=5, b=-2), Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(b=1), +Counter(a=-1, b=2), -Counter(a=-1), Counter([1, 1, 2]), Counter({"a": 2}), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2))) == "(Counter({'i': 4, 's': 4, 'p': 2, 'm': 1}), 4, 0, [('i', 4), ('s', 4)], ['i', 'i', 'i', 'i', 'm', 'p', 'p', 's', 's', 's', 's'], 11, Counter({'a': 4, 'b': 2}), Counter({'b': 2}), Counter({'a': 1}), Counter({'a': 3, 'b': 1}), Counter({'b': 2}), Counter({'a': 1}), Counter({1: 2, 2: 1}), Counter({'a': 2}), True, True)"
c.update("mm"); c.subtract("s")
assert repr((c["m"], c["s"], dict(Counter("ab")))) == "(3, 3, {'a': 1, 'b': 1})"
d = deque([1, 2, 3], maxlen=3)
d.append(4)
assert repr((d, d.maxlen, list(d), d[0], d[-1])) == '(deque([2, 3, 4], maxlen=3), 3, [2, 3, 4], 2, 4)'
d.appendleft(0)
d.rotate(1)
assert repr((d, d.pop(), d.popleft(), d, len(d), 0 in d, d.count(0), d.index(0))) == '(deque([0], maxlen=3), 2, 3, deque([0], maxlen=3), 1, True, 1, 0)'
d = deque("abc")
d.extend("de"); d.extendleft("zy"); d.remove("a"); d.insert(1, "!"); d.reverse()
assert repr((d, d.copy() == d, d + deque("x"), d * 2 == deque(list(d) * 2), deque([1]) < deque([2]), list(reversed(deque([1, 2]))))) == "(deque(['e', 'd', 'c', 'b', 'z', '!', 'y']), True, deque(['e', 'd', 'c', 'b', 'z', '!', 'y', 'x']), True, True, [2, 1])"
d.clear()
raises('d.pop()', 'IndexError: pop from an empty deque')
raises('d.popleft()', 'IndexError: pop from an empty deque')
raises('deque([1])[5]', 'IndexError: deque index out of range')
raises('deque([1]).remove(2)', 'ValueError: deque.remove(x): x not in deque')
raises('deque([1]).index(2)', 'ValueError: deque.index(x): x not in deque')
raises('deque([1], maxlen=-1)', 'ValueError: maxlen must be non-negative')
raises('hash(deque())', "TypeError: unhashable type: 'collections.deque'")
q = deque([1, 2])
raises('exec("for x in q: q.append(x)")', 'RuntimeError: deque mutated during iteration')
raises('deque([1, 2], maxlen=2).insert(0, 5)', 'IndexError: deque already at its maximum size')
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
o.move_to_end("c", last=False)
assert repr((o, o.popitem(), o.popitem(last=False), o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1}, list(reversed(OrderedDict(a=1, b=2))))) == "(OrderedDict({'b': 2}), ('a', 1), ('c', 3), OrderedDict({'b': 2}), False, True, ['b', 'a'])"
raises('o.move_to_end("zz")', "KeyError: 'zz'")
raises('OrderedDict().popitem()', "KeyError: 'dictionary is empty'")
dd = defaultdict(lambda: "made", k=1)
assert repr((dd["x"], dd["k"], dict(dd), dd.get("y"), "y" in dd, defaultdict(list) == {}, defaultdict(int, {"a": 1}) | {"b": 2})) == "('made', 1, {'k': 1, 'x': 'made'}, None, False, True, defaultdict(<class 'int'>, {'a': 1, 'b': 2}))"
raises('defaultdict()["a"]', "KeyError: 'a'")
raises('defaultdict(5)', 'TypeError: first argument must be callable or None')
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 9
assert repr((m["a"], m["b"], m.maps, m.new_child({"a": 0})["a"], m.parents["a"], sorted(m), len(m))) == "(1, 3, [{'a': 1, 'c': 9}, {'a': 2, 'b': 3}], 0, 2, ['a', 'b', 'c'], 3)"
raises('m["zz"]', "KeyError: 'zz'")
raises('del m["b"]', 'KeyError: "Key not found in the first mapping: \'b\'"')


class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)

assert repr((U(a=1).data, UserList([1]) + [2], UserString("a").upper() == "A", repr(UserList([1])))) == "({'A': 1}, [1, 2], True, '[1]')"

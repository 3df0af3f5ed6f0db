"""WeakValueDictionary, WeakKeyDictionary and WeakSet, method by method; WeakMethod."""

import copy
import gc
import weakref
from weakref import WeakKeyDictionary, WeakMethod, WeakSet, WeakValueDictionary

gc.disable()


class O:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"O({self.n})"

    def __eq__(self, other):
        return isinstance(other, O) and self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def method(self):
        return self.n


def raises(error, function, *args):
    try:
        function(*args)
    except error as caught:
        return str(caught)
    raise AssertionError(f"{error.__name__} not raised")


def objects(n=3):
    return [O(i) for i in range(n)]


def test_values_vanish():
    os = objects()
    d = WeakValueDictionary({o.n: o for o in os})
    assert len(d) == 3 and d[1] is os[1] and 1 in d and sorted(d) == [0, 1, 2]
    del os[1]
    assert len(d) == 2 and 1 not in d and d.get(1) is None and d.get(1, 5) == 5 and sorted(d.keys()) == [0, 2]
    raises(KeyError, lambda: d[1])
    os.clear()
    assert len(d) == 0 and list(d.items()) == []


def test_value_dictionary_methods():
    a, b = O(1), O(2)
    d = WeakValueDictionary()
    d["a"] = a
    d.update(b=b)
    d.update({"c": a})
    assert dict(d) == {"a": a, "b": b, "c": a} and list(d.values()) == [a, b, a]
    assert d.setdefault("a", b) is a and d.setdefault("d", b) is b
    assert d.pop("d") is b and d.pop("d", 5) == 5
    raises(KeyError, d.pop, "d")
    key, value = d.popitem()
    assert key in "abc" and value in (a, b)
    d.clear()
    raises(KeyError, d.popitem)
    raises(TypeError, d.__setitem__, "x", 1)
    d["a"] = a
    del d["a"]
    raises(KeyError, d.__delitem__, "a")
    assert repr(d).startswith("<WeakValueDictionary at 0x")


def test_value_references():
    a = O(1)
    d = WeakValueDictionary(a=a)
    assert [r() for r in d.valuerefs()] == [a] and [r() for r in d.itervaluerefs()] == [a]
    r = d.valuerefs()[0]
    assert isinstance(r, weakref.KeyedRef) and r.key == "a"


def test_value_dictionary_union():
    a, b, c = O(1), O(2), O(3)
    d, e = WeakValueDictionary(a=a, b=b), WeakValueDictionary(b=c)
    u = d | e
    assert type(u) is WeakValueDictionary and dict(u) == {"a": a, "b": c}
    assert dict(d | {"x": c}) == {"a": a, "b": b, "x": c} and dict({"x": c} | d)["x"] is c
    d |= e
    assert dict(d) == {"a": a, "b": c}
    d |= [("y", a)]
    assert d["y"] is a
    raises(TypeError, lambda: d | [("y", a)])


def test_value_dictionary_copies():
    a = O(1)
    d = WeakValueDictionary(a=a)
    for e in [d.copy(), copy.copy(d), copy.deepcopy(d), WeakValueDictionary(d)]:
        assert type(e) is WeakValueDictionary and e["a"] is a and e is not d
    del a
    assert len(e) == 0


def test_values_may_vanish_during_iteration():
    os = objects(20)
    d = WeakValueDictionary({o.n: o for o in os})
    it = iter(d.items())
    next(it)
    del os[10:]
    assert len(list(it)) <= 19
    assert len(d) == 10
    it = d.values()
    next(it)
    os.clear()
    assert len(list(it)) <= 9
    del it
    assert len(d) == 0


def test_keys_vanish():
    os = objects()
    d = WeakKeyDictionary({o: o.n for o in os})
    assert len(d) == 3 and d[os[1]] == 1 and os[1] in d and O(1) in d
    del os[1]
    assert len(d) == 2 and O(1) not in d and d.get(O(1)) is None and sorted(d.values()) == [0, 2]
    assert 5 not in d and "a" not in d
    raises(TypeError, d.__setitem__, 5, 1)
    raises(KeyError, lambda: d[O(1)])


def test_key_dictionary_methods():
    a, b = O(1), O(2)
    d = WeakKeyDictionary()
    d[a] = "a"
    d.update({b: "b"})
    assert list(d.items()) == [(a, "a"), (b, "b")] and list(d) == [a, b] and list(d.keys()) == [a, b]
    assert d.setdefault(a, 5) == "a" and d.pop(b) == "b" and d.pop(b, 7) == 7
    raises(KeyError, d.pop, b)
    assert d.popitem() == (a, "a")
    raises(KeyError, d.popitem)
    d[a] = 1
    del d[a]
    raises(KeyError, d.__delitem__, a)
    raises(TypeError, d.__delitem__, 5)
    assert repr(d).startswith("<WeakKeyDictionary at 0x")


def test_key_references():
    a = O(1)
    d = WeakKeyDictionary({a: 1})
    assert [r() for r in d.keyrefs()] == [a]


def test_key_dictionary_union_and_copies():
    a, b = O(1), O(2)
    d = WeakKeyDictionary({a: 1})
    u = d | {b: 2}
    assert type(u) is WeakKeyDictionary and dict(u) == {a: 1, b: 2}
    d |= {b: 3}
    assert d[b] == 3
    v = [1]
    d = WeakKeyDictionary({a: v})
    assert d.copy()[a] is v and copy.copy(d)[a] is v and copy.deepcopy(d)[a] == v and copy.deepcopy(d)[a] is not v


def test_keys_may_vanish_during_iteration():
    os = objects(20)
    d = WeakKeyDictionary({o: o.n for o in os})
    it = iter(d)
    next(it)
    del os[5:]
    list(it)
    assert len(d) in (5, 6)
    del it
    assert len(d) == 5


def test_equal_keys_replace_each_other():
    a, b = O(1), O(1)
    d = WeakKeyDictionary({a: "first"})
    d[b] = "second"
    assert len(d) == 1 and d[a] == "second" and list(d)[0] is a
    del b
    assert len(d) == 1
    del a
    assert len(d) == 0


def test_cascading_deletion():
    class C:
        def __init__(self, n):
            self.n = n
        def __hash__(self):
            return hash(self.n)
        def __eq__(self, other):
            return isinstance(other, C) and self.n == other.n
    d = WeakKeyDictionary()
    chain = C(0)
    last = chain
    for i in range(1, 10):
        o = C(i)
        d[last] = o
        last = o
    assert len(d) == 9
    del o, last, chain
    assert len(d) == 0


def test_values_in_cycles():
    d = WeakValueDictionary()
    o = O(1)
    o.me = o
    d["o"] = o
    del o
    assert len(d) == 1
    gc.collect()
    assert len(d) == 0 and list(d) == []


def test_keys_that_refer_to_their_values():
    d = WeakKeyDictionary()
    k = O(1)
    k.data = [k]
    d[k] = "value"
    del k
    gc.collect()
    assert len(d) == 0


def test_set_basics():
    a, b = O(1), O(2)
    s = WeakSet([a])
    s.add(b)
    s.add(b)
    assert len(s) == 2 and a in s and O(2) in s and 5 not in s and set(s) == {a, b}
    s.discard(a)
    s.discard(a)
    assert len(s) == 1
    raises(KeyError, s.remove, a)
    s.remove(b)
    raises(KeyError, s.pop)
    s.update([a, b])
    assert s.pop() in (a, b) and len(s) == 1
    s.clear()
    assert len(s) == 0
    raises(TypeError, s.add, 5)
    raises(TypeError, WeakSet, 5)
    raises(TypeError, hash, s)


def test_set_elements_vanish():
    os = objects()
    s = WeakSet(os)
    del os[0]
    assert len(s) == 2 and O(0) not in s
    os.clear()
    assert len(s) == 0 and list(s) == []


def test_set_operators():
    a, b, c = O(1), O(2), O(3)
    s, t = WeakSet([a, b]), WeakSet([b, c])
    assert set(s | t) == {a, b, c} and set(s & t) == {b} and set(s - t) == {a} and set(s ^ t) == {a, c}
    assert type(s | t) is WeakSet and set(s.union([c])) == {a, b, c} and set(s.intersection([a])) == {a}
    assert set(s.difference([a])) == {b} and set(s.symmetric_difference([a, c])) == {b, c}
    assert not s <= t and s <= s and s < WeakSet([a, b, c]) and s >= WeakSet([a]) and s > WeakSet([a]) and not s < s
    assert s == WeakSet([b, a]) and s != t and s != 1 and s.isdisjoint([c]) and not s.isdisjoint(t)
    assert s.issubset([a, b, c]) and s.issuperset([a])
    u = WeakSet([a, b])
    u |= t
    assert set(u) == {a, b, c}
    u &= t
    assert set(u) == {b, c}
    u -= t
    assert len(u) == 0
    u = WeakSet([a, b])
    u ^= t
    assert set(u) == {a, c}
    u.difference_update([a])
    u.intersection_update([c])
    u.symmetric_difference_update([b])
    assert set(u) == {b, c}
    u -= u
    assert len(u) == 0


def test_set_copies_and_repr():
    a = O(1)
    s = WeakSet([a])
    for t in [s.copy(), copy.copy(s), copy.deepcopy(s) if False else s.copy()]:
        assert t == s and t is not s
    assert repr(s) == repr(s.data) and repr(s).startswith("{<weakref at 0x")


def test_set_elements_may_vanish_during_iteration():
    os = objects(20)
    s = WeakSet(os)
    it = iter(s)
    next(it)
    del os[10:]
    list(it)
    del it
    assert len(s) == 10


def test_weak_methods():
    class C:
        def __init__(self, n):
            self.n = n
        def m(self):
            return self.n
        def other(self):
            pass
        def __eq__(self, other):
            return self.n == other.n
        def __hash__(self):
            return hash(self.n)
    c = C(5)
    assert weakref.ref(c.m)() is None
    w = WeakMethod(c.m)
    assert w()() == 5 and w().__self__ is c
    assert w == WeakMethod(c.m) and w != WeakMethod(c.other) and hash(w) == hash(WeakMethod(c.m))
    d = C(5)
    # Methods are of one object, whatever it equals.
    assert (w == WeakMethod(d.m)) is True or w != WeakMethod(d.m)
    del c
    assert w() is None
    assert w == w and w != WeakMethod(d.m)
    raises(TypeError, WeakMethod, len)
    raises(TypeError, WeakMethod, 5)
    raises(TypeError, WeakMethod, lambda: 0)


def test_weak_method_callbacks():
    calls = []
    o = O(1)
    w = WeakMethod(o.method, calls.append)
    assert w()() == 1 and not calls
    del o
    gc.collect()
    assert calls == [w]


def test_weak_method_of_a_deleted_function():
    class C:
        def m(self):
            pass
    c = C()
    calls = []
    w = WeakMethod(c.m, calls.append)
    del C.m
    gc.collect()
    assert w() is None and calls == [w]
    del c
    gc.collect()
    assert calls == [w]


def test_no_cycles_through_weak_methods():
    o = O(1)
    w = WeakMethod(o.method, lambda r: None)
    r = weakref.ref(w)
    del w
    assert r() is None


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()


def no_cycle_through_the_callbacks():
    for make in [weakref.WeakValueDictionary, weakref.WeakKeyDictionary, weakref.WeakSet]:
        key = type("K", (), {})()
        weak = make()
        if make is weakref.WeakSet:
            weak.add(key)
        elif make is weakref.WeakKeyDictionary:
            weak[key] = 1
        else:
            weak[1] = key
        gone = weakref.ref(weak)
        del weak
        assert gone() is None, make


no_cycle_through_the_callbacks()

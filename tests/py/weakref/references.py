"""weakref.ref: calls, callbacks, comparison, hashing, subclasses; references in cycles and in finalisers."""

import gc
import sys
import weakref
from weakref import ref

gc.disable()


class C:
    def method(self):
        return self


class Slotted:
    __slots__ = ("a", "__weakref__")


def raises(error, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except error as caught:
        return str(caught)
    raise AssertionError(f"{error.__name__} not raised")


def test_call_gives_the_object_or_none():
    o = C()
    r = ref(o)
    assert r() is o
    del o
    assert r() is None


def test_references_do_not_keep_alive():
    r = ref(C())
    assert r() is None
    o = Slotted()
    r = ref(o)
    assert r() is o
    del o
    assert r() is None


def test_what_can_be_referred_to():
    def function():
        pass
    def generator():
        yield
    import io
    import types
    for o in [C(), Slotted(), C, function, C().method, len, set(), frozenset(), generator(), generator().__class__, memoryview(b"a"),
              type("L", (list,), {})(), type("D", (dict,), {})(), type("S", (str,), {})(), ValueError if False else C,
              io.StringIO(), types.ModuleType("m"), function.__code__]:
        assert ref(o)() is o, o


def test_what_cannot_be_referred_to():
    class NoSlot:
        __slots__ = ()
    for o in [1, 1.5, "a", b"a", None, (), [], {}, object(), 1j, range(3), slice(1), NoSlot(), property(), iter([]), bytearray(), ...]:
        message = raises(TypeError, ref, o)
        assert message == f"cannot create weak reference to '{type(o).__name__}' object", message


def test_arguments():
    o = C()
    assert ref(o, None).__callback__ is None
    raises(TypeError, ref)
    raises(TypeError, ref, o, None, None)
    assert "keyword" in raises(TypeError, ref, o, callback=None)
    r = ref(o)
    raises(TypeError, r, 1)


def test_references_without_callback_are_shared():
    o = C()
    assert ref(o) is ref(o) and ref(o, None) is ref(o)
    assert ref(o, print) is not ref(o, print)
    keep = ref(o)
    assert weakref.getweakrefcount(o) == 1 and weakref.getweakrefs(o) == [keep]


def test_weakref_attribute():
    o = C()
    assert o.__weakref__ is None
    r = ref(o)
    assert o.__weakref__ is r
    del r
    assert o.__weakref__ is None


def test_counts():
    o = C()
    assert weakref.getweakrefcount(o) == 0 and weakref.getweakrefs(o) == []
    a, b, p = ref(o), ref(o, print), weakref.proxy(o)
    assert weakref.getweakrefcount(o) == 3
    assert len(weakref.getweakrefs(o)) == 3 and weakref.getweakrefs(o)[0] is a
    del a, b, p
    assert weakref.getweakrefcount(o) == 0
    assert weakref.getweakrefcount(1) == 0 and weakref.getweakrefs(1) == []


def test_callback():
    calls = []
    o = C()
    r = ref(o, calls.append)
    del o
    assert calls == [r] and r() is None


def test_callbacks_newest_first():
    calls = []
    o = C()
    refs = [ref(o, lambda r, i=i: calls.append(i)) for i in range(5)]
    del o
    assert calls == [4, 3, 2, 1, 0]


def test_callback_of_a_dead_reference_is_not_called():
    calls = []
    o = C()
    r = ref(o, calls.append)
    del r, o
    assert calls == []


def test_callback_sees_all_references_dead():
    o = C()
    seen = []
    a = ref(o)
    b = ref(o, lambda r: seen.append((a(), r())))
    del o
    assert seen == [(None, None)]


def test_callback_attribute():
    o = C()
    def callback(r):
        pass
    r = ref(o, callback)
    assert r.__callback__ is callback and ref(o).__callback__ is None
    raises(AttributeError, setattr, r, "__callback__", None)
    del o
    assert r.__callback__ is None


def test_errors_in_callbacks_are_reported():
    reported = []
    hook, sys.unraisablehook = sys.unraisablehook, lambda u: reported.append((u.exc_type, u.err_msg))
    def callback(r):
        raise ValueError("in callback")
    o = C()
    r = ref(o, callback)
    del o
    sys.unraisablehook = hook
    assert len(reported) == 1 and reported[0][0] is ValueError
    assert reported[0][1].startswith("Exception ignored while calling weakref callback"), reported


def test_callback_that_is_not_callable():
    reported = []
    hook, sys.unraisablehook = sys.unraisablehook, lambda u: reported.append(u.exc_type)
    o = C()
    r = ref(o, 5)
    assert r.__callback__ == 5
    del o
    sys.unraisablehook = hook
    assert reported == [TypeError]


def test_finalizer_comes_before_callbacks():
    order = []
    class D:
        def __del__(self):
            order.append("del")
            assert r() is None or True
    o = D()
    r = ref(o, lambda r: order.append("callback"))
    del o
    assert order == ["del", "callback"]


def test_resurrection_keeps_references():
    alive = []
    class D:
        def __del__(self):
            alive.append(self)
    o = D()
    r = ref(o)
    del o
    assert r() is alive[0]
    alive.clear()
    assert r() is None


def test_reference_made_in_a_finalizer():
    made = []
    class D:
        def __del__(self):
            made.append(ref(self))
    D()
    assert made[0]() is None


def test_equality():
    class E:
        def __init__(self, n):
            self.n = n
        def __eq__(self, other):
            return isinstance(other, E) and self.n == other.n
        def __hash__(self):
            return hash(self.n)
    x, y, z = E(1), E(1), E(2)
    a, b, c = ref(x), ref(y), ref(z)
    assert a == b and not a != b and a != c and hash(a) == hash(b) == hash(x)
    del x, y, z
    # Dead references are equal only to themselves.
    assert a != b and a == a and b != c


def test_ordering_is_not_supported():
    o = C()
    a, b = ref(o), ref(o, print)
    for f in [lambda: a < b, lambda: a <= b, lambda: a > b, lambda: a >= b]:
        raises(TypeError, f)


def test_hash():
    o = C()
    r, s = ref(o), ref(o, print)
    assert hash(r) == hash(o) == hash(s)
    h = hash(r)
    o2 = C()
    never = ref(o2)
    del o, o2
    assert hash(r) == h
    assert raises(TypeError, hash, never) == "weak object has gone away"
    class U:
        __hash__ = None
    u = U()
    raises(TypeError, hash, ref(u))


def test_repr():
    o = C()
    r = ref(o)
    assert repr(r).startswith("<weakref at 0x") and "; to 'C' at 0x" in repr(r), repr(r)
    def named():
        pass
    assert repr(ref(named)).endswith("(named)>")
    del o
    assert repr(r).endswith("; dead>")


def test_repr_does_not_trust_names():
    class Meta(type):
        def __getattr__(cls, name):
            raise AttributeError
    class M:
        def __getattribute__(self, name):
            raise RuntimeError
    m = M()
    assert ".M' at" in repr(ref(m))


def test_subclass():
    class R(ref):
        def __init__(self, o, callback=None, value=42):
            super().__init__(o, callback)
            self.value = value
        def __new__(cls, o, callback=None, value=42):
            return super().__new__(cls, o, callback)
        def __call__(self):
            self.called = True
            return super().__call__()
    o = C()
    r = R(o, value=24)
    assert r.value == 24 and r() is o and r.called
    assert R(o) is not R(o) and ref(o) is not r and type(ref(o)) is ref
    assert isinstance(r, ref) and r == ref(o)
    keep = ref(o), R(o)
    assert weakref.getweakrefcount(o) == 3
    del o
    assert r() is None


def test_subclass_references_do_not_replace_plain_ones():
    class R(ref):
        pass
    o = C()
    a = R(o)
    b = ref(o)
    assert a is not b and ref(o) is b
    refs = weakref.getweakrefs(o)
    assert len(refs) == 2 and refs[0] is b and refs[1] is a


def test_subclass_with_slots():
    class R(ref):
        __slots__ = ("a", "b")
        def __init__(self, o, a, b):
            self.a, self.b = a, b
        def __new__(cls, o, a, b):
            return ref.__new__(cls, o)
    o = C()
    r = R(o, 1, 2)
    assert (r.a, r.b) == (1, 2) and not hasattr(r, "__dict__")


def test_subclass_in_a_cycle():
    class R(ref):
        pass
    o = C()
    o.cycle = o
    o.r = R(o)
    o.r.me = o.r
    watch = ref(o)
    del o
    gc.collect()
    assert watch() is None


def test_generic_alias():
    assert ref[int].__origin__ is ref and ref[int].__args__ == (int,)
    assert weakref.ReferenceType is ref


def test_callback_in_a_cycle():
    # The reference is garbage as well: its callback is not called.
    calls = []
    o = C()
    o.me = o
    o.r = ref(o, calls.append)
    del o
    gc.collect()
    assert calls == []


def test_callback_from_outside_of_a_cycle():
    calls = []
    o = C()
    o.me = o
    r = ref(o, calls.append)
    del o
    gc.collect()
    assert calls == [r] and r() is None


def test_callback_that_reaches_the_cycle():
    calls = []
    class J:
        def callback(self, r):
            calls.append(r)
    i, j = J(), J()
    i.j, i.wr, j.me = j, ref(C, j.callback), j
    o = C()
    i.o = o
    i.wr = ref(o, i.callback)
    i.me = i
    del i, j, o
    gc.collect()
    assert calls == []


def test_references_are_dead_before_finalizers_of_a_cycle_run():
    seen = []
    class D:
        def __del__(self):
            seen.append(r())
    o = D()
    o.me = o
    r = ref(o)
    del o
    gc.collect()
    assert seen == [None]


def test_callbacks_on_callbacks():
    alive = []
    class Callable:
        def __call__(self, r):
            alive.append("called")
    c, o = Callable(), C()
    r1 = ref(c, lambda r: alive.append("callable died"))
    r2 = ref(o, c)
    del c
    assert alive == []
    del o
    assert alive[0] == "called"
    del r2
    assert alive == ["called", "callable died"]


def test_collecting_inside_of_a_callback():
    o = C()
    o.me = o
    r = ref(o, lambda r: gc.collect())
    del o
    gc.collect()
    assert r() is None


def test_many_references():
    objects = [C() for _ in range(1000)]
    refs = [ref(o) for o in objects for _ in range(3)]
    assert len(set(map(id, refs))) == 1000
    calls = []
    more = [ref(o, lambda r: calls.append(1)) for o in objects for _ in range(3)]
    objects.clear()
    assert all(r() is None for r in refs) and len(calls) == 3000


def test_deep_chain_of_referred_objects():
    gone = []
    o = None
    refs = []
    for i in range(500):
        n = C()
        n.next, o = o, n
        refs.append(ref(n, lambda r, i=i: gone.append(i)))
    del n, o
    assert len(gone) == 500 and all(r() is None for r in refs)


def test_constructor_checks():
    class Strange:
        def __getattribute__(self, name):
            raise KeyError(name)
    s = Strange()
    assert ref(s)() is s


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()

"""copy.copy: what is shared, what is new, and which method of a class decides."""

import copy
import copyreg
import types
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple


def raises(error, function, *args):
    try:
        function(*args)
    except error as caught:
        return str(caught)
    raise AssertionError(f"{error.__name__} not raised")


def test_atomic_objects_are_returned_as_they_are():
    class New:
        pass
    def function():
        pass
    for x in [None, ..., NotImplemented, 42, 2**100, 3.14, 1j, True, "hello", "héllo ሴ", b"bytes", range(10),
              slice(1, 10, 2), New, function, len, property(), (), (1, [2]), frozenset({1}), object, type, New.__dict__["__dict__"]]:
        if type(x).__name__ != "getset_descriptor":
            assert copy.copy(x) is x, x


def test_list_is_new_with_the_same_items():
    inner = [1]
    x = [inner, 2]
    y = copy.copy(x)
    assert y == x and y is not x and y[0] is inner


def test_dict_is_new_with_the_same_items():
    inner = [1]
    x = {"a": inner}
    y = copy.copy(x)
    assert y == x and y is not x and y["a"] is inner
    y["b"] = 1
    assert "b" not in x


def test_set_is_new():
    x = {1, 2}
    y = copy.copy(x)
    assert y == x and y is not x and type(y) is set


def test_bytearray_is_new():
    x = bytearray(b"ab")
    y = copy.copy(x)
    assert y == x and y is not x
    y.append(1)
    assert x == b"ab"


def test_order_and_type_of_collections():
    x = OrderedDict([("b", 1), ("a", 2)])
    assert copy.copy(x) == x and type(copy.copy(x)) is OrderedDict and list(copy.copy(x)) == ["b", "a"]
    d = defaultdict(list, a=[1])
    e = copy.copy(d)
    assert type(e) is defaultdict and e.default_factory is list and e["a"] is d["a"]
    q = deque([1, [2]], 5)
    r = copy.copy(q)
    assert r == q and r.maxlen == 5 and r[1] is q[1]
    assert copy.copy(Counter("aab")) == Counter("aab")
    c = ChainMap({"a": 1}, {"b": 2})
    m = copy.copy(c)
    assert m.maps[0] is not c.maps[0] and m.maps[1] is c.maps[1]


def test_plain_instance():
    class C:
        def __init__(self):
            self.a, self.b = [1], 2
    x = C()
    y = copy.copy(x)
    assert type(y) is C and y is not x and y.a is x.a and y.b == 2
    y.b = 3
    assert x.b == 2


def test_instance_is_not_initialised():
    class C:
        made = 0
        def __init__(self, required):
            C.made += 1
    copy.copy(C(1))
    assert C.made == 1


def test_instance_without_attributes():
    class C:
        pass
    x = C()
    y = copy.copy(x)
    assert y is not x and y.__dict__ == {}


def test_instance_whose_dict_was_looked_at():
    class C:
        pass
    x = C()
    x.a = [1]
    d = x.__dict__
    y = copy.copy(x)
    assert y.__dict__ is not d and y.__dict__ == d and y.a is x.a
    y.new = 1
    assert "new" not in d


def test_instance_with_many_attributes():
    class C:
        pass
    x = C()
    for i in range(100):
        setattr(x, f"a{i}", i)
    y = copy.copy(x)
    assert y.__dict__ == x.__dict__ and list(y.__dict__) == list(x.__dict__)


def test_instance_with_a_deleted_attribute():
    class C:
        pass
    x = C()
    x.a, x.b, x.c = 1, 2, 3
    del x.b
    assert copy.copy(x).__dict__ == {"a": 1, "c": 3}


def test_dunder_copy():
    class C:
        def __copy__(self):
            return ["made by", self]
    x = C()
    assert copy.copy(x)[1] is x


def test_dunder_copy_is_looked_up_on_the_class():
    class C:
        pass
    x = C()
    x.__copy__ = lambda: 1 / 0
    assert type(copy.copy(x)) is C


def test_getstate():
    class C:
        def __getstate__(self):
            return {"only": 1}
    x = C()
    x.other = 2
    assert copy.copy(x).__dict__ == {"only": 1}


def test_setstate():
    class C:
        def __setstate__(self, state):
            self.restored = state
    x = C()
    x.a = 1
    assert copy.copy(x).__dict__ == {"restored": {"a": 1}}


def test_setstate_is_not_called_without_state():
    class C:
        def __setstate__(self, state):
            raise AssertionError
    copy.copy(C())


def test_getstate_and_setstate():
    class C:
        def __init__(self, n):
            self.n = n
        def __getstate__(self):
            return self.n
        def __setstate__(self, state):
            self.n = state
    assert copy.copy(C(42)).n == 42
    # A false state is restored as well.
    assert copy.copy(C(0)).n == 0


def test_getnewargs():
    class C(int):
        def __new__(cls, n):
            self = int.__new__(cls)
            self.n = n
            return self
        def __getnewargs__(self):
            return (self.n,)
    x = C(42)
    y = copy.copy(x)
    assert type(y) is C and y.n == 42


def test_getnewargs_ex():
    class C(int):
        def __new__(cls, *, n):
            self = int.__new__(cls)
            self.n = n
            return self
        def __getnewargs_ex__(self):
            return (), {"n": self.n}
    assert copy.copy(C(n=42)).n == 42


def test_reduce_ex_comes_before_reduce():
    class C:
        def __reduce_ex__(self, protocol):
            calls.append(protocol)
            return "name"
        def __reduce__(self):
            raise AssertionError
    calls = []
    x = C()
    assert copy.copy(x) is x and calls == [4]


def test_reduce():
    class C:
        def __reduce__(self):
            return list, ([1, 2],)
    assert copy.copy(C()) == [1, 2]


def test_reduce_with_state_items_and_pairs():
    class C:
        def __reduce__(self):
            return L, (), {"x": 1}, iter([1, 2]), None
    class L(list):
        pass
    y = copy.copy(C())
    assert y == [1, 2] and y.x == 1
    class D:
        def __reduce__(self):
            return dict, (), None, None, iter([("a", 1)])
    assert copy.copy(D()) == {"a": 1}


def test_state_may_be_a_pair_for_slots():
    class C:
        __slots__ = ("s", "__dict__")
        def __reduce__(self):
            return C, (), ({"d": 1}, {"s": 2})
    y = copy.copy(C())
    assert (y.d, y.s) == (1, 2)


def test_reduce_without_result():
    class C:
        def __reduce_ex__(self, protocol):
            raise NotImplementedError
    raises(NotImplementedError, copy.copy, C())
    class D:
        def __getattribute__(self, name):
            if name.startswith("__reduce"):
                raise AttributeError(name)
            return object.__getattribute__(self, name)
    message = raises(copy.Error, copy.copy, D())
    assert message.startswith("un(shallow)copyable object of type"), message


def test_registered_classes():
    class C:
        def __new__(cls, a):
            self = object.__new__(cls)
            self.a = a
            return self
    raises(TypeError, copy.copy, C(1))
    copyreg.pickle(C, lambda x: (C, (x.a,)), C)
    assert copy.copy(C(5)).a == 5
    class D:
        def __reduce_ex__(self, protocol):
            raise AssertionError
    copyreg.pickle(D, lambda x: "registered")
    x = D()
    assert copy.copy(x) is x


def test_slots():
    class C:
        __slots__ = ("a", "b")
    x = C()
    x.a = [1]
    y = copy.copy(x)
    assert y.a is x.a and not hasattr(y, "b")


def test_slots_of_bases_and_dict():
    class A:
        __slots__ = ("a",)
    class B(A):
        __slots__ = ("b",)
    class C(B):
        pass
    x = C()
    x.a, x.b, x.c = [1], [2], [3]
    y = copy.copy(x)
    assert y.a is x.a and y.b is x.b and y.c is x.c and y.__dict__ == {"c": [3]}


def test_slots_with_a_private_name():
    class C:
        __slots__ = ("__x",)
        def set(self, v):
            self.__x = v
        def get(self):
            return self.__x
    x = C()
    x.set([1])
    assert copy.copy(x).get() is x.get()


def test_subclasses_of_builtins_with_attributes():
    for base, args in [(list, ([1, [2]],)), (dict, ({"a": 1},)), (tuple, ((1, 2),)), (set, ({1},)), (frozenset, ({1},)),
                       (int, (5,)), (float, (1.5,)), (str, ("text",)), (bytes, (b"ab",)), (bytearray, (b"ab",)), (complex, (1j,))]:
        class Sub(base):
            pass
        x = Sub(*args)
        x.attr = [1]
        y = copy.copy(x)
        assert type(y) is Sub and y == x and y is not x and y.attr is x.attr, base


def test_what_cannot_be_copied():
    def generator():
        yield
    for x in [generator(), iter([]).__class__.__mro__[0].__dict__.get("x", memoryview(b"a")), types.CellType(1)]:
        raises(TypeError, copy.copy, x)


def test_exceptions():
    x = ValueError("a", [1])
    x.extra = [2]
    y = copy.copy(x)
    assert type(y) is ValueError and y.args[1] is x.args[1] and y.extra is x.extra


def test_methods_and_weak_references():
    import weakref
    class C:
        def m(self):
            return self
    c = C()
    r = weakref.ref(c)
    assert copy.copy(r) is r
    assert copy.copy(c.m)() is c


def test_metaclass_instances_are_atomic():
    class Meta(type):
        def __copy__(cls):
            raise AssertionError
    class C(metaclass=Meta):
        pass
    assert copy.copy(C) is C


def test_weak_dictionaries():
    import weakref
    class K:
        pass
    k, v = K(), K()
    d = weakref.WeakKeyDictionary({k: v})
    e = copy.copy(d)
    assert e is not d and e[k] is v
    d = weakref.WeakValueDictionary({1: v})
    e = copy.copy(d)
    assert e is not d and e[1] is v
    del v, k
    assert len(d) == 0


def test_replace():
    P = namedtuple("P", "x y")
    assert copy.replace(P(1, 2), x=5) == P(5, 2)
    assert copy.replace(types.SimpleNamespace(a=1, b=2), b=3) == types.SimpleNamespace(a=1, b=3)
    class R:
        def __replace__(self, /, **changes):
            return changes
    assert copy.replace(R(), a=1) == {"a": 1}
    assert raises(TypeError, copy.replace, []) == "replace() does not support list objects"
    message = raises(TypeError, lambda: copy.replace(P(1, 2), z=1))
    assert message.startswith("Got unexpected field names"), message
    code = (lambda: 0).__code__
    assert copy.replace(code, co_name="other").co_name == "other"


def test_error_and_names():
    assert issubclass(copy.Error, Exception) and copy.error is copy.Error
    assert sorted(copy.__all__) == ["Error", "copy", "deepcopy", "replace"]


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()

# Streams in memory: contents, position and attributes; struct sequences through copy.replace.
import io
import time

stream = io.BytesIO(b"abc")
stream.read(1)
stream.note = 5
twin = copy.copy(stream)
assert (twin.read(), twin.note, twin.getvalue()) == (b"bc", 5, b"abc") and stream.tell() == 1
assert stream.__getstate__() == (b"abc", 1, {"note": 5}) and vars(stream) == {"note": 5}
text = io.StringIO("héllo\nx", newline=None)
text.read(2)
assert copy.deepcopy(text).read() == "llo\nx" and text.__getstate__() == ("héllo\nx", None, 2, None)
for bad in ((1,), (b"", -1, None), ("x", 0, None), 5, (b"", "a", None), (b"", 0, 5)):
    try:
        io.BytesIO().__setstate__(bad)
    except (TypeError, ValueError):
        pass
    else:
        raise AssertionError(bad)
start = time.gmtime(0)
later = copy.replace(start, tm_year=2000)
assert later.tm_year == 2000 and later[1:] == start[1:] and later.tm_zone == start.tm_zone
try:
    start.__replace__(foo=1, tm_mon=2, bar=2)
except TypeError as error:
    assert str(error) == "Got unexpected field name(s): ['foo', 'bar']", error
else:
    raise AssertionError

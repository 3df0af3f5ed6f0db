"""copy.deepcopy: what is copied, what stays shared, the memo, hooks, cycles, depth."""

import copy
import copyreg
import types
import weakref
from collections import OrderedDict, defaultdict, deque, namedtuple


def raises(error, function, *args):
    try:
        function(*args)
    except error as caught:
        return str(caught)
    raise AssertionError(f"{error.__name__} not raised")


class Plain:
    pass


def test_atomic_objects_are_returned_as_they_are():
    def function():
        pass
    for x in [None, ..., NotImplemented, 42, 2**100, 3.14, 1j, True, "hello", "héllo ሴ", b"bytes", range(10), Plain,
              function, len, property(), object, type, function.__code__, weakref.ref(Plain)]:
        assert copy.deepcopy(x) is x, x


def test_list():
    x = [[1, 2], 3]
    y = copy.deepcopy(x)
    assert y == x and y is not x and y[0] is not x[0]


def test_numbers_keep_their_identity():
    big, real = int("1000"), float("1.5")
    y = copy.deepcopy([big, (real, [big])])
    assert y[0] is big and y[1][0] is real and y[1][1][0] is big


def test_dict_keys_and_values():
    x = {"a": [1], (1, 2): {"b": [2]}}
    y = copy.deepcopy(x)
    assert y == x and y["a"] is not x["a"] and y[1, 2]["b"] is not x[1, 2]["b"] and list(y) == list(x)


def test_dict_with_copied_keys():
    class K:
        def __init__(self, n):
            self.n = n
        def __hash__(self):
            return hash(self.n)
        def __eq__(self, other):
            return isinstance(other, K) and self.n == other.n
    k = K(1)
    x = {k: "one", "b": k}
    y = copy.deepcopy(x)
    assert list(y)[0] is not k and y["b"] is list(y)[0] and y[K(1)] == "one"


def test_value_is_copied_before_its_key():
    order = []
    class T:
        def __init__(self, n):
            self.n = n
        def __deepcopy__(self, memo):
            order.append(self.n)
            return T(self.n)
    copy.deepcopy({T("key"): T("value")})
    assert order == ["value", "key"]


def test_dict_that_changes_while_it_is_copied():
    d = {}
    class Evil:
        def __deepcopy__(self, memo):
            d["new"] = 1
            return self
    d["evil"] = Evil()
    d["more"] = [1]
    message = raises(RuntimeError, copy.deepcopy, d)
    assert message == "dictionary changed size during iteration"


def test_list_that_grows_while_it_is_copied():
    x = []
    class Evil:
        def __deepcopy__(self, memo):
            if len(x) < 3:
                x.append([len(x)])
            return "copied"
    x.append(Evil())
    assert copy.deepcopy(x) == ["copied", [1]]


def test_tuples():
    assert copy.deepcopy(()) is ()
    x = (1, 2, ("a", (None,)))
    assert copy.deepcopy(x) is x
    x = [1, 2], 3
    y = copy.deepcopy(x)
    assert y == x and y is not x and y[0] is not x[0]
    inner = [1],
    x = (inner, inner)
    y = copy.deepcopy(x)
    assert y[0] is y[1] and y[0] is not inner


def test_tuple_subclass_and_named_tuple():
    P = namedtuple("P", "x y")
    x = P(1, [2])
    y = copy.deepcopy(x)
    assert type(y) is P and y == x and y.y is not x.y
    class T(tuple):
        pass
    x = T(([1], 2))
    x.attr = [3]
    y = copy.deepcopy(x)
    assert type(y) is T and y == x and y[0] is not x[0] and y.attr == [3] and y.attr is not x.attr


def test_sets():
    x = {1, "a", (1, 2)}
    y = copy.deepcopy(x)
    assert y == x and y is not x and type(y) is set
    k = Plain()
    x = {k}
    y = copy.deepcopy([x, k])
    assert y[1] in y[0] and y[1] is not k
    x = frozenset([k])
    y = copy.deepcopy(x)
    assert type(y) is frozenset and k not in y and len(y) == 1


def test_bytearray_and_other_containers():
    x = bytearray(b"ab")
    y = copy.deepcopy(x)
    assert y == x and y is not x
    x = OrderedDict(b=[1], a=[2])
    y = copy.deepcopy(x)
    assert type(y) is OrderedDict and list(y) == ["b", "a"] and y["b"] is not x["b"]
    x = defaultdict(list, a=[1])
    y = copy.deepcopy(x)
    assert y == x and y.default_factory is list and y["a"] is not x["a"]
    x = deque([[1]], 3)
    y = copy.deepcopy(x)
    assert y == x and y.maxlen == 3 and y[0] is not x[0]


def test_shared_parts_stay_shared():
    part = [1]
    x = [part, {"k": part}, (part,), Plain()]
    x[3].part = part
    y = copy.deepcopy(x)
    assert y[0] is y[1]["k"] is y[2][0] is y[3].part and y[0] is not part


def test_parts_that_are_equal_stay_apart():
    x = [[1], [1]]
    y = copy.deepcopy(x)
    assert y[0] is not y[1]


def test_cycles():
    x = []
    x.append(x)
    y = copy.deepcopy(x)
    assert y is not x and y[0] is y and len(y) == 1
    d = {}
    d["d"] = d
    e = copy.deepcopy(d)
    assert e is not d and e["d"] is e
    t = ([],)
    t[0].append(t)
    u = copy.deepcopy(t)
    assert u is not t and u[0][0] is u
    a = Plain()
    a.self, a.list = a, [a]
    b = copy.deepcopy(a)
    assert b is not a and b.self is b and b.list[0] is b


def test_cycle_through_everything():
    a = Plain()
    a.x = [{"k": (1, a)}]
    b = copy.deepcopy(a)
    assert b.x[0]["k"][1] is b


def test_cycle_that_begins_in_a_tuple_with_hooks():
    class H:
        def __deepcopy__(self, memo):
            new = H()
            memo[id(self)] = new
            new.back = copy.deepcopy(self.back, memo)
            return new
    h = H()
    t = (h, [])
    h.back = t
    t[1].append(t)
    u = copy.deepcopy(t)
    assert u[0].back is u and u[1][0] is u


def test_instances():
    x = Plain()
    x.a, x.b = [1], {"k": [2]}
    y = copy.deepcopy(x)
    assert type(y) is Plain and y.__dict__ == x.__dict__ and y.a is not x.a and y.b["k"] is not x.b["k"]


def test_instance_is_not_initialised():
    class C:
        def __init__(self, n):
            self.n = [n]
    assert copy.deepcopy(C(5)).n == [5]


def test_instance_whose_dict_was_looked_at():
    x = Plain()
    x.a = [1]
    d = x.__dict__
    y = copy.deepcopy(x)
    assert y.__dict__ == d and y.__dict__ is not d and y.a is not x.a
    y = copy.deepcopy([x, d])
    assert y[1] == {"a": [1]} and y[1]["a"] is y[0].a and y[1] is not y[0].__dict__


def test_instance_with_an_attribute_of_its_own_for_copying():
    x = Plain()
    x.__deepcopy__ = lambda memo: "mine"
    assert copy.deepcopy([x]) == ["mine"]
    x = Plain()
    x.__reduce_ex__ = lambda protocol: "kept"
    assert copy.deepcopy(x) is x


def test_instances_of_a_class_with_getattr():
    class G:
        def __getattr__(self, name):
            if name == "__deepcopy__":
                raise AttributeError
            raise AttributeError(name)
    x = G()
    x.a = [1]
    y = copy.deepcopy(x)
    assert type(y) is G and y.a == [1] and y.a is not x.a


def test_slots():
    class C:
        __slots__ = ("a", "b")
    x = C()
    x.a = [1]
    y = copy.deepcopy(x)
    assert y.a == [1] and y.a is not x.a and not hasattr(y, "b")
    class D(C):
        pass
    x = D()
    x.a, x.c = [1], [2]
    y = copy.deepcopy(x)
    assert y.a == [1] and y.c == [2] and y.a is not x.a and y.c is not x.c


def test_slots_with_a_dict_that_was_looked_at():
    class C:
        __slots__ = ("a", "__dict__")
    x = C()
    x.a, x.b = [1], [2]
    x.__dict__
    y = copy.deepcopy(x)
    assert y.a == [1] and y.a is not x.a and y.__dict__ == {"b": [2]} and y.b is not x.b


def test_dunder_deepcopy():
    class C:
        def __deepcopy__(self, memo):
            assert type(memo) is dict
            return ["made by", memo is not None]
    assert copy.deepcopy(C()) == ["made by", True]
    assert copy.deepcopy([C(), C()]) == [["made by", True]] * 2


def test_dunder_deepcopy_result_is_remembered():
    class C:
        calls = 0
        def __deepcopy__(self, memo):
            C.calls += 1
            return C()
    c = C()
    y = copy.deepcopy([c, c])
    assert y[0] is y[1] and C.calls == 1


def test_memo_of_hooks_knows_what_was_copied():
    part = [1]
    class C:
        def __deepcopy__(self, memo):
            return memo[id(part)]
    y = copy.deepcopy([part, C(), part])
    assert y[0] is y[1] is y[2] and y[0] is not part


def test_hooks_can_go_on_with_the_memo():
    part = [1]
    class C:
        def __deepcopy__(self, memo):
            return copy.deepcopy(part, memo)
    y = copy.deepcopy([C(), part])
    assert y[0] is y[1]
    y = copy.deepcopy([part, C()])
    assert y[0] is y[1]


def test_memo_of_the_caller():
    part = [1]
    memo = {}
    x = [part, part]
    y = copy.deepcopy(x, memo)
    assert memo[id(x)] is y and memo[id(part)] is y[0]
    assert x in memo[id(memo)] and part in memo[id(memo)]
    assert copy.deepcopy(part, memo) is y[0]
    memo = {id(part): "replaced"}
    assert copy.deepcopy([part, 1], memo) == ["replaced", 1]
    assert copy.deepcopy([part], {id(part): None}) == [None]


def test_memo_of_another_type():
    class Memo(dict):
        pass
    memo = Memo()
    part = [1]
    y = copy.deepcopy([part, part], memo)
    assert y[0] is y[1] and memo[id(part)] is y[0]


def test_immutable_objects_are_not_remembered():
    memo = {}
    x = [1, 2, 3, (4, 5), "text"]
    copy.deepcopy(x, memo)
    assert len(memo) == 2, memo


def test_originals_are_kept_alive_while_ids_are_in_use():
    class C:
        def __init__(self, n):
            self.n = n
        def __reduce__(self):
            return C, ([self.n],)
    y = copy.deepcopy([C(i) for i in range(50)])
    assert [c.n for c in y] == [[i] for i in range(50)]


def test_getstate_setstate():
    class C:
        def __init__(self, n):
            self.n = n
        def __getstate__(self):
            return {"n": self.n}
        def __setstate__(self, state):
            self.n = state["n"]
            self.restored = True
    x = C([42])
    y = copy.deepcopy(x)
    assert y.n == [42] and y.n is not x.n and y.restored


def test_getnewargs():
    class C(int):
        def __new__(cls, n):
            self = int.__new__(cls)
            self.n = n
            return self
        def __getnewargs__(self):
            return (self.n,)
    x = C([1])
    y = copy.deepcopy(x)
    assert type(y) is C and y.n == [1] and y.n is not x.n
    class D:
        def __new__(cls, *, n):
            self = object.__new__(cls)
            self.n = n
            return self
        def __getnewargs_ex__(self):
            return (), {"n": self.n}
    x = D(n=[1])
    y = copy.deepcopy(x)
    assert y.n == [1] and y.n is not x.n


def test_reduce():
    class C:
        def __reduce__(self):
            return list, ([[1]],)
    x = C()
    assert copy.deepcopy(x) == [[1]]
    class D:
        def __reduce_ex__(self, protocol):
            return "global"
    x = D()
    assert copy.deepcopy(x) is x


def test_reduce_items_and_pairs():
    class L(list):
        def __reduce__(self):
            return L, (), self.__dict__, iter(self)
    x = L([[1, 2], 3])
    y = copy.deepcopy(x)
    assert y == x and type(y) is L and y[0] is not x[0]
    class D(dict):
        def __reduce__(self):
            return D, (), self.__dict__, None, iter(self.items())
    x = D(a=[1])
    y = copy.deepcopy(x)
    assert y == x and y["a"] is not x["a"]


def test_reduce_reflexive():
    x = Plain()
    x.me = x
    y = copy.deepcopy(x)
    assert y.me is y
    class R:
        def __reduce__(self):
            return R, (), self.__dict__
    x = R()
    x.me = x
    y = copy.deepcopy(x)
    assert y is not x and y.me is y


def test_getstate_errors_are_passed_on():
    class C:
        def __getstate__(self):
            raise ValueError("no state")
    assert raises(ValueError, copy.deepcopy, [C()]) == "no state"


def test_errors_in_hooks_are_passed_on():
    class C:
        def __deepcopy__(self, memo):
            raise KeyError("no copy")
    assert raises(KeyError, copy.deepcopy, {"a": ([C()],)}) == "'no copy'"


def test_registered_classes():
    class C:
        def __new__(cls, a):
            self = object.__new__(cls)
            self.a = a
            return self
    raises(TypeError, copy.deepcopy, C(1))
    copyreg.pickle(C, lambda x: (C, (x.a,)), C)
    x = C([5])
    y = copy.deepcopy(x)
    assert y.a == [5] and y.a is not x.a


def test_subclasses_of_builtins():
    for base, args in [(list, ([1, [2]],)), (dict, ({"a": [1]},)), (set, ({1},)), (frozenset, ({1},)), (int, (5,)),
                       (float, (1.5,)), (str, ("text",)), (bytes, (b"ab",)), (bytearray, (b"ab",))]:
        class Sub(base):
            pass
        x = Sub(*args)
        x.attr = [x] if base in (list, dict) else [1]
        y = copy.deepcopy(x)
        assert type(y) is Sub and y == x and y is not x and y.attr is not x.attr, base
        if base in (list, dict):
            assert y.attr[0] is y


def test_bound_methods():
    class C:
        def m(self):
            return self
    c = C()
    c.method = c.m
    d = copy.deepcopy(c)
    assert d.method.__self__ is d and d.method() is d


def test_classes_with_metaclasses_are_atomic():
    class Meta(type):
        pass
    class C(metaclass=Meta):
        pass
    assert copy.deepcopy([C])[0] is C


def test_exceptions_and_namespaces():
    x = ValueError("a", [1])
    x.extra = [2]
    y = copy.deepcopy(x)
    assert y.args == ("a", [1]) and y.args[1] is not x.args[1] and y.extra is not x.extra
    x = types.SimpleNamespace(a=[1])
    y = copy.deepcopy(x)
    assert y == x and y.a is not x.a


def test_weak_dictionaries():
    k, v = Plain(), Plain()
    v.data = [1]
    d = weakref.WeakKeyDictionary({k: v})
    e = copy.deepcopy(d)
    assert list(e) == [k] and e[k] is not v and e[k].data == [1]
    keep = Plain()
    d = weakref.WeakValueDictionary({keep: v})
    e = copy.deepcopy(d)
    assert list(e.values()) == [v] and list(e)[0] is not keep


def test_what_cannot_be_copied():
    def generator():
        yield
    for x in [generator(), memoryview(b"a"), {}.keys()]:
        raises(TypeError, copy.deepcopy, [x])


def test_finalizers_see_only_complete_objects():
    log = []
    class D:
        def __init__(self, n):
            self.n = n
        def __del__(self):
            log.append(self.n)
    x = [D(1), D(2)]
    y = copy.deepcopy(x)
    del y
    assert sorted(log) == [1, 2]


def test_fields_made_by_dataclasses_and_enums():
    import dataclasses
    import enum
    @dataclasses.dataclass(frozen=True, slots=True)
    class F:
        a: int
        b: list
    x = F(1, [2])
    y = copy.deepcopy(x)
    assert y == x and y.b is not x.b and copy.copy(x).b is x.b and copy.replace(x, a=5) == F(5, [2])
    class E(enum.Enum):
        A = [1]
    assert copy.deepcopy([E.A])[0] is E.A and copy.copy(E.A) is E.A


def test_wide_structures():
    x = [[i, [i, str(i)], {"k": (i, [i])}] for i in range(3000)]
    y = copy.deepcopy(x)
    assert y == x and all(a is not b and a[1] is not b[1] for a, b in zip(x, y))


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()

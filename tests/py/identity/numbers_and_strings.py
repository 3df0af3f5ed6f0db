"""`is` and id(): which numbers, strings and empty containers are one object, and which are not."""

import sys
import warnings

warnings.simplefilter("ignore", SyntaxWarning)


def test_small_ints_are_shared():
    for i in range(-5, 257):
        assert int(str(i)) is i + 0 is eval(str(i))
    assert int("257") is not int("257") and int("-6") is not int("-6")


def test_results_of_arithmetic_are_fresh():
    a = 1000
    assert a + 0 is not a and a * 1 is not a and a // 1 is not a and a | 0 is not a and a - 0 is not a
    f = 1.5
    assert f + 0 is not f and f * 1 is not f and -(-f) is not f


def test_conversions_that_change_nothing_return_the_object():
    a, f, c, b = 1000, 1.5, 1j, 10**30
    assert int(a) is a and +a is a and abs(a) is a and round(a) is a and a.real is a and a.numerator is a
    assert a.__index__() is a and a.conjugate() is a and int(b) is b
    assert float(f) is f and +f is not None and f.real is f and f.conjugate() is f
    assert complex(c) is c


def test_a_constant_of_one_unit_is_one_object():
    def f():
        a = 1000
        b = 1000
        return a is b, a
    def g():
        return 1000
    def h():
        return 1000
    assert f()[0] and g() is g() and g() is h() and f()[1] is g()


def test_separately_compiled_constants_are_different():
    space = {}
    exec("a = 1000; x = 1.5", space)
    exec("b = 1000; y = 1.5", space)
    assert space["a"] is not space["b"] and space["x"] is not space["y"]
    assert eval("1000") is not eval("1000")
    code = compile("v = 1000", "", "exec")
    one, two = {}, {}
    exec(code, one)
    exec(code, two)
    assert one["v"] is two["v"]


def test_constants_of_different_type_or_sign_are_different():
    def f():
        return 1.0, 1, True, 0.0, -0.0, 1 + 0j
    a = f()
    assert len({id(v) for v in a}) == 6


def test_containers_keep_the_identity_of_numbers():
    a, f = int("1000"), float("1.5")
    class C:
        pass
    c = C()
    c.a = a
    cell = (lambda: a)
    assert [a][0] is a and (a,)[0] is a and {"k": a}["k"] is a and next(iter({a})) is a and c.a is a and cell() is a
    assert list([f])[0] is f and [f].copy()[0] is f and [f][:][0] is f and sorted([f])[0] is f and ([f] * 2)[1] is f
    assert max([a]) is a and min([f]) is f and next(iter([a])) is a and [*[a]][0] is a and dict(k=a).pop("k") is a
    def give(*args, **kwargs):
        return args[0], kwargs["k"]
    x, y = give(a, k=f)
    assert x is a and y is f
    def generate():
        yield a
    assert next(generate()) is a
    assert {**{"k": a}}["k"] is a and list(reversed([a]))[0] is a and list(zip([a]))[0][0] is a
    assert list(map(lambda v: v, [a]))[0] is a and list(filter(None, [a]))[0] is a and list(enumerate([f]))[0][1] is f


def test_nan_is_found_by_identity():
    n = float("nan")
    assert n in [n] and n in (n,) and n in {n} and {n: 1}[n] == 1 and [n] == [n] and (n,) == (n,) and [n].index(n) == 0
    assert [n].count(n) == 1 and n != n
    assert float("nan") not in [n] and [float("nan")] != [n] and float("nan") not in {n}
    assert len({float("nan"), float("nan")}) == 2 and len({n, n}) == 1


def test_strings_that_look_like_names_are_shared():
    s = "hello_1"
    space = {}
    exec("t = 'hello_1'", space)
    assert space["t"] is s
    assert "hello" + "_1" is s
    joined = "".join(["hello", "_1"])
    assert joined == s and joined is not s and sys.intern(joined) is s


def test_other_strings_are_shared_within_a_unit():
    def f():
        return "two words", "two words"
    a, b = f()
    assert a is b
    space = {}
    exec("t = 'two words'", space)
    assert space["t"] == a and space["t"] is not a


def test_names_are_interned():
    class C:
        attribute_name = 1
    def function_name(parameter_name):
        local_name = parameter_name
        return local_name
    assert "attribute_name" is [k for k in vars(C) if k == "attribute_name"][0]
    assert "function_name" is function_name.__name__
    assert "parameter_name" is function_name.__code__.co_varnames[0]
    c = C()
    setattr(c, "".join(["dyn", "amic"]), 1)
    assert "dynamic" is list(vars(c))[0]


def test_one_character_strings_are_shared():
    for i in range(256):
        c = chr(i)
        assert c is chr(i) is ("x" + c)[1] is (c + "x")[:1]
    assert "abc"[1] is "b" and "".join(["b"]) is "b" and str(b"b", "ascii") is "b" and "abc".split("b")[0] is "a"
    assert list("é")[0] is "é"


def test_empty_objects_are_shared():
    assert () is tuple() is tuple([]) is (1,)[:0] is () + ()
    assert "" is str() is "a"[:0] is "".join([]) is "a".strip("a") is "".lower()
    assert b"" is bytes() is b"a"[:0] is b"".join([]) is b"a".strip(b"a")
    assert [] is not [] and {} is not {} and set() is not set()


def test_immutable_objects_are_returned_as_they_are():
    t, s, b, f = (1, [2]), "two words", b"two words", frozenset([1])
    assert tuple(t) is t and t[:] is t and t * 1 is t and t + () is t and () + t is t
    assert str(s) is s and s[:] is s and s * 1 is s and s + "" is s and "" + s is s and format(s) is s and f"{s}" is s
    assert s.strip() is s and s.replace("x", "y") is s and s.ljust(2) is s and s.zfill(2) is s and s.center(3) is s
    assert s.removeprefix("x") is s and s.removesuffix("x") is s and s.expandtabs() == s and "".join([s]) is s
    assert s.split("x")[0] is s and s.partition("x")[0] is s and s.rpartition("x")[2] is s and s.splitlines()[0] is s
    assert s.rsplit("x")[0] is s
    assert bytes(b) is b and b[:] is b and b * 1 is b and b + b"" is b and b.strip() is b
    assert frozenset(f) is f and f.copy() is f


def test_subclasses_give_plain_copies():
    class S(str):
        pass
    class T(tuple):
        pass
    s, t = S("text"), T((1, 2))
    assert type(s[:]) is str and type(t[:]) is tuple and type(s + "") is str and type(str(s)) is str and type(tuple(t)) is tuple


def test_intern():
    a = "".join(["not ", "a name"])
    b = "".join(["not ", "a name"])
    assert a is not b
    a = sys.intern(a)
    assert sys.intern(b) is a and sys.intern(a) is a
    class S(str):
        pass
    for bad in [S("x"), b"x", 1]:
        try:
            sys.intern(bad)
        except TypeError:
            pass
        else:
            raise AssertionError(bad)
    assert sys._is_interned(a) and not sys._is_interned("".join(["fresh ", "text"]))


def test_singletons():
    assert None is None and True is (1 == 1) and ... is Ellipsis and NotImplemented is NotImplemented
    assert type(None)() is None and type(...)() is ... and type(NotImplemented)() is NotImplemented and bool(1) is True
    assert not (True is 1) and True == 1


def test_id_is_stable_and_unique():
    x = []
    before = id(x)
    x.extend(range(10000))
    assert id(x) == before
    class C:
        pass
    c = C()
    before = id(c)
    c.a = 1
    c.__dict__
    for i in range(50):
        setattr(c, f"b{i}", i)
    assert id(c) == before
    live = [object() for _ in range(1000)] + [[] for _ in range(1000)] + [float(i) for i in range(1000)]
    live += [1000 + i for i in range(1000)] + [str(i) for i in range(1000)] + [None, True, False, ..., NotImplemented, (), "", b""]
    live += [i for i in range(-5, 257)] + [2**70 + i for i in range(100)]
    assert len({id(v) for v in live if not isinstance(v, str) or len(v) > 1}) >= len(live) - 20
    distinct = {}
    for v in live:
        assert distinct.setdefault(id(v), v) is v


def test_id_follows_is():
    a = int("1000")
    b = a
    c = int("1000")
    assert id(a) == id(b) and id(a) != id(c)
    f = float("2.5")
    assert id(f) == id([f][0]) and id(f) != id(float("2.5"))
    assert id(5) == id(int("5")) and isinstance(id(a), int) and id(a) > 0


def test_bound_methods_are_made_each_time():
    class C:
        def m(self):
            pass
    c = C()
    assert c.m is not c.m and c.m == c.m and C.m is C.m and len is len
    assert [].append is not [].append and hash(c.m) == hash(c.m)


def test_is_with_a_literal_warns():
    for source, kind in [("x is 5", "int"), ("x is not 'a'", "str"), ("x is ()", "tuple"), ("x is 1.5", "float"),
                         ("x is b'a'", "bytes"), ("5 is x", "int"), ("x is 1j", "complex")]:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            compile(source, "", "eval")
        assert len(caught) == 1 and caught[0].category is SyntaxWarning, (source, caught)
        operator = '"is not"' if "not" in source else '"is"'
        assert str(caught[0].message).startswith(f"{operator} with '{kind}' literal"), (source, str(caught[0].message))
    for source in ["x is None", "x is True", "x is ...", "x is [1]", "x is y", "x == 5", "x is {}", "x is -5"]:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            compile(source, "", "eval")
        assert not caught, source


def test_equality_is_not_identity():
    assert 1 == 1.0 == True and hash(1) == hash(1.0) == hash(True) and len({1, 1.0, True, 1 + 0j}) == 1
    assert 0.0 == -0.0 and [1] == [1] and (1, [2]) == (1, [2.0])
    d = {1: "int"}
    d[1.0] = "float"
    assert d == {1: "float"} and type(list(d)[0]) is int


def test_default_equality_is_identity():
    class C:
        pass
    a, b = C(), C()
    assert a == a and a != b and a in [a] and b not in [a] and len({a, b, a}) == 2
    assert object() != object()


def test_containers_compare_by_identity_first():
    class Never:
        def __eq__(self, other):
            raise AssertionError("asked")
        __hash__ = object.__hash__
    n = Never()
    assert [n] == [n] and (n,) == (n,) and n in [n] and [n].count(n) == 1 and {n: 1} == {n: 1} and {n} == {n}
    assert [n].index(n) == 0


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()

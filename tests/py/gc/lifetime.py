"""When objects die: the last reference, `del`, frames, exceptions, generators; __del__ and resurrection."""

import gc
import sys

log = []
gc.disable()


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def check(*expected):
    def decorate(test):
        log.clear()
        test()
        assert log == list(expected), (test.__name__, log)
    return decorate


@check("a", "after")
def last_name_deleted():
    a = D("a")
    del a
    log.append("after")


@check("inner", "a")
def variables_die_with_the_call():
    a = D("a")
    def f():
        inner = D("inner")
    f()


@check("old", "mark", "new")
def rebinding():
    a = D("old")
    a = D("new")
    log.append("mark")


@check("mark", "a")
def two_names():
    a = D("a")
    b = a
    del a
    log.append("mark")
    del b


@check("temporary", "mark")
def temporary_objects():
    D("temporary")
    log.append("mark")


@check("argument", "mark")
def arguments():
    def f(x):
        return 1
    f(D("argument"))
    log.append("mark")


@check("mark", "returned")
def returned_objects():
    def f():
        x = D("returned")
        return x
    y = f()
    log.append("mark")


@check("item", "mark")
def container_items():
    x = [D("item")]
    x[0] = None
    log.append("mark")


@check("popped", "mark")
def popped_items():
    x = [D("popped")]
    x.pop()
    log.append("mark")


@check("value", "mark")
def dict_values():
    d = {"k": D("value")}
    del d["k"]
    log.append("mark")


@check("attribute", "mark")
def attributes():
    class C:
        pass
    c = C()
    c.a = D("attribute")
    del c.a
    log.append("mark")


@check("outer", "inner")
def objects_that_hold_others():
    outer = D("outer")
    outer.inner = D("inner")
    del outer


@check("one", "two", "three")
def chains():
    x = D("one")
    x.next = D("two")
    x.next.next = D("three")
    del x


@check("second", "first")
def the_last_variable_dies_first():
    def f():
        a = D("first")
        b = D("second")
    f()


@check("caught", "mark")
def exception_variables():
    try:
        raise ValueError(D("caught"))
    except ValueError as e:
        pass
    log.append("mark")


@check("handler", "local", "mark")
def frames_of_exceptions():
    def f():
        x = D("local")
        raise ValueError
    try:
        f()
    except ValueError:
        log.append("handler")
    log.append("mark")


@check("mark", "local")
def kept_exceptions_keep_frames():
    def f():
        x = D("local")
        raise ValueError
    try:
        f()
    except ValueError as e:
        kept = e
    log.append("mark")
    del kept


@check("mark", "local")
def traceback_clear():
    def f():
        x = D("local")
        raise ValueError
    try:
        f()
    except ValueError as e:
        kept = e
    log.append("mark")
    kept.__traceback__ = None
    del kept


@check("local", "mark")
def frame_clear():
    def f():
        x = D("local")
        raise ValueError
    try:
        f()
    except ValueError as e:
        e.__traceback__.tb_next.tb_frame.clear()
        log.append("mark")


@check("generator local", "mark")
def suspended_generators():
    def g():
        x = D("generator local")
        yield
    it = g()
    next(it)
    del it
    log.append("mark")


@check("finally", "local", "mark")
def generators_with_finally():
    def g():
        x = D("local")
        try:
            yield
        finally:
            log.append("finally")
    it = g()
    next(it)
    del it
    log.append("mark")


@check("never started", "mark")
def generators_that_never_started():
    def g(x):
        yield
    it = g(D("never started"))
    del it
    log.append("mark")


@check("closure", "mark")
def closures():
    def outer():
        x = D("closure")
        def inner():
            return x
        return inner
    f = outer()
    f = None
    log.append("mark")


@check("default", "mark")
def defaults():
    def f(x=D("default")):
        pass
    del f
    log.append("mark")


@check("b", "a", "mark")
def comprehension_results():
    [D(n) for n in "ab"][:0]
    log.append("mark")


log.clear()
[D(n) for n in "ab"]
assert log == ["b", "a"]


@check("loop b", "b", "a", "mark")
def loop_variables():
    for x in [D("a"), D("b")]:
        if x.name == "b":
            log.append("loop b")
        y = x = None
    log.append("mark")
log.clear()


@check("entered", "context", "mark")
def with_statement():
    class C(D):
        def __enter__(self):
            log.append("entered")
        def __exit__(self, *args):
            pass
    with C("context"):
        pass
    log.append("mark")


@check("class", "mark")
def classes():
    class C:
        x = D("class")
    del C
    assert log == []
    gc.collect()
    log.append("mark")


@check("mark", "cycle")
def cycles_wait_for_the_collector():
    x = D("cycle")
    x.me = x
    del x
    log.append("mark")
    gc.collect()


def test_slots_and_subclasses():
    log.clear()
    class S(D):
        __slots__ = ("x",)
    s = S("s")
    s.x = D("in slot")
    del s
    assert log == ["s", "in slot"]
    class L(list):
        def __del__(self):
            log.append(len(self))
    x = L([D("item")])
    log.clear()
    del x
    assert log == [1, "item"]


def test_resurrection():
    log.clear()
    alive = []
    class R:
        def __del__(self):
            log.append("R")
            alive.append(self)
    r = R()
    del r
    assert log == ["R"] and len(alive) == 1
    assert type(alive[0]) is R
    # The finaliser does not run again.
    alive.clear()
    assert log == ["R"] and not alive


def test_resurrection_is_transitive():
    alive = []
    class Cargo:
        def __init__(self):
            self.me = self
    class R:
        def __del__(self):
            alive.append(self)
    r = R()
    r.me, r.cargo = r, Cargo()
    address = id(r.cargo)
    del r
    gc.collect()
    assert len(alive) == 1 and id(alive[0].cargo) == address and type(alive[0].cargo) is Cargo
    alive.clear()
    gc.collect()
    assert not any(id(o) == address and type(o) is Cargo for o in gc.get_objects())


def test_resurrection_does_not_block_others():
    alive = []
    class Zombie:
        def __init__(self):
            self.me = self
        def __del__(self):
            alive.append(self)
    class A:
        def __init__(self):
            self.me = self
    for _ in range(10):
        A()
    gc.collect()
    z = [Zombie(), A(), A()]
    del z
    assert gc.collect() >= 2
    assert len(alive) == 1


def test_resurrection_happens_once_for_each_object():
    alive = []
    class Lazarus:
        resurrected = 0
        def __init__(self):
            self.me = self
        def __del__(self):
            Lazarus.resurrected += 1
            alive.append(self)
    for i in range(5):
        Lazarus()
    gc.collect()
    assert Lazarus.resurrected == len(alive) == 5
    alive.clear()
    gc.collect()
    assert Lazarus.resurrected == 5 and not alive
    gc.collect()
    assert Lazarus.resurrected == 5


def test_suicidal_finalizers():
    log.clear()
    class Suicidal:
        def __init__(self):
            self.a = self.b = self
        def __del__(self):
            log.append("dead")
            self.a = self.b = None
            del self.a
    s = Suicidal()
    t = Suicidal()
    s.other, t.other = t, s
    del s, t
    gc.collect()
    assert log == ["dead", "dead"]
    assert not any(type(o) is Suicidal for o in gc.get_objects())


def test_partners_of_suicides():
    log.clear()
    class Killer:
        def __del__(self):
            log.append("killer")
            self.victim.me = None
            self.victim = None
    k, v = Killer(), D("victim")
    k.me, k.victim, v.me, v.killer = k, v, v, k
    del k, v
    gc.collect()
    assert sorted(log) == ["killer", "victim"]


def test_errors_in_finalizers():
    reported = []
    hook, sys.unraisablehook = sys.unraisablehook, reported.append
    class Bad:
        def __del__(self):
            raise ValueError("in __del__")
    b = Bad()
    del b
    b = Bad()
    b.me = b
    del b
    gc.collect()
    sys.unraisablehook = hook
    assert len(reported) == 2
    for u in reported:
        assert u.exc_type is ValueError and str(u.exc_value) == "in __del__" and u.exc_traceback is not None
        assert u.err_msg.startswith("Exception ignored while calling deallocator"), u.err_msg
        assert u.object is None and u.err_msg.endswith(repr(Bad.__del__)), u.err_msg


def test_system_exit_in_a_finalizer_is_reported():
    reported = []
    hook, sys.unraisablehook = sys.unraisablehook, lambda u: reported.append(u.exc_type)
    class Bad:
        def __del__(self):
            raise SystemExit
    Bad()
    sys.unraisablehook = hook
    assert reported == [SystemExit]


def test_finalizers_do_not_disturb_the_running_exception():
    class Handler:
        def __del__(self):
            assert sys.exception() is None or True
            try:
                raise KeyError
            except KeyError:
                pass
    try:
        raise ValueError("kept")
    except ValueError as e:
        h = Handler()
        del h
        assert sys.exception() is e
        try:
            raise
        except ValueError as again:
            assert again is e


def test_finalizer_is_looked_up_on_the_class():
    log.clear()
    class C:
        pass
    c = C()
    c.__del__ = lambda: log.append("instance")
    del c
    assert log == []
    C.__del__ = lambda self: log.append("added later")
    c = C()
    del c
    assert log == ["added later"]
    del C.__del__
    c = C()
    del c
    assert log == ["added later"]


def test_inherited_finalizers():
    log.clear()
    class E(D):
        pass
    E("inherited")
    class F(D):
        def __del__(self):
            log.append("own")
            super().__del__()
    F("super")
    assert log == ["inherited", "own", "super"]


def test_explicit_call_is_an_ordinary_call():
    log.clear()
    d = D("x")
    d.__del__()
    assert log == ["x"]
    del d
    assert log == ["x", "x"]


def test_del_on_failed_initialisation():
    log.clear()
    class Half:
        def __init__(self):
            raise ValueError
        def __del__(self):
            log.append("half")
    try:
        Half()
    except ValueError:
        pass
    assert log == ["half"]


def test_finalizers_may_collect_and_allocate():
    log.clear()
    class Busy:
        def __del__(self):
            x = []
            x.append(x)
            gc.collect()
            log.append([[] for _ in range(100)] and "busy")
    b = Busy()
    b.me = b
    del b
    gc.collect()
    Busy()
    assert log == ["busy", "busy"]


def test_many_nested_finalizers():
    class Ouch:
        n = 0
        def __del__(self):
            Ouch.n += 1
            if Ouch.n % 17 == 0:
                gc.collect()
    for make in [lambda x: [x, Ouch()], lambda x: (x, Ouch()), lambda x: {1: x, 2: Ouch()}]:
        Ouch.n = 0
        x = None
        for _ in range(150):
            x = make(x)
        del x
        assert Ouch.n == 150


def test_attribute_access_is_not_triggered_by_collecting():
    class Boom:
        def __getattr__(self, name):
            del self.attr
            raise AttributeError
    a, b = Boom(), Boom()
    a.attr, b.attr = b, a
    gc.collect()
    del a, b
    assert gc.collect() == 2 and gc.garbage == []


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()

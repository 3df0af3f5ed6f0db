"""What the documentation of gc says, function by function."""

import gc
import sys

gc.collect()


class Node:
    pass


def raises(error, function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except error as caught:
        return str(caught)
    raise AssertionError(f"{error.__name__} not raised")


def test_enable_disable():
    assert gc.isenabled()
    gc.disable()
    assert not gc.isenabled()
    gc.enable()
    assert gc.isenabled()


def test_collect_arguments():
    assert gc.collect(0) >= 0 and gc.collect(1) >= 0 and gc.collect(2) >= 0 and gc.collect(generation=0) >= 0
    assert raises(ValueError, gc.collect, -1) == "invalid generation"
    assert raises(ValueError, gc.collect, 3) == "invalid generation"
    raises(TypeError, gc.collect, "0")
    raises(TypeError, gc.collect, 1.5)
    raises(TypeError, gc.collect, 0, 1)


def test_automatic_collection_happens():
    gone = []
    class Noisy:
        def __del__(self):
            gone.append(1)
    gc.enable()
    for _ in range(20000):
        n = Noisy()
        n.me = n
    assert gone


def test_no_automatic_collection_when_disabled():
    gone = []
    class Noisy:
        def __del__(self):
            gone.append(1)
    gc.disable()
    for _ in range(20000):
        n = Noisy()
        n.me = n
    assert not gone
    del n
    assert gc.collect() >= 20000 and len(gone) == 20000
    gc.enable()


def test_reference_counting_goes_on_when_disabled():
    gone = []
    class Noisy:
        def __del__(self):
            gone.append(1)
    gc.disable()
    Noisy()
    assert gone == [1]
    gc.enable()


def test_threshold_zero_disables():
    old = gc.get_threshold()
    gone = []
    class Noisy:
        def __del__(self):
            gone.append(1)
    gc.collect()
    gc.set_threshold(0)
    for _ in range(20000):
        n = Noisy()
        n.me = n
    assert not gone
    gc.set_threshold(*old)
    del n
    gc.collect()
    assert len(gone) == 20000


def test_thresholds():
    old = gc.get_threshold()
    assert type(old) is tuple and len(old) == 3 and old[0] == 2000
    gc.set_threshold(500)
    assert gc.get_threshold() == (500,) + old[1:]
    gc.set_threshold(600, 5)
    assert gc.get_threshold()[:2] == (600, 5)
    gc.set_threshold(700, 6, 7)
    assert gc.get_threshold()[:2] == (700, 6)
    raises(TypeError, gc.set_threshold)
    raises(TypeError, gc.set_threshold, "a")
    raises(TypeError, gc.set_threshold, 1, 2, 3, 4)
    gc.set_threshold(*old)


def test_count():
    counts = gc.get_count()
    assert type(counts) is tuple and len(counts) == 3 and all(type(n) is int for n in counts)
    gc.disable()
    gc.collect()
    before = gc.get_count()
    assert before[1:] == (0, 0)
    keep = [[] for _ in range(100)]
    after = gc.get_count()
    assert 100 <= after[0] - before[0] <= 110, (before, after)
    gc.enable()


def test_count_of_collections():
    gc.collect()
    x = []
    gc.collect(0)
    assert gc.get_count()[1:] == (1, 0)
    gc.collect(0)
    assert gc.get_count()[1:] == (2, 0)
    gc.collect(1)
    assert gc.get_count()[1:] == (0, 1)
    gc.collect(2)
    assert gc.get_count()[1:] == (0, 0)


def test_stats():
    gc.collect()
    before = gc.get_stats()
    assert type(before) is list and len(before) == 3
    for stats in before:
        assert set(stats) == {"collected", "collections", "uncollectable"}
    gc.disable()
    x = []
    x.append(x)
    del x
    gc.collect()
    gc.collect(0)
    after = gc.get_stats()
    gc.enable()
    assert after[2]["collections"] == before[2]["collections"] + 1
    assert after[2]["collected"] == before[2]["collected"] + 1
    assert after[0]["collections"] == before[0]["collections"] + 1
    assert after[2]["uncollectable"] == before[2]["uncollectable"]


def test_get_objects():
    x, n = [], Node()
    objects = gc.get_objects()
    assert type(objects) is list
    ids = {id(o) for o in objects}
    assert id(x) in ids and id(n) in ids and id(Node) in ids and id(gc) in ids and id(objects) not in ids
    assert not any(type(o) in (int, str, float, bytes) for o in objects)


def has(objects, x):
    return any(o is x for o in objects)


def test_get_objects_of_a_generation():
    gc.disable()
    gc.collect()
    x = []
    assert has(gc.get_objects(generation=0), x)
    assert not has(gc.get_objects(generation=1), x) and not has(gc.get_objects(2), x)
    gc.collect(generation=0)
    assert not has(gc.get_objects(0), x) and has(gc.get_objects(1), x) and not has(gc.get_objects(2), x)
    gc.collect(generation=1)
    assert not has(gc.get_objects(0), x) and not has(gc.get_objects(1), x) and has(gc.get_objects(2), x)
    gc.collect(generation=2)
    assert has(gc.get_objects(2), x) and has(gc.get_objects(None), x)
    gc.enable()


def test_get_objects_arguments():
    assert len(gc.get_objects()) > 100 and len(gc.get_objects(None)) > 100
    raises(ValueError, gc.get_objects, 1000)
    raises(ValueError, gc.get_objects, -1000)
    raises(TypeError, gc.get_objects, "1")
    raises(TypeError, gc.get_objects, 1.234)


def test_get_referrers():
    class Slots:
        __slots__ = ("a",)
    target = Node()
    in_list, in_tuple, in_dict, in_set, holder, slots = [target], (target,), {"k": target}, {target}, Node(), Slots()
    holder.a = slots.a = target
    def function(x=target):
        pass
    referrers = gc.get_referrers(target)
    for x in [in_list, in_tuple, in_dict, in_set, slots]:
        assert has(referrers, x), x
    assert has(referrers, holder) or has(referrers, holder.__dict__)
    assert has(referrers, function) or has(referrers, function.__defaults__)
    assert gc.get_referrers() == []
    other = [target]
    assert sum(o is other for o in gc.get_referrers(target, target)) == 1


def test_get_referents():
    assert sorted(gc.get_referents([1, 3, 5])) == [1, 3, 5]
    assert sorted(gc.get_referents((1, 3, 5))) == [1, 3, 5]
    assert sorted(gc.get_referents({1: 3, 5: 7})) == [1, 3, 5, 7]
    assert sorted(gc.get_referents({1, 2})) == [1, 2] and sorted(gc.get_referents(frozenset([1, 2]))) == [1, 2]
    assert sorted(gc.get_referents([1, 2], {3: 4}, (0, 0, 0))) == [0, 0, 0, 1, 2, 3, 4]
    assert gc.get_referents(1, "a", 4j) == [] and gc.get_referents() == []
    inner = []
    n = Node()
    n.inner = inner
    assert has(gc.get_referents(n), inner) and has(gc.get_referents(n), Node)
    def function(x=inner):
        pass
    found = gc.get_referents(function)
    assert has(found, function.__code__) and has(found, globals())
    class Slots:
        __slots__ = ("a", "b")
    s = Slots()
    s.a, s.b = inner, 5
    assert has(gc.get_referents(s), inner) and 5 in gc.get_referents(s)
    assert has(gc.get_referents(n.__init__), n)
    cell = (lambda: inner).__closure__[0]
    assert gc.get_referents(cell) == [inner]
    def generator():
        local = inner
        yield
    g = generator()
    next(g)
    assert has(gc.get_referents(g), inner)


def test_is_tracked():
    class Empty:
        __slots__ = ()
    class Int(int):
        pass
    class Float(float):
        __slots__ = ()
    def generator():
        yield
    for x in [None, 1, 1.0, 1j, True, b"a", "a", bytearray(b"a"), type, int, object, object(), (), (1, "a"), range(3), ...]:
        assert not gc.is_tracked(x), x
    for x in [gc, Node, Node(), Int(), [], set(), {}, {"a": 1}, frozenset(), Empty(), Float(), ([],), (Node(),), generator(),
              lambda: 0, len, Node().__init__, iter([]), slice(1, 2), property(), ValueError(), Int, memoryview(b"")]:
        assert gc.is_tracked(x), x
    raises(TypeError, gc.is_tracked)


def test_is_finalized():
    storage = []
    class Lazarus:
        def __del__(self):
            storage.append(self)
    assert not gc.is_finalized(3) and not gc.is_finalized([])
    x = Lazarus()
    assert not gc.is_finalized(x)
    del x
    gc.collect()
    assert gc.is_finalized(storage.pop())
    seen = []
    class Asks:
        def __del__(self):
            seen.append(gc.is_finalized(self))
    Asks()
    assert seen == [False]


def test_freeze():
    gc.collect()
    gc.freeze()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()
    assert gc.get_freeze_count() == 0
    gc.disable()
    x = []
    x.append(x)
    gc.freeze()
    del x
    assert gc.collect() == 0
    y = []
    y.append(y)
    del y
    assert gc.collect() == 1
    gc.unfreeze()
    assert gc.collect() == 1
    gc.enable()


def test_callbacks():
    calls = []
    def callback(phase, info):
        calls.append((phase, dict(info)))
    assert gc.callbacks == []
    gc.disable()
    gc.callbacks.append(callback)
    x = []
    x.append(x)
    del x
    gc.collect(1)
    gc.callbacks.remove(callback)
    gc.enable()
    assert [phase for phase, _ in calls] == ["start", "stop"]
    assert all(set(info) == {"generation", "collected", "uncollectable"} for _, info in calls)
    assert calls[0][1]["generation"] == calls[1][1]["generation"] == 1
    assert calls[1][1]["collected"] == 1 and calls[1][1]["uncollectable"] == 0


def test_callback_errors_are_reported():
    reported = []
    hook, sys.unraisablehook = sys.unraisablehook, lambda u: reported.append(type(u.exc_value))
    def callback(phase, info):
        raise KeyError(phase)
    gc.callbacks.append(callback)
    gc.collect()
    gc.callbacks.clear()
    sys.unraisablehook = hook
    assert reported[:2] == [KeyError, KeyError]


def test_callbacks_of_nested_collections():
    calls = []
    def callback(phase, info):
        calls.append(phase)
        gc.collect()
    gc.callbacks.append(callback)
    gc.collect()
    gc.callbacks.clear()
    assert calls == ["start", "stop"]


def test_debug_flags():
    assert gc.get_debug() == 0
    assert (gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL) == (1, 2, 4, 32)
    assert gc.DEBUG_LEAK == gc.DEBUG_COLLECTABLE | gc.DEBUG_UNCOLLECTABLE | gc.DEBUG_SAVEALL
    gc.set_debug(gc.DEBUG_SAVEALL)
    assert gc.get_debug() == gc.DEBUG_SAVEALL
    gc.set_debug(0)
    raises(TypeError, gc.set_debug, "x")


def test_saveall():
    gc.collect()
    gc.disable()
    assert gc.garbage == []
    x = []
    x.append(x)
    address = id(x)
    gc.set_debug(gc.DEBUG_SAVEALL)
    del x
    assert gc.collect() == 1
    assert [id(o) for o in gc.garbage] == [address]
    gc.set_debug(0)
    gc.garbage.clear()
    assert gc.collect() == 1
    gc.enable()


class Lines:
    def __init__(self):
        self.text = ""
    def write(self, text):
        self.text += text
    def flush(self):
        pass


def test_objects_with_finalizers_are_no_garbage():
    class D:
        def __del__(self):
            pass
    gc.disable()
    x = D()
    x.me = x
    del x
    assert gc.collect() == 1 and gc.garbage == []
    gc.enable()


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()

"""Instances that have been used keep to the language's rules when their class changes: every cache of attributes has a guard."""


def repeat(action, times=4):
    return [action(i) for i in range(times)]


# A data descriptor appears in the class of used instances.
class Late:
    pass


late = Late()
log = []


def use(i):
    late.x = i
    if i == 2:
        Late.x = property(lambda self: "property", lambda self, value: log.append(value))
    return late.x


assert repeat(use, 5) == [0, 1, "property", "property", "property"]
assert log == [3, 4] and late.__dict__ == {"x": 2}


# In a base class.
class Base:
    pass


class Below(Base):
    pass


below = Below()


def use_below(i):
    below.y = i
    if i == 1:
        Base.y = property(lambda self: -1, lambda self, value: None)
    return below.y


assert repeat(use_below) == [0, -1, -1, -1]
del Base.y
assert below.y == 1


# Ways to reach attributes change.
class Ways:
    pass


ways = Ways()


def use_ways(i):
    ways.z = i
    if i == 1:
        Ways.__setattr__ = lambda self, name, value: log.append((name, value))
    if i == 2:
        Ways.__getattribute__ = lambda self, name: "got " + name
    return ways.z


del log[:]
assert repeat(use_ways) == [0, 1, "got z", "got z"]
assert log == [("z", 2), ("z", 3)]


# A value's class becomes a descriptor class.
class Maybe:
    pass


class Owner:
    maybe = Maybe()


owner = Owner()


def use_maybe(i):
    if i == 1:
        owner.__dict__["maybe"] = "mine"
    if i == 2:
        Maybe.__get__ = lambda self, instance, owner: "computed"
    if i == 3:
        Maybe.__set__ = lambda self, instance, value: None
    return owner.maybe


first, *rest = repeat(use_maybe)
assert isinstance(first, Maybe)
assert rest == ["mine", "mine", "computed"]


# Other bases.
class One:
    def name(self):
        return "one"

    value = 1


class Two:
    def name(self):
        return "two"

    value = property(lambda self: 2, lambda self, value: None)


class Child(One):
    pass


child = Child()


def use_child(i):
    if i == 1:
        child.value = 10
    if i == 2:
        Child.__bases__ = (Two,)
    return child.name(), child.value


assert repeat(use_child) == [("one", 1), ("one", 10), ("two", 2), ("two", 2)]


# A class attribute is replaced: by a value of the same kind, by a function, by a descriptor.
class Counted:
    total = 0

    def get(self):
        return self.total


class CountedBelow(Counted):
    pass


objects = [Counted(), CountedBelow()]
seen = []
for i in range(6):
    Counted.total += 1
    seen.append([o.get() for o in objects] + [CountedBelow.total])
    if i == 3:
        CountedBelow.total = 100
    if i == 4:
        Counted.total = property(lambda self: "p")
        assert Counted().total == "p" and CountedBelow().total == 100
        Counted.total = 50
assert seen == [[1, 1, 1], [2, 2, 2], [3, 3, 3], [4, 4, 4], [5, 100, 100], [51, 100, 100]]


# Places that see many classes, with the attribute at different places.
def make(n):
    class Many:
        def __init__(self):
            for k in range(n):
                setattr(self, f"a{k}", k)
            self.v = n

        def tell(self):
            return self.v, n

        def put(self, value):
            self.v = value

    return Many()


many = [make(n) for n in range(12)]
for round_ in range(50):
    for n, o in enumerate(many):
        assert o.v == n + round_
        assert o.tell() == (n + round_, n)
        o.put(n + round_ + 1)
del many[3].v
try:
    many[3].v
except AttributeError as error:
    assert "'Many' object has no attribute 'v'" in str(error)
else:
    raise AssertionError
type(many[4]).tell = lambda self: "changed"
assert many[4].tell() == "changed" and many[5].tell() == (55, 5)
many[5].tell = lambda: "own"
assert [o.tell() for o in many[4:7]] == ["changed", "own", (56, 6)]


# super() in a place that sees several classes.
class Root:
    def who(self):
        return ["Root"]


class Left(Root):
    def who(self):
        return ["Left"] + super().who()


class Right(Root):
    def who(self):
        return ["Right"] + super().who()


class Both(Left, Right):
    pass


for _ in range(3):
    assert Left().who() == ["Left", "Root"]
    assert Both().who() == ["Left", "Right", "Root"]
Right.who = lambda self: ["new"]
assert Both().who() == ["Left", "new"]
del Right.who
assert Both().who() == ["Left", "Root"]
Root.who = lambda self: ["other"]
assert Both().who() == ["Left", "other"] and Left().who() == ["Left", "other"]


# Bound methods called again and again; their function's code and the class may change.
class Adder:
    def add(self, k, scale=1):
        return k * scale + 1


bound = Adder().add
assert [bound(i) for i in range(3)] == [1, 2, 3]
assert [bound(i, 2) for i in range(3)] == [1, 3, 5]
Adder.add = lambda self, k: "new"
assert bound(1) == 2 and Adder().add(1) == "new"


# Descriptors written in Python, whose class or function changes.
class Getter:
    def __get__(self, instance, owner=None):
        return "old"

    def __set__(self, instance, value):
        log.append(("old", value))


class Another:
    def __get__(self, instance, owner=None):
        return "another"


class Described:
    field = Getter()


described = Described()
del log[:]


def use_described(i):
    described.field = i
    if i == 1:
        Getter.__get__ = lambda self, instance, owner=None: "new"
        Getter.__set__ = lambda self, instance, value: log.append(("new", value))
    if i == 3:
        vars(Described)["field"].__class__ = Another
    if i == 4:
        described.__dict__["field"] = "own"
    return described.field


assert repeat(use_described, 6) == ["old", "new", "new", "another", "own", 5]
assert log == [("old", 0), ("old", 1), ("new", 2), ("new", 3)], log


# Hooks that come, change and go.
class Hooks:
    def __getattr__(self, name):
        return "first"


hooks = Hooks()


def use_hooks(i):
    if i == 1:
        Hooks.__getattr__ = lambda self, name: "second"
    if i == 2:
        Hooks.value = "class"
    if i == 3:
        del Hooks.value
        hooks.value = "instance"
    if i == 4:
        del hooks.value, Hooks.__getattr__
    try:
        return hooks.value
    except AttributeError:
        return "none"


assert repeat(use_hooks, 6) == ["first", "second", "class", "instance", "none", "none"]


class Setting:
    def __setattr__(self, name, value):
        log.append((name, value))


setting = Setting()
del log[:]
for i in range(5):
    setting.x = i
    if i == 2:
        Setting.__setattr__.__code__ = (lambda self, name, value: log.append("code")).__code__
    if i == 3:
        del Setting.__setattr__
assert log == [("x", 0), ("x", 1), ("x", 2), "code"] and setting.x == 4


# Static and class methods, and methods asked of the class itself.
class Base2:
    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def twice(n):
        return 2 * n

    def plain(self):
        return "plain"


class Derived2(Base2):
    pass


base2, derived2 = Base2(), Derived2()


def use_methods(i):
    if i == 2:
        Base2.twice = staticmethod(lambda n: 3 * n)
        Base2.make = classmethod(lambda cls: cls.__name__.upper())
    if i == 3:
        vars(Base2)["twice"].__init__(lambda n: 4 * n)
        vars(Base2)["make"].__init__(lambda cls: "again")
        Base2.plain = lambda self: "other"
    if i == 4:
        derived2.twice = lambda n: "own"
        derived2.make = lambda: "mine"
        Derived2.plain = lambda self: "derived"
    return [o.make() for o in (Base2, Derived2, base2, derived2)], [
        o.twice(5) for o in (Base2, Derived2, base2, derived2)
    ], [Base2.plain(base2), Derived2.plain(derived2), object.__getattribute__(base2, "__class__").__name__]


assert repeat(use_methods, 5) == [
    (["Base2", "Derived2", "Base2", "Derived2"], [10] * 4, ["plain", "plain", "Base2"]),
    (["Base2", "Derived2", "Base2", "Derived2"], [10] * 4, ["plain", "plain", "Base2"]),
    (["BASE2", "DERIVED2", "BASE2", "DERIVED2"], [15] * 4, ["plain", "plain", "Base2"]),
    (["again"] * 4, [20] * 4, ["other", "other", "Base2"]),
    (["again", "again", "again", "mine"], [20, 20, 20, "own"], ["other", "derived", "Base2"]),
]
for one in (Base2, Derived2, int, Base2):  # one place, many classes
    assert one.__name__ in ("Base2", "Derived2", "int")
    assert one.mro()[-1] is object


# Instances whose attributes are in a dict, because it was asked for.
class Opened:
    kind = "class"

    def tell(self):
        return self.a, self.kind

    def put(self, a):
        self.a = a


opened = [Opened(), Opened(), Opened()]
for n, o in enumerate(opened):
    o.__dict__["a"] = n


def use_opened(i):
    if i == 1:
        opened[0].kind = "mine"
    if i == 2:
        opened[1].tell = lambda: "own method"
    if i == 3:
        del opened[2].__dict__["a"]
        opened[2].z = 1
        opened[2].a = "again"
    if i == 4:
        Opened.kind = property(lambda self: "property", lambda self, value: log.append(value))
        opened[0].kind = "no"
    if i == 5:
        Opened.a = property(lambda self: "all", lambda self, value: log.append(value))
    told = [o.tell() for o in opened]
    for o in opened:
        o.put(o.a)
    return told


del log[:]
assert repeat(use_opened, 6) == [
    [(0, "class"), (1, "class"), (2, "class")],
    [(0, "mine"), (1, "class"), (2, "class")],
    [(0, "mine"), "own method", (2, "class")],
    [(0, "mine"), "own method", ("again", "class")],
    [(0, "property"), "own method", ("again", "property")],
    [("all", "property"), "own method", ("all", "property")],
]
assert log == ["no", "all", "all", "all"]
opened[0].__dict__ = {"a": 5}
assert vars(opened[0]) == {"a": 5}


# The same instances with hooks and data descriptors written in Python.
class Data:
    def __get__(self, instance, owner=None):
        return ("got", instance.__dict__.get("d"))

    def __set__(self, instance, value):
        instance.__dict__["d"] = ("set", value)


class NonData:
    def __get__(self, instance, owner=None):
        return "non-data"


class Open2:
    d = Data()
    n = NonData()

    def __getattr__(self, name):
        return "hook " + name

    @property
    def p(self):
        return self.__dict__["p"]

    @p.setter
    def p(self, value):
        self.__dict__["p"] = value


open2 = [Open2(), Open2()]
open2[0].__dict__["x"] = 1
open2[1].y = 2


def use_open2(i):
    if i == 1:
        open2[1].__dict__["late"] = "now mine"
    if i == 2:
        del open2[1].late
        open2[0].__dict__["n"] = "own n"
    if i == 3:
        Open2.late = "class"
    if i == 4:
        Open2.d = "plain"
        Data.__set__ = None
    if i == 5:
        Open2.__getattribute__ = lambda self, name: "all " + name
    for n, o in enumerate(open2):
        o.d = n
        if i < 5:
            o.p = i * 10 + n
    return [(o.d, o.n, o.p, o.late) for o in open2]


assert repeat(use_open2, 6) == [
    [(("got", ("set", 0)), "non-data", 0, "hook late"), (("got", ("set", 1)), "non-data", 1, "hook late")],
    [(("got", ("set", 0)), "non-data", 10, "hook late"), (("got", ("set", 1)), "non-data", 11, "now mine")],
    [(("got", ("set", 0)), "own n", 20, "hook late"), (("got", ("set", 1)), "non-data", 21, "hook late")],
    [(("got", ("set", 0)), "own n", 30, "class"), (("got", ("set", 1)), "non-data", 31, "class")],
    [(0, "own n", 40, "class"), (1, "non-data", 41, "class")],
    [("all d", "all n", "all p", "all late")] * 2,
]


# One place, instances of two classes in turn, then of a third, while the classes change.
class Left:
    def __init__(self, n):
        self.pad = None
        self.n = n


class Right(Left):
    def __init__(self, n):
        self.n = n


class Third:
    def __init__(self, n):
        self.a = self.b = None
        self.n = n


def step(o):
    o.n += 1
    return o.n


def use_three(i):
    objects = [Left(10), Right(20), Left(30), Right(40)]
    if i == 1:
        objects.append(Third(50))
    if i == 2:
        del objects[1].n
        objects[1].n = 21
    if i == 3:
        Right.n = property(lambda self: 7, lambda self, value: log.append(("right", value)))
        objects = [Left(10), Left(30)] + objects[1:2]
    if i == 4:
        Left.n = property(lambda self: 5, lambda self, value: log.append(("left", value)))
    return [step(o) for o in objects for _ in range(2)]


del log[:]
assert repeat(use_three, 5) == [
    [11, 12, 21, 22, 31, 32, 41, 42],
    [11, 12, 21, 22, 31, 32, 41, 42, 51, 52],
    [11, 12, 22, 23, 31, 32, 41, 42],
    [11, 12, 31, 32, 7, 7],
    [5, 5, 7, 7, 5, 5, 7, 7],
]
assert [entry for entry in log if entry[0] == "left"] == [("left", 6)] * 4
assert [entry for entry in log if entry[0] == "right"] == [("right", 8)] * 2 + [("right", 20), ("right", 40)] + [("right", 8)] * 4

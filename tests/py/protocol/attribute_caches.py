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

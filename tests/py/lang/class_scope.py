"""Class bodies: own scope, invisible to methods, reads fall through to globals, nonlocal and global inside."""

x = "global"


class A:
    y = x
    x = "class"
    z = x
    def get(self):
        return x
    listed = [x for _ in range(1)]
    first = [n for n in x]
    lam = lambda: x
    try:
        inner = [z for _ in range(1)]
    except NameError as e:
        error = str(e)


assert repr((A.y, A.z, A().get(), A.listed, A.first, A.lam())) == "('global', 'class', 'global', ['global'], ['c', 'l', 'a', 's', 's'], 'global')"
assert A.error == "name 'z' is not defined"


def outer():
    x = "enclosing"
    class B:
        y = x
        x = "class"
        z = x
        del x
        try:
            x
        except NameError as e:
            w = "gone"
        else:
            w = "seen"
    class D:
        nonlocal x
        x = "changed"
    return B.y if hasattr(B, "y") else None, B.z, B.w, x, "x" in vars(D)


assert repr(outer()) == "('global', 'class', 'seen', 'changed', False)"


def free():
    x = "enclosing"
    class B:
        y = x
    return B.y

assert free() == 'enclosing'


class G:
    global made
    made = 5

assert made == 5 and not hasattr(G, "made")


class Order:
    names = list(locals())

assert repr(Order.names) == "['__module__', '__qualname__', '__firstlineno__']"


class Loc:
    locals()["planted"] = 1

assert Loc.planted == 1


class Conditional:
    if x:
        def f(self): return 1
    else:
        def f(self): return 2
    for i in range(3):
        pass

assert repr((Conditional().f(), Conditional.i)) == '(1, 2)'


class Nested:
    a = 1
    class Inner:
        try:
            b = a
        except NameError:
            b = "no a"
    def method(self):
        return __class__

assert repr((Nested.Inner.b, Nested.Inner.__qualname__)) == "('no a', 'Nested.Inner')"
assert Nested().method() is Nested


class Doc:
    "text"
    __slots__ = ()

assert repr((Doc.__doc__, Doc.__module__)) == "('text', '__main__')"
class NoDoc: pass
assert repr((NoDoc.__doc__, NoDoc.__firstlineno__ > 0, NoDoc.__static_attributes__)) == '(None, True, ())'


class Static:
    def f(self):
        self.a = self.b = 1
        self.c.d = 2
        [self.e for self.e in ()]

assert repr(sorted(Static.__static_attributes__)) == "['a', 'b', 'e']"

# The steps of attribute access.
from pyrope import see


class Data:
    def __get__(self, o, t):
        return "d"

    def __set__(self, o, v):
        raise SystemExit("must not run")


class A:
    x = Data()
    y = 3

    def m(self):
        pass

    @property
    def p(self):
        raise SystemExit("must not run")

    @classmethod
    def c(cls):
        pass


class G(A):
    def __getattr__(self, name):
        return name


class H(A):
    def __getattribute__(self, name):
        return name

    def __setattr__(self, name, value):
        pass


class S:
    __slots__ = ("a",)


o, g, h, s = A(), G(), H(), S()
o.__dict__["x"] = 1
o.y = 4
s.a = 5
for what in ["o.x", "o.y", "o.m", "o.p", "o.c", "o.zz", "g.zz", "h.y", "s.a", "A.m", "A.c", "A.__name__", "A.zz",
             "o.x = 1", "o.y = 2", "o.new = 2", "del o.y", "del o.zz", "h.y = 1", "s.b = 1"]:
    print(see("lookup " + what))

# Objects that refuse to be looked at: no lens may run their code, or fail.
import sys
from pyrope import see


class Meta(type):
    def __getattribute__(cls, name):
        raise RuntimeError("metaclass")

    def mro(cls):
        return [cls, object]


class Bad(metaclass=Meta):
    def __getattribute__(self, name):
        raise RuntimeError("getattribute")

    def __repr__(self):
        raise RuntimeError("repr")

    def __len__(self):
        raise RuntimeError("len")

    def __iter__(self):
        raise RuntimeError("iter")

    def __hash__(self):
        raise RuntimeError("hash")

    def __eq__(self, other):
        raise RuntimeError("eq")


class Text(str):
    def __repr__(self):
        raise RuntimeError("repr of text")


class Items(list):
    def __iter__(self):
        raise RuntimeError("iter of items")


bad = Bad()
more = [bad, Text("t"), Items([1, bad]), {Text("k"): bad}]
print(see("graph bad"))
print(see("graph more"))
print(see("same bad bad"))
print(see("lookup bad.x"))
print(see("lookup Bad.x"))
print(see("lookup bad.x = 1"))
print(see("mro Bad"))
print(see("rc bad"))
print(see("steps bad == 1"))
print(see("steps [bad, more]"))

deep = []
for _ in range(20_000):
    deep = [deep]
print(str(see("graph deep")).count("list"))
print(str(see("rc deep")).count("reference"))
print(len(str(see("graph sys"))) > 0, len(see("graph sys.modules").svg()) > 1000)
print(see("graph ('a'*1000) (b'x'*1000) (10**100)"))
for wrong in ["", "graph", "nothing x", "graph 1 +", "graph missing", "lookup x", "cells len", "gen 5", "steps a b", "sugar (", "scope 1", "same 1", "mro", "code len", "lookup 5.real", "scope n in 5", "rc"]:
    try:
        see(wrong)
    except Exception as e:
        print(f"{wrong!r}: {type(e).__name__}: {e}")

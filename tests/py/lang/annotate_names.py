"""Names of annotate functions; annotations of targets that are no names; string annotations in class bodies."""

log = []


def note(text):
    log.append(text)


def f(x: int):
    pass


class C:
    y: int

    def m(self, a: int):
        pass

    def outer(self):
        def inner(b: str):
            pass
        return inner


assert repr((f.__annotate__.__name__, f.__annotate__.__qualname__, C.__annotate__.__qualname__, C.m.__annotate__.__qualname__, C().outer().__annotate__.__qualname__)) == "('__annotate__', 'f.__annotate__', 'C.__annotate__', 'C.m.__annotate__', 'C.outer.<locals>.inner.__annotate__')"
holder = C()
table = {}
holder.attribute: note("attribute") = 1
table["k"]: note("item") = 2
(z): note("parenthesis") = 3


class D:
    holder.other: note("in class")
    table["k"]: note("item in class")


assert repr((log, holder.attribute, table, z)) == "([], 1, {'k': 2}, 3)"
exec("""from __future__ import annotations
class E:
    a: list[int]
    if True:
        b: Unknown
    __annotations__['c'] = 'added'
    seen = dict(__annotations__)
d: int = 1
""")
assert repr((E.__annotations__, E.seen, __annotations__)) == "({'a': 'list[int]', 'b': 'Unknown', 'c': 'added'}, {'a': 'list[int]', 'b': 'Unknown', 'c': 'added'}, {'d': 'int'})"

from __future__ import annotations
from os import path as p, sep
import a.b.c as d


class Base[T](list[T], metaclass=Meta):
    """A docstring."""

    count: int = 0

    def method(self, /, a: int, *args, b=1, **kw) -> str:
        self.value = f"{a!r:>{b}}"
        return super().method(*args, **kw)


type Alias[X] = list[X]

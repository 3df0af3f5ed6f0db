"""Parser and compiler throughput: builds a varied module of about 10,000 lines in memory and compiles it ten times.

With the argument `write` it prints the module instead, to feed other tools with it.
"""

import sys

BLOCK = '''\
class Shape{n}(Base{m}, metaclass=Meta, flag={n}):
    """Shape number {n}; text with "quotes" and a \\\\ backslash."""

    sides: int = {n}
    names = ["a{n}", 'b', r"c\\\\d", b"bytes", f"x{{{n} + 1!r:>{{sides}}}}y"]
    table = {{"one": 1, "two": [2, 2.5, 2j, 0x{n:x}, 1_000], **{{"k": None}}}}

    def __init__(self, left, /, right=({n}, -1), *rest, key: str = "k", **options) -> None:
        self.left, (self.right, *self.rest) = left, (right, *rest)
        self.total = left + right[0] * {n} - len(rest) ** 2 // 3 % 7 << 1 | 4 & ~5 ^ 6
        if (n := len(options)) > 3 and not key or self.left is None:
            raise ValueError(f"too many: {{n}} in {{key!r}}") from None
        elif 0 <= n < 3 != 7:
            del options["gone"], self.rest[1:-1:2]
        else:
            assert self.total, ("empty", n)

    @property
    def area(self): return self.left * (self.right[0] if self.right else 0.5e-3)

    @cached(size={n}, key=lambda x, *a, k=1: (x, a))
    async def work(self, items):
        async with self.lock as guard, guard.more():
            async for item in items:
                await item(*self.rest, **self.table, last={n})
        return [x async for x in items if x not in (1, 2) for y in x]

    def walk(self, node):
        try:
            while node:
                match node:
                    case {{"kind": "leaf", "value": int(v) | float(v), **rest}} if v > {n}:
                        yield v, rest
                    case Shape{n}(left=[first, *_], right=None) as shape:
                        yield from shape.walk(first)
                    case [-1, "x", True] | (1 + 2j):
                        continue
                    case _:
                        break
                node = node.next
        except (KeyError, AttributeError) as error:
            print(error, file=None, sep=", ")
        finally:
            global counter{n}
            counter{n} = {{k: v for k, v in enumerate(self.rest) if k}}
            counter{n}["last"] += 1; self.total >>= 2


type Pair{n}[T: int, *Ts] = tuple[T, *Ts] | None


def generic{n}[T](value: T, *values: T) -> list[T]:
    with open("name", mode="r") as file, file: pass
    return sorted([value, *values][::-1], key=lambda v: -v if v else v)

'''


def module(lines):
    size = BLOCK.count("\n")
    return "".join(BLOCK.format(n=n, m=n + 1) for n in range(lines // size))


text = module(10_000)
if sys.argv[1:] == ["write"]:
    sys.stdout.write(text)
else:
    for round in range(10):
        code = compile(text, "module.py", "exec")
    print("compile_module", text.count("\n"), len(text), len(code.co_names) > 0)

"""Argument passing: defaults, keywords, *args, **kwargs, keyword-only, unpacking at the call."""


def plain(a, b, c):
    return a + b - c


def defaults(a, b=2, c=3):
    return a * b + c


def keyword_only(a, *, flip=False, scale=1):
    return -a * scale if flip else a * scale


def star(*args):
    return len(args) + args[-1]


def double_star(**options):
    return options["x"] + len(options)


def everything(first, *rest, key=0, **options):
    return first + len(rest) + key + len(options)


total = 0
triple = (1, 2, 3)
options = {"x": 5, "y": 6}
for i in range(450_000):
    total += plain(i, 1, 2)
    total += plain(c=i, a=1, b=2)
    total += defaults(i) + defaults(i, c=1)
    total += keyword_only(i, flip=True, scale=2)
    total += star(i, 2, 3) + star(*triple)
    total += double_star(x=i, y=2) + double_star(**options)
    total += everything(i, 1, 2, key=3, z=4) + everything(*triple, **options)
print("call_arguments", total)

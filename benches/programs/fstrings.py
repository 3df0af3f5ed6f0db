"""f-strings: conversion, format specifications, nested fields, and str.format beside them."""


def run(rounds):
    total = 0
    name = "pyrope"
    for i in range(rounds):
        ratio = i / 7
        total += len(f"{name}:{i}")
        total += len(f"{i:>8d}|{ratio:.3f}|{name!r:^12}")
        width = 6 + i % 5
        total += len(f"{i:{width}x} {i % 3 == 0} {[i, name]}")
        total += len("{0}-{1:05d}-{n}".format(i, i & 255, n=name))
        total += len("%s %d %5.2f" % (name, i, ratio))
    return total


print("fstrings", run(250_000))

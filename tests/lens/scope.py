# Where names are found.
from pyrope import see

n = 99


def outer():
    n = 1

    def inner():
        nonlocal n
        n += 1
        return see("scope n")

    def other():
        k = n
        return see("scope k"), see("scope len"), see("scope missing")

    return inner, other


inner, other = outer()
print(inner())
print(*other(), sep="\n")
print(see("scope n in inner"))
print(see("scope n"))
print(see("scope print"))


def wrong():
    print(m)
    m = 1


print(see("scope m in wrong"))

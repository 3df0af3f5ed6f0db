# The cells of closures.
from pyrope import see


def make():
    k = 0

    def inc():
        nonlocal k
        k += 1
        return k

    def get():
        return k

    return inc, get


c1, c2 = make()
c3, c4 = make()
c1()
print(see("cells c1 c2 c3"))

late = [lambda: i for i in range(3)]
print(see("cells late[0] late[1]"))
bound = [lambda i=i: i for i in range(3)]
print(see("cells bound[0]"))

"""Chapter 10, closures (闭包):
a function that remembers the variables of the function around it."""


def line(k, b):
    def at(x):
        return k * x + b

    return at


# Happy path: each call of line makes variables of its own.
one = line(2, 1)
two = line(-1, 5)
print(one(10), two(10))
print(one.__code__.co_freevars, [c.cell_contents for c in one.__closure__])
print("no free variables, no closure:", line.__closure__)
# %see cells one two


# The variable is shared, not its value.
def counter():
    count = 0

    def add(step=1):
        nonlocal count
        count += step
        return count

    def get():
        return count

    return add, get


add, get = counter()
add()
add(10)
print(get(), add.__closure__[0] is get.__closure__[0])
# %see cells add get


# Surprise: without nonlocal the assignment makes the name local.
def broken():
    count = 0

    def add():
        count += 1

    add()


try:
    broken()
except UnboundLocalError as error:
    print(error)
print("rule: a closure keeps variables alive, and shares them")

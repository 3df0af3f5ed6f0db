"""Chapter 10, closures (闭包): a function that remembers the variables of the function around it."""


def line(k, b):
    def at(x):
        return k * x + b

    return at


one = line(2, 1)
two = line(-1, 5)
print(one(10), two(10))
print(one.__code__.co_freevars, [cell.cell_contents for cell in one.__closure__])
print("no free variables, no closure:", line.__closure__)


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


# Without nonlocal the assignment makes the name local.
def broken():
    count = 0

    def add():
        count += 1

    add()


try:
    broken()
except UnboundLocalError as error:
    print(error)

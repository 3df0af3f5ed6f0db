"""Chapter 15, generators (生成器):
yield from hands everything through, and gives the inner return value."""


def count(n):
    for i in range(n):
        yield i
    return f"counted to {n}"


# Happy path.
def both():
    result = yield from count(3)
    print("inner said:", result)
    yield from "xy"


print(list(both()))


# send() and throw() reach the innermost generator.
def echo():
    word = "start"
    try:
        while True:
            try:
                word = yield word
            except ValueError as error:
                word = f"caught {error}"
    finally:
        print("inner finally")


def outer():
    yield from middle()


def middle():
    yield from echo()


o = outer()
print(next(o), o.send("a"), o.throw(ValueError("deep")))
# %see gen o
o.close()


# Surprise: a for loop is not the same; it hands through values alone.
def loop():
    for word in echo():
        yield word


i = loop()
print(next(i), i.send("lost"))
try:
    i.throw(ValueError("not passed on"))
except ValueError as error:
    print("ValueError:", error)
print("rule: yield from connects the caller with the inner generator")

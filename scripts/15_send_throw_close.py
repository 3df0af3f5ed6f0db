"""Chapter 15, generators (生成器): a generator can be talked to."""


# send() is an answer to yield, throw() an exception there, close() a GeneratorExit.
def echo():
    log = []
    try:
        while True:
            try:
                word = yield len(log)
                log.append(word)
            except ValueError as error:
                log.append(f"caught {error}")
    finally:
        print("finally", log)


e = echo()
try:
    e.send("too early")
except TypeError as error:
    print(error)
print(next(e), e.send("a"), e.throw(ValueError("b")), e.send(None))
e.close()
print("closed:", list(e))


def count(n):
    for i in range(n):
        yield i
    return f"counted to {n}"


# yield from hands everything through, and gives the inner return value.
def both():
    result = yield from count(3)
    print("inner said:", result)
    yield from "xy"


print(list(both()))

# throw() and close() go through yield from to the innermost generator.
wrapped = (lambda: (yield from echo()))()
print(next(wrapped), wrapped.throw(ValueError("deep")))
wrapped.close()
print("rule: next(g) is g.send(None); the first one must be")

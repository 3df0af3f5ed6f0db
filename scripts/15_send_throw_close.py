"""Chapter 15, generators (生成器):
a generator can be talked to: send, throw, close."""


# send() is the answer to yield, throw() an exception there, close() an
# exception that ends it.
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


# Happy path.
e = echo()
print(next(e), e.send("a"), e.throw(ValueError("b")), e.send(None))
# %see gen e
e.close()
print("closed:", list(e))

# Surprise: the first send must be None, for nobody waits at a yield yet.
e = echo()
try:
    e.send("too early")
except TypeError as error:
    print("TypeError:", error)

# Before the start, throw() ends it: there is no try block yet.
try:
    e.throw(ValueError("at the door"))
except ValueError as error:
    print("ValueError:", error, "-", e.gi_frame)


# A generator that does not want to go.
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print("RuntimeError:", error)
print("rule: next(g) is g.send(None); close() throws GeneratorExit")

"""Chapter 10, closures (闭包):
a closure sees the value that its variable has when it is called."""

# Surprise: all three functions see the last value of i ...
late = [lambda: i for i in range(3)]
print([f() for f in late])
# %see cells late[0] late[1]

# Happy path: ... unless it is caught in a default,
caught = [lambda i=i: i for i in range(3)]
print([f() for f in caught], caught[0].__defaults__, caught[0].__closure__)


# ... or in a call of its own.
def remember(i):
    return lambda: i


own = [remember(i) for i in range(3)]
print([f() for f in own])
# %see cells own[0] own[1]


# The variable need not even have a value yet.
def early():
    def use():
        return later

    try:
        use()
    except NameError as error:
        print(type(error).__name__ + ":", error)
    later = "now it is there"
    return use()


print(early())


# A loop variable belongs to the function, not to the round.
def buttons():
    made = {}
    for name in ("ok", "cancel"):
        made[name] = lambda: "pressed " + name
    name = "changed afterwards"
    return made


print([press() for press in buttons().values()])
print("rule: a closure holds the variable, not the value")

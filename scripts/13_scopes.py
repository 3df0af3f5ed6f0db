"""Chapter 13, scopes (作用域):
Local, Enclosing, Global, Builtin: the first one that has the name wins."""

x = "global"


def outer():
    x = "enclosing"

    def inner():
        x = "local"
        return x

    def reader():
        return x

    def global_reader():
        global x
        return x

    return inner, reader, global_reader


# Happy path.
inner, reader, global_reader = outer()
print(inner(), reader(), global_reader(), len("built in"))
# %see scope x in reader
# %see scope len in reader
print("globals()函数:", globals()["x"], globals() is vars())


def function(a, b=2):
    c = a + b
    print("locals()函数:", locals())
    locals()["c"] = "not written back"
    return c


print(function(1))

# A new global, made by its name.
globals()["made"] = "by globals()"
print(made)


# Surprise: one assignment anywhere makes the name local everywhere.
def surprise():
    print(x)
    x = 1


try:
    surprise()
except UnboundLocalError as error:
    print(error)
# %see scope x in surprise
print("rule: assignment decides the scope, when the function is compiled")

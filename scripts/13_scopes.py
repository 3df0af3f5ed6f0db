"""Chapter 13, scopes (作用域): Local, Enclosing, Global, Builtin."""

import builtins

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

    return inner(), reader(), global_reader(), len("built in")


print(outer())
print("globals()函数:", globals()["x"], "outer" in globals(), globals() is vars())


def function(a, b=2):
    c = a + b
    print("locals()函数:", locals())
    locals()["c"] = "not written back"
    return c


print(function(1))

# Surprise: one assignment anywhere makes the name local everywhere in the function.
try:
    exec("def f():\n    print(x)\n    x = 1\nf()")
except UnboundLocalError as error:
    print(error)

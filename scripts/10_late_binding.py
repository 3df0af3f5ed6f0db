"""Chapter 10, closures (闭包): a closure holds the variable, so it sees the value of the time of the call."""

# Surprise: late binding. All three see the last value of i ...
print([f() for f in [lambda: i for i in range(3)]])
# ... unless it is caught in a default or in a call of its own.
print([f() for f in [lambda i=i: i for i in range(3)]])
print([f() for f in [(lambda i: lambda: i)(i) for i in range(3)]])


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

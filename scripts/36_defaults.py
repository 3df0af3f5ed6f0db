"""Chapter 36, mutable and immutable arguments (可变类型和不可变类型当实参):
defaults are made once, with the function."""


def append_to(item, items=[]):
    items.append(item)
    return items


# Surprise: the list is the same one in all calls.
print(append_to(1), append_to(2), append_to(3, []))
print(append_to(4), append_to.__defaults__)
one, two = append_to(5), append_to(6)
# %see graph one two append_to.__defaults__


# Happy path: make it in the call.
def append_to_new(item, items=None):
    if items is None:
        items = []
    items.append(item)
    return items


print(append_to_new(1), append_to_new(2))


# Wanted: a memory.
def fibonacci(n, known={0: 0, 1: 1}):
    if n not in known:
        known[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return known[n]


print(fibonacci(90), len(fibonacci.__defaults__[0]))

# Defaults are evaluated when def runs, not when the function is called.
x = "early"


def show(text=x):
    return text, x


x = "late"
print(show())


# The same with attributes of classes.
class Team:
    members = []

    def join(self, name):
        self.members.append(name)


red, blue = Team(), Team()
red.join("Ann")
print(blue.members, red.members is Team.members)
print("rule: no mutable defaults, unless sharing is the purpose")

"""Chapter 13, scopes (作用域):
class bodies, comprehensions, exec and eval."""

x = "global"


# Surprise: a class body is a scope, but its methods do not see it.
class C:
    x = "class"
    seen = x
    copies = [x for _ in range(2)]

    def method(self):
        return x


print(C.seen, C().method(), C.copies)
# %see scope x in C.method

# Happy path: a comprehension's variable stays inside ...
last = [x for x in "ab"][-1]
print(last, x)
# ... unlike that of a loop, and unlike the walrus's.
for y in "ab":
    pass
print(y, [z := n for n in range(3)], z)

# exec and eval get their scopes as dicts.
space = {"x": 1}
exec("x += 1; y = x * 2", space)
print(space["x"], space["y"], eval("x + y", space))
print(eval("x", {"x": 5}, {"x": 6}), x)


# In a function, exec cannot make local variables.
def maker():
    here = 1
    exec("here = 2; there = 3")
    return here, "there" in locals()


print(maker())


# An except clause deletes its name.
def gone():
    error = "kept?"
    try:
        1 / 0
    except ZeroDivisionError as error:
        pass
    return error


try:
    gone()
except UnboundLocalError as problem:
    print(problem)
print("rule: functions and classes make scopes; if, for and with do not")

"""Chapter 13, scopes (作用域): class bodies, comprehensions, __builtin__ (now builtins), exec and eval."""


import builtins

x = "global"


# A class body is a scope of its own, but its methods do not see it.
class C:
    x = "class"
    seen = x
    copies = [x for _ in range(2)]

    def method(self):
        return x


print(C.seen, C().method(), C.copies)
x = [x for x in "ab"][-1] + x
print("a comprehension's x stays inside:", x)

# The builtin scope is a module that can be changed.
builtins.shout = lambda text: text.upper() + "!"
print(shout("found last"), builtins.len is len)
len = lambda thing: "my len"
print(len([1]), builtins.len([1]))
del len
print(len([1]))
space = {"x": 1}
exec("x += 1; y = x * 2", space)
print(space["x"], space["y"], eval("x + y", space), eval("x", {"x": 5}, {"x": 6}))

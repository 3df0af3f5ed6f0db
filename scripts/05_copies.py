"""Chapter 5, shallow and deep copies (深拷贝与浅拷贝): who shares the inside?"""

import copy

b = [1, [2, 3], (4, [5])]
shallow = copy.copy(b)
a = copy.deepcopy(b)

b[1].append("new")
print("original:", b)
print("copy.copy:", shallow)
print("copy.deepcopy:", a)
print("inner list shared:", shallow[1] is b[1], a[1] is b[1])

# Surprise: a tuple is not copied at all by copy.copy ...
flat = (1, 2, "three")
nested = (1, [2, 3])
print("copy.copy(flat) is flat:", copy.copy(flat) is flat)
print("copy.copy(nested) is nested:", copy.copy(nested) is nested)
# ... and by copy.deepcopy only where something mutable is inside.
print("copy.deepcopy(flat) is flat:", copy.deepcopy(flat) is flat)
deep = copy.deepcopy(nested)
print("copy.deepcopy(nested) is nested:", deep is nested, deep == nested, deep[1] is nested[1])

# Shared parts stay shared, and cycles stay cycles: deepcopy remembers what it has copied.
inner = []
pair = [inner, inner]
twin = copy.deepcopy(pair)
print("still one inner list:", twin[0] is twin[1], twin[0] is inner)
loop = [1]
loop.append(loop)
again = copy.deepcopy(loop)
print("cycle:", again, again[1] is again)

# Other ways of making a shallow copy.
print([1, [2]][:] == list([1, [2]]), {"k": 1}.copy(), dict({"k": 1}), set({1}).copy())


class Account:
    def __init__(self, owner, log):
        self.owner = owner
        self.log = log

    def __copy__(self):
        return Account(self.owner + " (copy)", self.log)

    def __deepcopy__(self, memo):
        return Account(self.owner + " (deep)", copy.deepcopy(self.log, memo))


first = Account("Ann", ["opened"])
second = copy.copy(first)
third = copy.deepcopy(first)
first.log.append("paid")
print(second.owner, second.log)
print(third.owner, third.log)
print("rule: copy.copy copies one level, copy.deepcopy all of them")

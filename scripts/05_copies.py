"""Chapter 5, shallow and deep copies (深拷贝与浅拷贝):
who shares the inside?"""

import copy

# Happy path: one level, or all of them.
b = [1, [2, 3], (4, [5])]
shallow = copy.copy(b)
a = copy.deepcopy(b)

b[1].append("new")
print("original:", b)
print("copy.copy:", shallow)
print("copy.deepcopy:", a)
print("inner list shared:", shallow[1] is b[1], a[1] is b[1])
# %see graph b shallow a

# Surprise: a tuple is not copied at all by copy.copy ...
flat = (1, 2, "three")
nested = (1, [2, 3])
print("copy.copy(flat) is flat:", copy.copy(flat) is flat)
print("copy.copy(nested) is nested:", copy.copy(nested) is nested)
# ... and by copy.deepcopy only where something mutable is inside.
print("copy.deepcopy(flat) is flat:", copy.deepcopy(flat) is flat)
deep = copy.deepcopy(nested)
print("copy.deepcopy(nested) is nested:", deep is nested, deep == nested)

# Shared parts stay shared, cycles stay cycles: deepcopy has a memory.
inner = []
pair = [inner, inner]
twin = copy.deepcopy(pair)
print("still one inner list:", twin[0] is twin[1], twin[0] is inner)
loop = [1]
loop.append(loop)
again = copy.deepcopy(loop)
print("cycle:", again, again[1] is again)

# %see graph loop again

# Other ways of making a shallow copy.
table = {"k": [1]}
print(b[:] == list(b), b[:][1] is b[1], table.copy()["k"] is table["k"])
print("rule: copy.copy copies one level, copy.deepcopy all of them")

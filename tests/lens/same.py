# One object or two, equal or not, and why.
from pyrope import see

p = 257
q = int("257")
r = 5
s = int("5")
t = "".join(["a", "b"])
xs = [1]
ys = xs
for what in ["p q", "r s", "'ab' t", "'ab' 'ab'", "xs ys", "xs [1]", "() ()", "None None", "1.5 1.5", "1 1.0", "len len"]:
    print(f"see same {what}")
    print(see("same " + what))

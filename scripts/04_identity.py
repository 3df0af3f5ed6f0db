"""Chapter 4, == and is (==与is的区别):
equal values, or one and the same object."""

# Happy path: two lists of the same content are equal, yet two objects.
a = [1, 2, 3]
b = [1, 2, 3]
c = a
print("a == b:", a == b, " a is b:", a is b)
print("a == c:", a == c, " a is c:", a is c, " ids:", id(a) == id(c))
# %see same a b
# %see graph a b c
c.append(4)
print("changed through c:", a, b)


# == asks the class, `is` asks nobody.
class Money:
    def __init__(self, amount):
        self.amount = amount

    def __eq__(self, other):
        return isinstance(other, Money) and self.amount == other.amount


print("Money(5) == Money(5):", Money(5) == Money(5))
print("Money(5) == 5:", Money(5) == 5)
try:
    hash(Money(5))
except TypeError as error:
    print("hash:", error)


class Agreeable:
    def __eq__(self, other):
        return True


yes = Agreeable()
print("yes == None:", yes == None, " yes is None:", yes is None)

# Surprise: NaN is not equal to itself, but a list that holds it is.
nan = float("nan")
print("nan == nan:", nan == nan, " nan is nan:", nan is nan)
print("[nan] == [nan]:", [nan] == [nan], " nan in [nan]:", nan in [nan])
print("[nan] == [float('nan')]:", [nan] == [float("nan")])

# Numbers of different types are equal, never identical.
print("1 == 1.0 == True:", 1 == 1.0 == True, len({1, 1.0, True}))
one, true = 1, True
print("one is true:", one is true)

# Small integers are single objects; larger ones made at run time are not.
x = int("256")
y = int("256")
print("256:", x is y)
x = int("257")
y = int("257")
print("257:", x is y, x == y)
# %see same x y
print("rule: == for values, `is` for None and other single objects")

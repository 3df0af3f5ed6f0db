"""Chapter 20, large integers (大整数对象池):
as long as you like, and each result an object of its own."""

import sys

# Happy path: exact, however large.
print(2 ** 200)
factorial = 1
for n in range(1, 31):
    factorial *= n
print("30! =", factorial, "-", factorial.bit_length(), "bits")
print("exact:", 10 ** 30 + 1 - 10 ** 30, " floats:", 1e30 + 1 - 1e30)
print(divmod(-(10 ** 20), 7), pow(3, 10 ** 20, 1000), pow(3, -1, 7))

# One piece of code keeps a constant once; what is computed is new.
a = 123456789
b = 123456789
print("one program:", a is b)
print("computed:", int("123456789") is int("123456789"))
x = y = int("123456789")
print("two names:", x is y)
y += 0
print("after y += 0:", x is y, x == y)
# %see same x y


def left():
    return 987654321


def right():
    return 987654321


print("two functions:", left() is left(), left() is right())

# Surprise: a long integer is not printed without end.
print("limit:", sys.get_int_max_str_digits())
try:
    print(str(10 ** 4300))
except ValueError as error:
    print("ValueError:", error)
print("computing is fine:", (10 ** 5000) % 7, len(hex(10 ** 5000)))

# And not everything fits a float.
try:
    float(10 ** 400)
except OverflowError as error:
    print("OverflowError:", error)
print("comparing is exact:", 2 ** 53 + 1 == float(2 ** 53))
print(10 ** 400 > float("1e308"))
print("rule: integers do not overflow, they grow")

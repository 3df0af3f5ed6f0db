"""Chapter 36, mutable and immutable arguments (可变类型和不可变类型当实参):
a parameter is a new name for the same object."""


def change_number(n):
    n += 1
    return n


def change_list(items):
    items += [4]
    return items


# Happy path: what can change, changes for the caller, too.
number = 1
numbers = [1, 2, 3]
print(change_number(number), number)
print(change_list(numbers), numbers)
same = change_list(numbers)
# %see graph numbers same


# Assigning to the parameter changes nothing outside.
def assign(items):
    items = items + [5]
    return items


print(assign(numbers), numbers)

# Surprise: += is two things; the item is changed, then assigning fails.
pair = (1, [2])
try:
    pair[1] += [3]
except TypeError as error:
    print("TypeError:", error)
print("changed nevertheless:", pair)
# %see graph pair


# A copy protects the caller.
def longest_first(words):
    words = sorted(words, key=len, reverse=True)
    return words


print(longest_first(words := ["a", "ccc", "bb"]), words)


# What * and ** give is new each time, but what is inside is not.
def collect(*args, **options):
    args[0].append("seen")
    options["extra"] = 1
    return options


first, given = [], {"size": 2}
print(collect(first, **given), given, first)
print("rule: arguments are passed by assignment")

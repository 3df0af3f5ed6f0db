"""A for loop over a range with integer arithmetic and a branch."""


def run(limit):
    odd = 0
    even = 0
    for i in range(limit):
        if i & 1:
            odd += i
        else:
            even ^= i
    return odd, even


print("for_range", *run(8_000_011))

def work(n):
    return helper(n) + 1


def helper(n):
    return 10 / n

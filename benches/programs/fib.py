"""Recursion: plain function calls with one argument."""


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print("fib", fib(33))

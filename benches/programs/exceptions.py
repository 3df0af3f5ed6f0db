"""Raising and catching: own exceptions, builtin errors, finally, re-raise, and try blocks that do not raise."""


class Retry(Exception):
    def __init__(self, n):
        super().__init__(n)
        self.n = n


def risky(n):
    if n % 3 == 0:
        raise Retry(n)
    if n % 5 == 0:
        return [][n]
    return n


def guarded(n):
    try:
        return risky(n)
    except Retry as e:
        return e.n & 7
    except LookupError:
        return -1
    finally:
        guarded.count += 1


guarded.count = 0


def chained(n):
    try:
        try:
            return {}[n]
        except KeyError as e:
            raise ValueError(n) from e
    except ValueError as e:
        return len(e.args) + (e.__cause__ is not None)


total = 0
for i in range(700_000):
    total += guarded(i)
    if not i & 3:
        total += chained(i)
    try:
        total ^= i
    except TypeError:
        total = 0
print("exceptions", total, guarded.count)

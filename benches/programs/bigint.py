"""Big integers: factorial, powers, a huge Fibonacci number, division, modular power, decimal text."""


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def fib(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a


def slow_fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


MERSENNE = (1 << 521) - 1
big = factorial(9000)
power = 7**60_000
huge = fib(1_200_000)
digits = 0
n = factorial(1500)
while n:
    n, d = divmod(n, 10)
    digits += d
modular = 0
for base in range(2, 160):
    modular ^= pow(base, MERSENNE - 1, MERSENNE) ^ pow(base, MERSENNE // 3, MERSENNE)
text = str(factorial(1200))
print(
    "bigint",
    big % 1_000_003,
    power % MERSENNE % 1_000_003,
    huge % 1_000_000_007,
    slow_fib(60_000) % 1_000_003,
    digits,
    modular % 1_000_003,
    len(text),
    int(text[:1000]) % 1_000_003,
    (huge >> 1000) % 997,
    (power // big) % 997,
    (huge & power | big).bit_length(),
)

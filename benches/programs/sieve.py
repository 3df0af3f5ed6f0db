"""Sieve of Eratosthenes on a list of booleans and on a bytearray."""


def sieve_list(limit):
    prime = [True] * (limit + 1)
    prime[0] = prime[1] = False
    for i in range(2, int(limit**0.5) + 1):
        if prime[i]:
            for j in range(i * i, limit + 1, i):
                prime[j] = False
    return [i for i, p in enumerate(prime) if p]


def sieve_bytes(limit):
    prime = bytearray([1]) * (limit + 1)
    prime[0] = prime[1] = 0
    i = 2
    while i * i <= limit:
        if prime[i]:
            prime[i * i :: i] = bytes(len(range(i * i, limit + 1, i)))
        i += 1
    return sum(prime)


primes = sieve_list(4_500_000)
print("sieve", len(primes), primes[-1], sieve_bytes(4_500_000))

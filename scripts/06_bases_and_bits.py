"""Chapter 6, bases and bit operations (进制和位运算): bin()/int()/hex()/oct() and ~ & | ^ << >>."""

n = 202
print(bin(n), oct(n), hex(n))
print(int("11001010", 2), int("312", 8), int("ca", 16), int("5m", 36))
print(int("0b1010", 0), int("0o17", 0), int("0xFF", 0), int("-0x1f", 16), int("1_000"))
print(f"{n:b} {n:o} {n:x} {n:X} {n:#x} {n:08b} {n:_b}")
print(0b1100_1010 == 0o312 == 0xCA == 202)

a, b = 0b1100, 0b1010
print("and", bin(a & b), "or", bin(a | b), "xor", bin(a ^ b))
print("not", ~a, "left", a << 3, "right", a >> 2)

# Surprise: integers have no fixed width, so ~ gives a negative number and the sign goes on for ever.
print("~0:", ~0, " ~5:", ~5, " -1 >> 100:", -1 >> 100, " -5 >> 1:", -5 >> 1)
print("bin(-6):", bin(-6), " as 8 bits:", bin(-6 & 0xFF))
print("-6 & 3:", -6 & 3, " -6 | 3:", -6 | 3, " -6 ^ 3:", -6 ^ 3)

# As wide as you like.
big = 1 << 100
print(big, hex(big - 1), (big - 1).bit_length(), (big - 1).bit_count())
print((1000).to_bytes(4, "big"), int.from_bytes(b"\xe8\x03", "little"), (-2).to_bytes(2, "big", signed=True))

# Tricks with masks.
flags = 0
READ, WRITE, RUN = 1, 2, 4
flags |= READ | RUN
print("may run:", bool(flags & RUN), " may write:", bool(flags & WRITE))
flags &= ~RUN
flags ^= WRITE
print("flags:", format(flags, "03b"))
x, y = 5, 9
x ^= y
y ^= x
x ^= y
print("swapped:", x, y)
print("lowest set bit of 88:", 88 & -88, " power of two:", 64 & 63 == 0)
print("True & 1:", True & 1, " True & False:", True & False, " True ^ True:", True ^ True)

for wrong in (lambda: int("12", 2), lambda: int("z", 37), lambda: 1 << -1, lambda: 1.5 & 1):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__ + ":", error)
print("rule: a negative int behaves like an endless row of ones to the left")

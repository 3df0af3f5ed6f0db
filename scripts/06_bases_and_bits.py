"""Chapter 6, bases and bit operations (进制和位运算):
bin()/int()/hex()/oct() and ~ & | ^ << >>."""

# Happy path: one number, written in four bases.
n = 202
print(bin(n), oct(n), hex(n))
print(int("11001010", 2), int("312", 8), int("ca", 16), int("5m", 36))
print(int("0b1010", 0), int("0o17", 0), int("-0x1f", 16), int("1_000"))
print(f"{n:b} {n:o} {n:x} {n:X} {n:#x} {n:08b} {n:_b}")
print(0b1100_1010 == 0o312 == 0xCA == 202)

a, b = 0b1100, 0b1010
print("and", bin(a & b), "or", bin(a | b), "xor", bin(a ^ b))
print("not", ~a, "left", a << 3, "right", a >> 2)
# %see steps bin(a & b | 1 << 4)

# Surprise: integers have no fixed width: ~ gives a negative number,
# and the sign goes on for ever.
print("~0:", ~0, " ~5:", ~5, " -1 >> 100:", -1 >> 100, " -5 >> 1:", -5 >> 1)
print("bin(-6):", bin(-6), " as 8 bits:", bin(-6 & 0xFF))
print("-6 & 3:", -6 & 3, " -6 | 3:", -6 | 3, " -6 ^ 3:", -6 ^ 3)

# As wide as you like.
big = 1 << 100
print(big, hex(big - 1), (big - 1).bit_length(), (big - 1).bit_count())
print((1000).to_bytes(4, "big"), int.from_bytes(b"\xe8\x03", "little"))
print((-2).to_bytes(2, "big", signed=True))

# Each of these has its own error.
wrongs = [lambda: int("12", 2), lambda: int("z", 37), lambda: 1 << -1,
          lambda: 1.5 & 1, lambda: (300).to_bytes(1)]
for wrong in wrongs:
    try:
        wrong()
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__ + ":", error)
print("rule: a negative int is an endless row of ones to the left")

# Values so large that natives work on them in pieces: what comes out is what one piece would give.
import sys

text = "ab" * 2_200_000
assert len(text) == 4_400_000 and text[:4] == "abab" and text[-4:] == "abab"
assert text.count("ba") == 2_199_999 and text.count("a") == 2_200_000
assert text.replace("a", "c").count("cb") == 2_200_000
assert text.replace("ab", "x") == "x" * 2_200_000
assert text.strip("ab") == "" and text.lstrip("b") == text and text.rstrip("b")[-2:] == "ba"
assert text.isalnum() and text.islower() and not (text + " ").isalnum()
assert text.upper() == "AB" * 2_200_000
assert repr(text) == "'" + text + "'"
spaces = " " * 4_300_000
assert (spaces + "y" + spaces).strip() == "y" and spaces.strip() == ""
data = spaces.encode()
assert (data + b"y" + data).strip() == b"y" and data.strip() == b""
assert data.translate(None, b" ") == b"" and repr(data) == "b'" + spaces + "'"
assert (b"abc" * 30_000)[::-1] == b"cba" * 30_000
wide = "\u00e9" * 2_200_000
assert repr(wide) == "'" + wide + "'" and wide.isalpha() and wide.upper() == "\u00c9" * 2_200_000
assert len(text + wide + text) == 11_000_000 and (text + wide)[4_399_999:4_400_001] == "b\u00e9"
assert "x".ljust(4_300_000, "\u00e9").count("\u00e9") == 4_299_999
assert f"{'x':*>4300000}".count("*") == 4_299_999 and "%04300000d" % 7 == "0" * 4_299_999 + "7"
assert "".join([text, "-", text]) == text + "-" + text
assert [1, 2] * 70_000 == [1, 2] * 35_000 + [1, 2] * 35_000 and [None] * 70_000 == [None] * 70_000

items = list(range(150_000))
assert items.index(149_999) == 149_999 and items.count(70_000) == 1 and -1 not in items
assert items == list(range(150_000)) and items < items + [0] and items[::2] == list(range(0, 150_000, 2))

n, m = 7 ** 20_000, 3 ** 15_000 + 1
for a, b in [(n, m), (-n, m), (n, -m), (-n, -m)]:
    q, r = divmod(a, b)
    assert q * b + r == a and q == a // b and r == a % b
    assert (0 <= r < b) if b > 0 else (b < r <= 0)
assert pow(3, 1000, m) == 3 ** 1000 % m
sys.set_int_max_str_digits(0)
digits = "1234567890" * 2_500
value = int(digits)
assert str(value) == digits and int("-" + digits) == -value and int(digits[:7] + "_" + digits[7:]) == value
print("fine")

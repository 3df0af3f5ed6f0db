"""Containers and texts so long that they are worked on in pieces: the result is the same as for short ones."""

N = 530_000  # more than one part of a sort, several pieces of a copy

# Sorting: parts that are merged.
shuffled = [7919 * i % 530_017 for i in range(N)]
ordered = sorted(shuffled)
assert ordered[:2] < ordered[1:3] and set(ordered) == set(shuffled)
assert sorted(shuffled, reverse=True) == ordered[::-1]
floats = sorted([i / 2 for i in shuffled])
assert floats[:3] == [ordered[0] / 2, ordered[1] / 2, ordered[2] / 2] and floats[-1] == ordered[-1] / 2
# Equal keys keep their order, both ways.
items = sorted(range(N), key=lambda i: i % 3)
assert items[:2] == [0, 3] and items[-1] % 3 == items[-2] % 3 == 2 and items[-1] == items[-2] + 3
words = [str(i) for i in shuffled[:1000]] * 530
words.sort()
assert len(words) == N and words[0] == words[529] < words[530] == words[1059]

# Copies.
a = list(range(N))
assert a.copy() == list(a) == a[:] == [*a] == list(tuple(a)) and tuple(a)[-1] == N - 1
b = [None]
b.extend(a)
b += a
assert len(b) == 2 * N + 1 and b[0] is None and b[N] == N - 1 and b[N + 1] == 0
b = a[:3]
b *= 176_667
assert len(b) == 530_001 and b[:4] == [0, 1, 2, 0] and b[-3:] == [0, 1, 2]
assert (a + a)[N - 1 : N + 1] == [N - 1, 0] and (tuple(a) + (1,))[-2:] == (N - 1, 1)

# Slices.
b = list(range(10))
b[2:4] = a
assert len(b) == N + 8 and b[:3] == [0, 1, 0] and b[N + 1 :] == [N - 1, 4, 5, 6, 7, 8, 9]
b[1 : N + 1] = []
assert b == [0, N - 1, 4, 5, 6, 7, 8, 9], b
b = a.copy()
del b[5 : N - 1]
assert b == [0, 1, 2, 3, 4, N - 1]
b = a.copy()
del b[5:]
assert b == [0, 1, 2, 3, 4]
b = a.copy()
b[::2] = a[: N // 2]
assert b[:4] == [0, 1, 1, 3] and b[N - 2] == N // 2 - 1

# Dicts and sets.
d = dict.fromkeys(a, 1)
e = d.copy()
del e[0]
assert len(d) == N and len(e) == N - 1 and 0 in d and list(e)[:2] == [1, 2]
e = dict(d)
for k in range(0, N, 2):
    del e[k]
e = e.copy()
assert len(e) == N // 2 and list(e)[-1] == N - 1 and 2 not in e
s = set(a)
t = s.copy()
t.discard(5)
assert len(s) == N and len(t) == N - 1 and s - t == {5} and frozenset(t) == t
t |= s
assert t == s and sorted(t) == a and len(list(s)) == N and list(d) == a

# Texts and bytes.
text = "a\u00e9" * 150_000
assert text.encode("latin-1") == b"a\xe9" * 150_000
assert text.encode("utf-16-le").decode("utf-16-le") == text
assert text.encode("utf-32").decode("utf-32") == text
assert text.encode("ascii", "ignore") == b"a" * 150_000
assert text.encode("ascii", "replace") == b"a?" * 150_000
assert ("\u00e9" * 150_000).encode("ascii", "backslashreplace") == rb"\xe9" * 150_000
try:
    ("a" + "\u20ac" * 150_000 + "b").encode("latin-1")
except UnicodeEncodeError as error:
    assert (error.start, error.end) == (1, 150_001)
else:
    raise AssertionError("no UnicodeEncodeError")
assert text.encode("unicode_escape") == rb"a\xe9" * 150_000
assert text.encode("utf-7").decode("utf-7") == text
assert (b"a\xff" * 150_000).decode("utf-8", "replace") == "a\ufffd" * 150_000
assert text.count("") == 300_001 and text.count("", 1) == 300_000
long = "ab\u20ac" * 1_500_000
assert len(long) == 4_500_000 and (long + "x")[-2:] == "\u20acx" and len(long.replace("a", "")) == 3_000_000
data = bytes(range(256)) * 17_000
assert data.upper().lower() == data.lower() and len(data + data) == 8_704_000
assert (b"Ab" * 3_000_000).istitle() is False and (b"ab" * 3_000_000).islower() and not (b"ab" * 3_000_000 + b"A").islower()
assert b"x".center(9_000_001).count(b" ") == 9_000_000 and b"-1".zfill(5_000_000)[:2] == b"-0"
view = memoryview(data)
assert view[::2].tobytes() == data[::2] and view[::-1].tobytes() == data[::-1] and view == data
assert view.cast("H") == memoryview(bytearray(data)).cast("H") and len(view[:70_000].tolist()) == 70_000
target = bytearray(len(data))
memoryview(target)[:] = data
assert target == data
memoryview(target)[::2] = bytes(len(data) // 2)
assert target[1::2] == data[1::2] and not any(target[::2][:1000])
grid = memoryview(data[:24]).cast("B", (2, 3, 4))
assert grid.tobytes() == data[:24] and grid.tolist()[1][2] == [20, 21, 22, 23]

# Streams in memory.
import io

stream = io.StringIO("x\n" * 100_000)
assert stream.readline() == "x\n" and len(stream.read(5)) == 5 and len(stream.readlines()) == 99_997
stream = io.StringIO(newline="\r\n")
stream.write("a\nb\n")
assert stream.getvalue() == "a\r\nb\r\n" and stream.tell() == 6
stream = io.StringIO(newline="\r")
stream.write("\u20ac\n")
assert stream.getvalue() == "\u20ac\r" and stream.tell() == 2
stream = io.BytesIO(b"abcdef")
stream.seek(4)
stream.write(b"12345")
assert stream.getvalue() == b"abcd12345" and stream.tell() == 9
stream.seek(12)
stream.write(b"z")
assert stream.getvalue() == b"abcd12345\0\0\0z" and stream.tell() == 13
stream.seek(1)
stream.write(b"XY")
assert stream.getvalue() == b"aXYd12345\0\0\0z" and stream.tell() == 3

import struct

assert struct.unpack("<70000i", bytes(280_000)) == (0,) * 70_000
assert struct.pack("5s3p2x", b"ab", b"xyz") == b"ab\0\0\0\x02xy\0\0"
print("ok")

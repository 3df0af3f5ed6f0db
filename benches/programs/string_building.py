"""Building strings: +=, join, slices, reversing, character loops, and a run-length coder."""


def encode(text):
    parts = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        parts.append(text[i] + str(j - i))
        i = j
    return "".join(parts)


def caesar(text, shift):
    out = ""
    for ch in text:
        code = ord(ch)
        if 97 <= code < 123:
            out += chr((code - 97 + shift) % 26 + 97)
        else:
            out += ch
    return out


source = "aaabccddddee fgggghh iiiijkl " * 40
total = 0
for shift in range(1100):
    moved = caesar(source, shift)
    coded = encode(moved)
    total += len(coded) + ord(moved[shift])
    total += len(", ".join(reversed(moved.split()))) + moved.count("a")
print("string_building", total, caesar("pyrope", 13), encode("aaab"))

"""String methods: split, join, replace, find, strip, case changes, startswith, translate, slicing, comparison."""

TEXT = "The quick brown fox jumps over the lazy dog; the dog sleeps, the fox runs away.  "
TABLE = str.maketrans("aeiou", "43105")


def run(rounds):
    total = 0
    for r in range(rounds):
        words = TEXT.split()
        line = "-".join(words)
        total += len(line.replace("the", "a")) + line.find("lazy") + line.count("o")
        total += len(TEXT.strip().upper().lower().title())
        total += sum(1 for w in words if w.startswith(("t", "T")) or w.endswith("s"))
        total += len(TEXT.translate(TABLE)) + ord(TEXT[r % len(TEXT)])
        head, _, tail = line.partition("fox")
        total += len(head) - len(tail) + (head < tail)
        for ch in line[5:40]:
            if ch.isalpha() and ch in "aeiou":
                total += 1
        total += len(line.rjust(100, ".").zfill(110)) + line[::-1].index("d")
    return total


print("str_work", run(60_000))

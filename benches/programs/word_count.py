"""Counting words of a generated text: lower, strip, dict counts, sort by count and word."""

WORDS = "river stone Garnet light the a of and in to wind Mountain crystal deep red fire old song, night; day.".split()


def make_text(count):
    seed = 12345
    out = []
    for i in range(count):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(WORDS[(seed >> 8) % len(WORDS)])
        if i % 12 == 11:
            out.append(f"line{i % 97}\n")
    return " ".join(out)


def count_words(text):
    counts = {}
    for line in text.splitlines():
        for word in line.split():
            word = word.strip(".,;").lower()
            if word.isalpha():
                counts[word] = counts.get(word, 0) + 1
            else:
                counts["#"] = counts.get("#", 0) + 1
    return counts


def letters(text):
    counts = {}
    for ch in text:
        if ch in counts:
            counts[ch] += 1
        else:
            counts[ch] = 1
    return counts


text = make_text(480_000)
counts = count_words(text)
best = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
ch, n = max(letters(text).items(), key=lambda pair: (pair[1], pair[0]))
print("word_count", len(text), len(counts), best, repr(ch), n)

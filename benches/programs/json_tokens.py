"""A JSON reader written by hand: a tokenizer over characters and a recursive parser."""


class Reader:
    def __init__(self, text):
        self.text = text
        self.at = 0

    def space(self):
        text = self.text
        while self.at < len(text) and text[self.at] in " \n\t":
            self.at += 1

    def expect(self, ch):
        self.space()
        if self.text[self.at] != ch:
            raise ValueError(f"expected {ch!r} at {self.at}")
        self.at += 1

    def value(self):
        self.space()
        ch = self.text[self.at]
        if ch == "{":
            return self.object()
        if ch == "[":
            return self.array()
        if ch == '"':
            return self.string()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def object(self):
        result = {}
        self.expect("{")
        self.space()
        while self.text[self.at] != "}":
            self.space()
            key = self.string()
            self.expect(":")
            result[key] = self.value()
            self.space()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1
        return result

    def array(self):
        result = []
        self.expect("[")
        self.space()
        while self.text[self.at] != "]":
            result.append(self.value())
            self.space()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1
        return result

    def string(self):
        self.expect('"')
        parts = []
        while (ch := self.text[self.at]) != '"':
            if ch == "\\":
                self.at += 1
                ch = {"n": "\n", "t": "\t"}.get(self.text[self.at], self.text[self.at])
            parts.append(ch)
            self.at += 1
        self.at += 1
        return "".join(parts)

    def number(self):
        start = self.at
        text = self.text
        while self.at < len(text) and (text[self.at].isdigit() or text[self.at] in "+-.eE"):
            self.at += 1
        word = text[start : self.at]
        return float(word) if "." in word or "e" in word else int(word)


def weigh(value):
    if isinstance(value, dict):
        return sum(len(k) + weigh(v) for k, v in value.items())
    if isinstance(value, list):
        return sum(weigh(v) for v in value)
    if isinstance(value, str):
        return len(value)
    return 1 if value is None else int(value)


item = '{"id": %d, "name": "item \\"%d\\"", "price": %d.25, "tags": ["a", "bc", null, true], "sub": {"x": -1, "y": []}}'
document = "[" + ",\n".join(item % (i, i * 3, i % 90) for i in range(16_000)) + "]"
parsed = Reader(document).value()
print("json_tokens", len(document), len(parsed), weigh(parsed), parsed[77]["name"])

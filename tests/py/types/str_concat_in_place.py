"""Repeated addition to a str: results, identity of what others hold, and no quadratic time."""


def build(n, piece):
    text = ""
    for _ in range(n):
        text += piece
    return text


for piece in ("ab", "é", "\ud800a", "x" * 700):
    assert build(2000, piece) == piece * 2000
    assert hash(build(300, piece)) == hash(piece * 300)

# A quarter of a million additions take no noticeable time.
assert len(build(250_000, "abcd")) == 1_000_000


def shared():
    text = "x" * 600
    other = text
    text += "y"
    assert (len(text), len(other)) == (601, 600) and other == "x" * 600
    table = {text: 1}
    text += "z"
    assert table["x" * 600 + "y"] == 1 and text not in table
    items = [text]
    text += "!" * 1000
    assert len(items[0]) == 602 and len(text) == 1602
    text += text
    assert len(text) == 3204
    text = text + "a" + "é"
    assert text[-2:] == "aé" and not text.isascii() and len(text) == 3206
    hash(text)
    text += "b"
    assert hash(text) == hash(text[:-1] + "b")


shared()


def unchanged():
    text = "abc"
    for _ in range(3):
        before = text
        text += ""
        assert text is before
        text = "" + text
        assert text is before


unchanged()


class Text(str):
    def __add__(self, other): return "added"
    def __radd__(self, other): return "radded"


text = Text("a")
text += "b"
assert text == "added"
text = "a"
text += Text("b")
assert text == "radded"


def failing():
    text = "a" * 600
    try:
        text += 1
    except TypeError as error:
        assert str(error) == 'can only concatenate str (not "int") to str'
    assert text == "a" * 600


failing()

"""File names against patterns with `*`, `?`, `[seq]` and `[!seq]`."""

import functools
import os
import posixpath

__all__ = ["filter", "filterfalse", "fnmatch", "fnmatchcase", "translate"]

_STAR = object()
_ANY = object()


class _Set:
    """The characters between brackets."""

    __slots__ = ("negated", "ranges")

    def __init__(self, text):
        self.negated = text.startswith("!")
        if self.negated:
            text = text[1:]
        self.ranges = []
        i = 0
        while i < len(text):
            if i + 2 < len(text) and text[i + 1] == "-":
                if text[i] <= text[i + 2]:
                    self.ranges.append((text[i], text[i + 2]))
                i += 3
            else:
                self.ranges.append((text[i], text[i]))
                i += 1

    def __contains__(self, char):
        return any(low <= char <= high for low, high in self.ranges) != self.negated


def _bracket_end(pattern, start):
    """The index of the bracket that closes the one before `start`, or -1."""
    end = start
    if pattern[end:end + 1] == "!":
        end += 1
    if pattern[end:end + 1] == "]":
        end += 1
    return pattern.find("]", end)


@functools.lru_cache(maxsize=32768)
def _compile(pattern):
    """The pattern as a list of characters, sets, _ANY and _STAR."""
    if isinstance(pattern, bytes):
        pattern = pattern.decode("latin-1")
    tokens = []
    i = 0
    while i < len(pattern):
        char = pattern[i]
        i += 1
        if char == "*":
            if not tokens or tokens[-1] is not _STAR:
                tokens.append(_STAR)
        elif char == "?":
            tokens.append(_ANY)
        elif char == "[":
            end = _bracket_end(pattern, i)
            if end < 0:
                tokens.append("[")
            else:
                tokens.append(_Set(pattern[i:end]))
                i = end + 1
        else:
            tokens.append(char)
    return tokens


def _matches(tokens, name):
    if isinstance(name, bytes):
        name = name.decode("latin-1")
    at = token = 0
    star = star_at = -1
    count, length = len(tokens), len(name)
    while at < length:
        if token < count:
            wanted = tokens[token]
            if wanted is _STAR:
                star, star_at = token, at
                token += 1
                continue
            if wanted is _ANY or wanted == name[at] or isinstance(wanted, _Set) and name[at] in wanted:
                token += 1
                at += 1
                continue
        if star < 0:
            return False
        # The last star takes one character more.
        star_at += 1
        at = star_at
        token = star + 1
    while token < count and tokens[token] is _STAR:
        token += 1
    return token == count


def _check(name, pat):
    if isinstance(name, str) != isinstance(pat, str):
        kind = "string" if isinstance(pat, str) else "bytes"
        raise TypeError(f"cannot use a {kind} pattern on a {'bytes-like object' if kind == 'string' else 'string-like object'}")


def fnmatch(name, pat):
    """Whether the name matches, in the way of the system's file names."""
    name = os.path.normcase(name)
    pat = os.path.normcase(pat)
    return fnmatchcase(name, pat)


def fnmatchcase(name, pat):
    """Whether the name matches, case included."""
    _check(name, pat)
    return _matches(_compile(pat), name)


def filter(names, pat):
    """The names that match, as a list."""
    tokens = _compile(os.path.normcase(pat))
    return [name for name in names if _matches(tokens, os.path.normcase(name))]


def filterfalse(names, pat):
    """The names that do not match, as a list."""
    tokens = _compile(os.path.normcase(pat))
    return [name for name in names if not _matches(tokens, os.path.normcase(name))]


_SPECIAL = set("()[]{}?*+-|^$\\.&~# \t\n\r\v\f")


def _escape(text):
    return "".join("\\" + char if char in _SPECIAL else char for char in text)


def _set_regex(text):
    """The regular expression of what is between brackets."""
    if "-" not in text:
        body = text.replace("\\", r"\\")
    else:
        chunks = []
        i = 0
        k = 2 if text[0] == "!" else 1
        while True:
            k = text.find("-", k)
            if k < 0:
                break
            chunks.append(text[i:k])
            i = k + 1
            k = k + 3
        rest = text[i:]
        if rest:
            chunks.append(rest)
        else:
            chunks[-1] += "-"
        # Ranges that are empty go.
        for k in range(len(chunks) - 1, 0, -1):
            if chunks[k - 1][-1] > chunks[k][0]:
                chunks[k - 1] = chunks[k - 1][:-1] + chunks[k][1:]
                del chunks[k]
        body = "-".join(chunk.replace("\\", r"\\").replace("-", r"\-") for chunk in chunks)
    if not body:
        return "(?!)"
    if body == "!":
        return "."
    for char in "&~|":
        body = body.replace(char, "\\" + char)
    if body[0] == "!":
        body = "^" + body[1:]
    elif body[0] in ("^", "["):
        body = "\\" + body
    return f"[{body}]"


def translate(pat):
    """A regular expression for the pattern."""
    return f"(?s:{_regex(pat, '.')})\\z"


def _regex(pat, one):
    """The inner part of the regular expression; `one` stands for any character."""
    parts = []
    i = 0
    while i < len(pat):
        char = pat[i]
        i += 1
        if char == "*":
            if not parts or parts[-1] != "*":
                parts.append("*")
        elif char == "?":
            parts.append(one)
        elif char == "[":
            end = _bracket_end(pat, i)
            if end < 0:
                parts.append("\\[")
            else:
                parts.append(_set_regex(pat[i:end]))
                i = end + 1
        else:
            parts.append(_escape(char))
    # Each star but the last takes as little as possible and does not come back.
    stars = [n for n, part in enumerate(parts) if part == "*"]
    if not stars:
        return "".join(parts)
    out = parts[:stars[0]]
    for here, following in zip(stars, stars[1:]):
        out.append(f"(?>{one}*?{''.join(parts[here + 1:following])})")
    out.append(one + "*")
    out.extend(parts[stars[-1] + 1:])
    return "".join(out)

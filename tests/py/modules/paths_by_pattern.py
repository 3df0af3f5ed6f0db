"""fnmatch and glob: patterns, their regular expressions, files that match."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import fnmatch
import glob
import os
import tempfile

patterns = ["*.txt", "a?b", "[abc]", "[!a-c]*", "a[", "[]]", "[]a]", "**", "a*b*c", "[a-]", "[z-a]", "[!]", "x[!!]y", "a.b", "[\\]", "[^a]", "a[!b", "[a-c-e]", "*"]
names = ["a.txt", "axb", "a", "d", "a[", "]", "aXbYc", "-", "b", "z", "!", "x!y", "x^y", "a.b", "\\", "^"]
assert repr([(p, fnmatch.translate(p)) for p in patterns]) == "[('*.txt', '(?s:.*\\\\.txt)\\\\z'), ('a?b', '(?s:a.b)\\\\z'), ('[abc]', '(?s:[abc])\\\\z'), ('[!a-c]*', '(?s:[^a-c].*)\\\\z'), ('a[', '(?s:a\\\\[)\\\\z'), ('[]]', '(?s:[]])\\\\z'), ('[]a]', '(?s:[]a])\\\\z'), ('**', '(?s:.*)\\\\z'), ('a*b*c', '(?s:a(?>.*?b).*c)\\\\z'), ('[a-]', '(?s:[a\\\\-])\\\\z'), ('[z-a]', '(?s:(?!))\\\\z'), ('[!]', '(?s:\\\\[!\\\\])\\\\z'), ('x[!!]y', '(?s:x[^!]y)\\\\z'), ('a.b', '(?s:a\\\\.b)\\\\z'), ('[\\\\]', '(?s:[\\\\\\\\])\\\\z'), ('[^a]', '(?s:[\\\\^a])\\\\z'), ('a[!b', '(?s:a\\\\[!b)\\\\z'), ('[a-c-e]', '(?s:[a-c\\\\-e])\\\\z'), ('*', '(?s:.*)\\\\z')]"
assert repr([[fnmatch.fnmatchcase(n, p) for n in names] for p in patterns]) == '[[True, False, False, False, False, False, False, False, False, False, False, False, False, False, False, False], [False, True, False, False, False, False, False, False, False, False, False, False, False, True, False, False], [False, False, True, False, False, False, False, False, True, False, False, False, False, False, False, False], [False, False, False, True, False, True, False, True, False, True, True, True, True, False, True, True], [False, False, False, False, True, False, False, False, False, False, False, False, False, False, False, False], [False, False, False, False, False, True, False, False, False, False, False, False, False, False, False, False], [False, False, True, False, False, True, False, False, False, False, False, False, False, False, False, False], [True, True, True, True, True, True, True, True, True, True, True, True, True, True, True, True], [False, False, False, False, False, False, True, False, False, False, False, False, False, False, False, False], [False, False, True, False, False, False, False, True, False, False, False, False, False, False, False, False], [False, False, False, False, False, False, False, False, False, False, False, False, False, False, False, False], [False, False, False, False, False, False, False, False, False, False, False, False, False, False, False, False], [False, False, False, False, False, False, False, False, False, False, False, False, True, False, False, False], [False, False, False, False, False, False, False, False, False, False, False, False, False, True, False, False], [False, False, False, False, False, False, False, False, False, False, False, False, False, False, True, False], [False, False, True, False, False, False, False, False, False, False, False, False, False, False, False, True], [False, False, False, False, False, False, False, False, False, False, False, False, False, False, False, False], [False, False, True, False, False, False, False, True, True, False, False, False, False, False, False, False], [True, True, True, True, True, True, True, True, True, True, True, True, True, True, True, True]]'
assert repr((fnmatch.filter(["a.py", "b.txt", ".c.py"], "*.py"), fnmatch.fnmatch("A", "a"), fnmatch.fnmatch(b"a.b", b"*.b"), fnmatch.filterfalse(["a.py", "b.txt"], "*.py"))) == "(['a.py', '.c.py'], False, True, ['b.txt'])"
raises('fnmatch.fnmatchcase("a", b"a")', 'TypeError: cannot use a bytes pattern on a string-like object')
assert repr((glob.translate("**/*.py", recursive=True), glob.translate("a/*/?b"), glob.translate("**", recursive=True, include_hidden=True), glob.escape("a[1]*?"), glob.escape(b"a[1]*?"))) == "('(?s:(?:[^/.][^/]*/)*(?!\\\\.)[^/]*\\\\.py)\\\\z', '(?s:a/[^/.][^/]*/(?!\\\\.)[^/]b)\\\\z', '(?s:.*)\\\\z', 'a[[]1][*][?]', b'a[[]1][*][?]')"
os.chdir(tempfile.mkdtemp())
for name in ("a.py", "b.py", ".h.py", "s/c.py", "s/t/d.py", "s/.x/e.py"):
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    open(name, "w").close()
patterns = ["*.py", "**/*.py", "s/*", "*", "**", "s/**", "[ab].py", "nope", "a.py", "*/", "s/*/", ".*", "**/", "./*.py", "s/../*.py"]
assert repr([(p, sorted(glob.glob(p, recursive=True))) for p in patterns]) == "[('*.py', ['a.py', 'b.py']), ('**/*.py', ['a.py', 'b.py', 's/c.py', 's/t/d.py']), ('s/*', ['s/c.py', 's/t']), ('*', ['a.py', 'b.py', 's']), ('**', ['a.py', 'b.py', 's', 's/c.py', 's/t', 's/t/d.py']), ('s/**', ['s/', 's/c.py', 's/t', 's/t/d.py']), ('[ab].py', ['a.py', 'b.py']), ('nope', []), ('a.py', ['a.py']), ('*/', ['s/']), ('s/*/', ['s/t/']), ('.*', ['.h.py']), ('**/', ['s/', 's/t/']), ('./*.py', ['./a.py', './b.py']), ('s/../*.py', ['s/../a.py', 's/../b.py'])]"
assert repr([(p, sorted(glob.glob(p)), sorted(glob.glob(p, recursive=True, include_hidden=True))) for p in patterns]) == "[('*.py', ['a.py', 'b.py'], ['.h.py', 'a.py', 'b.py']), ('**/*.py', ['s/c.py'], ['.h.py', 'a.py', 'b.py', 's/.x/e.py', 's/c.py', 's/t/d.py']), ('s/*', ['s/c.py', 's/t'], ['s/.x', 's/c.py', 's/t']), ('*', ['a.py', 'b.py', 's'], ['.h.py', 'a.py', 'b.py', 's']), ('**', ['a.py', 'b.py', 's'], ['.h.py', 'a.py', 'b.py', 's', 's/.x', 's/.x/e.py', 's/c.py', 's/t', 's/t/d.py']), ('s/**', ['s/c.py', 's/t'], ['s/', 's/.x', 's/.x/e.py', 's/c.py', 's/t', 's/t/d.py']), ('[ab].py', ['a.py', 'b.py'], ['a.py', 'b.py']), ('nope', [], []), ('a.py', ['a.py'], ['a.py']), ('*/', ['s/'], ['s/']), ('s/*/', ['s/t/'], ['s/.x/', 's/t/']), ('.*', ['.h.py'], ['.h.py']), ('**/', ['s/'], ['s/', 's/.x/', 's/t/']), ('./*.py', ['./a.py', './b.py'], ['./.h.py', './a.py', './b.py']), ('s/../*.py', ['s/../a.py', 's/../b.py'], ['s/../.h.py', 's/../a.py', 's/../b.py'])]"
assert repr((sorted(glob.glob("*.py", root_dir="s")), sorted(glob.glob(b"*.py")), type(glob.iglob("*")).__name__, glob.has_magic("a*"), glob.has_magic("a"))) == "(['c.py'], [b'a.py', b'b.py'], 'generator', True, False)"

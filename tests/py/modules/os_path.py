"""os.path: parts of paths, normal forms, what is common, what exists."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import os
import os.path
import posixpath
import tempfile

paths = ["/a/./b/../c", "//a", "///a", "", "a/..", "../a", "a//b/", "/..", "./a/./", "a/b.tar.gz", ".bashrc", "a.b/c", "..a.b", "a/b"]
assert repr([(path, os.path.normpath(path), os.path.split(path), os.path.splitext(path)) for path in paths]) == "[('/a/./b/../c', '/a/c', ('/a/./b/..', 'c'), ('/a/./b/../c', '')), ('//a', '//a', ('//', 'a'), ('//a', '')), ('///a', '/a', ('///', 'a'), ('///a', '')), ('', '.', ('', ''), ('', '')), ('a/..', '.', ('a', '..'), ('a/..', '')), ('../a', '../a', ('..', 'a'), ('../a', '')), ('a//b/', 'a/b', ('a//b', ''), ('a//b/', '')), ('/..', '/', ('/', '..'), ('/..', '')), ('./a/./', 'a', ('./a/.', ''), ('./a/./', '')), ('a/b.tar.gz', 'a/b.tar.gz', ('a', 'b.tar.gz'), ('a/b.tar', '.gz')), ('.bashrc', '.bashrc', ('', '.bashrc'), ('.bashrc', '')), ('a.b/c', 'a.b/c', ('a.b', 'c'), ('a.b/c', '')), ('..a.b', '..a.b', ('', '..a.b'), ('..a', '.b')), ('a/b', 'a/b', ('a', 'b'), ('a/b', ''))]"
assert repr([(os.path.basename(path), os.path.dirname(path), os.path.isabs(path), os.path.splitroot(path)) for path in paths]) == "[('c', '/a/./b/..', True, ('', '/', 'a/./b/../c')), ('a', '//', True, ('', '//', 'a')), ('a', '///', True, ('', '/', '//a')), ('', '', False, ('', '', '')), ('..', 'a', False, ('', '', 'a/..')), ('a', '..', False, ('', '', '../a')), ('', 'a//b', False, ('', '', 'a//b/')), ('..', '/', True, ('', '/', '..')), ('', './a/.', False, ('', '', './a/./')), ('b.tar.gz', 'a', False, ('', '', 'a/b.tar.gz')), ('.bashrc', '', False, ('', '', '.bashrc')), ('c', 'a.b', False, ('', '', 'a.b/c')), ('..a.b', '', False, ('', '', '..a.b')), ('b', 'a', False, ('', '', 'a/b'))]"
assert repr((os.path.normpath(b"/a/../b"), os.path.join(b"a", b"b"), os.path.splitext(b"a.b"))) == "(b'/b', b'a/b', (b'a', b'.b'))"
assert repr((os.path.join("a", "b", "/c", "d"), os.path.join("a", ""), os.path.join("a/", "b"))) == "('/c/d', 'a/', 'a/b')"
assert repr((os.path.relpath("/a/b", "/a/c"), os.path.relpath("/a", "/a"), os.path.commonprefix(["abc", "abd"]), os.path.commonprefix([]), os.path.commonpath(["/a/b/c", "/a/b/d"]), os.path.commonpath(["a", "a/b"]))) == "('../b', '.', 'ab', '', '/a/b', 'a')"
raises('os.path.join("a", 3)', "TypeError: join() argument must be str, bytes, or os.PathLike object, not 'int'")
raises('os.path.join(b"a", "b")', "TypeError: Can't mix strings and bytes in path components")
raises('os.path.dirname(3)', 'TypeError: expected str, bytes or os.PathLike object, not int')
raises('os.path.commonpath([])', 'ValueError: commonpath() arg is an empty sequence')
raises('os.path.commonpath(["/a", "b"])', "ValueError: Can't mix absolute and relative paths")
raises('os.path.relpath("")', 'ValueError: no path specified')
base = os.path.realpath(tempfile.mkdtemp())
os.chdir(base)
os.mkdir("d")
open("d/f", "w").close()
os.symlink("f", "d/l")
os.symlink("loop", "loop")
os.symlink("nowhere", "broken")
assert repr([(p, os.path.exists(p), os.path.lexists(p), os.path.isfile(p), os.path.isdir(p), os.path.islink(p)) for p in ("d", "d/f", "d/l", "broken", "loop", "nope", "a\0b")]) == "[('d', True, True, False, True, False), ('d/f', True, True, True, False, False), ('d/l', True, True, True, False, True), ('broken', False, True, False, False, True), ('loop', False, True, False, False, True), ('nope', False, False, False, False, False), ('a\\x00b', False, False, False, False, False)]"
assert repr([os.path.relpath(os.path.realpath(p), base) for p in ("d/l", "d/../d/f", "broken", "loop", ".", "nope/x")]) == "['d/f', 'd/f', 'nowhere', 'loop', '.', 'nope/x']"
assert repr((os.path.abspath("d") == os.path.join(base, "d"), os.path.samefile("d/f", "d/l"), os.path.getsize("d/f"), os.path.ismount("/"), os.path.ismount("d"))) == '(True, True, 0, True, False)'
raises('os.path.realpath("/nope/x", strict=True)', "FileNotFoundError: [Errno 2] No such file or directory: '/nope'")
raises('os.path.getsize("nope")', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
os.environ["PY_V"] = "val"
os.environ["HOME"] = "/home/me"
assert repr((os.path.expandvars("$PY_V/${PY_V}x/$NOPE/$/${PY_V"), os.path.expanduser("~"), os.path.expanduser("~/x"), os.path.expanduser("a/~"), os.path.expanduser("~nobody_here/a"))) == "('val/valx/$NOPE/$/${PY_V', '/home/me', '/home/me/x', 'a/~', '~nobody_here/a')"
assert repr((posixpath is os.path, os.path.sep, os.path.curdir)) == "(True, '/', '.')"

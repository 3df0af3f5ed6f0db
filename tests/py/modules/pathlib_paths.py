"""pathlib: pure paths and paths with files."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import copy
import os
import pathlib
import tempfile
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

P = PurePosixPath
texts = ["a/b.tar.gz", "/a//b/../c", "//x/y", "///x", ".", "", "a/.", "./a", ".hidden", "a.", "/", "..", "a/b/", "a..b", "x.y."]
assert repr([(repr(p), str(p), p.parts, p.root, p.anchor, p.name, p.stem, p.suffix, p.suffixes, p.parent, list(p.parents), p.is_absolute()) for p in map(P, texts)]) == '[("PurePosixPath(\'a/b.tar.gz\')", \'a/b.tar.gz\', (\'a\', \'b.tar.gz\'), \'\', \'\', \'b.tar.gz\', \'b.tar\', \'.gz\', [\'.tar\', \'.gz\'], PurePosixPath(\'a\'), [PurePosixPath(\'a\'), PurePosixPath(\'.\')], False), ("PurePosixPath(\'/a/b/../c\')", \'/a/b/../c\', (\'/\', \'a\', \'b\', \'..\', \'c\'), \'/\', \'/\', \'c\', \'c\', \'\', [], PurePosixPath(\'/a/b/..\'), [PurePosixPath(\'/a/b/..\'), PurePosixPath(\'/a/b\'), PurePosixPath(\'/a\'), PurePosixPath(\'/\')], True), ("PurePosixPath(\'//x/y\')", \'//x/y\', (\'//\', \'x\', \'y\'), \'//\', \'//\', \'y\', \'y\', \'\', [], PurePosixPath(\'//x\'), [PurePosixPath(\'//x\'), PurePosixPath(\'//\')], True), ("PurePosixPath(\'/x\')", \'/x\', (\'/\', \'x\'), \'/\', \'/\', \'x\', \'x\', \'\', [], PurePosixPath(\'/\'), [PurePosixPath(\'/\')], True), ("PurePosixPath(\'.\')", \'.\', (), \'\', \'\', \'\', \'\', \'\', [], PurePosixPath(\'.\'), [], False), ("PurePosixPath(\'.\')", \'.\', (), \'\', \'\', \'\', \'\', \'\', [], PurePosixPath(\'.\'), [], False), ("PurePosixPath(\'a\')", \'a\', (\'a\',), \'\', \'\', \'a\', \'a\', \'\', [], PurePosixPath(\'.\'), [PurePosixPath(\'.\')], False), ("PurePosixPath(\'a\')", \'a\', (\'a\',), \'\', \'\', \'a\', \'a\', \'\', [], PurePosixPath(\'.\'), [PurePosixPath(\'.\')], False), ("PurePosixPath(\'.hidden\')", \'.hidden\', (\'.hidden\',), \'\', \'\', \'.hidden\', \'.hidden\', \'\', [], PurePosixPath(\'.\'), [PurePosixPath(\'.\')], False), ("PurePosixPath(\'a.\')", \'a.\', (\'a.\',), \'\', \'\', \'a.\', \'a\', \'.\', [\'.\'], PurePosixPath(\'.\'), [PurePosixPath(\'.\')], False), ("PurePosixPath(\'/\')", \'/\', (\'/\',), \'/\', \'/\', \'\', \'\', \'\', [], PurePosixPath(\'/\'), [], True), ("PurePosixPath(\'..\')", \'..\', (\'..\',), \'\', \'\', \'..\', \'..\', \'\', [], PurePosixPath(\'.\'), [PurePosixPath(\'.\')], False), ("PurePosixPath(\'a/b\')", \'a/b\', (\'a\', \'b\'), \'\', \'\', \'b\', \'b\', \'\', [], PurePosixPath(\'a\'), [PurePosixPath(\'a\'), PurePosixPath(\'.\')], False), ("PurePosixPath(\'a..b\')", \'a..b\', (\'a..b\',), \'\', \'\', \'a..b\', \'a.\', \'.b\', [\'.\', \'.b\'], PurePosixPath(\'.\'), [PurePosixPath(\'.\')], False), ("PurePosixPath(\'x.y.\')", \'x.y.\', (\'x.y.\',), \'\', \'\', \'x.y.\', \'x.y\', \'.\', [\'.y\', \'.\'], PurePosixPath(\'.\'), [PurePosixPath(\'.\')], False)]'
assert repr((P("a") / "b" / "/c", "x" / P("a"), P("a", "b", P("c")), P("a/b") == P("a/b/"), P("a") < P("b"), hash(P("a")) == hash(P("a")), P("a") == Path("a"))) == "(PurePosixPath('/c'), PurePosixPath('x/a'), PurePosixPath('a/b/c'), True, True, True, True)"
raises('P("a") / 3', "TypeError: unsupported operand type(s) for /: 'PurePosixPath' and 'int'")
raises('P(3)', "TypeError: argument should be a str or an os.PathLike object where __fspath__ returns a str, not 'int'")
raises('P(b"a")', "TypeError: argument should be a str or an os.PathLike object where __fspath__ returns a str, not 'bytes'")
raises('P("a") < "b"', "TypeError: '<' not supported between instances of 'PurePosixPath' and 'str'")
assert repr((P("/a/b").relative_to("/a"), P("/a/b").relative_to("/a/c", walk_up=True), P("/a/b").is_relative_to("/a"))) == "(PurePosixPath('b'), PurePosixPath('../b'), True)"
raises('P("/a/b").relative_to("/c")', "ValueError: '/a/b' is not in the subpath of '/c'")
assert repr((P("a/b.c").with_suffix(".d"), P("a/b.c").with_suffix(""), P("a/b").with_name("c"), P("a/b.tar.gz").with_stem("q"), P("a").with_segments("x", "y"), P("a").joinpath("b", "c"))) == "(PurePosixPath('a/b.d'), PurePosixPath('a/b'), PurePosixPath('a/c'), PurePosixPath('a/q.gz'), PurePosixPath('x/y'), PurePosixPath('a/b/c'))"
raises('P("a/b.c").with_suffix("d")', "ValueError: Invalid suffix 'd'")
raises('P("").with_suffix(".d")', "ValueError: PurePosixPath('.') has an empty name")
raises('P("a/b").with_name("c/d")', "ValueError: Invalid name 'c/d'")
raises('P("/").with_name("x")', "ValueError: PurePosixPath('/') has an empty name")
raises('P("a.b").with_stem("")', "ValueError: PurePosixPath('a.b') has a non-empty suffix")
assert repr([P("a/b/c.py").match(p) for p in ("*.py", "b/*.py", "/b/*.py", "**/c.py", "d/*.py")]) == '[True, True, False, True, False]'
assert repr([P("a/b/c.py").full_match(p) for p in ("**/*.py", "a/**", "*.py", "a/*/c.py", "**")]) == '[True, True, False, True, True]'
raises('P("a").match("")', 'ValueError: empty pattern')
assert repr((PureWindowsPath("c:\\a\\b").parts, PureWindowsPath("c:/a/B") == PureWindowsPath("C:\\A\\b"), PureWindowsPath("c:/a").as_posix(), PureWindowsPath("//h/s/x").anchor)) == "(('c:\\\\', 'a', 'b'), True, 'c:/a', '\\\\\\\\h\\\\s\\\\')"
assert repr((os.fspath(P("a")), bytes(P("a")), P("a/b").parents[0], P("a/b").parents[-1], P("a/b/c").parents[0:2], len(P("a/b/c").parents), P("a/b").parents, f"{P('a')}", Path("a"), PurePath("a"))) == "('a', b'a', PurePosixPath('a'), PurePosixPath('.'), (PurePosixPath('a/b'), PurePosixPath('a')), 3, <PurePosixPath.parents>, 'a', PosixPath('a'), PurePosixPath('a'))"
raises('P("a/b").parents[5]', 'IndexError: 5')
raises('pathlib.WindowsPath("a")', "UnsupportedOperation: cannot instantiate 'WindowsPath' on your system")
assert repr((Path("/a b/ü").as_uri(), Path.from_uri("file:///a%20b"), copy.copy(P("a/b")), copy.deepcopy(Path("a")))) == "('file:///a%20b/%C3%BC', PosixPath('/a b'), PurePosixPath('a/b'), PosixPath('a'))"
raises('Path("a").as_uri()', "ValueError: relative paths can't be expressed as file URIs")
base = os.path.realpath(tempfile.mkdtemp())
os.chdir(base)
r = Path("root")
r.mkdir()
(r / "a").mkdir()
assert repr(((r / "a" / "x.py").write_text("hello\nworld"), (r / "b.txt").write_bytes(b"bytes"))) == '(11, 5)'
(r / "a" / ".h").touch()
(r / "a" / "deep" / "er").mkdir(parents=True)
(r / "a" / "deep" / "er" / "z.py").touch()
(r / "ln").symlink_to("b.txt")
(r / "broken").symlink_to("nowhere")
patterns = ["*", "**/*.py", "**", "*/", "a/*", "[ab]*", "**/deep/*", "nope", "a/x.py", "a/../b.txt"]
assert repr([(p, sorted(map(str, r.glob(p)))) for p in patterns]) == "[('*', ['root/a', 'root/b.txt', 'root/broken', 'root/ln']), ('**/*.py', ['root/a/deep/er/z.py', 'root/a/x.py']), ('**', ['root', 'root/a', 'root/a/.h', 'root/a/deep', 'root/a/deep/er', 'root/a/deep/er/z.py', 'root/a/x.py', 'root/b.txt', 'root/broken', 'root/ln']), ('*/', ['root/a']), ('a/*', ['root/a/.h', 'root/a/deep', 'root/a/x.py']), ('[ab]*', ['root/a', 'root/b.txt', 'root/broken']), ('**/deep/*', ['root/a/deep/er']), ('nope', []), ('a/x.py', ['root/a/x.py']), ('a/../b.txt', ['root/a/../b.txt'])]"
assert repr((sorted(map(str, r.rglob("*.py"))), sorted(map(str, r.rglob("*"))), sorted(map(str, r.iterdir())), sorted(map(str, r.glob("B.TXT", case_sensitive=False))))) == "(['root/a/deep/er/z.py', 'root/a/x.py'], ['root/a', 'root/a/.h', 'root/a/deep', 'root/a/deep/er', 'root/a/deep/er/z.py', 'root/a/x.py', 'root/b.txt', 'root/broken', 'root/ln'], ['root/a', 'root/b.txt', 'root/broken', 'root/ln'], ['root/b.txt'])"
assert repr(((r / "a/x.py").read_text(), (r / "b.txt").read_bytes(), (r / "b.txt").exists(), (r / "broken").exists(), (r / "ln").is_symlink(), (r / "ln").is_file(), r.is_dir(), (r / "b.txt").stat().st_size, (r / "ln").readlink())) == "('hello\\nworld', b'bytes', True, False, True, True, True, 5, PosixPath('b.txt'))"
raises('Path("nope").read_text()', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
raises('r.mkdir()', "FileExistsError: [Errno 17] File exists: 'root'")
raises('(r / "b.txt").mkdir(exist_ok=True)', "FileExistsError: [Errno 17] File exists: 'root/b.txt'")
raises('Path("q/w").mkdir()', "FileNotFoundError: [Errno 2] No such file or directory: 'q/w'")
raises('r.rmdir()', "OSError: [Errno 39] Directory not empty: 'root'")
raises('Path("nope").unlink()', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
raises('Path("nope").iterdir()', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
raises('r.glob("")', "ValueError: Unacceptable pattern: ''")
raises('list(r.glob("/x"))', 'NotImplementedError: Non-relative patterns are unsupported')
raises('Path("nope").write_text(3)', 'TypeError: data must be str, not int')
assert repr((r.mkdir(exist_ok=True), Path("nope").unlink(missing_ok=True), list(Path("nope").glob("*")))) == '(None, None, [])'
assert repr(((r / "b.txt").rename(r / "c.txt"), (r / "c.txt").replace("r2"), Path("r2").samefile("r2"), Path("r2").resolve() == Path(base, "r2"), Path("r2").absolute() == Path(base, "r2"), Path.cwd() == Path(base))) == "(PosixPath('root/c.txt'), PosixPath('r2'), True, True, True, True)"
assert repr([(str(folder), sorted(dirs), sorted(files)) for folder, dirs, files in r.walk()][0]) == "('root', ['a'], ['broken', 'ln'])"
assert repr((Path("r2").copy("r3"), Path("r3").move("r4"), Path("r4").chmod(0o600), oct(Path("r4").stat().st_mode), (r / "a").copy("copied"), sorted(map(str, Path("copied").rglob("*.py"))))) == "(PosixPath('r3'), PosixPath('r4'), None, '0o100600', PosixPath('copied'), ['copied/deep/er/z.py', 'copied/x.py'])"
raises('Path("r4").touch(exist_ok=False)', "FileExistsError: [Errno 17] File exists: 'r4'")
with Path("r4").open() as file:
    assert repr(file.read()) == "'bytes'"


class Tagged(PurePosixPath):
    def __init__(self, *args, tag=None):
        super().__init__(*args)
        self.tag = tag

    def with_segments(self, *args):
        return type(self)(*args, tag=self.tag)


t = Tagged("a", "b", tag=5)
assert repr(((t / "c").tag, t.parent, t.parent.tag, t.with_name("z").tag)) == "(5, Tagged('a'), 5, 5)"

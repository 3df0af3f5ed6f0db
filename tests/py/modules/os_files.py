"""os: files, folders, descriptors, the environment; the messages of errors."""


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
import stat
import tempfile
import errno

base = tempfile.mkdtemp()
os.chdir(base)


class P:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


assert repr((os.getcwd() == os.path.realpath(base), os.getcwdb() == os.fsencode(os.getcwd()))) == '(True, True)'
os.makedirs("a/b/c")
os.mkdir(b"bytes")
with open("a/f.txt", "w") as file:
    file.write("hello")
assert repr((sorted(os.listdir()), sorted(os.listdir("a")), sorted(os.listdir(b"a")), os.listdir(P("a/b")))) == "(['a', 'bytes'], ['b', 'f.txt'], [b'b', b'f.txt'], ['c'])"
raises('os.makedirs("a/b")', "FileExistsError: [Errno 17] File exists: 'a/b'")
os.makedirs("a/b", exist_ok=True)
s = os.stat("a/f.txt")
assert repr((s.st_size, stat.S_ISREG(s.st_mode), len(s), s.n_fields, isinstance(s.st_mtime, float), s[6], s.st_mtime_ns // 10**9 == int(s.st_mtime), repr(s).startswith("os.stat_result(st_mode="))) == '(5, True, 10, 19, True, 5, True, True)'
os.symlink("f.txt", "a/link")
assert repr((os.readlink("a/link"), os.lstat("a/link").st_size, os.path.islink("a/link"), os.stat("a/link").st_size)) == "('f.txt', 5, True, 5)"
os.rename("a/f.txt", "a/g.txt")
os.replace("a/g.txt", "a/f.txt")
os.link("a/f.txt", "a/hard")
assert repr(os.stat("a/hard").st_nlink) == '2'
os.chmod("a/f.txt", 0o640)
assert repr(oct(os.stat("a/f.txt").st_mode)) == "'0o100640'"
os.utime("a/f.txt", (1, 2.5))
assert repr((os.stat("a/f.txt").st_atime, os.stat("a/f.txt").st_mtime, os.stat("a/f.txt").st_mtime_ns)) == '(1.0, 2.5, 2500000000)'
os.utime("a/f.txt", ns=(5, 6))
assert repr(os.stat("a/f.txt").st_mtime_ns) == '6'
os.truncate("a/f.txt", 2)
assert repr((open("a/f.txt").read(), os.access("a/f.txt", os.R_OK), os.access("nope", os.F_OK))) == "('he', True, False)"
assert repr(sorted((e.name, e.path, e.is_dir(), e.is_file(), e.is_symlink(), os.fspath(e)) for e in os.scandir("a"))) == "[('b', 'a/b', True, False, False, 'a/b'), ('f.txt', 'a/f.txt', False, True, False, 'a/f.txt'), ('hard', 'a/hard', False, True, False, 'a/hard'), ('link', 'a/link', False, True, True, 'a/link')]"
with os.scandir("a") as entries:
    assert repr(repr(sorted(entries, key=lambda e: e.name)[0])) == '"<DirEntry \'b\'>"'
assert repr([(top, sorted(dirs), sorted(files)) for top, dirs, files in os.walk("a")]) == "[('a', ['b'], ['f.txt', 'hard', 'link']), ('a/b', ['c'], []), ('a/b/c', [], [])]"
assert repr([top for top, dirs, files in os.walk("a", topdown=False)]) == "['a/b/c', 'a/b', 'a']"
fd = os.open("raw", os.O_CREAT | os.O_RDWR)
assert repr((os.write(fd, b"abc"), os.lseek(fd, 1, os.SEEK_SET), os.read(fd, 9), os.fstat(fd).st_size, os.isatty(fd))) == "(3, 1, b'bc', 3, False)"
os.ftruncate(fd, 1)
copy = os.dup(fd)
assert repr((os.fstat(copy).st_size, os.get_inheritable(copy))) == '(1, False)'
os.close(copy)
os.close(fd)
raises('os.close(fd)', 'OSError: [Errno 9] Bad file descriptor')
r, w = os.pipe()
os.write(w, b"through")
os.close(w)
assert repr((os.read(r, 100), os.read(r, 100))) == "(b'through', b'')"
os.close(r)
with os.fdopen(os.open("raw", os.O_RDONLY)) as file:
    assert repr(file.read()) == "'a'"
os.unlink("raw")
os.removedirs("a/b/c")
assert repr(os.path.exists("a/b")) == 'False'
raises('os.stat("nope")', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
raises('os.stat(P("nope"))', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
raises('os.stat(None)', 'TypeError: stat: path should be string, bytes, os.PathLike or integer, not NoneType')
raises('os.listdir(3.5)', 'TypeError: listdir: path should be string, bytes, os.PathLike, integer or None, not float')
raises('os.mkdir(3)', 'TypeError: mkdir: path should be string, bytes or os.PathLike, not int')
raises('os.rename("nope", "b")', "FileNotFoundError: [Errno 2] No such file or directory: 'nope' -> 'b'")
raises('os.stat("a\\0b")', 'ValueError: stat: embedded null character in path')
raises('os.rmdir("a")', "OSError: [Errno 39] Directory not empty: 'a'")
raises('os.open("nope", os.O_RDONLY)', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
raises('os.remove(None)', 'TypeError: remove: path should be string, bytes or os.PathLike, not NoneType')
raises('os.fspath(3)', 'TypeError: expected str, bytes or os.PathLike object, not int')
raises('os.write(1, "x")', "TypeError: a bytes-like object is required, not 'str'")
raises('os.rename(3, "b")', 'TypeError: rename: src should be string, bytes or os.PathLike, not int')
raises('os.urandom(-1)', 'ValueError: negative argument not allowed')
raises('os.scandir("nope")', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
assert repr([len(os.urandom(n)) for n in (0, 5)]) == '[0, 5]'
os.environ["PY_TEST"] = "välue"
assert repr((os.environ["PY_TEST"], os.getenv("PY_TEST"), os.environb[b"PY_TEST"], "PY_TEST" in os.environ, os.getenv("NOPE_X", "d"))) == "('välue', 'välue', b'v\\xc3\\xa4lue', True, 'd')"
assert repr((os.popen("echo $PY_TEST").read(), os.system("exit 3") >> 8, os.popen("exit 3").close() >> 8)) == "('välue\\n', 3, 3)"
del os.environ["PY_TEST"]
raises('os.environ["PY_TEST"]', "KeyError: 'PY_TEST'")
raises('os.environ["x"] = 3', 'TypeError: str expected, not int')
assert repr(os.environ.get("PY_TEST")) == 'None'
assert repr((os.sep, os.linesep, os.name, os.curdir, os.pardir, os.pathsep, os.devnull, os.altsep, os.extsep, os.error is OSError)) == "('/', '\\n', 'posix', '.', '..', ':', '/dev/null', None, '.', True)"
assert repr((os.strerror(2), os.strerror(errno.EACCES), errno.errorcode[errno.ENOENT], os.cpu_count() > 0, os.getpid() > 0)) == "('No such file or directory', 'Permission denied', 'ENOENT', True, True)"
assert repr((os.fsencode("é\udcff"), os.fsdecode(b"\xc3\xa9\xff"), isinstance(P("x"), os.PathLike), issubclass(str, os.PathLike))) == "(b'\\xc3\\xa9\\xff', 'é\\udcff', True, False)"
assert repr((stat.filemode(0o100755), stat.filemode(0o41777), stat.filemode(0o104644), stat.S_IMODE(0o100755))) == "('-rwxr-xr-x', 'drwxrwxrwt', '-rwSr--r--', 493)"
try:
    os.rename("nope", "other")
except OSError as error:
    assert repr((error.filename, error.filename2, error.errno)) == "('nope', 'other', 2)"

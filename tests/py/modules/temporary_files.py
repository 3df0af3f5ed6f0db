"""tempfile and shutil: temporary files and folders, copying, moving and removing."""


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
import shutil
import tempfile

with tempfile.TemporaryDirectory(prefix="pre") as folder:
    assert repr((os.path.isdir(folder), os.path.basename(folder)[:3])) == "(True, 'pre')"
    open(os.path.join(folder, "f"), "w").close()
assert repr(os.path.exists(folder)) == 'False'
with tempfile.NamedTemporaryFile("w+", suffix=".txt", prefix="pre") as file:
    file.write("hello")
    file.flush()
    file.seek(0)
    name = file.name
    assert repr((file.read(), os.path.exists(name), os.path.basename(name)[:3], name[-4:])) == "('hello', True, 'pre', '.txt')"
assert repr((os.path.exists(name), file.closed)) == '(False, True)'
with tempfile.NamedTemporaryFile(delete=False) as file:
    file.write(b"stays")
assert repr((open(file.name).read(), os.unlink(file.name))) == "('stays', None)"
with tempfile.TemporaryFile() as file:
    file.write(b"x")
    file.seek(0)
    assert repr(file.read()) == "b'x'"
fd, path = tempfile.mkstemp(".sfx")
os.close(fd)
assert repr((oct(os.stat(path).st_mode), path.endswith(".sfx"), os.unlink(path))) == "('0o100600', True, None)"
with tempfile.SpooledTemporaryFile(max_size=10) as file:
    file.write(b"12345")
    before = file._rolled
    file.write(b"1234567")
    file.seek(0)
    assert repr((before, file._rolled, file.read())) == "(False, True, b'123451234567')"
assert repr((tempfile.gettempprefix(), isinstance(tempfile.gettempdir(), str), isinstance(tempfile.gettempdirb(), bytes))) == "('tmp', True, True)"
raises('tempfile.mkdtemp(prefix="a", suffix=b"b")', "TypeError: Can't mix bytes and non-bytes in path components.")
os.chdir(tempfile.mkdtemp())
for name in ("a.py", "b.py", "s/c.py", "s/t/d.py"):
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    with open(name, "w") as file:
        file.write(name)
assert repr((shutil.copytree("s", "s2"), sorted(os.listdir("s2")), shutil.copy("a.py", "s2"), shutil.move("b.py", "s2/"), sorted(os.listdir("s2")))) == "('s2', ['c.py', 't'], 's2/a.py', 's2/b.py', ['a.py', 'b.py', 'c.py', 't'])"
assert repr((shutil.copy2("a.py", "a2.py"), os.stat("a.py").st_mtime_ns == os.stat("a2.py").st_mtime_ns, open("a2.py").read())) == "('a2.py', True, 'a.py')"
raises('shutil.copy("a.py", "a.py")', "SameFileError: 'a.py' and 'a.py' are the same file")
raises('shutil.copytree("s", "s2")', "FileExistsError: [Errno 17] File exists: 's2'")
raises('shutil.rmtree("nope")', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
raises('shutil.move("nope", "x")', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
raises('shutil.rmtree("a.py")', "NotADirectoryError: [Errno 20] Not a directory: 'a.py'")
raises('shutil.copyfile("nope", "z")', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
raises('shutil.move("s", "s/x")', "Error: Cannot move a directory 's' into itself 's/x'.")
raises('shutil.copytree("nope", "z")', "FileNotFoundError: [Errno 2] No such file or directory: 'nope'")
assert repr((shutil.rmtree("s2"), os.path.exists("s2"), shutil.rmtree("nope", ignore_errors=True))) == '(None, False, None)'
assert repr((shutil.copytree("s", "s3", ignore=shutil.ignore_patterns("*.py")), [(r, sorted(d), sorted(f)) for r, d, f in os.walk("s3")])) == "('s3', [('s3', ['t'], []), ('s3/t', [], [])])"
assert repr((shutil.which("sh") is not None, shutil.which("no_such_program"), shutil.get_terminal_size((70, 20))._fields if hasattr(shutil.get_terminal_size(), "_fields") else len(shutil.get_terminal_size()))) == '(True, None, 2)'
os.environ["COLUMNS"], os.environ["LINES"] = "55", "22"
assert repr(shutil.get_terminal_size()) == 'os.terminal_size(columns=55, lines=22)'

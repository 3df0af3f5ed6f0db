# The functions of `warnings`: texts, filters, and what is recorded.
import io
import sys
import warnings


def show(title, value):
    print(f"== {title}\n{value}", file=sys.stderr)


show("formatwarning", repr(warnings.formatwarning("text", UserWarning, "file.py", 3)))
show("formatwarning with line", repr(warnings.formatwarning("text", UserWarning, "file.py", 3, "  x = 1  ")))
show("formatwarning of an instance", repr(warnings.formatwarning(DeprecationWarning("old"), DeprecationWarning, "file.py", 3, "")))
show("formatwarning of this file", repr(warnings.formatwarning("text", UserWarning, __file__, 4)).replace(__file__, "FILE"))
out = io.StringIO()
warnings.showwarning("shown", RuntimeWarning, "file.py", 7, out, "line")
show("showwarning", out.getvalue())
warnings.showwarning("to stderr", RuntimeWarning, "file.py", 7)


def recorded(function, action="always", **options):
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter(action)
        function()
    return [(str(w.message), w.category.__name__, w.lineno, w.line, w.filename == __file__) for w in log]


show("record", recorded(lambda: warnings.warn("one")))
show("categories", recorded(lambda: [warnings.warn("a", c) for c in (UserWarning, DeprecationWarning, SyntaxWarning, FutureWarning, ImportWarning, UnicodeWarning, BytesWarning, ResourceWarning, PendingDeprecationWarning)]))
show("instance", recorded(lambda: warnings.warn(FutureWarning("made"))))
show("ignore", recorded(lambda: warnings.warn("one"), "ignore"))


def twice(text):
    for i in range(2):
        warnings.warn(text)


# Another text each time: what was shown is remembered by its text and line.
for action in ("default", "always", "once", "module", "ignore", "all"):
    try:
        show(action, recorded(lambda: twice(f"{action} text"), action))
    except Exception as error:
        show(action, f"{type(error).__name__}: {error}")
try:
    recorded(lambda: twice("error text"), "error")
except UserWarning as error:
    show("error", repr(error))


def level(n):
    def inner():
        warnings.warn("where", stacklevel=n)
    inner()


show("stacklevel", [recorded(lambda: level(n))[0][2:4] for n in (1, 2, 3)])
with warnings.catch_warnings(record=True) as log:
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", message="skip .*", category=UserWarning)
    warnings.filterwarnings("error", category=FutureWarning)
    warnings.filterwarnings("always", module="nowhere", append=True)
    warnings.warn("skip this")
    warnings.warn("do not skip this")
    warnings.warn("skip this, too", DeprecationWarning)
    try:
        warnings.warn("raised", FutureWarning)
    except FutureWarning as error:
        print("raised:", error, file=sys.stderr)
    show("filters", [(f[0], f[1] and f[1].pattern, f[2].__name__, f[3] and f[3].pattern, f[4]) for f in warnings.filters])
show("log", [str(w.message) for w in log])
show("message", str(log[0]).replace(__file__, "FILE"))
show("before and after", len(warnings.filters) > 0)

for call in (
    lambda: warnings.simplefilter("nope"),
    lambda: warnings.filterwarnings("ignore", message=5),
    lambda: warnings.filterwarnings("ignore", category=5),
    lambda: warnings.filterwarnings("ignore", lineno="a"),
    lambda: warnings.filterwarnings("ignore", lineno=-1),
    lambda: warnings.warn("x", 5),
    lambda: warnings.warn("x", int),
    lambda: warnings.warn(),
    lambda: warnings.warn("x", stacklevel="a"),
    lambda: warnings.warn_explicit("x", UserWarning, "f.py"),
    lambda: warnings.catch_warnings(5),
):
    try:
        call()
        print("no error", file=sys.stderr)
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)

with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.warn("to standard error")
    warnings.warn("two\nlines", DeprecationWarning)
    warnings.warn_explicit("explicit", ImportWarning, "some.py", 12, module="m")
    warnings.warn_explicit("explicit", ImportWarning, "some.py", 12, source=None)
    exec(compile("import warnings\nwarnings.warn('inside')", "made.py", "exec"))
    eval(r"'\d'")
    eval("1 is 1")
    assert (1, "always true")

with warnings.catch_warnings(action="ignore"):
    warnings.warn("not seen")
with warnings.catch_warnings(record=True, action="always", category=UserWarning) as log:
    warnings.warn("seen")
show("action", [str(w.message) for w in log])


@warnings.deprecated("use new()")
def old():
    """An old function."""
    return 5


@warnings.deprecated("use New", category=FutureWarning)
class Old:
    def __init__(self, x):
        self.x = x


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    show("deprecated function", (old(), old.__name__, old.__doc__, old.__deprecated__))
    show("deprecated class", Old(3).x)
    class Child(Old):
        pass
show("deprecated", [(str(w.message), w.category.__name__) for w in log])

original = warnings.showwarning
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print("own:", message, category.__name__, file=sys.stderr)
with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.warn("through showwarning")
warnings.showwarning = original
original = warnings.formatwarning
warnings.formatwarning = lambda message, category, filename, lineno, line=None: f"<{category.__name__} {message}>\n"
with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.warn("through formatwarning")
warnings.formatwarning = original

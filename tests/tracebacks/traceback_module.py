# The functions and classes of `traceback` on errors of many kinds.
import io
import sys
import traceback


def show(title, text):
    print(f"== {title}", file=sys.stderr)
    if isinstance(text, list):
        text = "".join(text)
    sys.stderr.write(text if text.endswith("\n") else f"{text}\n")


def caught(function, *args):
    try:
        function(*args)
    except BaseException as error:
        return error


def divide(a, b):
    label = f"{a}/{b}"
    return a / b


def chain():
    try:
        divide(1, 0)
    except ZeroDivisionError as error:
        raise ValueError("outer") from error


def context():
    try:
        divide(1, 0)
    except ZeroDivisionError:
        return {}["key"]


def suppressed():
    try:
        divide(1, 0)
    except ZeroDivisionError:
        raise ValueError("alone") from None


def group():
    errors = [caught(divide, 1, 0), caught(int, "x"), ExceptionGroup("inner", [KeyError("k"), caught(chain)])]
    raise ExceptionGroup("outer", errors)


def down(n):
    if n == 0:
        raise LookupError("bottom")
    return down(n - 1)


def syntax():
    compile("x = (1 +\ny = 2\n", "made.py", "exec")


def noted():
    error = ValueError("with notes")
    error.add_note("one")
    error.add_note("two\nlines")
    raise error


def name():
    return lenght


def attribute():
    return "text".uper()


def missing_module():
    from math import squareroot


ALL = [lambda: divide(1, 0), chain, context, suppressed, group, lambda: down(8), syntax, noted, name, attribute, missing_module]
for function in ALL:
    error = caught(function)
    title = type(error).__name__
    show(f"{title}: format_exception", traceback.format_exception(error))
    show(f"{title}: three arguments", traceback.format_exception(type(error), error, error.__traceback__))
    show(f"{title}: without chain", traceback.format_exception(error, chain=False))
    show(f"{title}: limit 1", traceback.format_exception(error, limit=1))
    show(f"{title}: limit -1", traceback.format_exception(error, limit=-1))
    show(f"{title}: limit 0", traceback.format_exception(error, limit=0))
    show(f"{title}: only", repr(traceback.format_exception_only(error)))
    show(f"{title}: only, two arguments", repr(traceback.format_exception_only(type(error), error)))
    show(f"{title}: only, with group", traceback.format_exception_only(error, show_group=True))
    made = traceback.TracebackException.from_exception(error, capture_locals=True)
    text = "".join(made.format()).replace(__file__, "FILE")
    lines = [line for line in text.splitlines() if " at 0x" not in line and "ALL = " not in line]
    show(f"{title}: locals", "\n".join(lines))
    show(f"{title}: names", repr((made.exc_type_str, str(made), made.filename if hasattr(made, "filename") else None)))
    made = traceback.TracebackException.from_exception(error, compact=True)
    show(f"{title}: compact", list(made.format()))
    show(f"{title}: equal", repr(made == traceback.TracebackException.from_exception(error)))
    show(f"{title}: extract", repr([(f.lineno, f.name, f.line) for f in traceback.extract_tb(error.__traceback__)]))
    show(f"{title}: places", repr([(f.lineno, f.end_lineno, f.colno, f.end_colno) for f in traceback.extract_tb(error.__traceback__)]))
    show(f"{title}: format_tb", traceback.format_tb(error.__traceback__) or ["nothing\n"])
    show(f"{title}: format_list", traceback.format_list([(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(error.__traceback__)]))
    out = io.StringIO()
    traceback.print_exception(error, file=out)
    show(f"{title}: print_exception", out.getvalue())
    out = io.StringIO()
    traceback.print_tb(error.__traceback__, 1, out)
    show(f"{title}: print_tb", out.getvalue())

# Inside of a handler.
try:
    chain()
except ValueError:
    out = io.StringIO()
    traceback.print_exc(file=out)
    show("print_exc", out.getvalue())
    traceback.print_exc(limit=1, chain=False)
    show("format_exc", traceback.format_exc())
    show("format_exc, limit", traceback.format_exc(limit=-1, chain=False))
show("format_exc without exception", repr(traceback.format_exc()))
show("format_exception(None)", repr(traceback.format_exception(None)))
show("format_exception_only(None)", repr(traceback.format_exception_only(None)))
show("nothing", repr(traceback.format_exception(None, None, None)))


def where():
    return traceback.extract_stack(), traceback.format_stack(limit=1), traceback.format_stack()


stack, one, all_ = where()
show("extract_stack", repr([(f.name, f.lineno, f.line) for f in stack]))
show("format_stack", one + all_)
out = io.StringIO()
traceback.print_stack(file=out)
show("print_stack", out.getvalue())

error = caught(lambda: down(6))
walked = list(traceback.walk_tb(error.__traceback__))
show("walk_tb", repr([(frame.f_code.co_name, line) for frame, line in walked]))
summary = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__))
show("summary", summary.format())
show("summary type", repr((type(summary).__name__, len(summary), type(summary[0]).__name__)))
summary = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), limit=2, capture_locals=True)
show("summary with locals", repr([f.locals for f in summary if f.name == "down"]))
summary = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), limit=-2, lookup_lines=False)
show("last two", summary.format())
summary = traceback.StackSummary.from_list([("nofile.py", 3, "f", "x = 1"), traceback.FrameSummary("other.py", 5, "g", line="  y = 2")])
show("from_list", summary.format())
show("frame", repr(summary[0]))
show("frame as tuple", repr((tuple(summary[0]), summary[0] == ("nofile.py", 3, "f", "x = 1"), len(summary[0]), summary[0][1])))
frame = traceback.FrameSummary("nofile.py", 3, "f", lookup_line=False, locals={"a": [1, "b"]}, end_lineno=3, colno=1, end_colno=4)
show("frame with locals", repr((frame.locals, frame.line, frame.colno)))
show("format_frame_summary", summary.format_frame_summary(summary[1]))
show("clear_frames", repr(traceback.clear_frames(error.__traceback__)))


class Hidden(traceback.StackSummary):
    def format_frame_summary(self, frame, **options):
        return None if frame.name == "down" else super().format_frame_summary(frame, **options)


show("a summary of one's own", Hidden.extract(traceback.walk_tb(error.__traceback__)).format())


class BadText(Exception):
    def __str__(self):
        raise RuntimeError


class BadRepr:
    def __repr__(self):
        raise ValueError


def with_bad_local():
    bad = BadRepr()
    long = "x" * 300
    raise BadText


error = caught(with_bad_local)
show("bad text", traceback.format_exception_only(error))
made = traceback.TracebackException(type(error), error, error.__traceback__, capture_locals=True)
show("bad repr", "\n".join(line for line in "".join(made.format()).splitlines() if " at 0x" not in line and "ALL" not in line))

big = ExceptionGroup("big", [ValueError(i) for i in range(30)])
show("wide group", traceback.format_exception(big))
made = traceback.TracebackException.from_exception(big, max_group_width=2, max_group_depth=1)
show("narrow group", list(made.format()))
deep = ValueError("leaf")
for i in range(5):
    deep = ExceptionGroup(f"level {i}", [deep])
made = traceback.TracebackException.from_exception(deep, max_group_depth=3)
show("shallow group", list(made.format()))
show("group only", traceback.format_exception_only(deep, show_group=True))

a, b = ValueError("a"), TypeError("b")
a.__cause__, b.__cause__ = b, a
show("circle", traceback.format_exception(a))
for value in (5, "text", ValueError):
    try:
        traceback.format_exception(value)
    except TypeError as error:
        show("wrong argument", str(error))
try:
    traceback.format_exception(ValueError, ValueError("x"))
except ValueError as error:
    show("two arguments", str(error))
for bad in (SyntaxError("m"), SyntaxError("m", ("f.py", 2, 3, "abc def\n")), SyntaxError("m", ("f.py", 2, 3, "abc def\n", 2, 6)), SyntaxError("m", ("f.py", 1, 1, "a\n", 2, 6)), IndentationError("i", ("f.py", 4, 0, "    x", 4, -1))):
    show("syntax", traceback.format_exception_only(bad))
traceback.print_last if hasattr(sys, "last_exc") else show("no last exception", "true")

"""print: separators, ends, files, flush, objects with and without __str__, errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class Out:
    def __init__(self): self.parts, self.flushed = [], 0
    def write(self, s): self.parts.append(s)
    def flush(self): self.flushed += 1


def p(*a, **k):
    o = Out()
    print(*a, file=o, **k)
    return o.parts

assert repr((p(), p(1), p(1, "a", None), p("a", "b", sep="-"), p("a", end=""), p("a", "b", sep="", end="!"), p([1, "x"]), p(sep="x"), p("a", sep=None, end=None), p("é€\n"), p(1, 2, 3, sep="\n"))) == '([\'\\n\'], [\'1\', \'\\n\'], [\'1\', \' \', \'a\', \' \', \'None\', \'\\n\'], [\'a\', \'-\', \'b\', \'\\n\'], [\'a\', \'\'], [\'a\', \'\', \'b\', \'!\'], ["[1, \'x\']", \'\\n\'], [\'\\n\'], [\'a\', \'\\n\'], [\'é€\\n\', \'\\n\'], [\'1\', \'\\n\', \'2\', \'\\n\', \'3\', \'\\n\'])'
o = Out()
print("x", file=o, flush=True)
assert repr((o.flushed, o.parts)) == "(1, ['x', '\\n'])"


class S:
    def __str__(self): return "str"
    def __repr__(self): return "repr"

assert repr((p(S(), [S()]), p(*"abc"), p(1.0, 1e100, True, ..., int))) == '([\'str\', \' \', \'[repr]\', \'\\n\'], [\'a\', \' \', \'b\', \' \', \'c\', \'\\n\'], [\'1.0\', \' \', \'1e+100\', \' \', \'True\', \' \', \'Ellipsis\', \' \', "<class \'int\'>", \'\\n\'])'


class NoFlush:
    def write(self, s): pass

print("x", file=NoFlush())
raises('print("x", file=NoFlush(), flush=True)', "AttributeError: 'NoFlush' object has no attribute 'flush'")
raises('print("x", file=object())', "AttributeError: 'object' object has no attribute 'write'")
raises('print("x", file=5)', "AttributeError: 'int' object has no attribute 'write'")
raises('print("x", sep=1)', 'TypeError: sep must be None or a string, not int')
raises('print("x", end=1)', 'TypeError: end must be None or a string, not int')
raises('print("x", foo=1)', "TypeError: print() got an unexpected keyword argument 'foo'")


class Bad:
    def write(self, s): raise OSError("disk full")

raises('print("x", file=Bad())', 'OSError: disk full')


class BadStr:
    def __str__(self): return 5

raises('print(BadStr())', 'TypeError: __str__ returned non-string (type int)')
import sys
saved, sys.stdout = sys.stdout, Out()
print("captured", 1)
captured, sys.stdout = sys.stdout.parts, saved
assert repr(captured) == "['captured', ' ', '1', '\\n']"
sys.stdout, saved = None, sys.stdout
r = print("nothing happens")
sys.stdout = saved
assert repr(r) == 'None'
saved = sys.stdout
del sys.stdout
try:
    print("x")
except RuntimeError as e:
    lost = str(e)

sys.stdout = saved
assert lost == 'lost sys.stdout'

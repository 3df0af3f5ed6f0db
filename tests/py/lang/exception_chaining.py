"""__context__, __cause__, __suppress_context__, __traceback__, notes, args."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def context():
    try:
        try:
            raise ValueError("a")
        except ValueError:
            raise KeyError("b")
    except KeyError as e:
        return e


e = context()
assert type(e.__context__) is ValueError and e.__cause__ is None and e.__suppress_context__ is False


def cause(from_what):
    try:
        try:
            raise ValueError("a")
        except ValueError:
            raise KeyError("b") from from_what
    except KeyError as e:
        return e


e = cause(None)
assert e.__cause__ is None and e.__suppress_context__ and type(e.__context__) is ValueError
e = cause(IndexError("c"))
assert repr(e.__cause__) == "IndexError('c')" and e.__suppress_context__ and type(e.__context__) is ValueError
e = cause(IndexError)
assert type(e.__cause__) is IndexError
e = ValueError()
e.__cause__ = KeyError()
assert e.__suppress_context__ is True
raises('e.__cause__ = 5', 'TypeError: exception cause must be None or derive from BaseException')
raises('e.__context__ = 5', 'TypeError: exception context must be None or derive from BaseException')
raises('e.__traceback__ = 5', 'TypeError: __traceback__ must be a traceback or None')
raises('del e.__traceback__', 'TypeError: __traceback__ may not be deleted')
raises('del e.args', 'TypeError: args may not be deleted')
raises('e.args = 5', "TypeError: 'int' object is not iterable")
e.args = [1, 2]
assert repr((e.args, str(e), repr(e))) == "((1, 2), '(1, 2)', 'ValueError(1, 2)')"


def restored():
    log = []
    import sys
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            raise KeyError("inner")
        except KeyError:
            log.append(repr(sys.exception()))
        log.append(repr(sys.exception()))
    log.append(repr(sys.exception()))
    return log


assert repr(restored()) == '["KeyError(\'inner\')", "ValueError(\'outer\')", \'None\']'


def reraise():
    try:
        try:
            raise ValueError("same")
        except ValueError as e:
            first = e
            raise
    except ValueError as e:
        return e is first, e.__context__


assert repr(reraise()) == '(True, None)'


def bare_in_function():
    def helper():
        raise
    try:
        raise ValueError("active")
    except ValueError:
        try:
            helper()
        except ValueError as e:
            return str(e)


assert bare_in_function() == 'active'


def no_self_cycle():
    try:
        raise ValueError
    except ValueError as e:
        try:
            raise e
        except ValueError as f:
            return f.__context__


assert repr(no_self_cycle()) == 'None'


def cycle_broken():
    a, b = ValueError("a"), KeyError("b")
    try:
        try:
            raise a
        except ValueError:
            raise b
    except KeyError:
        try:
            raise a
        except ValueError as e:
            return repr(e), repr(e.__context__), e.__context__.__context__


assert repr(cycle_broken()) == '("ValueError(\'a\')", "KeyError(\'b\')", None)'
e = ValueError(1)
assert not hasattr(e, "__notes__")
e.add_note("one")
e.add_note("two")
assert repr((e.__notes__, str(e))) == "(['one', 'two'], '1')"
raises('e.add_note(5)', 'TypeError: add_note() argument must be str, not int')
raises('e.add_note()', 'TypeError: BaseException.add_note() takes exactly one argument (0 given)')
tb = None


def deep(n):
    if n == 0:
        raise ValueError
    deep(n - 1)

try:
    deep(3)
except ValueError as e:
    names = []
    tb = e.__traceback__
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    assert repr(names) == "['<module>', 'deep', 'deep', 'deep', 'deep']"
    assert e.with_traceback(None) is e and e.__traceback__ is None

assert repr((ValueError(1, 2).args, str(ValueError()), str(ValueError(1, 2)), repr(ValueError(1,)), repr(KeyError()))) == "((1, 2), '', '(1, 2)', 'ValueError(1)', 'KeyError()')"
assert repr((str(KeyError("k")), str(KeyError(1, 2)), str(KeyError()))) == '("\'k\'", \'(1, 2)\', \'\')'


class Own(Exception):
    def __init__(self, a, b=2):
        self.a = a

assert repr((Own(1).args, Own(1, b=5).args, str(Own("x")), repr(Own("x")))) == '((1,), (1,), \'x\', "Own(\'x\')")'


class Text(Exception):
    def __str__(self): return "shown"

assert repr((str(Text(1)), repr(Text(1)))) == "('shown', 'Text(1)')"
raises('ValueError(x=1)', 'TypeError: ValueError() takes no keyword arguments')
assert ValueError("a") != ValueError("a")
e = StopIteration(1, 2)
assert repr((e.value, e.args)) == '(1, (1, 2))'
assert repr((SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)) == '(3, None, (1, 2))'
assert repr((OSError(2, "no").errno, type(OSError(2, "no")).__name__, str(OSError(2, "no", "file")), str(OSError(2, "no", "a", None, "b")))) == '(2, \'FileNotFoundError\', "[Errno 2] no: \'file\'", "[Errno 2] no: \'a\' -> \'b\'")'
assert repr((type(OSError(13, "x")).__name__, type(OSError(17, "x")).__name__, OSError("one").errno, OSError(1, 2, 3).filename)) == "('PermissionError', 'FileExistsError', None, 3)"
assert repr((AttributeError("m", name="n", obj=3).name, NameError("m", name="n").name, ImportError("m", name="n", path="p").path)) == "('n', 'n', 'p')"
assert repr((UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad").start, str(UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "bad")))) == '(2, "\'utf-8\' codec can\'t decode byte 0xff in position 2: bad")'
assert repr((str(UnicodeEncodeError("ascii", "a\xe9", 1, 2, "bad")), str(UnicodeEncodeError("ascii", "a\xe9\u20ac", 1, 3, "bad")))) == '("\'ascii\' codec can\'t encode character \'\\\\xe9\' in position 1: bad", "\'ascii\' codec can\'t encode characters in position 1-2: bad")'
raises('UnicodeDecodeError("utf-8", "text", 0, 1, "x")', "TypeError: a bytes-like object is required, not 'str'")
assert repr((SyntaxError("m", ("f.py", 3, 4, "text")).lineno, str(SyntaxError("m", ("dir/f.py", 3, 4, "text"))))) == "(3, 'm (f.py, line 3)')"

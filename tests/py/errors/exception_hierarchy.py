"""The tree of builtin exceptions and their construction."""

import builtins


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


tree = {name: [b.__name__ for b in obj.__bases__] for name, obj in sorted(vars(builtins).items()) if isinstance(obj, type) and issubclass(obj, BaseException)}
assert repr(tree) == "{'ArithmeticError': ['Exception'], 'AssertionError': ['Exception'], 'AttributeError': ['Exception'], 'BaseException': ['object'], 'BaseExceptionGroup': ['BaseException'], 'BlockingIOError': ['OSError'], 'BrokenPipeError': ['ConnectionError'], 'BufferError': ['Exception'], 'BytesWarning': ['Warning'], 'ChildProcessError': ['OSError'], 'ConnectionAbortedError': ['ConnectionError'], 'ConnectionError': ['OSError'], 'ConnectionRefusedError': ['ConnectionError'], 'ConnectionResetError': ['ConnectionError'], 'DeprecationWarning': ['Warning'], 'EOFError': ['Exception'], 'EncodingWarning': ['Warning'], 'EnvironmentError': ['Exception'], 'Exception': ['BaseException'], 'ExceptionGroup': ['BaseExceptionGroup', 'Exception'], 'FileExistsError': ['OSError'], 'FileNotFoundError': ['OSError'], 'FloatingPointError': ['ArithmeticError'], 'FutureWarning': ['Warning'], 'GeneratorExit': ['BaseException'], 'IOError': ['Exception'], 'ImportError': ['Exception'], 'ImportWarning': ['Warning'], 'IndentationError': ['SyntaxError'], 'IndexError': ['LookupError'], 'InterruptedError': ['OSError'], 'IsADirectoryError': ['OSError'], 'KeyError': ['LookupError'], 'KeyboardInterrupt': ['BaseException'], 'LookupError': ['Exception'], 'MemoryError': ['Exception'], 'ModuleNotFoundError': ['ImportError'], 'NameError': ['Exception'], 'NotADirectoryError': ['OSError'], 'NotImplementedError': ['RuntimeError'], 'OSError': ['Exception'], 'OverflowError': ['ArithmeticError'], 'PendingDeprecationWarning': ['Warning'], 'PermissionError': ['OSError'], 'ProcessLookupError': ['OSError'], 'PythonFinalizationError': ['RuntimeError'], 'RecursionError': ['RuntimeError'], 'ReferenceError': ['Exception'], 'ResourceWarning': ['Warning'], 'RuntimeError': ['Exception'], 'RuntimeWarning': ['Warning'], 'StopAsyncIteration': ['Exception'], 'StopIteration': ['Exception'], 'SyntaxError': ['Exception'], 'SyntaxWarning': ['Warning'], 'SystemError': ['Exception'], 'SystemExit': ['BaseException'], 'TabError': ['IndentationError'], 'TimeoutError': ['OSError'], 'TypeError': ['Exception'], 'UnboundLocalError': ['NameError'], 'UnicodeDecodeError': ['UnicodeError'], 'UnicodeEncodeError': ['UnicodeError'], 'UnicodeError': ['ValueError'], 'UnicodeTranslateError': ['UnicodeError'], 'UnicodeWarning': ['Warning'], 'UserWarning': ['Warning'], 'ValueError': ['Exception'], 'Warning': ['Exception'], 'ZeroDivisionError': ['ArithmeticError'], '_IncompleteInputError': ['SyntaxError']}"
for name in tree:
    cls = getattr(builtins, name)
    if name.startswith("Unicode") and name != "UnicodeError" and name != "UnicodeWarning" or name.endswith("Group"): continue
    e = cls()
    assert e.args == () and str(e) in ("", "<no detail available>", "None", ""), (name, str(e))
    e = cls("message")
    assert e.args == ("message",) and (str(e) == "message" or name == "KeyError"), name
    assert repr(e) == f"{cls.__name__}('message')", repr(e)
    assert e.__traceback__ is None and e.__context__ is None and e.__cause__ is None and e.__suppress_context__ is False

assert repr((str(SyntaxError()), str(SystemExit()), str(KeyError("a")), str(OSError()), str(StopIteration(5)), StopIteration(5).value, StopAsyncIteration(5).args)) == '(\'None\', \'\', "\'a\'", \'\', \'5\', 5, (5,))'
assert EnvironmentError is OSError and IOError is OSError
codes = {1: "PermissionError", 2: "FileNotFoundError", 3: "ProcessLookupError", 4: "InterruptedError", 10: "ChildProcessError", 11: "BlockingIOError", 13: "PermissionError", 17: "FileExistsError", 20: "NotADirectoryError", 21: "IsADirectoryError", 32: "BrokenPipeError", 103: "ConnectionAbortedError", 104: "ConnectionResetError", 110: "TimeoutError", 111: "ConnectionRefusedError", 5: "OSError"}
for code, name in codes.items():
    assert type(OSError(code, "x")).__name__ == name, code

try:
    open("/nonexistent/file")
except OSError as e:
    assert repr((type(e).__name__, e.errno, e.strerror, e.filename, e.filename2, str(e), e.args)) == '(\'FileNotFoundError\', 2, \'No such file or directory\', \'/nonexistent/file\', None, "[Errno 2] No such file or directory: \'/nonexistent/file\'", (2, \'No such file or directory\'))'

class Sub(OSError): pass
assert repr((type(Sub(2, "x")).__name__, Sub(2, "x").errno, str(Sub(2, "x")))) == "('Sub', 2, '[Errno 2] x')"
e = ImportError("m", name="n", path="p")
assert repr((e.name, e.path, e.msg, str(e), repr(e))) == '(\'n\', \'p\', \'m\', \'m\', "ImportError(\'m\')")'
raises('ImportError("m", foo=1)', "TypeError: ImportError() got an unexpected keyword argument 'foo'")
raises('NameError("m", foo=1)', "TypeError: NameError() got an unexpected keyword argument 'foo'")
raises('AttributeError("m", foo=1)', "TypeError: AttributeError() got an unexpected keyword argument 'foo'")
raises('ValueError("m", foo=1)', 'TypeError: ValueError() takes no keyword arguments')
raises('UnicodeDecodeError("utf-8")', 'TypeError: function takes exactly 5 arguments (1 given)')
raises('UnicodeEncodeError("a", "b", 1, 2)', 'TypeError: function takes exactly 5 arguments (4 given)')
raises('UnicodeEncodeError("ascii", b"b", 1, 2, "x")', 'TypeError: argument 2 must be str, not bytes')
u = UnicodeEncodeError("ascii", "aé", 1, 2, "reason")
assert repr((u.encoding, u.object, u.start, u.end, u.reason, u.args)) == "('ascii', 'aé', 1, 2, 'reason', ('ascii', 'aé', 1, 2, 'reason'))"
s = SyntaxError("msg", ("file", 1, 2, "text", 1, 5))
assert repr((s.msg, s.filename, s.lineno, s.offset, s.text, s.end_lineno, s.end_offset, s.print_file_and_line, str(s), s.args)) == "('msg', 'file', 1, 2, 'text', 1, 5, None, 'msg (file, line 1)', ('msg', ('file', 1, 2, 'text', 1, 5)))"
raises('SyntaxError("msg", ("file", 1))', 'TypeError: function takes at least 4 arguments (2 given)')
try:
    compile("x = (\ny z", "name.py", "exec")
except SyntaxError as e:
    assert repr((e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)) == '("\'(\' was never closed", \'name.py\', 1, 5, \'x = (\', 1, 0)'

try:
    compile("if 1:\n  a\n b", "name.py", "exec")
except IndentationError as e:
    assert repr((type(e).__name__, e.msg, e.lineno, e.offset, e.text)) == "('IndentationError', 'unindent does not match any outer indentation level', 3, 3, ' b\\n')"

try:
    compile("if 1:\n\ta\n        b", "name.py", "exec")
except SyntaxError as e:
    assert repr((type(e).__name__, e.msg, e.lineno)) == "('TabError', 'inconsistent use of tabs and spaces in indentation', 3)"


class Own(Exception):
    def __init__(self, code, *rest): self.code = code

assert repr((Own(5, 6).args, Own(5).code, repr(Own(5)), str(Own(5)))) == "((5, 6), 5, 'Own(5)', '5')"


class Kw(Exception):
    def __init__(self, *, a): super().__init__(a)

assert repr((Kw(a=1).args, repr(Kw(a=1)))) == "((1,), 'Kw(1)')"
class Multi(KeyError, AttributeError): pass
raises('class Bad(OSError, SyntaxError): pass', 'TypeError: multiple bases have instance lay-out conflict')
assert repr((str(Multi("x")), Multi.__mro__[1:3])) == '("\'x\'", (<class \'KeyError\'>, <class \'LookupError\'>))'
assert repr((BaseException.__new__(ValueError, 1).args, ValueError.__new__(ValueError, 1, 2).args, Exception().__str__(), ValueError("a").__reduce__(), ValueError("a").__setstate__({"x": 1}))) == "((1,), (1, 2), '', (<class 'ValueError'>, ('a',)), None)"
assert repr((ValueError(1) == ValueError(1), len({ValueError(1), ValueError(1)}), isinstance(ValueError(), Exception), issubclass(KeyboardInterrupt, Exception), issubclass(SystemExit, Exception), issubclass(GeneratorExit, Exception))) == '(False, 2, True, False, False, False)'

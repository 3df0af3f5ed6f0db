"""Exception groups and except*: splitting, leftovers, naming, raising inside, nested groups."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def run(group):
    log = []
    try:
        try:
            raise group
        except* ValueError as e:
            log.append(("V", repr(e)))
        except* (KeyError, IndexError) as e:
            log.append(("K", repr(e)))
        else:
            log.append("else")
        finally:
            log.append("finally")
    except BaseException as e:
        log.append(("left", repr(e)))
    return log


assert repr(run(ExceptionGroup("g", [ValueError(1), KeyError(2), TypeError(3)]))) == '[(\'V\', "ExceptionGroup(\'g\', [ValueError(1)])"), (\'K\', "ExceptionGroup(\'g\', [KeyError(2)])"), \'finally\', (\'left\', "ExceptionGroup(\'g\', [TypeError(3)])")]'
assert repr(run(ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [ValueError(2), IndexError(3)])]))) == '[(\'V\', "ExceptionGroup(\'g\', [ValueError(1), ExceptionGroup(\'h\', [ValueError(2)])])"), (\'K\', "ExceptionGroup(\'g\', [ExceptionGroup(\'h\', [IndexError(3)])])"), \'finally\']'
assert repr(run(ValueError("naked"))) == '[(\'V\', "ExceptionGroup(\'\', (ValueError(\'naked\'),))"), \'finally\']'
assert repr(run(TypeError("naked"))) == '[\'finally\', (\'left\', "TypeError(\'naked\')")]'
assert repr(run(ExceptionGroup("g", [TypeError(1)]))) == '[\'finally\', (\'left\', "ExceptionGroup(\'g\', [TypeError(1)])")]'
assert repr(run(BaseExceptionGroup("b", [KeyboardInterrupt(), KeyError(1)]))) == '[(\'K\', "ExceptionGroup(\'b\', [KeyError(1)])"), \'finally\', (\'left\', "BaseExceptionGroup(\'b\', [KeyboardInterrupt()])")]'


def nothing():
    log = []
    try:
        pass
    except* ValueError:
        log.append("no")
    else:
        log.append("else")
    return log

assert repr(nothing()) == "['else']"


def raising():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError as e:
            raise KeyError("new")
    except ExceptionGroup as e:
        return repr(e), [repr(x) for x in e.exceptions], repr(e.exceptions[0].__context__)

assert repr(raising()) == '("ExceptionGroup(\'\', [KeyError(\'new\'), ExceptionGroup(\'g\', [TypeError(2)])])", ["KeyError(\'new\')", "ExceptionGroup(\'g\', [TypeError(2)])"], "ExceptionGroup(\'g\', [ValueError(1)])")'


def reraising():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError as e:
            raise
    except ExceptionGroup as e:
        return repr(e)

assert reraising() == "ExceptionGroup('g', [ValueError(1), TypeError(2)])"


def name_gone():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as e:
        pass
    try:
        e
    except NameError:
        return "gone"

assert name_gone() == 'gone'
g = ExceptionGroup("msg", [ValueError(1), ExceptionGroup("sub", [KeyError(2), ValueError(3)])])
assert repr((g.message, g.exceptions, str(g), repr(g))) == '(\'msg\', (ValueError(1), ExceptionGroup(\'sub\', [KeyError(2), ValueError(3)])), \'msg (2 sub-exceptions)\', "ExceptionGroup(\'msg\', [ValueError(1), ExceptionGroup(\'sub\', [KeyError(2), ValueError(3)])])")'
assert repr(g.split(ValueError)) == "(ExceptionGroup('msg', [ValueError(1), ExceptionGroup('sub', [ValueError(3)])]), ExceptionGroup('msg', [ExceptionGroup('sub', [KeyError(2)])]))"
assert repr(g.split(lambda e: isinstance(e, KeyError))) == "(ExceptionGroup('msg', [ExceptionGroup('sub', [KeyError(2)])]), ExceptionGroup('msg', [ValueError(1), ExceptionGroup('sub', [ValueError(3)])]))"
assert repr((g.subgroup(KeyError), g.subgroup(OSError), g.subgroup((ValueError, KeyError)) is g)) == "(ExceptionGroup('msg', [ExceptionGroup('sub', [KeyError(2)])]), None, False)"
assert repr((g.split(ExceptionGroup)[0] is g, g.split(OSError)[1] is g)) == '(True, False)'
assert repr(g.derive([TypeError(1)])) == "ExceptionGroup('msg', [TypeError(1)])"
assert repr((type(BaseExceptionGroup("x", [ValueError()])).__name__, type(BaseExceptionGroup("x", [KeyboardInterrupt()])).__name__)) == "('ExceptionGroup', 'BaseExceptionGroup')"
assert repr((isinstance(g, Exception), issubclass(ExceptionGroup, (BaseExceptionGroup, Exception)), ExceptionGroup[int])) == '(True, True, ExceptionGroup[int])'
raises('ExceptionGroup("x", [])', 'ValueError: second argument (exceptions) must be a non-empty sequence')
raises('ExceptionGroup("x", 5)', 'TypeError: second argument (exceptions) must be a sequence')
raises('ExceptionGroup("x", [5])', 'ValueError: Item 0 of second argument (exceptions) is not an exception')
raises('ExceptionGroup("x", [ValueError])', 'ValueError: Item 0 of second argument (exceptions) is not an exception')
raises('ExceptionGroup("x", [KeyboardInterrupt()])', 'TypeError: Cannot nest BaseExceptions in an ExceptionGroup')
raises('ExceptionGroup(5, [ValueError()])', 'TypeError: BaseExceptionGroup.__new__() argument 1 must be str, not int')
raises('ExceptionGroup("x")', 'TypeError: BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)')
raises('g.split(5)', 'TypeError: expected an exception type, a tuple of exception types, or a callable (other than a class)')
raises('g.message = 1', 'AttributeError: readonly attribute')


class Own(ExceptionGroup):
    def derive(self, excs):
        return Own("derived", excs)

assert repr(Own("m", [ValueError(1), KeyError(2)]).split(ValueError)) == "(Own('derived', [ValueError(1)]), Own('derived', [KeyError(2)]))"


def wrong():
    try:
        raise ValueError
    except* ExceptionGroup:
        pass

raises('wrong()', 'TypeError: catching ExceptionGroup with except* is not allowed. Use except instead.')


def wrong2():
    try:
        raise ValueError
    except* 5:
        pass

raises('wrong2()', 'TypeError: catching classes that do not inherit from BaseException is not allowed')
raises('compile("try: pass\\nexcept* ValueError: pass\\nexcept KeyError: pass", "f", "exec")', "SyntaxError: cannot have both 'except' and 'except*' on the same 'try' (f, line 3)")
raises('compile("try: pass\\nexcept*: pass", "f", "exec")', 'SyntaxError: expected one or more exception types (f, line 2)')
raises('compile("def f():\\n try: pass\\n except* ValueError: return", "f", "exec")', "SyntaxError: 'break', 'continue' and 'return' cannot appear in an except* block (f, line 3)")
raises('compile("while 1:\\n try: pass\\n except* ValueError: break", "f", "exec")', "SyntaxError: 'break', 'continue' and 'return' cannot appear in an except* block (f, line 3)")

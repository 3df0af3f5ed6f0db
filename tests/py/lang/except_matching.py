"""Which handler runs: order, tuples, subclasses, dynamic expressions, wrong ones, several without parentheses (3.14)."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def which(error):
    try:
        raise error
    except (KeyError, IndexError):
        return "lookup"
    except ArithmeticError:
        return "arithmetic"
    except Exception:
        return "exception"
    except:
        return "bare"


assert repr((which(KeyError()), which(IndexError), which(ZeroDivisionError()), which(ValueError()), which(SystemExit()))) == "('lookup', 'lookup', 'arithmetic', 'exception', 'bare')"
assert repr((which(KeyboardInterrupt()), which(GeneratorExit()))) == "('bare', 'bare')"


def unparenthesized(error):
    try:
        raise error
    except KeyError, ValueError:
        return 1
    except TypeError:
        return 2

assert repr((unparenthesized(KeyError()), unparenthesized(ValueError()), unparenthesized(TypeError()))) == '(1, 1, 2)'


def nothing():
    try:
        raise ValueError("v")
    except ():
        return "never"

raises('nothing()', 'ValueError: v')


def wrong(kind):
    try:
        raise ValueError("v")
    except kind:
        return "caught"

raises('wrong(5)', 'TypeError: catching classes that do not inherit from BaseException is not allowed')
raises('wrong((ValueError, 5))', 'TypeError: catching classes that do not inherit from BaseException is not allowed')
raises('wrong((5, ValueError))', 'TypeError: catching classes that do not inherit from BaseException is not allowed')
raises('wrong(int)', 'TypeError: catching classes that do not inherit from BaseException is not allowed')
raises('wrong("ValueError")', 'TypeError: catching classes that do not inherit from BaseException is not allowed')
assert wrong((ValueError,)) == 'caught'
raises('wrong(((KeyError, ValueError),))', 'TypeError: catching classes that do not inherit from BaseException is not allowed')
log = []


def note(kind):
    log.append(kind.__name__)
    return kind

try:
    raise IndexError
except note(KeyError):
    pass
except note(LookupError):
    pass
except note(Exception):
    pass

assert repr(log) == "['KeyError', 'LookupError']"


def not_evaluated():
    try:
        pass
    except 1 / 0:
        pass
    return "fine"

assert not_evaluated() == 'fine'


class Meta(type):
    def __subclasscheck__(cls, sub): return True
    def __instancecheck__(cls, obj): return True

class Any(Exception, metaclass=Meta): pass


def by_meta():
    try:
        raise ValueError
    except Any:
        return "hook asked"
    except ValueError:
        return "hook not asked"

assert by_meta() == 'hook not asked'
raises('raise 5', 'TypeError: exceptions must derive from BaseException')
raises('raise "text"', 'TypeError: exceptions must derive from BaseException')
raises('raise int', 'TypeError: exceptions must derive from BaseException')
raises('raise', 'RuntimeError: No active exception to reraise')


class Weird(Exception):
    def __new__(cls, *a):
        return 5

raises('raise Weird', "TypeError: calling <class '__main__.Weird'> should have returned an instance of BaseException, not <class 'int'>")
raises('raise ValueError from 5', 'TypeError: exception causes must derive from BaseException')
raises('compile("try:\\n pass\\nexcept:\\n pass\\nexcept ValueError:\\n pass", "f", "exec")', "SyntaxError: default 'except:' must be last (f, line 3)")
raises('compile("try:\\n pass\\nexcept ValueError, TypeError as e:\\n pass", "f", "exec")', "SyntaxError: multiple exception types must be parenthesized when using 'as' (f, line 3)")
raises('compile("try:\\n pass", "f", "exec")', "SyntaxError: expected 'except' or 'finally' block (f, line 2)")

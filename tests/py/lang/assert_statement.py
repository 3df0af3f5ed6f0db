"""assert: condition, message, order, not a function."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert 1
assert True, "unused"
raises('assert 0', 'AssertionError: ')
raises('assert False, "message"', 'AssertionError: message')
raises('assert [], ("tuple", 1)', "AssertionError: ('tuple', 1)")
raises('assert 0, None', 'AssertionError: None')
raises('assert 0, ValueError("nested")', 'AssertionError: nested')
calls = []
assert calls.append(1) is None, calls.append(2)
assert repr(calls) == '[1]'
try:
    assert 0, 5
except AssertionError as e:
    assert repr(e.args) == '(5,)'

try:
    assert 0
except AssertionError as e:
    assert repr(e.args) == '()'

AssertionErr = AssertionError
AssertionError = ValueError
raises('assert 0, "still the builtin"', 'AssertionError: still the builtin')
raises('compile("assert", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')
raises('compile("assert a = b", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')

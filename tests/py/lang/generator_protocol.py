"""Generators: next, send, throw, close, return values, and their state attributes."""

import inspect


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def g(a):
    b = yield a
    c = yield b
    return c


gen = g(1)
assert iter(gen) is gen
assert inspect.getgeneratorstate(gen) == "GEN_CREATED"
raises('gen.send(5)', "TypeError: can't send non-None value to a just-started generator")
assert repr((next(gen), gen.send("b"))) == "(1, 'b')"
assert inspect.getgeneratorstate(gen) == "GEN_SUSPENDED"
try:
    gen.send("c")
except StopIteration as e:
    assert repr((e.value, e.args)) == "('c', ('c',))"

assert inspect.getgeneratorstate(gen) == "GEN_CLOSED"
assert gen.gi_frame is None
raises('next(gen)', 'StopIteration: ')
assert repr((list(gen), gen.close())) == '([], None)'
assert repr((gen.__name__, gen.__qualname__, gen.gi_code is g.__code__, gen.gi_running, gen.gi_suspended)) == "('g', 'g', True, False, False)"
gen.__name__ = "renamed"
assert gen.__name__ == 'renamed'
raises('gen.__name__ = 1', 'TypeError: __name__ must be set to a string object')


def catcher():
    while True:
        try:
            x = yield "ready"
        except KeyError as e:
            x = e
            yield "caught " + repr(e)


c = catcher()
next(c)
assert repr((c.throw(KeyError("k")), next(c), c.throw(KeyError), next(c))) == '("caught KeyError(\'k\')", \'ready\', \'caught KeyError()\', \'ready\')'
raises('c.throw(ValueError("out"))', 'ValueError: out')
raises('next(c)', 'StopIteration: ')
raises('catcher().throw(5)', 'TypeError: exceptions must be classes or instances deriving from BaseException, not int')
raises('catcher().throw(int)', 'TypeError: exceptions must be classes or instances deriving from BaseException, not type')
fresh = catcher()
raises('fresh.throw(RuntimeError("before start"))', 'RuntimeError: before start')
raises('next(fresh)', 'StopIteration: ')


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
raises('s.close()', 'RuntimeError: generator ignored GeneratorExit')


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "value"


r = returns_on_close()
assert r.close() is None
r = returns_on_close()
next(r)
assert repr((r.close(), r.close())) == "('value', None)"


def raises_on_close():
    try:
        yield 1
    finally:
        raise OSError("while closing")


r = raises_on_close()
next(r)
raises('r.close()', 'OSError: while closing')


def stops():
    yield 1
    raise StopIteration("inside")


raises('list(stops())', 'RuntimeError: generator raised StopIteration')
try:
    list(stops())
except RuntimeError as e:
    assert type(e.__cause__) is StopIteration and e.__cause__ is e.__context__ and e.__suppress_context__
    assert e.__cause__.value == "inside"


def next_in_generator():
    yield next(iter([]))


raises('list(next_in_generator())', 'RuntimeError: generator raised StopIteration')


def reenter():
    try:
        next(me)
    except ValueError as e:
        yield str(e)


me = reenter()
assert next(me) == 'generator already executing'


def tuple_return():
    return (1, 2)
    yield

try:
    next(tuple_return())
except StopIteration as e:
    assert repr((e.value, e.args)) == '((1, 2), ((1, 2),))'


def none_return():
    yield 1
    return

it = none_return()
next(it)
try:
    next(it)
except StopIteration as e:
    assert repr((e.value, e.args)) == '(None, ())'

assert repr(([x for x in none_return()], sum(x for x in none_return()))) == '([1], 1)'
raises('none_return()[0]', "TypeError: 'generator' object is not subscriptable")
raises('len(none_return())', "TypeError: object of type 'generator' has no len()")
raises('compile("def f():\\n async def g():\\n  yield 1\\n  return 2", "f", "exec")', "SyntaxError: 'return' with value in async generator (f, line 4)")
raises('compile("yield 1", "f", "exec")', "SyntaxError: 'yield' outside function (f, line 1)")
raises('compile("class C: yield 1", "f", "exec")', "SyntaxError: 'yield' outside function (f, line 1)")

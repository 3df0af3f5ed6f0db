"""Cells: shared between closures, late binding, empty cells, deletion, assignment through nonlocal."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def make():
    x = 1
    def get():
        return x
    def put(value):
        nonlocal x
        x = value
    def drop():
        nonlocal x
        del x
    return get, put, drop


get, put, drop = make()
assert get() == 1
put(5)
assert get() == 5
assert get.__closure__[0] is put.__closure__[0] is drop.__closure__[0]
assert get.__closure__[0].cell_contents == 5
get.__closure__[0].cell_contents = 7
assert get() == 7
drop()
raises('get()', "NameError: cannot access free variable 'x' where it is not associated with a value in enclosing scope")
raises('drop()', "NameError: cannot access free variable 'x' where it is not associated with a value in enclosing scope")
raises('get.__closure__[0].cell_contents', 'ValueError: Cell is empty')
put(8)
assert get() == 8
assert make.__closure__ is None
assert repr([f() for f in [lambda: i for i in range(3)]]) == '[2, 2, 2]'
assert repr([f() for f in [lambda i=i: i for i in range(3)]]) == '[0, 1, 2]'
assert get.__code__.co_freevars == ("x",)
assert make.__code__.co_cellvars == ("x",)


def argument_is_cell(a, *args, **kwargs):
    def inner():
        return a, args, kwargs
    a += 1
    return inner

assert repr(argument_is_cell(1, 2, k=3)()) == "(2, (2,), {'k': 3})"


def loop():
    fs = []
    for i in range(3):
        def f():
            return i
        fs.append(f)
    i = 10
    return [f() for f in fs]

assert repr(loop()) == '[10, 10, 10]'


def deep():
    x = 1
    def a():
        def b():
            def c():
                nonlocal x
                x += 1
                return x
            return c
        return b
    a()()()
    return x

assert deep() == 2


def two_calls():
    def counter():
        n = 0
        def step():
            nonlocal n
            n += 1
            return n
        return step
    a, b = counter(), counter()
    return a(), a(), b(), a()

assert repr(two_calls()) == '(1, 2, 1, 3)'


def recursive():
    def fact(n):
        return 1 if n == 0 else n * fact(n - 1)
    return fact(10)

assert recursive() == 3628800


def uses_exception_name():
    try:
        raise ValueError(1)
    except ValueError as e:
        f = lambda: e
    try:
        f()
    except NameError as error:
        return str(error)

assert uses_exception_name() == "cannot access free variable 'e' where it is not associated with a value in enclosing scope"
import types
cell = types.CellType()
raises('cell.cell_contents', 'ValueError: Cell is empty')
cell = types.CellType(3)
assert cell.cell_contents == 3
assert types.CellType(1) < types.CellType(2)
assert types.CellType() < types.CellType(2)
assert types.FunctionType(get.__code__, {}, "g", None, (types.CellType(42),))() == 42
raises('types.FunctionType(get.__code__, {})', 'TypeError: arg 5 (closure) must be tuple')

"""inspect: kinds of objects, members, static attributes, documentation, frames, states of generators."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import functools
import inspect
import sys
import types


class Base:
    """Base documentation."""

    def method(self):
        """Of the method.

            Indented.
        """

    @property
    def prop(self):
        """Of the property."""


class Child(Base):
    slot = 1

    def method(self):
        pass

    @classmethod
    def of_class(cls):
        pass

    @staticmethod
    def static():
        pass

    @property
    def prop(self):
        return 1

    async def coroutine(self):
        pass

    def generator(self):
        yield

    async def asynchronous(self):
        yield


def function():
    x = 1
    return inspect.currentframe()


tests = ["ismodule", "isclass", "ismethod", "isfunction", "isgeneratorfunction", "iscoroutinefunction", "isasyncgenfunction", "isgenerator", "iscoroutine", "isasyncgen", "isawaitable", "istraceback", "isframe", "iscode", "isbuiltin", "isroutine", "isabstract", "ismethoddescriptor", "isdatadescriptor", "isgetsetdescriptor", "ismemberdescriptor", "ismethodwrapper"]
objects = [inspect, Base, Base().method, function, Child.generator, Child.coroutine, Child.asynchronous, (i for i in ()), len, str.join, [].append, object().__str__, Base.prop, type(function).__code__, type(function).__globals__, functools.partial(Child.generator), function.__code__, 3]
assert repr([[name for name in tests if getattr(inspect, name)(o)] for o in objects]) == "[['ismodule'], ['isclass'], ['ismethod', 'isroutine'], ['isfunction', 'isroutine'], ['isfunction', 'isgeneratorfunction', 'isroutine'], ['isfunction', 'iscoroutinefunction', 'isroutine'], ['isfunction', 'isasyncgenfunction', 'isroutine'], ['isgenerator'], ['isbuiltin', 'isroutine'], ['isroutine', 'ismethoddescriptor'], ['isbuiltin', 'isroutine'], ['isroutine', 'ismethodwrapper'], ['isdatadescriptor'], ['isdatadescriptor', 'isgetsetdescriptor'], ['isdatadescriptor', 'ismemberdescriptor'], ['isgeneratorfunction', 'isroutine', 'ismethoddescriptor'], ['iscode'], []]"
assert repr([name for name, value in inspect.getmembers(Child, inspect.isfunction)]) == "['asynchronous', 'coroutine', 'generator', 'method', 'static']"
assert repr([(name, type(value).__name__) for name, value in inspect.getmembers_static(Child()) if not name.startswith("__")]) == "[('asynchronous', 'function'), ('coroutine', 'function'), ('generator', 'function'), ('method', 'function'), ('of_class', 'classmethod'), ('prop', 'property'), ('slot', 'int'), ('static', 'staticmethod')]"
assert repr([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(Child) if not a.name.startswith("__")]) == "[('asynchronous', 'method', 'Child'), ('coroutine', 'method', 'Child'), ('generator', 'method', 'Child'), ('method', 'method', 'Child'), ('of_class', 'class method', 'Child'), ('prop', 'property', 'Child'), ('slot', 'data', 'Child'), ('static', 'static method', 'Child')]"
assert repr((inspect.getdoc(Child), inspect.getdoc(Child.method), inspect.getdoc(Child.prop), inspect.getdoc(3) == inspect.getdoc(int), inspect.cleandoc("  a\n    b\n      c\n\n"))) == "('Base documentation.', 'Of the method.\\n\\nIndented.', 'Of the property.', True, 'a\\nb\\n  c')"
assert repr((inspect.getmro(Child) == (Child, Base, object), inspect.getclasstree([Child, Base])[0][0].__name__)) == "(True, 'object')"


class Dynamic:
    @property
    def p(self):
        raise RuntimeError

    def __getattr__(self, name):
        raise RuntimeError

    stored = 5


d = Dynamic()
d.own = 6
assert repr((type(inspect.getattr_static(d, "p")).__name__, inspect.getattr_static(d, "stored"), inspect.getattr_static(d, "own"), inspect.getattr_static(d, "nope", 7))) == "('property', 5, 6, 7)"
raises('inspect.getattr_static(d, "nope")', 'AttributeError: nope')
frame = function()
assert repr((frame.f_code.co_name, inspect.getargvalues(frame).locals, inspect.getframeinfo(frame, 0).function)) == "('function', {'x': 1}, 'function')"


def outer():
    return [info.function for info in inspect.stack(0)][:2]


assert repr(outer()) == "['outer', '<module>']"
g = (lambda: (yield 1))()
states = [inspect.getgeneratorstate(g)]
next(g)
states.append(inspect.getgeneratorstate(g))
states.append(inspect.getgeneratorlocals(g))
g.close()
states.append(inspect.getgeneratorstate(g))
assert repr(states) == "['GEN_CREATED', 'GEN_SUSPENDED', {}, 'GEN_CLOSED']"
c = Child().coroutine()
states = [inspect.getcoroutinestate(c), list(inspect.getcoroutinelocals(c))]
c.close()
assert repr(states + [inspect.getcoroutinestate(c)]) == "['CORO_CREATED', ['self'], 'CORO_CLOSED']"
a = Child().asynchronous()
assert repr((inspect.getasyncgenstate(a), list(inspect.getasyncgenlocals(a)))) == "('AGEN_CREATED', ['self'])"


def enclosing(free):
    def inner():
        return free, len, Base, unknown_name

    return inner


v = inspect.getclosurevars(enclosing(3))
assert repr((v.nonlocals, list(v.globals), list(v.builtins), v.unbound)) == "({'free': 3}, ['Base'], ['len'], {'unknown_name'})"
raises('inspect.getclosurevars(len)', 'TypeError: <built-in function len> is not a Python function')
assert repr((inspect.getmodulename("/a/b.py"), inspect.getmodulename("/a/b.txt"))) == "('b', None)"
raises('inspect.getfile(len)', 'TypeError: module, class, method, function, traceback, frame, or code object was expected, got builtin_function_or_method')
raises('inspect.getfile(sys)', "TypeError: <module 'sys' (built-in)> is a built-in module")
raises('inspect.getfile(int)', "TypeError: <class 'int'> is a built-in class")


@types.coroutine
def old_style():
    yield


assert repr((inspect.isawaitable(old_style()), inspect.iscoroutinefunction(inspect.markcoroutinefunction(lambda: 1)))) == '(True, True)'
try:
    1 / 0
except ZeroDivisionError as error:
    assert repr([info.lineno > 0 and info.function for info in inspect.trace(0)]) == "['<module>']"

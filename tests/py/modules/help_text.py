"""pydoc: the text pages of modules, classes, functions and other objects."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import collections
import contextlib
import io
import pydoc
import sys
import types

MODULE = '''"""A module.

With details
of it."""
__version__ = "1.2"
__author__ = "me"
DATA = [1, 2, 3]
text = "x" * 100


class Base:
    """Base doc."""
    attr = 5

    def inherited(self, a, *, b=2):
        """Inherited method.

        Second paragraph."""

    def nodoc(self): pass


class Child(Base):
    "Child doc\\n    indented\\n    more"
    __slots__ = ("q",)

    def __init__(self, x: int, y="str"):
        self.x = x

    @property
    def prop(self):
        "the prop"

    @property
    def rw(self): "rw doc"

    @rw.setter
    def rw(self, v): pass

    @classmethod
    def of_class(cls, a): "cm doc"

    @staticmethod
    def static(a, b=None): "sm doc"

    alias = static

    async def coroutine(self): pass

    lam = lambda self, x: x
    _private = 1


class Empty: pass


def func(a, b: "int" = 3, /, *args, c, **kw) -> str:
    """Function doc.

    More."""


def nodoc(): pass


def _hidden(): "no"


lam = lambda x, y=1: x
'''
m = types.ModuleType("hm")
m.__file__ = "/where/hm.py"
sys.modules["hm"] = m
exec(MODULE, m.__dict__)


def page(thing):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        help(thing)
    return out.getvalue()


assert repr(page(m)) == '"Help on module hm:\\n\\nNAME\\n    hm - A module.\\n\\nDESCRIPTION\\n    With details\\n    of it.\\n\\nCLASSES\\n    builtins.object\\n        Base\\n            Child\\n        Empty\\n\\n    class Base(builtins.object)\\n     |  Base doc.\\n     |\\n     |  Methods defined here:\\n     |\\n     |  inherited(self, a, *, b=2)\\n     |      Inherited method.\\n     |\\n     |      Second paragraph.\\n     |\\n     |  nodoc(self)\\n     |\\n     |  ----------------------------------------------------------------------\\n     |  Data descriptors defined here:\\n     |\\n     |  __dict__\\n     |      dictionary for instance variables\\n     |\\n     |  __weakref__\\n     |      list of weak references to the object\\n     |\\n     |  ----------------------------------------------------------------------\\n     |  Data and other attributes defined here:\\n     |\\n     |  attr = 5\\n\\n    class Child(Base)\\n     |  Child(x: int, y=\'str\')\\n     |\\n     |  Child doc\\n     |  indented\\n     |  more\\n     |\\n     |  Method resolution order:\\n     |      Child\\n     |      Base\\n     |      builtins.object\\n     |\\n     |  Methods defined here:\\n     |\\n     |  __init__(self, x: int, y=\'str\')\\n     |      Initialize self.  See help(type(self)) for accurate signature.\\n     |\\n     |  async coroutine(self)\\n     |\\n     |  lam lambda self, x\\n     |\\n     |  ----------------------------------------------------------------------\\n     |  Class methods defined here:\\n     |\\n     |  of_class(a)\\n     |      cm doc\\n     |\\n     |  ----------------------------------------------------------------------\\n     |  Static methods defined here:\\n     |\\n     |  alias = static(a, b=None)\\n     |      sm doc\\n     |\\n     |  static(a, b=None)\\n     |      sm doc\\n     |\\n     |  ----------------------------------------------------------------------\\n     |  Readonly properties defined here:\\n     |\\n     |  prop\\n     |      the prop\\n     |\\n     |  ----------------------------------------------------------------------\\n     |  Data descriptors defined here:\\n     |\\n     |  q\\n     |\\n     |  rw\\n     |      rw doc\\n     |\\n     |  ----------------------------------------------------------------------\\n     |  Methods inherited from Base:\\n     |\\n     |  inherited(self, a, *, b=2)\\n     |      Inherited method.\\n     |\\n     |      Second paragraph.\\n     |\\n     |  nodoc(self)\\n     |\\n     |  ----------------------------------------------------------------------\\n     |  Data descriptors inherited from Base:\\n     |\\n     |  __dict__\\n     |      dictionary for instance variables\\n     |\\n     |  __weakref__\\n     |      list of weak references to the object\\n     |\\n     |  ----------------------------------------------------------------------\\n     |  Data and other attributes inherited from Base:\\n     |\\n     |  attr = 5\\n\\n    class Empty(builtins.object)\\n     |  Data descriptors defined here:\\n     |\\n     |  __dict__\\n     |      dictionary for instance variables\\n     |\\n     |  __weakref__\\n     |      list of weak references to the object\\n\\nFUNCTIONS\\n    func(a, b: int = 3, /, *args, c, **kw) -> str\\n        Function doc.\\n\\n        More.\\n\\n    lam lambda x, y=1\\n\\n    nodoc()\\n\\nDATA\\n    DATA = [1, 2, 3]\\n    text = \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\\n\\nVERSION\\n    1.2\\n\\nAUTHOR\\n    me\\n\\nFILE\\n    /where/hm.py\\n\\n\\n"'
assert repr(page(m.Child)) == '"Help on class Child in module hm:\\n\\nclass Child(Base)\\n |  Child(x: int, y=\'str\')\\n |\\n |  Child doc\\n |  indented\\n |  more\\n |\\n |  Method resolution order:\\n |      Child\\n |      Base\\n |      builtins.object\\n |\\n |  Methods defined here:\\n |\\n |  __init__(self, x: int, y=\'str\')\\n |      Initialize self.  See help(type(self)) for accurate signature.\\n |\\n |  async coroutine(self)\\n |\\n |  lam lambda self, x\\n |\\n |  ----------------------------------------------------------------------\\n |  Class methods defined here:\\n |\\n |  of_class(a)\\n |      cm doc\\n |\\n |  ----------------------------------------------------------------------\\n |  Static methods defined here:\\n |\\n |  alias = static(a, b=None)\\n |      sm doc\\n |\\n |  static(a, b=None)\\n |      sm doc\\n |\\n |  ----------------------------------------------------------------------\\n |  Readonly properties defined here:\\n |\\n |  prop\\n |      the prop\\n |\\n |  ----------------------------------------------------------------------\\n |  Data descriptors defined here:\\n |\\n |  q\\n |\\n |  rw\\n |      rw doc\\n |\\n |  ----------------------------------------------------------------------\\n |  Methods inherited from Base:\\n |\\n |  inherited(self, a, *, b=2)\\n |      Inherited method.\\n |\\n |      Second paragraph.\\n |\\n |  nodoc(self)\\n |\\n |  ----------------------------------------------------------------------\\n |  Data descriptors inherited from Base:\\n |\\n |  __dict__\\n |      dictionary for instance variables\\n |\\n |  __weakref__\\n |      list of weak references to the object\\n |\\n |  ----------------------------------------------------------------------\\n |  Data and other attributes inherited from Base:\\n |\\n |  attr = 5\\n\\n"'
assert repr((page(m.Empty), page(m.func), page(m.nodoc), page(m.lam))) == "('Help on class Empty in module hm:\\n\\nclass Empty(builtins.object)\\n |  Data descriptors defined here:\\n |\\n |  __dict__\\n |      dictionary for instance variables\\n |\\n |  __weakref__\\n |      list of weak references to the object\\n\\n', 'Help on function func in module hm:\\n\\nfunc(a, b: int = 3, /, *args, c, **kw) -> str\\n    Function doc.\\n\\n    More.\\n\\n', 'Help on function nodoc in module hm:\\n\\nnodoc()\\n\\n', 'Help on function <lambda> in module hm:\\n\\n<lambda> lambda x, y=1\\n\\n')"
assert repr((page(m.Child.prop), page(m.Child.static), page(m.Child.of_class), page(m.Child.inherited))) == "('Help on property:\\n\\nprop\\n    the prop\\n\\n', 'Help on function static in module hm:\\n\\nstatic(a, b=None)\\n    sm doc\\n\\n', 'Help on method of_class in module hm:\\n\\nof_class(a) class method of hm.Child\\n    cm doc\\n\\n', 'Help on function inherited in module hm:\\n\\ninherited(self, a, *, b=2)\\n    Inherited method.\\n\\n    Second paragraph.\\n\\n')"
assert repr(page("no_such_module_here")) == '"No Python documentation found for \'no_such_module_here\'.\\nUse help() to get the interactive help utility.\\nUse help(str) for help on the str class.\\n\\n"'
assert repr(page(m.Child(1).inherited)) == "'Help on method inherited in module hm:\\n\\ninherited(a, *, b=2) method of hm.Child instance\\n    Inherited method.\\n\\n    Second paragraph.\\n\\n'"
assert repr(page(m.Child.q)) == "'Help on member descriptor hm.Child.q:\\n\\nq\\n\\n'"
N = collections.namedtuple("N", "b a")
assert repr([line for line in page(N).split("Methods inherited from builtins.tuple")[0].split("\n") if "(" in line or "named" in line]) == '[\'class N(builtins.tuple)\', \' |  N(b, a)\', \' |  N(b, a)\', \' |  __getnewargs__(self) from collections.N\', \' |  __replace__ = _replace(self, /, **kwds)\', \' |  __repr__(self) from collections.N\', \' |  _asdict(self) from collections.N\', \' |  _replace(self, /, **kwds) from collections.N\', \' |  _make(iterable) from collections.N\', \' |  __new__(_cls, b, a) from namedtuple_N.N\', \' |      Create new instance of N(b, a)\', " |  __match_args__ = (\'b\', \'a\')", " |  _fields = (\'b\', \'a\')"]'
assert repr([pydoc.describe(o) for o in (sys, m, m.Child, m.func, len, str.join, m.Child(1).nodoc, 3, type(m.func).__code__, m.Child.q)]) == "['built-in module sys', 'module hm', 'class Child', 'function func', 'built-in function len', 'method descriptor join', 'method nodoc', 'int', 'getset descriptor builtins.function.__code__', 'member descriptor hm.Child.q']"
assert repr((pydoc.splitdoc("a\n\nb\nc"), pydoc.splitdoc("a"), pydoc.splitdoc("a\nb"), pydoc.locate("hm.Child") is m.Child, pydoc.locate("nope"))) == "(('a', 'b\\nc'), ('a', ''), ('', 'a\\nb'), True, None)"
raises('pydoc.resolve("no_such_thing_at_all")', "ImportError: No Python documentation found for 'no_such_thing_at_all'.\nUse help() to get the interactive help utility.\nUse help(str) for help on the str class.")
assert repr(pydoc.plain(pydoc.render_doc(m.func)).split("\n")[0]) == "'Python Library Documentation: function func in module hm'"

"""doctest: finding, running and comparing examples; the texts of failures."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import contextlib
import doctest
import io


def square(x):
    """Squares.

    >>> square(2)
    4
    >>> square(3)
    10
    >>> print('a\\n\\nb')
    a
    <BLANKLINE>
    b
    >>> for i in range(2):
    ...     print(i)
    0
    1
    >>> [1,2,   3]  # doctest: +NORMALIZE_WHITESPACE
    [1, 2,
     3]
    >>> list(range(20)) # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    >>> undefined   # doctest: +SKIP
    >>> x = 5
    >>> x
    5
    >>> 1/0
    Traceback (most recent call last):
    ValueError: other
    >>> 1/0 # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ZeroDivisionError: zzz
    >>> int('x')
    Traceback (most recent call last):
        ...
    ValueError: invalid literal for int() with base 10: 'x'
    >>> True
    1
    >>> print()
    """
    return x * x


class Holder:
    """
    >>> Holder().method()
    1
    """

    def method(self):
        """
        >>> Holder().method()
        2
        """
        return 1

    @property
    def prop(self):
        """
        >>> 5
        5
        """

    @classmethod
    def of_class(cls):
        """>>> 1
        1
        """


def run(function, *args, **kwargs):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        result = function(*args, **kwargs)
    return result, out.getvalue().replace(__file__, "HERE")


result, text = run(doctest.run_docstring_examples, square, globals(), name="square")
assert repr(text.split("File")[0]) == "'**********************************************************************\\n'"
assert repr([line for line in text.split("\n") if not line.startswith("File")]) == '[\'**********************************************************************\', \'Failed example:\', \'    square(3)\', \'Expected:\', \'    10\', \'Got:\', \'    9\', \'**********************************************************************\', \'Failed example:\', \'    1/0\', \'Expected:\', \'    Traceback (most recent call last):\', \'    ValueError: other\', \'Got:\', \'    Traceback (most recent call last):\', \'      File "<doctest square[9]>", line 1, in <module>\', \'        1/0\', \'        ~^~\', \'    ZeroDivisionError: division by zero\', \'**********************************************************************\', \'Failed example:\', \'    print()\', \'Expected nothing\', \'Got:\', \'    <BLANKLINE>\', \'\']'
result, text = run(doctest.testmod, report=False)
assert repr((result, result.skipped, text.count("Failed example"))) == '(TestResults(failed=4, attempted=18, skipped=1), 1, 4)'
result, text = run(doctest.testmod, verbose=True)
assert repr(text.split("\n")[-22:]) == '[\'File "HERE", line 56, in __main__.square\', \'Failed example:\', \'    print()\', \'Expected nothing\', \'Got:\', \'    <BLANKLINE>\', \'3 items had no tests:\', \'    __main__\', \'    __main__.raises\', \'    __main__.run\', \'3 items passed all tests:\', \'   1 test in __main__.Holder\', \'   1 test in __main__.Holder.of_class\', \'   1 test in __main__.Holder.prop\', \'**********************************************************************\', \'2 items had failures:\', \'   1 of   1 in __main__.Holder.method\', \'   3 of  14 in __main__.square\', \'18 tests in 8 items.\', \'14 passed and 4 failed.\', \'***Test Failed*** 4 failures and 1 skipped test.\', \'\']'
finder = doctest.DocTestFinder()
assert repr([(test.name, len(test.examples)) for test in finder.find(Holder, "Holder")]) == "[('Holder', 1), ('Holder.method', 1), ('Holder.of_class', 1), ('Holder.prop', 1)]"
parser = doctest.DocTestParser()
examples = parser.get_examples("text\n>>> 1 + 1\n2\n\nmore\n  >>> f(\n  ...   1)\n  out\n")
assert repr([(e.source, e.want, e.lineno, e.indent, e.exc_msg) for e in examples]) == "[('1 + 1\\n', '2\\n', 1, 0, None), ('f(\\n  1)\\n', 'out\\n', 5, 2, None)]"
assert repr(parser.parse("a\n>>> 1\n1\nb\n")[::2]) == "['a\\n', '']"
raises('parser.get_examples(">>>x")', "ValueError: line 1 of the docstring for <string> lacks blank after >>>: '>>>x'")
raises('parser.get_examples(">>> x\\n  y\\n y")', 'nothing raised')
raises('parser.get_examples("  >>> x\\n y")', "ValueError: line 2 of the docstring for <string> has inconsistent leading whitespace: 'y'")
raises('parser.get_examples(">>> x # doctest: +NO_SUCH_OPTION")', "ValueError: line 1 of the doctest for <string> has an invalid option: '+NO_SUCH_OPTION'")
assert repr(doctest.script_from_examples("Text.\n>>> 1 + 1\n2\n>>> x\n")) == "'# Text.\\n1 + 1\\n# Expected:\\n## 2\\nx\\n'"
checker = doctest.OutputChecker()
assert repr([checker.check_output(want, got, flags) for want, got, flags in (("1\n", "1\n", 0), ("1\n", "True\n", 0), ("1\n", "True\n", doctest.DONT_ACCEPT_TRUE_FOR_1), ("a b\n", "a  b\n", 0), ("a b\n", "a  b\n", doctest.NORMALIZE_WHITESPACE), ("a...d\n", "abcd\n", doctest.ELLIPSIS), ("a...b...b\n", "axb\n", doctest.ELLIPSIS))]) == '[True, True, False, False, True, True, False]'
failing = finder.find(Holder.method, "m", globs=globals())[0]
try:
    doctest.DebugRunner().run(failing)
except doctest.DocTestFailure as error:
    assert repr((error.got, error.example.want, error.example.source)) == "('1\\n', '2\\n', 'Holder().method()\\n')"
folder = __import__("tempfile").mkdtemp()
with open(folder + "/t.txt", "w") as file:
    file.write("A text.\n\n>>> 1 + 1\n2\n")
assert repr(run(doctest.testfile, folder + "/t.txt", module_relative=False)) == "(TestResults(failed=0, attempted=1), '')"

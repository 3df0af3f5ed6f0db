"""unittest: outcomes of tests, the texts of assertions and of the runner."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import io
import unittest


class Some(unittest.TestCase):
    def setUp(self):
        self.x = 1

    def test_cleanup(self):
        self.addCleanup(lambda: 1 / 0)

    def test_error(self):
        1 / 0

    def test_fail(self):
        "Doc line"
        self.assertEqual(1, 2)

    def test_ok(self):
        self.assertEqual(self.x, 1)

    def test_raises(self):
        with self.assertRaises(ValueError) as caught:
            int("x")
        self.assertEqual(str(caught.exception), "invalid literal for int() with base 10: 'x'")
        self.assertRaises(KeyError, {}.__getitem__, "a")
        with self.assertRaises(ValueError):
            pass

    @unittest.skip("why")
    def test_skip(self):
        pass

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i, msg="m"):
                self.assertNotEqual(i, 1)

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("x")


class BadSetup(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("setup")

    def test_a(self):
        pass


@unittest.skipIf(True, "all")
class Skipped(unittest.TestCase):
    def test_a(self):
        pass


def run(verbosity):
    stream = io.StringIO()
    load = unittest.defaultTestLoader.loadTestsFromTestCase
    suite = unittest.TestSuite(load(case) for case in (Some, BadSetup, Skipped))
    result = unittest.TextTestRunner(stream=stream, verbosity=verbosity).run(suite)
    text = stream.getvalue().replace(__file__, "HERE").replace(__name__ + ".", "")
    return result, "\n".join(line for line in text.split("\n") if not line.startswith("Ran "))


result, text = run(1)
assert repr(text) == '\'EExF.FsFuEs\\n======================================================================\\nERROR: test_cleanup (Some.test_cleanup)\\n----------------------------------------------------------------------\\nTraceback (most recent call last):\\n  File "HERE", line 24, in <lambda>\\n    self.addCleanup(lambda: 1 / 0)\\n                            ~~^~~\\nZeroDivisionError: division by zero\\n\\n======================================================================\\nERROR: test_error (Some.test_error)\\n----------------------------------------------------------------------\\nTraceback (most recent call last):\\n  File "HERE", line 27, in test_error\\n    1 / 0\\n    ~~^~~\\nZeroDivisionError: division by zero\\n\\n======================================================================\\nERROR: setUpClass (BadSetup)\\n----------------------------------------------------------------------\\nTraceback (most recent call last):\\n  File "HERE", line 65, in setUpClass\\n    raise ValueError("setup")\\nValueError: setup\\n\\n======================================================================\\nFAIL: test_fail (Some.test_fail)\\nDoc line\\n----------------------------------------------------------------------\\nTraceback (most recent call last):\\n  File "HERE", line 31, in test_fail\\n    self.assertEqual(1, 2)\\n    ~~~~~~~~~~~~~~~~^^^^^^\\nAssertionError: 1 != 2\\n\\n======================================================================\\nFAIL: test_raises (Some.test_raises)\\n----------------------------------------------------------------------\\nTraceback (most recent call last):\\n  File "HERE", line 41, in test_raises\\n    with self.assertRaises(ValueError):\\n         ~~~~~~~~~~~~~~~~~^^^^^^^^^^^^\\nAssertionError: ValueError not raised\\n\\n======================================================================\\nFAIL: test_sub (Some.test_sub) [m] (i=1)\\n----------------------------------------------------------------------\\nTraceback (most recent call last):\\n  File "HERE", line 51, in test_sub\\n    self.assertNotEqual(i, 1)\\n    ~~~~~~~~~~~~~~~~~~~^^^^^^\\nAssertionError: 1 == 1\\n\\n======================================================================\\nUNEXPECTED SUCCESS: test_unexpected (Some.test_unexpected)\\n----------------------------------------------------------------------\\n\\nFAILED (failures=3, errors=3, skipped=2, expected failures=1, unexpected successes=1)\\n\''
assert repr((result, result.wasSuccessful(), result.testsRun, len(result.skipped), [str(t) for t in result.unexpectedSuccesses])) == "(<unittest.runner.TextTestResult run=10 errors=3 failures=3>, False, 10, 2, ['test_unexpected (__main__.Some.test_unexpected)'])"
assert repr(run(2)[1].split("=" * 70)[0]) == '"test_cleanup (Some.test_cleanup) ... ERROR\\ntest_error (Some.test_error) ... ERROR\\ntest_expected (Some.test_expected) ... expected failure\\ntest_fail (Some.test_fail)\\nDoc line ... FAIL\\ntest_ok (Some.test_ok) ... ok\\ntest_raises (Some.test_raises) ... FAIL\\ntest_skip (Some.test_skip) ... skipped \'why\'\\ntest_sub (Some.test_sub) ... \\n  test_sub (Some.test_sub) [m] (i=1) ... FAIL\\ntest_unexpected (Some.test_unexpected) ... unexpected success\\nERROR\\ntest_a (Skipped.test_a) ... skipped \'all\'\\n\\n"'
t = Some()


def message(name, *args, **kwargs):
    try:
        getattr(t, name)(*args, **kwargs)
        return "passed"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


checks = [("assertTrue", 0, "msg"), ("assertFalse", 1), ("assertIn", 1, [2]), ("assertNotIn", 1, [1]), ("assertIs", 1, 2), ("assertIsNot", int, int), ("assertIsNone", 1), ("assertIsNotNone", None), ("assertAlmostEqual", 1.0, 1.1), ("assertAlmostEqual", 1.0, 1.00000001), ("assertNotAlmostEqual", 1, 1.00000001), ("assertGreater", 1, 2), ("assertLess", 2, 1), ("assertGreaterEqual", 1, 2), ("assertLessEqual", 2, 1), ("assertIsInstance", 1, str), ("assertIsInstance", 1, (str, list)), ("assertNotIsInstance", 1, int), ("assertCountEqual", [1, 2, 2], [2, 1, 1]), ("assertCountEqual", [[1]], [[2]]), ("assertSetEqual", {1, 2}, {2, 3}), ("assertRaises", 3), ("assertRaises", ValueError, int, "3"), ("fail",), ("fail", "x"), ("assertHasAttr", 1, "zz"), ("assertStartsWith", "abc", "x"), ("assertEndsWith", "abc", ("x", "y")), ("assertIsSubclass", int, str), ("assertListEqual", [1], (1,)), ("assertNotEqual", 1, 1), ("assertEqual", 1, 2), ("assertRegex", "abc", "x+"), ("assertNotRegex", "abc", "b")]
assert repr([message(*check) for check in checks]) == '[\'AssertionError: 0 is not true : msg\', \'AssertionError: 1 is not false\', \'AssertionError: 1 not found in [2]\', \'AssertionError: 1 unexpectedly found in [1]\', \'AssertionError: 1 is not 2\', "AssertionError: unexpectedly identical: <class \'int\'>", \'AssertionError: 1 is not None\', \'AssertionError: unexpectedly None\', \'AssertionError: 1.0 != 1.1 within 7 places (0.10000000000000009 difference)\', \'passed\', \'AssertionError: 1 == 1.00000001 within 7 places\', \'AssertionError: 1 not greater than 2\', \'AssertionError: 2 not less than 1\', \'AssertionError: 1 not greater than or equal to 2\', \'AssertionError: 2 not less than or equal to 1\', "AssertionError: 1 is not an instance of <class \'str\'>", "AssertionError: 1 is not an instance of any of (<class \'str\'>, <class \'list\'>)", "AssertionError: 1 is an instance of <class \'int\'>", \'AssertionError: Element counts were not equal:\\nFirst has 1, Second has 2:  1\\nFirst has 2, Second has 1:  2\', \'AssertionError: Element counts were not equal:\\nFirst has 1, Second has 0:  [1]\\nFirst has 0, Second has 1:  [2]\', \'AssertionError: Items in the first set but not the second:\\n1\\nItems in the second set but not the first:\\n3\', \'TypeError: assertRaises() arg 1 must be an exception type or tuple of exception types\', \'AssertionError: ValueError not raised by int\', \'AssertionError: None\', \'AssertionError: x\', "AssertionError: \'int\' object has no attribute \'zz\'", "AssertionError: \'abc\' doesn\'t start with \'x\'", "AssertionError: \'abc\' doesn\'t end with any of (\'x\', \'y\')", "AssertionError: <class \'int\'> is not a subclass of <class \'str\'>", \'AssertionError: Second sequence is not a list: (1,)\', \'AssertionError: 1 == 1\', \'AssertionError: 1 != 2\', "AssertionError: Regex didn\'t match: \'x+\' not found in \'abc\'", "AssertionError: Regex matched: \'b\' matches \'b\' in \'abc\'"]'
assert repr((message("assertAlmostEqual", 1, 1.05, delta=0.1), message("assertAlmostEqual", 1, 1.5, delta=0.1))) == "('passed', 'AssertionError: 1 != 1.5 within 0.1 delta (0.5 difference)')"
assert repr((repr(Some("test_ok")).split(".")[-1], Some("test_fail").shortDescription(), Some("test_ok") == Some("test_ok"), unittest.defaultTestLoader.getTestCaseNames(Some))) == "('Some testMethod=test_ok>', 'Doc line', True, ['test_cleanup', 'test_error', 'test_expected', 'test_fail', 'test_ok', 'test_raises', 'test_skip', 'test_sub', 'test_unexpected'])"
raises('Some("nope")', "ValueError: no such test method in <class '__main__.Some'>: nope")
order = []


class Order(unittest.TestCase):
    setUpClass = classmethod(lambda cls: order.append("class"))
    tearDownClass = classmethod(lambda cls: order.append("end"))

    def setUp(self):
        order.append("setup")

    def tearDown(self):
        order.append("teardown")

    def test_1(self):
        self.addCleanup(order.append, "cleanup")
        order.append("1")

    def test_2(self):
        order.append("2")
        self.skipTest("no")


unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(Order))
assert repr(order) == "['class', 'setup', '1', 'teardown', 'cleanup', 'setup', '2', 'teardown', 'end']"

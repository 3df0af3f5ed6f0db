"""TestSuite: tests that run together, with setups of their classes and modules."""

import sys

from . import case, util

__unittest = True


class BaseTestSuite:
    """Tests and suites, without setups of classes and modules."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return f"<{util.strclass(self.__class__)} tests={list(self)}>"

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        """The number of tests."""
        return self._removed_tests + sum(test.countTestCases() for test in self if test)

    def addTest(self, test):
        """Add a test or a suite."""
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        """Add tests."""
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._remove_test(index)
        return result

    def _remove_test(self, index):
        test = self._tests[index]
        if hasattr(test, "countTestCases"):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the tests without collecting errors."""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """Tests and suites."""

    def run(self, result, debug=False):
        top = False
        if getattr(result, "_testRunEntered", False) is False:
            result._testRunEntered = top = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite) and hasattr(test, "__class__"):
                self._tear_down_previous(test, result)
                self._module_fixture(test, result)
                self._class_setup(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, "_classSetupFailed", False) or getattr(result, "_moduleSetUpFailed", False):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._remove_test(index)
        if top:
            self._tear_down_previous(None, result)
            self._module_teardown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        """Run the tests without collecting errors."""
        from .result import TestResult

        class _DebugResult(TestResult):
            pass

        self.run(_DebugResult(), True)

    def _class_setup(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        current = test.__class__
        if current == previous or result._moduleSetUpFailed or getattr(current, "__unittest_skip__", False):
            return
        try:
            current._classSetupFailed = False
        except TypeError:
            pass
        setup = getattr(current, "setUpClass", None)
        cleanups = getattr(current, "doClassCleanups", None)
        if setup is None:
            return
        try:
            setup()
        except Exception as error:
            try:
                current._classSetupFailed = True
            except TypeError:
                pass
            self._class_or_module_error(result, error, "setUpClass", util.strclass(current))
            if cleanups is not None:
                cleanups()
                for exc_info in current.tearDown_exceptions:
                    self._class_or_module_error(result, exc_info[1], "setUpClass", util.strclass(current), exc_info)

    def _module_name(self, result):
        previous = getattr(result, "_previousTestClass", None)
        return previous.__module__ if previous is not None else None

    def _module_fixture(self, test, result):
        current = test.__class__.__module__
        if current == self._module_name(result):
            return
        self._module_teardown(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        setup = getattr(module, "setUpModule", None)
        if setup is not None:
            try:
                setup()
            except Exception as error:
                result._moduleSetUpFailed = True
                self._class_or_module_error(result, error, "setUpModule", current)
                try:
                    case.doModuleCleanups()
                except Exception as error:
                    self._class_or_module_error(result, error, "setUpModule", current)

    def _class_or_module_error(self, result, error, method, parent, info=None):
        holder = _ErrorHolder(f"{method} ({parent})")
        skip = getattr(result, "addSkip", None)
        if skip is not None and isinstance(error, case.SkipTest):
            skip(holder, str(error))
        else:
            result.addError(holder, info or sys.exc_info())

    def _module_teardown(self, result):
        previous = self._module_name(result)
        if previous is None or result._moduleSetUpFailed or previous not in sys.modules:
            return
        teardown = getattr(sys.modules[previous], "tearDownModule", None)
        try:
            if teardown is not None:
                teardown()
        except Exception as error:
            self._class_or_module_error(result, error, "tearDownModule", previous)
        try:
            case.doModuleCleanups()
        except Exception as error:
            self._class_or_module_error(result, error, "tearDownModule", previous)

    def _tear_down_previous(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or test is not None and test.__class__ == previous:
            return
        if getattr(previous, "_classSetupFailed", False) or result._moduleSetUpFailed or getattr(
                previous, "__unittest_skip__", False):
            return
        teardown = getattr(previous, "tearDownClass", None)
        cleanups = getattr(previous, "doClassCleanups", None)
        if teardown is not None:
            try:
                teardown()
            except Exception as error:
                self._class_or_module_error(result, error, "tearDownClass", util.strclass(previous))
        if cleanups is not None:
            cleanups()
            for exc_info in previous.tearDown_exceptions:
                self._class_or_module_error(result, exc_info[1], "tearDownClass", util.strclass(previous), exc_info)


class _ErrorHolder:
    """Stands for a test in reports about setups."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def __str__(self):
        return self.id()

    def run(self, result):
        pass

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0

"""TestLoader: finds tests in classes, modules and folders."""

import functools
import os
import sys
import traceback
import types
from fnmatch import fnmatch, fnmatchcase

from . import case, suite, util

__unittest = True


class _FailedTest(case.TestCase):
    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattribute__(name)

        def fail():
            raise self._exception

        return fail


def _failed_import(name, suite_class):
    message = f"Failed to import test module: {name}\n{traceback.format_exc()}"
    return suite_class((_FailedTest(name, ImportError(message)),)), message


class TestLoader:
    """Makes suites of classes, modules, names and folders."""

    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []

    def loadTestsFromTestCase(self, testCaseClass):
        """The tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError(
                "Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        if testCaseClass in (case.TestCase, case.FunctionTestCase):
            names = []
        else:
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, "runTest"):
                names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        """The tests of a module."""
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if isinstance(obj, type) and issubclass(obj, case.TestCase) and obj not in (
                    case.TestCase, case.FunctionTestCase):
                tests.append(self.loadTestsFromTestCase(obj))
        load_tests = getattr(module, "load_tests", None)
        tests = self.suiteClass(tests)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as error:
                message = f"Failed to call load_tests:\n{traceback.format_exc()}"
                self.errors.append(message)
                return self.suiteClass((_FailedTest(module.__name__, TypeError(message)),))
        return tests

    def loadTestsFromName(self, name, module=None):
        """The tests that a dotted name means."""
        parts = name.split(".")
        failed = message = None
        if module is None:
            rest = parts[:]
            while rest:
                try:
                    module = __import__(".".join(rest))
                    break
                except ImportError:
                    last = rest.pop()
                    failed, message = _failed_import(last, self.suiteClass)
                    if not rest:
                        self.errors.append(message)
                        return failed
            parts = parts[1:]
        obj = module
        parent = None
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as error:
                if getattr(obj, "__path__", None) is not None and failed is not None:
                    self.errors.append(message)
                    return failed
                text = f"Failed to access attribute:\n{traceback.format_exc()}"
                self.errors.append(text)
                return _FailedTest(part, error)
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, case.TestCase) and obj not in (case.TestCase, case.FunctionTestCase):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.FunctionType) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            name = parts[-1]
            instance = parent(name)
            if not isinstance(getattr(instance, name), types.FunctionType):
                return self.suiteClass([instance])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if callable(obj):
            test = obj()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError(f"calling {obj} returned {test}, not a test")
        raise TypeError(f"don't know how to make test from: {obj}")

    def loadTestsFromNames(self, names, module=None):
        """The tests that dotted names mean."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The names of a class's test methods, sorted."""
        def wanted(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return self.testNamePatterns is None or any(fnmatchcase(full, pattern) for pattern in self.testNamePatterns)

        names = list(filter(wanted, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """The tests of the modules in a folder and in the packages below whose names match."""
        if top_level_dir is None:
            top_level_dir = self._top_level_dir or start_dir
        top = os.path.abspath(top_level_dir)
        if top not in sys.path:
            sys.path.insert(0, top)
        if os.path.isdir(os.path.abspath(start_dir)):
            start = os.path.abspath(start_dir)
        else:
            __import__(start_dir)
            start = os.path.abspath(os.path.dirname(sys.modules[start_dir].__file__))
            top = start
            for _ in start_dir.split("."):
                top = os.path.dirname(top)
        return self.suiteClass(self._find(start, pattern, top))

    def _find(self, folder, pattern, top):
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            name = os.path.splitext(os.path.relpath(path, top))[0].replace(os.path.sep, ".")
            if os.path.isfile(path):
                if not entry.endswith(".py") or not entry[:-3].isidentifier() or not fnmatch(entry, pattern):
                    continue
                try:
                    __import__(name)
                    module = sys.modules[name]
                except case.SkipTest as error:
                    yield self._skipped(name, error)
                except:
                    failed, message = _failed_import(name, self.suiteClass)
                    self.errors.append(message)
                    yield failed
                else:
                    yield self.loadTestsFromModule(module, pattern=pattern)
            elif os.path.isfile(os.path.join(path, "__init__.py")):
                yield from self._find(path, pattern, top)

    def _skipped(self, name, error):
        @case.skip(str(error))
        def testSkipped(self):
            pass

        cls = type("ModuleSkipped", (case.TestCase,), {name: testSkipped})
        return self.suiteClass((cls(name),))


defaultTestLoader = TestLoader()

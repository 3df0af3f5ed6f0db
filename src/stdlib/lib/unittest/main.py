"""`unittest.main` and `python -m unittest`."""

import os
import sys

from . import loader, runner

__unittest = True

# Status of a run without tests.
_NO_TESTS_EXITCODE = 5


def _module_name(name):
    """A path of a file as the name of a module."""
    if os.path.isfile(name) and name.lower().endswith(".py"):
        if os.path.isabs(name):
            rel = os.path.relpath(name, os.getcwd())
            if os.path.isabs(rel) or rel.startswith(os.pardir):
                return name
            name = rel
        return os.path.normpath(name)[:-3].replace("\\", ".").replace("/", ".")
    return name


class TestProgram:
    """Runs the tests that the command line asks for: those of a module by default."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None,
                 warnings=None, *, tb_locals=False, durations=None):
        if isinstance(module, str):
            self.module = __import__(module)
            for part in module.split(".")[1:]:
                self.module = getattr(self.module, part)
        else:
            self.module = module
        if argv is None:
            argv = sys.argv
        self.exit = exit
        self.failfast = failfast
        self.catchbreak = catchbreak
        self.verbosity = verbosity
        self.buffer = buffer
        self.tb_locals = tb_locals
        self.durations = durations
        if warnings is None and not sys.warnoptions:
            self.warnings = "default"
        else:
            self.warnings = warnings
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def _usage(self, status, message=None):
        text = (f"usage: {self.progName} [-h] [-v] [-q] [--locals] [--durations N] [-f] [-c] [-b] [-k TESTNAMEPATTERNS] "
                "[tests ...]")
        stream = sys.stderr if message else sys.stdout
        print(text, file=stream)
        if message:
            print(f"{self.progName}: error: {message}", file=stream)
        sys.exit(status)

    def parseArgs(self, argv):
        args = list(argv[1:])
        discover = False
        if args[:1] == ["discover"] and self.module is None:
            discover = True
            args = args[1:]
        names, options = [], {"-s": ".", "-p": "test*.py", "-t": None}
        long = {"--start-directory": "-s", "--pattern": "-p", "--top-level-directory": "-t"}
        self.testNamePatterns = None
        while args:
            arg = args.pop(0)
            key, equals, value = arg.partition("=")
            key = long.get(key, key)
            if arg in ("-v", "--verbose"):
                self.verbosity = 2
            elif arg in ("-q", "--quiet"):
                self.verbosity = 0
            elif arg == "--locals":
                self.tb_locals = True
            elif key == "--durations":
                self.durations = int(value if equals else args.pop(0))
            elif arg in ("-f", "--failfast"):
                self.failfast = True
            elif arg in ("-c", "--catch"):
                self.catchbreak = True
            elif arg in ("-b", "--buffer"):
                self.buffer = True
            elif key == "-k" or arg.startswith("-k"):
                pattern = (args.pop(0) if args else self._usage(2, "argument -k: expected one argument")) if (
                    arg == "-k") else arg[2:]
                if "*" not in pattern:
                    pattern = f"*{pattern}*"
                self.testNamePatterns = (self.testNamePatterns or []) + [pattern]
            elif discover and key in options:
                options[key] = value if equals else args.pop(0)
            elif arg in ("-h", "--help"):
                self._usage(0)
            elif arg.startswith("-") and arg != "-":
                self._usage(2, f"unrecognized arguments: {arg}")
            else:
                names.append(arg)
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if self.module is None and (discover or not names):
            for name, key in zip(names, ("-s", "-p", "-t")):
                options[key] = name
            self.test = self.testLoader.discover(options["-s"], options["-p"], options["-t"])
            return
        if names:
            self.testNames = [_module_name(name) for name in names]
        elif self.defaultTest is None:
            self.testNames = None
        elif isinstance(self.defaultTest, str):
            self.testNames = (self.defaultTest,)
        else:
            self.testNames = list(self.defaultTest)
        self.createTests()

    def createTests(self):
        if self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def runTests(self):
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if isinstance(self.testRunner, type):
            try:
                made = self.testRunner(
                    verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer, warnings=self.warnings,
                    tb_locals=self.tb_locals, durations=self.durations)
            except TypeError:
                made = self.testRunner()
        else:
            made = self.testRunner
        self.result = made.run(self.test)
        if self.exit:
            if not self.result.wasSuccessful():
                sys.exit(1)
            if self.result.testsRun == 0 and len(self.result.skipped) == 0:
                sys.exit(_NO_TESTS_EXITCODE)
            sys.exit(0)


main = TestProgram

"""Examples in docstrings as tests: what follows `>>> ` is run, and what it prints is compared with the lines below."""

import __future__
import inspect
import io
import linecache
import os
import sys
import traceback
import types
from collections import namedtuple

__all__ = [
    "register_optionflag", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE", "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP",
    "IGNORE_EXCEPTION_DETAIL", "COMPARISON_FLAGS", "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF",
    "REPORT_ONLY_FIRST_FAILURE", "REPORTING_FLAGS", "FAIL_FAST", "Example", "DocTest", "DocTestParser", "DocTestFinder",
    "DocTestRunner", "OutputChecker", "DocTestFailure", "UnexpectedException", "DebugRunner", "testmod", "testfile",
    "run_docstring_examples", "DocTestSuite", "DocFileSuite", "set_unittest_reportflags", "script_from_examples",
    "testsource", "master",
]


class TestResults(namedtuple("TestResults", "failed attempted")):
    """Numbers of failed and of attempted examples; `skipped` is not an item."""

    def __new__(cls, failed, attempted, *, skipped=0):
        self = super().__new__(cls, failed, attempted)
        self.skipped = skipped
        return self

    def __repr__(self):
        if self.skipped:
            return f"TestResults(failed={self.failed}, attempted={self.attempted}, skipped={self.skipped})"
        return super().__repr__()


OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """A new option flag, or the one of this name."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
COMPARISON_FLAGS = (
    DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE | ELLIPSIS | SKIP | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
REPORTING_FLAGS = REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE | FAIL_FAST

BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."


def _extract_future_flags(globs):
    flags = 0
    for name in __future__.all_feature_names:
        feature = globs.get(name, None)
        if feature is getattr(__future__, name):
            flags |= feature.compiler_flag
    return flags


def _normalize_module(module, depth=2):
    if inspect.ismodule(module):
        return module
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ["*"])
    if module is None:
        try:
            return sys.modules[sys._getframemodulename(depth)]
        except KeyError:
            return sys.modules[sys._getframe(depth).f_globals["__name__"]]
    raise TypeError("Expected a module, string, or None")


def _indent(text, indent=4):
    return "".join(" " * indent + line if line.strip("\n") else line for line in text.splitlines(True))


def _ellipsis_match(want, got):
    """Whether the text fits one in which `...` stands for anything."""
    if ELLIPSIS_MARKER not in want:
        return want == got
    pieces = want.split(ELLIPSIS_MARKER)
    start, end = 0, len(got)
    first, last = pieces[0], pieces[-1]
    if first:
        if not got.startswith(first):
            return False
        start = len(first)
        del pieces[0]
    if last:
        if not got.endswith(last):
            return False
        end -= len(last)
        del pieces[-1]
    if start > end:
        return False
    for piece in pieces:
        start = got.find(piece, start, end)
        if start < 0:
            return False
        start += len(piece)
    return True


def _strip_exception_details(message):
    """The type of an exception without module and message."""
    start, end = 0, len(message)
    at = message.find("\n")
    if at >= 0:
        end = at
    at = message.find(":", 0, end)
    if at >= 0:
        end = at
    at = message.rfind(".", 0, end)
    if at >= 0:
        start = at + 1
    return message[start:end]


class Example:
    """One example: source, what it should print, what exception it should end with, where it is."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        if not source.endswith("\n"):
            source += "\n"
        if want and not want.endswith("\n"):
            want += "\n"
        if exc_msg is not None and not exc_msg.endswith("\n"):
            exc_msg += "\n"
        self.source = source
        self.want = want
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options
        self.exc_msg = exc_msg

    def _key(self):
        return self.source, self.want, self.lineno, self.indent, self.exc_msg

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._key() == other._key() and self.options == other.options

    def __hash__(self):
        return hash(self._key())


class DocTest:
    """The examples of one docstring, and the namespace they run in."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), "DocTest no longer accepts str; use DocTestParser instead"
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        if count == 0:
            examples = "no examples"
        elif count == 1:
            examples = "1 example"
        else:
            examples = f"{count} examples"
        return f"<{self.__class__.__name__} {self.name} from {self.filename}:{self.lineno} ({examples})>"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return (self.examples == other.examples and self.docstring == other.docstring and self.globs == other.globs
                and self.name == other.name and self.filename == other.filename and self.lineno == other.lineno)

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        mine = self.name, self.filename or "", self.lineno if self.lineno is not None else -1, id(self)
        theirs = other.name, other.filename or "", other.lineno if other.lineno is not None else -1, id(other)
        return mine < theirs


def _is_prompt(line, prompt):
    """The indentation before a prompt that stands alone or before a space or anything else; or None."""
    stripped = line.lstrip(" ")
    if stripped.startswith(prompt):
        return len(line) - len(stripped)
    return None


class DocTestParser:
    """Finds examples in text."""

    def parse(self, string, name="<string>"):
        """The text and the examples in their order."""
        string = string.expandtabs()
        least = self._min_indent(string)
        if least > 0:
            string = "\n".join(line[least:] for line in string.split("\n"))
        lines = string.splitlines(True)
        output = []
        text = []
        number = 0
        while number < len(lines):
            line = lines[number]
            indent = _is_prompt(line, ">>>")
            if indent is None:
                text.append(line)
                number += 1
                continue
            output.append("".join(text))
            text = []
            start = number
            source = [line]
            number += 1
            while number < len(lines) and _is_prompt(lines[number], "...") == indent:
                source.append(lines[number])
                number += 1
            want = []
            while number < len(lines):
                line = lines[number]
                if not line.strip() or _is_prompt(line, ">>>") is not None:
                    break
                want.append(line)
                number += 1
            output.append(self._example(source, want, indent, name, start))
        output.append("".join(text))
        # An example that is only a comment is no example.
        return [item for item in output if not isinstance(item, Example) or not self._is_comment(item.source)]

    def _is_comment(self, source):
        return all(not line.strip() or line.strip().startswith("#") for line in source.split("\n"))

    def _example(self, source, want, indent, name, lineno):
        source = [line.rstrip("\n") for line in source]
        self._check_prompt_blank(source, indent, name, lineno)
        self._check_prefix(source[1:], " " * indent + ".", name, lineno)
        text = "\n".join(line[indent + 4:] for line in source)
        want = [line.rstrip("\n") for line in want]
        self._check_prefix(want, " " * indent, name, lineno + len(source))
        wanted = "\n".join(line[indent:] for line in want)
        return Example(
            text, wanted, self._exception_message(wanted), lineno=lineno, indent=indent,
            options=self._find_options(text, name, lineno))

    def _exception_message(self, want):
        """The last lines of a traceback that is expected, or None."""
        lines = want.split("\n")
        for number, line in enumerate(lines):
            if line.startswith("Traceback (") and line.rstrip().endswith(
                    ("most recent call last):", "innermost last):")) and number == 0:
                for i in range(number + 1, len(lines)):
                    following = lines[i]
                    if following[:1] and (following[0].isalnum() or following[0] == "_"):
                        return "\n".join(lines[i:])
                    if following and not following.startswith(" "):
                        return None
                return None
        return None

    def get_doctest(self, string, globs, name, filename, lineno):
        """The DocTest of a text."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        """The examples of a text."""
        return [item for item in self.parse(string, name) if isinstance(item, Example)]

    def _find_options(self, source, name, lineno):
        options = {}
        for line in source.split("\n"):
            at = line.find("#")
            while at >= 0:
                comment = line[at + 1:].lstrip()
                if comment.startswith("doctest:"):
                    for option in comment[8:].replace(",", " ").split():
                        if option[0] not in "+-" or option[1:] not in OPTIONFLAGS_BY_NAME:
                            raise ValueError(f"line {lineno + 1} of the doctest for {name} has an invalid option: {option!r}")
                        options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == "+"
                    break
                at = line.find("#", at + 1)
        if options and self._is_comment(source):
            raise ValueError(f"line {lineno} of the doctest for {name} has an option directive on a line with no example: {source!r}")
        return options

    def _min_indent(self, s):
        indents = [len(line) - len(line.lstrip(" ")) for line in s.split("\n") if line.strip(" ")]
        return min(indents) if indents else 0

    def _check_prompt_blank(self, lines, indent, name, lineno):
        for i, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != " ":
                raise ValueError(
                    f"line {lineno + i + 1!r} of the docstring for {name} lacks blank after {line[indent:indent + 3]}: {line!r}")

    def _check_prefix(self, lines, prefix, name, lineno):
        for i, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError(
                    f"line {lineno + i + 1!r} of the docstring for {name} has inconsistent leading whitespace: {line!r}")


class DocTestFinder:
    """Finds the docstrings of an object and of what it contains."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True, exclude_empty=True):
        self._parser = parser
        self._verbose = verbose
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The DocTests, sorted."""
        if name is None:
            name = getattr(obj, "__name__", None)
            if name is None:
                raise ValueError(
                    "DocTestFinder.find: name must be given when obj.__name__ doesn't exist: %r" % (type(obj),))
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        source_lines = None
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            pass
        else:
            if not file:
                file = inspect.getfile(obj)
                if not file[0] + file[-2:] == "<]>":
                    file = None
            if file is not None:
                source_lines = linecache.getlines(file, module.__dict__) if module is not None else linecache.getlines(file)
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        if extraglobs is not None:
            globs.update(extraglobs)
        if "__name__" not in globs:
            globs["__name__"] = "__main__"
        tests = []
        self._find(tests, obj, name, module, source_lines, globs, {})
        tests.sort()
        return tests

    def _from_module(self, module, object):
        """Whether an object is defined in a module."""
        if module is None:
            return True
        if inspect.getmodule(object) is not None and not inspect.ismethoddescriptor(object):
            return module is inspect.getmodule(object)
        if inspect.isfunction(object):
            return module.__dict__ is object.__globals__
        if inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            if hasattr(object, "__objclass__"):
                home = object.__objclass__.__module__
            elif hasattr(object, "__module__"):
                home = object.__module__
            else:
                return True
            return module.__name__ == home
        if inspect.isclass(object):
            return module.__name__ == object.__module__
        if hasattr(object, "__module__"):
            return module.__name__ == object.__module__
        if isinstance(object, property):
            return True
        raise ValueError("object must be a class or function")

    def _is_routine(self, obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if self._verbose:
            print("Finding tests in %s" % name)
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if not self._recurse:
            return
        if inspect.ismodule(obj):
            for key, value in obj.__dict__.items():
                full = f"{name}.{key}"
                if (self._is_routine(value) or inspect.isclass(value)) and self._from_module(module, value):
                    self._find(tests, value, full, module, source_lines, globs, seen)
            for key, value in getattr(obj, "__test__", {}).items():
                if not isinstance(key, str):
                    raise ValueError(f"DocTestFinder.find: __test__ keys must be strings: {type(key)!r}")
                if not (inspect.isroutine(value) or inspect.isclass(value) or inspect.ismodule(value) or isinstance(value, str)):
                    raise ValueError(
                        "DocTestFinder.find: __test__ values must be strings, functions, methods, classes, or modules: "
                        f"{type(value)!r}")
                self._find(tests, value, f"{name}.__test__.{key}", module, source_lines, globs, seen)
        if inspect.isclass(obj):
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if (self._is_routine(value) or inspect.isclass(value) or isinstance(value, property)) and (
                        self._from_module(module, value)):
                    self._find(tests, value, f"{name}.{key}", module, source_lines, globs, seen)

    def _get_test(self, obj, name, module, globs, source_lines):
        if isinstance(obj, str):
            docstring = obj
        else:
            try:
                docstring = "" if obj.__doc__ is None else obj.__doc__
                if not isinstance(docstring, str):
                    docstring = str(docstring)
            except (TypeError, AttributeError):
                docstring = ""
        lineno = self._find_lineno(obj, source_lines)
        if self._exclude_empty and not docstring:
            return None
        if module is None:
            filename = None
        else:
            filename = getattr(module, "__file__", None) or module.__name__
            if filename[-4:] == ".pyc":
                filename = filename[:-1]
        return self._parser.get_doctest(docstring, globs, name, filename, lineno)

    def _find_lineno(self, obj, source_lines):
        """The number of the line before the docstring, or None."""
        lineno = None
        docstring = getattr(obj, "__doc__", None)
        if inspect.ismodule(obj) and docstring is not None:
            lineno = 0
        if inspect.isclass(obj) and docstring is not None:
            lineno = obj.__dict__.get("__firstlineno__")
            if lineno is not None:
                lineno -= 1
        if inspect.ismethod(obj):
            obj = obj.__func__
        if isinstance(obj, property):
            obj = obj.fget
        if inspect.isfunction(obj) and getattr(obj, "__doc__", None):
            try:
                obj = inspect.unwrap(obj).__code__
            except AttributeError:
                return None
        if inspect.istraceback(obj):
            obj = obj.tb_frame
        if inspect.isframe(obj):
            obj = obj.f_code
        if inspect.iscode(obj):
            lineno = obj.co_firstlineno - 1
        if lineno is not None:
            if source_lines is None:
                return lineno + 1
            # The line that has the first quotes at or after this one.
            for lineno in range(lineno, len(source_lines)):
                line = source_lines[lineno].lstrip()
                if line[:1] in ('"', "'") or ":" in line and line.rstrip().split(":")[-1].lstrip()[:1] in ('"', "'") or (
                        line[:1] in "uUrRbB" and line[1:2] in ('"', "'")):
                    return lineno
        return None


class _SpoofOut(io.StringIO):
    def getvalue(self):
        result = io.StringIO.getvalue(self)
        if result and not result.endswith("\n"):
            result += "\n"
        return result

    def truncate(self, size=None):
        self.seek(size)
        io.StringIO.truncate(self)


class DocTestRunner:
    """Runs DocTests and reports what differs."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        if verbose is None:
            verbose = "-v" in sys.argv
        self._verbose = verbose
        self.optionflags = optionflags
        self.original_optionflags = optionflags
        self.tries = 0
        self.failures = 0
        self.skips = 0
        self._stats = {}
        self._fakeout = _SpoofOut()

    def report_start(self, out, test, example):
        """Called before an example runs."""
        if self._verbose:
            if example.want:
                out("Trying:\n" + _indent(example.source) + "Expecting:\n" + _indent(example.want))
            else:
                out("Trying:\n" + _indent(example.source) + "Expecting nothing\n")

    def report_success(self, out, test, example, got):
        """Called after an example that printed what it should."""
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        """Called after an example that printed something else."""
        out(self._failure_header(test, example) + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        """Called after an example that ended with an exception it should not have."""
        out(self._failure_header(test, example) + "Exception raised:\n" + _indent(_exception_traceback(exc_info)))

    def _failure_header(self, test, example):
        out = [self.DIVIDER]
        if test.filename:
            if test.lineno is not None and example.lineno is not None:
                lineno = test.lineno + example.lineno + 1
            else:
                lineno = "?"
            out.append(f'File "{test.filename}", line {lineno}, in {test.name}')
        else:
            out.append(f"Line {example.lineno + 1}, in {test.name}")
        out.append("Failed example:")
        out.append(_indent(example.source))
        return "\n".join(out)

    def _run(self, test, compileflags, out):
        failures = tries = skips = 0
        original = self.optionflags
        check = self._checker.check_output
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = original
            for flag, value in example.options.items():
                if value:
                    self.optionflags |= flag
                else:
                    self.optionflags &= ~flag
            tries += 1
            if self.optionflags & SKIP:
                skips += 1
                continue
            if not quiet:
                self.report_start(out, test, example)
            filename = f"<doctest {test.name}[{number}]>"
            linecache.cache[filename] = (
                len(example.source), None, [line + "\n" for line in example.source.split("\n")[:-1]], filename)
            try:
                exec(compile(example.source, filename, "single", compileflags, True), test.globs)
                exc_info = None
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                exc_info = type(error), error, error.__traceback__.tb_next
            got = self._fakeout.getvalue()
            self._fakeout.truncate(0)
            outcome = "failure"
            if exc_info is None:
                if check(example.want, got, self.optionflags):
                    outcome = "success"
            else:
                shown = "".join(traceback.format_exception_only(*exc_info[:2]))
                if issubclass(exc_info[0], SyntaxError):
                    # Only the line with the message counts.
                    lines = traceback.format_exception_only(*exc_info[:2])
                    start = f"{exc_info[0].__qualname__}:"
                    index = next((i for i, line in enumerate(lines) if line.startswith(start)), 0)
                    shown = "".join(lines[index:])
                if not quiet:
                    got += _exception_traceback(exc_info)
                if example.exc_msg is None:
                    outcome = "exception"
                elif check(example.exc_msg, shown, self.optionflags):
                    outcome = "success"
                elif self.optionflags & IGNORE_EXCEPTION_DETAIL and check(
                        _strip_exception_details(example.exc_msg), _strip_exception_details(shown), self.optionflags):
                    outcome = "success"
            if outcome == "success":
                if not quiet:
                    self.report_success(out, test, example, got)
            elif outcome == "failure":
                if not quiet:
                    self.report_failure(out, test, example, got)
                failures += 1
            else:
                if not quiet:
                    self.report_unexpected_exception(out, test, example, exc_info)
                failures += 1
            if failures and self.optionflags & FAIL_FAST:
                break
        self.optionflags = original
        self._record(test, failures, tries, skips)
        return TestResults(failures, tries, skipped=skips)

    def _record(self, test, failures, tries, skips):
        before = self._stats.get(test.name, (0, 0, 0))
        self._stats[test.name] = tuple(a + b for a, b in zip(before, (failures, tries, skips)))
        self.failures += failures
        self.tries += tries
        self.skips += skips

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run the examples of a DocTest; the TestResults."""
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        save_stdout = sys.stdout
        if out is None:
            encoding = save_stdout.encoding
            if encoding is None or encoding.lower() == "utf-8":
                out = save_stdout.write
            else:
                def out(s):
                    save_stdout.write(str(s.encode(encoding, "backslashreplace"), encoding))
        sys.stdout = self._fakeout
        save_displayhook = sys.displayhook
        sys.displayhook = sys.__displayhook__
        try:
            return self._run(test, compileflags, out)
        finally:
            sys.stdout = save_stdout
            sys.displayhook = save_displayhook
            if clear_globs:
                test.globs.clear()
                import builtins

                builtins._ = None

    def summarize(self, verbose=None):
        """Print a summary of all that was run; the TestResults."""
        if verbose is None:
            verbose = self._verbose
        notests, passed, failed = [], [], []
        total_tries = total_failures = total_skips = 0
        for name, (failures, tries, skips) in self._stats.items():
            total_failures += failures
            total_tries += tries
            total_skips += skips
            if tries == 0:
                notests.append(name)
            elif failures == 0:
                passed.append((name, tries))
            else:
                failed.append((name, (failures, tries, skips)))
        if verbose:
            if notests:
                print(f"{_count(len(notests), 'item')} had no tests:")
                notests.sort()
                for name in notests:
                    print(f"    {name}")
            if passed:
                print(f"{_count(len(passed), 'item')} passed all tests:")
                for name, count in sorted(passed):
                    print(f" {_count(count, 'test', 3)} in {name}")
        if failed:
            print(self.DIVIDER)
            print(f"{_count(len(failed), 'item')} had failures:")
            for name, (failures, tries, skips) in sorted(failed):
                print(f" {failures:3d} of {tries:3d} in {name}")
        if verbose:
            print(f"{_count(total_tries, 'test')} in {_count(len(self._stats), 'item')}.")
            text = f"{total_tries - total_failures} passed"
            if total_failures:
                text = f"{text} and {total_failures} failed"
            print(f"{text}.")
        if total_failures:
            text = f"***Test Failed*** {_count(total_failures, 'failure')}"
            if total_skips:
                text += f" and {_count(total_skips, 'skipped test')}"
            print(text + ".")
        elif verbose:
            print("Test passed.")
        return TestResults(total_failures, total_tries, skipped=total_skips)

    def merge(self, other):
        """Add what another runner has counted."""
        for name, counts in other._stats.items():
            before = self._stats.get(name, (0, 0, 0))
            self._stats[name] = tuple(a + b for a, b in zip(before, counts))


def _count(number, what, width=0):
    return f"{number:{width}d} {what}{'s' if number != 1 else ''}"


def _exception_traceback(exc_info):
    return "".join(traceback.format_exception(*exc_info))


class OutputChecker:
    """Compares what was printed with what should have been."""

    def _toAscii(self, s):
        return str(s.encode("ASCII", "backslashreplace"), "ASCII")

    def check_output(self, want, got, optionflags):
        """Whether the output is what was wanted."""
        got = self._toAscii(got)
        want = self._toAscii(want)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1:
            if (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
                return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = "\n".join(
                "" if line.rstrip() == BLANKLINE_MARKER else line for line in want.split("\n"))
            got = "\n".join("" if line and not line.strip(" \t\r\f\v") else line for line in got.split("\n"))
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got = " ".join(got.split())
            want = " ".join(want.split())
            if got == want:
                return True
        if optionflags & ELLIPSIS and _ellipsis_match(want, got):
            return True
        return False

    def output_difference(self, example, got, optionflags):
        """The text that tells the difference."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = "\n".join(
                BLANKLINE_MARKER if not line.strip(" ") and i < got.count("\n") else line
                for i, line in enumerate(got.split("\n")))
        if optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF) and want.count("\n") > 2 and got.count("\n") > 2:
            import difflib

            want_lines, got_lines = want.splitlines(keepends=True), got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                lines = list(difflib.unified_diff(want_lines, got_lines, n=2))[2:]
                kind = "unified diff with -expected +actual"
            elif optionflags & REPORT_CDIFF:
                lines = list(difflib.context_diff(want_lines, got_lines, n=2))[2:]
                kind = "context diff with expected followed by actual"
            else:
                lines = list(difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(want_lines, got_lines))
                kind = "ndiff with -expected +actual"
            return f"Differences ({kind}):\n" + _indent("".join(lines))
        if want and got:
            return f"Expected:\n{_indent(want)}Got:\n{_indent(got)}"
        if want:
            return f"Expected:\n{_indent(want)}Got nothing\n"
        if got:
            return f"Expected nothing\nGot:\n{_indent(got)}"
        return "Expected nothing\nGot nothing\n"


class DocTestFailure(Exception):
    """Raised by DebugRunner for an example that printed something else."""

    def __init__(self, test, example, got):
        self.test = test
        self.example = example
        self.got = got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """Raised by DebugRunner for an example that ended with an exception."""

    def __init__(self, test, example, exc_info):
        self.test = test
        self.example = example
        self.exc_info = exc_info

    def __str__(self):
        return str(self.test)


class DebugRunner(DocTestRunner):
    """Raises at the first failure instead of reporting it."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = DocTestRunner.run(self, test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# The runner of all calls of testmod and testfile.
master = None


def _finish(runner, report):
    global master
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries, skipped=runner.skips)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0, extraglobs=None,
            raise_on_error=False, exclude_empty=False):
    """Test the docstrings of a module, `__main__` by default; the TestResults."""
    if m is None:
        m = sys.modules.get("__main__")
    if not inspect.ismodule(m):
        raise TypeError(f"testmod: module required; {m!r}")
    if name is None:
        name = m.__name__
    finder = DocTestFinder(exclude_empty=exclude_empty)
    kind = DebugRunner if raise_on_error else DocTestRunner
    runner = kind(verbose=verbose, optionflags=optionflags)
    for test in finder.find(m, name, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    return _finish(runner, report)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None, report=True,
             optionflags=0, extraglobs=None, raise_on_error=False, parser=DocTestParser(), encoding=None):
    """Test the examples in a text file; the TestResults."""
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    text, filename = _load_testfile(filename, package, module_relative, encoding or "utf-8")
    if name is None:
        name = os.path.basename(filename)
    globs = {} if globs is None else globs.copy()
    if extraglobs is not None:
        globs.update(extraglobs)
    if "__name__" not in globs:
        globs["__name__"] = "__main__"
    kind = DebugRunner if raise_on_error else DocTestRunner
    runner = kind(verbose=verbose, optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name, filename, 0))
    return _finish(runner, report)


def _load_testfile(filename, package, module_relative, encoding):
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def _module_relative_path(module, test_path):
    if not inspect.ismodule(module):
        raise TypeError(f"Expected a module: {module!r}")
    if test_path.startswith("/"):
        raise ValueError("Module-relative files may not have absolute paths")
    if hasattr(module, "__file__"):
        base = os.path.split(module.__file__)[0]
    elif module.__name__ == "__main__":
        base = os.path.split(sys.argv[0])[0] if sys.argv and sys.argv[0] else os.curdir
    else:
        raise ValueError(f"Can't resolve paths relative to the module {module!r} (it has no __file__)")
    return os.path.join(base, *test_path.split("/"))


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None, optionflags=0):
    """Test the examples of one object's docstring."""
    finder = DocTestFinder(verbose=verbose, recurse=False)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """The reporting flags of tests made for unittest; the old ones."""
    global _unittest_reportflags
    if (flags & REPORTING_FLAGS) != flags:
        raise ValueError("Only reporting flags allowed", flags)
    old = _unittest_reportflags
    _unittest_reportflags = flags
    return old


def _case(test, optionflags, setUp, tearDown, checker):
    import unittest

    class DocTestCase(unittest.TestCase):
        def __init__(self):
            super().__init__("runTest")

        def setUp(self):
            if setUp is not None:
                setUp(test)

        def tearDown(self):
            if tearDown is not None:
                tearDown(test)

        def runTest(self):
            out = io.StringIO()
            runner = DocTestRunner(
                optionflags=optionflags | _unittest_reportflags, checker=checker, verbose=False)
            results = runner.run(test, out=out.write, clear_globs=False)
            if results.failed:
                name = test.name.rpartition(".")[2]
                lineno = "unknown line number" if test.lineno is None else f"{test.lineno}"
                raise self.failureException(
                    f"Failed doctest test for {test.name}\n  File \"{test.filename}\", line {lineno}, in {name}\n\n"
                    f"{out.getvalue()}")

        def id(self):
            return test.name

        def __repr__(self):
            home, _, name = test.name.rpartition(".")
            return f"{name} ({home})"

        __str__ = __repr__

        def shortDescription(self):
            return "Doctest: " + test.name

    return DocTestCase()


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """A test suite for unittest with the docstrings of a module."""
    import unittest

    if test_finder is None:
        test_finder = DocTestFinder()
    module = _normalize_module(module)
    suite = unittest.TestSuite()
    for test in test_finder.find(module, globs=globs, extraglobs=extraglobs):
        if test.examples:
            if not test.filename:
                test.filename = getattr(module, "__file__", module.__name__)
            suite.addTest(_case(
                test, options.get("optionflags", 0), options.get("setUp"), options.get("tearDown"), options.get("checker")))
    return suite


def DocFileSuite(*paths, **options):
    """A test suite for unittest with the examples of text files."""
    import unittest

    suite = unittest.TestSuite()
    for path in paths:
        text, filename = _load_testfile(
            path, options.get("package"), options.get("module_relative", True), options.get("encoding") or "utf-8")
        globs = dict(options.get("globs") or {})
        globs.setdefault("__file__", filename)
        test = DocTestParser().get_doctest(text, globs, os.path.basename(filename), filename, 0)
        suite.addTest(_case(
            test, options.get("optionflags", 0), options.get("setUp"), options.get("tearDown"), options.get("checker")))
    return suite


def script_from_examples(s):
    """The examples of a text as a program, all else as comments."""
    output = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            output.append(piece.source[:-1])
            if piece.want:
                output.append("# Expected:")
                output += ["## " + line for line in piece.want.split("\n")[:-1]]
        else:
            output += [("# " + line).rstrip() if line else "#" for line in piece.split("\n")[:-1]]
    while output and output[-1] == "#":
        output.pop()
    while output and output[0] == "#":
        output.pop(0)
    return "\n".join(output) + "\n"


def testsource(module, name):
    """The examples of one docstring of a module as a program."""
    module = _normalize_module(module)
    tests = [test for test in DocTestFinder().find(module) if test.name == name]
    if not tests:
        raise ValueError(name, "not found in tests")
    return script_from_examples(tests[0].docstring)

# Runs the doctests of one file. For each failure, and at the end, a row `\x1e kind line ...` follows on standard output:
# fields are parted by \x1f. A module is imported, so that what it does under `if __name__ == "__main__"` is left out; what it
# prints meanwhile is dropped.

import contextlib
import doctest
import importlib.util
import io
import os
import sys
import traceback


class Runner(doctest.DocTestRunner):
    def tell(self, test, example, kind, got):
        line = (test.lineno or 0) + example.lineno + 1
        send(kind, str(line), example.source.rstrip("\n"), example.want.rstrip("\n"), got.rstrip("\n"))

    def report_start(self, out, test, example):
        pass

    def report_success(self, out, test, example, got):
        pass

    def report_failure(self, out, test, example, got):
        self.tell(test, example, "printed", got)

    def report_unexpected_exception(self, out, test, example, exc_info):
        self.tell(test, example, "raised", traceback.format_exception_only(*exc_info[:2])[-1])


def send(*fields):
    sys.__stdout__.write("\x1e" + "\x1f".join(fields) + "\x1e\n")


def tests_of(path):
    name = os.path.splitext(os.path.basename(path))[0]
    if not path.endswith(".py"):
        with open(path, encoding="utf-8") as file:
            return [doctest.DocTestParser().get_doctest(file.read(), {"__name__": "__main__"}, name, path, 0)]
    sys.path[0] = os.path.dirname(os.path.abspath(path))
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    with contextlib.redirect_stdout(io.StringIO()):
        spec.loader.exec_module(module)
    return doctest.DocTestFinder().find(module, name)


def main(path):
    try:
        tests = tests_of(path)
    except (Exception, SystemExit) as error:
        line = next((str(f.lineno) for f in traceback.extract_tb(error.__traceback__)[::-1] if f.filename == path), "1")
        if isinstance(error, SyntaxError) and error.filename == path:
            line = str(error.lineno or 1)
        send("import", line, traceback.format_exception_only(error)[-1].rstrip("\n"))
        return
    runner = Runner(verbose=False)
    for test in tests:
        runner.run(test, out=lambda text: None)
    send("end", str(runner.tries), str(runner.failures))


main(sys.argv[1])

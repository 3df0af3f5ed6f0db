"""logging: levels, the tree of loggers, handlers, formats, records."""


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
import logging
import sys

out = io.StringIO()
logging.basicConfig(stream=out, level=logging.INFO, format="%(levelname)s %(name)s %(funcName)s %(message)s")
log = logging.getLogger("a.b")
log.info("x %d %s", 1, "y")
log.debug("not shown")
logging.warning("root")


def fails():
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("oops")


fails()
log.error("with %(k)s", {"k": 5})
log.log(35, "level")
logging.getLogger("a").setLevel(logging.ERROR)
log.info("hidden")
log.error("stack", stack_info=False, extra={"more": 1})
assert repr([line for line in out.getvalue().split("\n") if "File" not in line]) == "['INFO a.b <module> x 1 y', 'WARNING root <module> root', 'ERROR a.b fails oops', 'Traceback (most recent call last):', '    1 / 0', '    ~~^~~', 'ZeroDivisionError: division by zero', 'ERROR a.b <module> with 5', 'Level 35 a.b <module> level', 'ERROR a.b <module> stack', '']"
assert repr((repr(log), repr(logging.getLogger()), repr(log.parent), logging.getLevelName(20), logging.getLevelName("INFO"), logging.getLevelName(3))) == "('<Logger a.b (ERROR)>', '<RootLogger root (INFO)>', '<Logger a (ERROR)>', 'INFO', 20, 'Level 3')"
assert repr((log.getEffectiveLevel(), log.isEnabledFor(10), log.getChild("c").name, logging.getLogger("a.b") is log, sorted(l.name for l in logging.getLogger("a").getChildren()))) == "(40, False, 'a.b.c', True, ['a.b'])"
second = io.StringIO()
handler = logging.StreamHandler(second)
handler.setFormatter(logging.Formatter("{levelname:<8}|{message}", style="{"))
z = logging.getLogger("z")
z.propagate = False
z.addHandler(handler)
z.warning("hey")
logging.LoggerAdapter(z, {"u": 1}).warning("adapted")


class Keep(logging.Filter):
    def filter(self, record):
        return "keep" in record.getMessage()


z.addFilter(Keep())
z.warning("drop")
z.warning("keep me")
handler.setLevel(logging.ERROR)
z.warning("keep below")
assert repr(second.getvalue()) == "'WARNING |hey\\nWARNING |adapted\\nWARNING |keep me\\n'"
raises('logging.Formatter("x")', "ValueError: Invalid format 'x' for '%' style")
raises('logging.Formatter("%(x)s", style="?")', 'ValueError: Style must be one of: %,{,$')
raises('logging.Formatter("{", style="{")', "ValueError: invalid format: Single '{' encountered in format string")
raises('logging.Formatter("text", style="{")', 'ValueError: invalid format: no fields')
raises('z.setLevel("NOPE")', "ValueError: Unknown level: 'NOPE'")
raises('logging.basicConfig(foo=1, force=True)', 'ValueError: Unrecognised argument(s): foo')
raises('z.log("x", "y")', 'TypeError: level must be an integer')
raises('z.warning("m", extra={"message": 1})', 'KeyError: "Attempt to overwrite \'message\' in LogRecord"')
assert repr((logging.LogRecord("n", 10, "/p/f.py", 3, "m %s", ("z",), None).getMessage(), logging.LogRecord("n", 10, "/p/f.py", 3, "m", None, None).module, repr(logging.makeLogRecord({"msg": "hi"})))) == '(\'m z\', \'f\', \'<LogRecord: None, None, , 0, "hi">\')'
logging.addLevelName(25, "NOTICE")
assert repr((logging.getLevelName(25), logging.getLevelNamesMapping()["NOTICE"], repr(logging.NullHandler()))) == "('NOTICE', 25, '<NullHandler (NOTSET)>')"
logging.disable(logging.CRITICAL)
assert repr(log.isEnabledFor(logging.CRITICAL)) == 'False'
logging.disable(logging.NOTSET)
assert repr(log.isEnabledFor(logging.CRITICAL)) == 'True'
errors = io.StringIO()
saved = sys.stderr
sys.stderr = errors
z.handlers[0].setLevel(0)
z.filters.clear()
z.warning("keep bad %d", "x")
sys.stderr = saved
assert repr([line for line in errors.getvalue().split("\n") if not line.startswith(" ")]) == '[\'--- Logging error ---\', \'Traceback (most recent call last):\', \'TypeError: %d format: a real number is required, not str\', \'Call stack:\', "Message: \'keep bad %d\'", "Arguments: (\'x\',)", \'\']'

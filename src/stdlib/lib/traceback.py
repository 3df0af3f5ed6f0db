"""Exceptions and stacks as text, as the interpreter shows them.

The lines with carets and the last lines of an exception come from the interpreter itself (`_traceback`); this module
keeps what is needed to show an exception later, and assembles chains and groups.
"""

import linecache
import sys
from collections.abc import Iterable
from _traceback import (
    code_source as _code_source, format_exception_only as _native_only, source_lines as _source_lines,
)

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb",
    "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb", "clear_frames", "FrameSummary",
    "StackSummary", "TracebackException", "walk_stack", "walk_tb", "print_list",
]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"

# Equal entries of a stack that are shown before the rest is counted.
_REPEATS = 3


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Sentinel()


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f"<{what} {func.__name__}() failed>"


def _value_and_tb(exc, value, tb):
    if value is _sentinel and tb is _sentinel:
        if isinstance(exc, BaseException) or exc is None:
            return exc, exc.__traceback__ if exc is not None else None
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    if value is _sentinel or tb is _sentinel:
        raise ValueError("Both or neither of value and tb must be given")
    return value, tb


def print_list(extracted_list, file=None):
    """Print a list of frame summaries or of (filename, lineno, name, line) tuples."""
    if file is None:
        file = sys.stderr
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    """A list of strings for a list of frame summaries or of (filename, lineno, name, line) tuples."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The entries of a traceback, as a list of strings."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback, as a StackSummary."""
    return StackSummary._extract_positions(_walk_tb_with_positions(tb), limit)


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **kwargs):
    """Print an exception with its traceback, causes and contexts."""
    value, tb = _value_and_tb(exc, value, tb)
    error = TracebackException(type(value), value, tb, limit=limit, compact=True)
    error.print(file=file, chain=chain)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    """An exception with its traceback, causes and contexts, as a list of strings."""
    value, tb = _value_and_tb(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    """The last lines of an exception's text: type, message, notes."""
    if value is _sentinel:
        value = exc
    error = TracebackException(type(value), value, None, compact=True)
    return list(error.format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The exception that is being handled, as text."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody caught."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    else:
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit=limit, file=file, chain=chain)


def print_stack(f=None, limit=None, file=None):
    """Print the stack from its bottom to this frame, or to the caller."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The stack as a list of strings."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The stack as a StackSummary."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Drop the variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            # The frame still runs.
            pass
        tb = tb.tb_next


def walk_stack(f):
    """Yields (frame, line number) from a frame outwards."""
    if f is None:
        f = sys._getframe().f_back

    def walk(frame):
        while frame is not None:
            yield frame, frame.f_lineno
            frame = frame.f_back

    return walk(f)


def walk_tb(tb):
    """Yields (frame, line number) from the outermost entry of a traceback inwards."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_tb_with_positions(tb):
    while tb is not None:
        yield tb.tb_frame, (tb.tb_lineno, *_positions(tb.tb_frame.f_code, tb.tb_lasti)[1:])
        tb = tb.tb_next


def _positions(code, lasti):
    if lasti < 0:
        return None, None, None, None
    from itertools import islice

    return next(islice(code.co_positions(), lasti // 2, None), (None, None, None, None))


class FrameSummary:
    """An entry of a stack: file, line, function, and the source text, which is read when it is asked for."""

    __slots__ = (
        "filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines", "_lines_dedented", "locals", "_code")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._code = kwargs.get("_code")
        self._lines = line
        self._lines_dedented = None
        if lookup_line:
            self.line
        self.locals = {k: _safe_string(v, "local", func=repr) for k, v in locals.items()} if locals else None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno and self.name == other.name
                    and self.locals == other.locals)
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    def _read_lines(self):
        if self._lines is not None or self.lineno is None or self.end_lineno is None:
            return
        known = None
        if self._code is not None and self.filename.startswith("<"):
            text = _code_source(self._code)
            if text is not None:
                known = text.split("\n")
        lines = []
        for number in range(self.lineno, self.end_lineno + 1):
            if known is not None:
                line = known[number - 1] if number <= len(known) else ""
            else:
                line = linecache.getline(self.filename, number)
            lines.append(line.rstrip())
        self._lines = "\n".join(lines) + "\n"

    @property
    def _original_lines(self):
        self._read_lines()
        return self._lines

    @property
    def line(self):
        self._read_lines()
        if self._lines is None:
            return None
        return self._lines.partition("\n")[0].strip()


class StackSummary(list):
    """A list of FrameSummary, outermost first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """A summary of the (frame, line number) pairs of an iterator."""
        def positions():
            for frame, lineno in frame_gen:
                yield frame, (lineno, None, None, None)

        return klass._extract_positions(positions(), limit, lookup_lines, capture_locals)

    @classmethod
    def _extract_positions(klass, frame_gen, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            frames = list(frame_gen)
            frame_gen = frames[:limit] if limit >= 0 else frames[limit:]
        result = klass()
        filenames = set()
        for frame, (lineno, end_lineno, colno, end_colno) in frame_gen:
            code = frame.f_code
            filename = code.co_filename
            filenames.add(filename)
            linecache.lazycache(filename, frame.f_globals)
            result.append(FrameSummary(
                filename, lineno, code.co_name, lookup_line=False, locals=frame.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno, _code=code))
        for filename in filenames:
            linecache.checkcache(filename)
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """A summary of a list of frame summaries or of (filename, lineno, name, line) tuples."""
        result = StackSummary()
        for frame in a_list:
            if isinstance(frame, FrameSummary):
                result.append(frame)
            else:
                filename, lineno, name, line = frame
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one entry; None leaves it out."""
        summary = frame_summary
        filename = "<string>" if summary.filename is None else summary.filename
        row = [f'  File "{filename}", line {summary.lineno}, in {summary.name}\n']
        if summary.line and summary._original_lines and summary._original_lines.strip():
            lines = summary._original_lines.split("\n")
            if lines[-1] == "":
                lines.pop()
            row.append(_source_lines(lines, summary.lineno, summary.end_lineno, summary.colno, summary.end_colno))
        if summary.locals:
            for name, value in sorted(summary.locals.items()):
                row.append(f"    {name} = {value}\n")
        return "".join(row)

    def format(self, **kwargs):
        """A list of strings, in which many equal entries are counted instead of shown."""
        result = []
        last = None
        count = 0
        for summary in self:
            text = self.format_frame_summary(summary)
            if text is None:
                continue
            key = summary.filename, summary.lineno, summary.name
            if last is None or last != key:
                self._push_repeats(result, count)
                last = key
                count = 0
            count += 1
            if count <= _REPEATS:
                result.append(text)
        self._push_repeats(result, count)
        return result

    @staticmethod
    def _push_repeats(result, count):
        if count > _REPEATS:
            more = count - _REPEATS
            result.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")


class _Printer:
    """The state of a text that is being made: depth in groups, and whether a group's box is still open."""

    def __init__(self):
        self.seen = set()
        self.depth = 0
        self.need_close = False

    def emit(self, lines, margin="|"):
        indent = " " * (2 * self.depth)
        if self.depth:
            indent += margin + " "
        if isinstance(lines, str):
            lines = [lines]
        for text in lines:
            yield "".join(indent + line for line in text.splitlines(True))


class TracebackException:
    """What is needed to show an exception later, without keeping it or its frames."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        first = _seen is None
        if first:
            _seen = set()
        _seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract_positions(
            _walk_tb_with_positions(exc_traceback), limit, lookup_lines, capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe_string(exc_value, "exception")
        self.__notes__ = None
        try:
            self.__notes__ = getattr(exc_value, "__notes__", None)
        except Exception as error:
            self.__notes__ = [f"Ignored error getting __notes__: {_safe_string(error, '__notes__', repr)}"]
        self._is_syntax_error = False
        if exc_type is not None:
            self.exc_type_qualname = exc_type.__qualname__
            self.exc_type_module = exc_type.__module__
        else:
            self.exc_type_qualname = None
            self.exc_type_module = None
        if isinstance(exc_value, SyntaxError):
            self._is_syntax_error = True
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
        if isinstance(exc_value, BaseException):
            self._only = _native_only(exc_value)
            if isinstance(exc_value, (AttributeError, NameError, ImportError)):
                # The text goes on with what was perhaps meant.
                told = f"{self.exc_type_str}: {self._str}"
                if self._only.startswith(told):
                    more = self._only[len(told):].partition("\n")[0]
                    if "Did you" in more:
                        self._str += more
        else:
            self._only = None
        if lookup_lines:
            for summary in self.stack:
                summary.line
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = self.__context__ = self.exceptions = None
        self._is_group = isinstance(exc_value, BaseExceptionGroup)
        if not first:
            return
        options = dict(
            limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals, max_group_width=max_group_width,
            max_group_depth=max_group_depth, _seen=_seen)
        # A list instead of recursion: chains may be long.
        pending = [(self, exc_value)]
        while pending:
            made, error = pending.pop()
            cause = getattr(error, "__cause__", None)
            context = getattr(error, "__context__", None)
            if cause is not None and id(cause) not in _seen:
                made.__cause__ = TracebackException(type(cause), cause, cause.__traceback__, **options)
            if compact:
                need_context = made.__cause__ is None and error is not None and not error.__suppress_context__
            else:
                need_context = True
            if context is not None and need_context and id(context) not in _seen:
                made.__context__ = TracebackException(type(context), context, context.__traceback__, **options)
            if isinstance(error, BaseExceptionGroup):
                made.exceptions = []
                for part in error.exceptions:
                    made.exceptions.append(TracebackException(type(part), part, part.__traceback__, **options))
                pending.extend(zip(made.exceptions, error.exceptions))
            if made.__cause__ is not None:
                pending.append((made.__cause__, cause))
            if made.__context__ is not None:
                pending.append((made.__context__, context))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """From an exception alone."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings

        warnings.warn(
            "Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        if self._exc_type is None and self.exc_type_qualname is None:
            return None
        name, module = self.exc_type_qualname, self.exc_type_module
        if module not in ("__main__", "builtins"):
            if not isinstance(module, str):
                module = "<unknown>"
            name = module + "." + name
        return name

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __str__(self):
        return self._str

    def _only_lines(self):
        if self._only is None:
            text = f"{self.exc_type_str}: {self._str}" if self._str else f"{self.exc_type_str}"
            return [text + "\n"]
        lines = self._only.splitlines(True)
        if self._is_syntax_error:
            return lines
        # The message is one entry, each line of the notes is one.
        notes = 0
        if isinstance(self.__notes__, Iterable) and not isinstance(self.__notes__, (str, bytes)):
            for note in self.__notes__:
                notes += _safe_string(note, "note").count("\n") + 1
        elif self.__notes__ is not None:
            notes = 1
        cut = len(lines) - notes
        return ["".join(lines[:cut])] + lines[cut:]

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """Yields the last lines of the text: type, message, notes; with `show_group` those of a group's exceptions."""
        indent = 3 * _depth * " "
        for line in self._only_lines():
            yield "".join(indent + part for part in line.splitlines(True)) if indent else line
        if self.exceptions and show_group:
            for part in self.exceptions:
                yield from part.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """Yields the whole text, as the interpreter prints it."""
        ctx = _Printer() if _ctx is None else _ctx
        output = []
        error = self
        if chain:
            while error:
                if error.__cause__ is not None:
                    link, following = _CAUSE, error.__cause__
                elif error.__context__ is not None and not error.__suppress_context__:
                    link, following = _CONTEXT, error.__context__
                else:
                    link, following = None, None
                output.append((link, error))
                error = following
        else:
            output.append((None, error))
        for link, error in reversed(output):
            if link is not None:
                yield from ctx.emit(link)
            if error.exceptions is None:
                if error.stack:
                    yield from ctx.emit("Traceback (most recent call last):\n")
                    yield from ctx.emit(error.stack.format())
                yield from ctx.emit(error.format_exception_only())
            elif ctx.depth > self.max_group_depth:
                yield from ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from error._format_group(ctx, chain)

    def _format_group(self, ctx, chain):
        top = ctx.depth == 0
        if top:
            ctx.depth = 1
        if self.stack:
            yield from ctx.emit("Exception Group Traceback (most recent call last):\n", margin="+" if top else "|")
            yield from ctx.emit(self.stack.format())
        yield from ctx.emit(self.format_exception_only())
        count = len(self.exceptions)
        shown = count if count <= self.max_group_width else self.max_group_width + 1
        ctx.need_close = False
        for i in range(shown):
            last = i == shown - 1
            if last:
                ctx.need_close = True
            truncated = i >= self.max_group_width
            title = "..." if truncated else f"{i + 1}"
            branch = "+-" if i == 0 else "  "
            yield " " * (2 * ctx.depth) + f"{branch}+---------------- {title} ----------------\n"
            ctx.depth += 1
            if truncated:
                remaining = count - self.max_group_width
                yield from ctx.emit(f"and {remaining} more exception{'s' if remaining > 1 else ''}\n")
            else:
                yield from self.exceptions[i].format(chain=chain, _ctx=ctx)
            if last and ctx.need_close:
                yield " " * (2 * ctx.depth) + "+------------------------------------\n"
                ctx.need_close = False
            ctx.depth -= 1
        if top:
            ctx.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print the text."""
        if file is None:
            file = sys.stderr
        for line in self.format(chain=chain):
            print(line, file=file, end="")

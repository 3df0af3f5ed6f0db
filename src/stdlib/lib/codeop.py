"""Compiles text that may be the beginning of a command, as an interactive prompt reads it row by row.

`compile_command` answers with code if the text is whole, with None if more rows may complete it, and raises the
error of a text that no further row can mend. The compiler itself tells the two apart: with the flags below it raises
its own kind of SyntaxError when it ran out of text.
"""

import __future__
import warnings

_features = [getattr(__future__, name) for name in __future__.all_feature_names]

__all__ = ["compile_command", "Compile", "CommandCompiler"]

PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ONLY_AST = 0x400
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000


def _is_blank(source):
    rows = (row.strip() for row in source.split("\n"))
    return all(not row or row.startswith("#") for row in rows)


def _maybe_compile(compiler, source, filename, symbol, flags):
    if symbol != "eval" and _is_blank(source):
        source = "pass"
    # What the text is worth a warning for is told once, when it is whole.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
        try:
            compiler(source, filename, symbol, flags=flags)
        except SyntaxError:
            # With one more line feed it may be whole, or be cut short: in both cases the prompt goes on.
            try:
                compiler(source + "\n", filename, symbol, flags=flags)
                return None
            except _IncompleteInputError:
                return None
            except SyntaxError:
                pass
    return compiler(source, filename, symbol, incomplete_input=False)


def _compile(source, filename, symbol, incomplete_input=True, *, flags=0):
    if incomplete_input:
        flags |= PyCF_ALLOW_INCOMPLETE_INPUT | PyCF_DONT_IMPLY_DEDENT
    return compile(source, filename, symbol, flags)


def compile_command(source, filename="<input>", symbol="single", flags=0):
    """Compile a command: code if it is whole, None if more rows may complete it.

    SyntaxError is raised if no further row can mend it; ValueError and OverflowError for literals out of range.
    """
    return _maybe_compile(_compile, source, filename, symbol, flags)


class Compile:
    """Works like compile(), and remembers the future statements that it has compiled."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT

    def __call__(self, source, filename, symbol, flags=0, **kwargs):
        flags |= self.flags
        if not kwargs.get("incomplete_input", True):
            flags &= ~(PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT)
        code = compile(source, filename, symbol, flags, True)
        if flags & PyCF_ONLY_AST:
            return code
        for feature in _features:
            if code.co_flags & feature.compiler_flag:
                self.flags |= feature.compiler_flag
        return code


class CommandCompiler:
    """Works like compile_command(), and remembers the future statements that it has compiled."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        """Compile a command: code if it is whole, None if more rows may complete it."""
        return _maybe_compile(self.compiler, source, filename, symbol, flags=self.compiler.flags)

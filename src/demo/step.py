# Runs a program statement by statement: each is shown before it runs, so that code and output alternate. A comment
# `# %see KIND WHAT` between statements is a look through a lens.
#
# Given: CODE, the program with a call of __step__ in front of each statement of the top level, which tells its last line;
# SOURCE, its lines as they are SHOWN; NAMESPACE; WAIT, ERASE, GUTTER, MARK, WIDTH, ASCII tell about the terminal.

import builtins
import sys
from pyrope import _see_in


def tell(text):
    """A line on standard output, whatever its encoding; nobody reading any more ends the demo."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        print(text.rstrip().encode(encoding, "backslashreplace").decode(encoding))
    except BrokenPipeError:
        sys.exit()


def look(what):
    try:
        view = _see_in(what, NAMESPACE).text(WIDTH, ASCII)
    except Exception as error:
        view = f"the lens failed: {type(error).__name__}: {error}"
    for line in view.splitlines():
        tell(f"     {MARK} {line}")


def main():
    lines = SOURCE.splitlines()
    shown = SHOWN.splitlines()
    position = 0
    wait = WAIT

    def show(last):
        """The lines that were not shown yet, up to this one."""
        nonlocal position
        some = False
        for number in range(position, last):
            line = lines[number]
            if not some and not line.strip():
                continue
            some = True
            tell(f"{number + 1:>4} {GUTTER} {shown[number]}")
            if line.startswith("# %see "):
                look(line.removeprefix("# %see "))
                some = False
        position = max(position, last)

    def pause():
        nonlocal wait
        sys.stdout.flush()
        try:
            answer = input("     Enter: run this, c: run the rest, q: quit ").strip()
        except EOFError:
            answer = "q"
        print(ERASE, end="", flush=True)
        if answer == "q":
            sys.exit()
        wait = answer != "c"

    def step(last):
        if last > position:
            show(last)
            if wait:
                pause()

    builtins.__step__ = step
    try:
        exec(CODE, NAMESPACE)
        show(len(lines))
    finally:
        del builtins.__step__


main()

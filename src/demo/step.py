# Runs a program statement by statement: each is shown before it runs, so that code and output alternate. A comment
# `# %see KIND WHAT` between statements is a look through a lens.
#
# The program is compiled as a whole, with a call in front of each statement of the top level: compiled piece by piece
# it would not share its constants, and `is` would answer otherwise. Given: SOURCE, its lines as they are SHOWN, FILENAME,
# NAMESPACE; WAIT, ERASE, GUTTER, MARK, WIDTH, ASCII tell about the terminal.

import ast
import builtins
import sys
from pyrope import _see_in


def look(what):
    try:
        view = _see_in(what, NAMESPACE).text(WIDTH, ASCII)
    except Exception as error:
        view = f"{type(error).__name__}: {error}"
    for line in view.splitlines():
        print(f"     {MARK} {line}")


def main():
    tree = ast.parse(SOURCE, FILENAME)
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
            print(f"{number + 1:>4} {GUTTER} {shown[number]}".rstrip())
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

    body = []
    for number, statement in enumerate(tree.body):
        call = ast.parse(f"__step__({statement.end_lineno})").body[0]
        for node in ast.walk(call):
            if hasattr(node, "lineno"):
                node.lineno = node.end_lineno = statement.lineno
                node.col_offset = node.end_col_offset = 0
        # The docstring stays the first statement.
        body += [call, statement] if number else [statement, call]
    tree.body = body
    builtins.__step__ = step
    try:
        exec(compile(tree, FILENAME, "exec"), NAMESPACE)
        show(len(lines))
    finally:
        del builtins.__step__


main()

# Runs a program statement by statement: each is shown before it runs, so that code and output alternate.
#
# The program is compiled as a whole, with a call in front of each statement of the top level: compiled piece by piece
# it would not share its constants, and `is` would answer otherwise. SOURCE, FILENAME, WAIT and GUTTER are given.

import ast
import builtins
import sys


def pieces(source, body):
    """Line numbers (first, last) of what is shown with each statement: its comments come with it."""
    shown = 0
    for statement in body:
        last = max(statement.end_lineno, shown)
        yield shown + 1, last
        shown = last


def main():
    tree = ast.parse(SOURCE, FILENAME)
    lines = SOURCE.splitlines()
    ranges = list(pieces(SOURCE, tree.body))

    def show(number):
        first, last = ranges[number]
        while first <= last and not lines[first - 1].strip():
            first += 1
        for line in range(first, last + 1):
            print(f"{line:>4} {GUTTER} {lines[line - 1]}".rstrip())
        if WAIT and last >= first:
            sys.stdout.flush()
            try:
                answer = input("     Enter: run it, q: quit ")
            except EOFError:
                answer = "q"
            if answer.strip() == "q":
                sys.exit()

    body = []
    for number, statement in enumerate(tree.body):
        call = ast.Expr(ast.Call(ast.Name("__step__", ast.Load()), [ast.Constant(number)], []))
        for node in ast.walk(call):
            if isinstance(node, (ast.expr, ast.stmt)):
                node.lineno = node.end_lineno = statement.lineno
                node.col_offset = node.end_col_offset = 0
        if number == 0:
            # The docstring stays the first statement.
            body += [statement, call]
        else:
            body += [call, statement]
    tree.body = body
    builtins.__step__ = show
    exec(compile(tree, FILENAME, "exec"), sys.modules["__main__"].__dict__)


main()

"""argparse and getopt: results, help texts, errors."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import argparse
import contextlib
import getopt
import io
import os

os.environ["COLUMNS"] = "80"


def run(parser, *argv):
    out, err = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            result = parser.parse_args(list(argv))
    except SystemExit as error:
        result = f"exit {error.code}"
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    return result, out.getvalue(), err.getvalue().replace(parser.format_usage(), "USAGE ")


p = argparse.ArgumentParser(prog="prog", description="A program that does things, with a long description that has to be wrapped over lines because it is so long.", epilog="The end.")
p.add_argument("file", help="the file")
p.add_argument("rest", nargs="*", help="the rest")
p.add_argument("-v", "--verbose", action="count", default=0, help="more output (default: %(default)s)")
p.add_argument("-n", "--number", type=int, default=3, metavar="N", help="a number")
p.add_argument("--choice", choices=["a", "b"], help="choose")
p.add_argument("-f", "--flag", action="store_true")
p.add_argument("--list", nargs="+", default=[])
p.add_argument("--opt", nargs="?", const="C", default="D")
p.add_argument("--pair", nargs=2, metavar=("X", "Y"))
p.add_argument("--app", action="append", help="a very long help text which goes on and on so that it must be wrapped in the column of help texts")
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.add_argument("--a-very-long-option-name-indeed", help="long one")
p.add_argument("--hidden", help=argparse.SUPPRESS)
p.add_argument("--bool", action=argparse.BooleanOptionalAction)
g = p.add_argument_group("special", "group description")
g.add_argument("--g1", help="in group")
m = p.add_mutually_exclusive_group()
m.add_argument("--x", action="store_true")
m.add_argument("--y", action="store_const", const=5)
assert repr(run(p, "-h")) == '(\'exit 0\', "usage: prog [-h] [-v] [-n N] [--choice {a,b}] [-f] [--list LIST [LIST ...]]\\n            [--opt [OPT]] [--pair X Y] [--app APP] [--version]\\n            [--a-very-long-option-name-indeed A_VERY_LONG_OPTION_NAME_INDEED]\\n            [--bool | --no-bool] [--g1 G1] [--x | --y]\\n            file [rest ...]\\n\\nA program that does things, with a long description that has to be wrapped\\nover lines because it is so long.\\n\\npositional arguments:\\n  file                  the file\\n  rest                  the rest\\n\\noptions:\\n  -h, --help            show this help message and exit\\n  -v, --verbose         more output (default: 0)\\n  -n, --number N        a number\\n  --choice {a,b}        choose\\n  -f, --flag\\n  --list LIST [LIST ...]\\n  --opt [OPT]\\n  --pair X Y\\n  --app APP             a very long help text which goes on and on so that it\\n                        must be wrapped in the column of help texts\\n  --version             show program\'s version number and exit\\n  --a-very-long-option-name-indeed A_VERY_LONG_OPTION_NAME_INDEED\\n                        long one\\n  --bool, --no-bool\\n  --x\\n  --y\\n\\nspecial:\\n  group description\\n\\n  --g1 G1               in group\\n\\nThe end.\\n", \'\')'
lines = ["", "f", "f a b -vv -n 5", "f -n x", "f --choice c", "f --list", "f --list 1 2", "f --opt", "f --opt z", "f --pair 1", "f --pair 1 2", "--version", "f --x --y", "f --nope", "f --verb", "f --ver", "f -vf", "f -n7", "f --number=8", "f -vx", "-- -f", "f -- -a -b", "-1", "f --app 1 --app 2", "f --bool", "f --no-bool", "f --flag=3", "-f", "f -n", "f -n -5"]
assert repr([run(p, *line.split()) for line in lines]) == '[(\'exit 2\', \'\', \'USAGE prog: error: the following arguments are required: file\\n\'), (Namespace(file=\'f\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'f\', rest=[\'a\', \'b\'], verbose=2, number=5, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (\'exit 2\', \'\', "USAGE prog: error: argument -n/--number: invalid int value: \'x\'\\n"), (\'exit 2\', \'\', "USAGE prog: error: argument --choice: invalid choice: \'c\' (choose from \'a\', \'b\')\\n"), (\'exit 2\', \'\', \'USAGE prog: error: argument --list: expected at least one argument\\n\'), (Namespace(file=\'f\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[\'1\', \'2\'], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'f\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'C\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'f\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'z\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (\'exit 2\', \'\', \'USAGE prog: error: argument --pair: expected 2 arguments\\n\'), (Namespace(file=\'f\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'D\', pair=[\'1\', \'2\'], app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (\'exit 0\', \'prog 1.0\\n\', \'\'), (\'exit 2\', \'\', \'USAGE prog: error: argument --y: not allowed with argument --x\\n\'), (\'exit 2\', \'\', \'USAGE prog: error: unrecognized arguments: --nope\\n\'), (Namespace(file=\'f\', rest=[], verbose=1, number=3, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (\'exit 2\', \'\', \'USAGE prog: error: ambiguous option: --ver could match --verbose, --version\\n\'), (Namespace(file=\'f\', rest=[], verbose=1, number=3, choice=None, flag=True, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'f\', rest=[], verbose=0, number=7, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'f\', rest=[], verbose=0, number=8, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (\'exit 2\', \'\', \'USAGE prog: error: unrecognized arguments: -x\\n\'), (Namespace(file=\'-f\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'f\', rest=[\'-a\', \'-b\'], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'-1\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'f\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=[\'1\', \'2\'], a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'f\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=True, g1=None, x=False, y=None), \'\', \'\'), (Namespace(file=\'f\', rest=[], verbose=0, number=3, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=False, g1=None, x=False, y=None), \'\', \'\'), (\'exit 2\', \'\', "USAGE prog: error: argument -f/--flag: ignored explicit argument \'3\'\\n"), (\'exit 2\', \'\', \'USAGE prog: error: the following arguments are required: file\\n\'), (\'exit 2\', \'\', \'USAGE prog: error: argument -n/--number: expected one argument\\n\'), (Namespace(file=\'f\', rest=[], verbose=0, number=-5, choice=None, flag=False, list=[], opt=\'D\', pair=None, app=None, a_very_long_option_name_indeed=None, hidden=None, bool=None, g1=None, x=False, y=None), \'\', \'\')]'
q = argparse.ArgumentParser(prog="git")
sub = q.add_subparsers(dest="cmd", help="sub help", title="commands")
add = sub.add_parser("add", help="add help", aliases=["a"])
add.add_argument("x", type=float)
add.set_defaults(func=len)
sub.add_parser("rm", help="rm help").add_argument("--force", action="store_true")
assert repr([run(q, *line.split()) for line in ("-h", "add 1.5", "rm --force", "nope", "", "add -h", "add", "add x", "a 2", "rm x")]) == '[(\'exit 0\', \'usage: git [-h] {add,a,rm} ...\\n\\noptions:\\n  -h, --help  show this help message and exit\\n\\ncommands:\\n  {add,a,rm}  sub help\\n    add (a)   add help\\n    rm        rm help\\n\', \'\'), (Namespace(cmd=\'add\', x=1.5, func=<built-in function len>), \'\', \'\'), (Namespace(cmd=\'rm\', force=True), \'\', \'\'), (\'exit 2\', \'\', "USAGE git: error: argument cmd: invalid choice: \'nope\' (choose from \'add\', \'a\', \'rm\')\\n"), (Namespace(cmd=None), \'\', \'\'), (\'exit 0\', \'usage: git add [-h] x\\n\\npositional arguments:\\n  x\\n\\noptions:\\n  -h, --help  show this help message and exit\\n\', \'\'), (\'exit 2\', \'\', \'usage: git add [-h] x\\ngit add: error: the following arguments are required: x\\n\'), (\'exit 2\', \'\', "usage: git add [-h] x\\ngit add: error: argument x: invalid float value: \'x\'\\n"), (Namespace(cmd=\'a\', x=2.0, func=<built-in function len>), \'\', \'\'), (\'exit 2\', \'\', \'USAGE git: error: unrecognized arguments: x\\n\')]'
r = argparse.ArgumentParser(prog="r", formatter_class=argparse.ArgumentDefaultsHelpFormatter, add_help=False)
r.add_argument("--o", default=5, help="oh")
r.add_argument("pos", nargs="?", default="q", help="pos")
r.add_argument("--req", required=True)
assert repr((run(r), run(r, "--req", "1"), r.format_help(), r.format_usage())) == "(('exit 2', '', 'USAGE r: error: the following arguments are required: --req\\n'), (Namespace(o=5, pos='q', req='1'), '', ''), 'usage: r [--o O] --req REQ [pos]\\n\\npositional arguments:\\n  pos        pos (default: q)\\n\\noptions:\\n  --o O      oh (default: 5)\\n  --req REQ\\n', 'usage: r [--o O] --req REQ [pos]\\n')"
assert repr((argparse.Namespace(a=1, b="x"), argparse.Namespace(a=1) == argparse.Namespace(a=1), "a" in argparse.Namespace(a=1))) == "(Namespace(a=1, b='x'), True, True)"
raises('r.add_argument("--o")', 'ArgumentError: argument --o: conflicting option string: --o')
raises('r.add_argument("x", required=True)', "TypeError: 'required' is an invalid argument for positionals")
raises('r.add_argument("--z", action="nope")', "ValueError: unknown action 'nope'")
raises('r.add_argument("--w", type="int")', "TypeError: 'int' is not callable")
raises('r.add_argument("a", "-b")', "ValueError: invalid option string 'a': must start with a character '-'")
raises('r.add_argument("--s", nargs=0)', 'ValueError: nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate')


def even(x):
    if int(x) % 2:
        raise argparse.ArgumentTypeError(f"{x} is odd")
    return int(x)


t = argparse.ArgumentParser(prog="t", exit_on_error=False)
t.add_argument("n", type=even, nargs="+")
t.add_argument("last")
assert repr([run(t, *line.split()) for line in ("2 4 z", "3 z", "2", "2 z --unknown")]) == "[(Namespace(n=[2, 4], last='z'), '', ''), ('ArgumentError: argument n: 3 is odd', '', ''), ('ArgumentError: the following arguments are required: last', '', ''), ('ArgumentError: unrecognized arguments: --unknown', '', '')]"
assert repr(t.parse_known_args(["2", "x", "--unk"])) == "(Namespace(n=[2], last='x'), ['--unk'])"
u = argparse.ArgumentParser(prog="u", usage="%(prog)s [options] things", formatter_class=argparse.RawTextHelpFormatter, description="line1\n  line2")
u.add_argument("--q", help="l1\nl2")
u.add_argument("cmd", nargs=argparse.REMAINDER)
assert repr((run(u, "-h"), run(u, "a", "--b", "c"))) == "(('exit 0', 'usage: u [options] things\\n\\nline1\\n  line2\\n\\npositional arguments:\\n  cmd\\n\\noptions:\\n  -h, --help  show this help message and exit\\n  --q Q       l1\\n              l2\\n', ''), (Namespace(q=None, cmd=['a', '--b', 'c']), '', ''))"
w = argparse.ArgumentParser(prog="w")
w.add_argument("a", nargs="?")
w.add_argument("b", nargs="*")
w.add_argument("--c")
assert repr([run(w, *line.split()) for line in ("", "1", "1 2 --c 3", "--c 3 1 2", "1 --c 2 3")]) == "[(Namespace(a=None, b=[], c=None), '', ''), (Namespace(a='1', b=[], c=None), '', ''), (Namespace(a='1', b=['2'], c='3'), '', ''), (Namespace(a='1', b=['2'], c='3'), '', ''), (Namespace(a='1', b=['3'], c='2'), '', '')]"
assert repr(w.parse_intermixed_args(["1", "--c", "2", "3"])) == "Namespace(a='1', b=['3'], c='2')"
assert repr((getopt.getopt(["-a", "1", "--foo=2", "--bar", "x", "-b"], "a:b", ["foo=", "bar"]), getopt.gnu_getopt(["x", "-b", "y"], "b"))) == "(([('-a', '1'), ('--foo', '2'), ('--bar', '')], ['x', '-b']), ([('-b', '')], ['x', 'y']))"
raises('getopt.getopt(["-z"], "a")', 'GetoptError: option -z not recognized')
raises('getopt.getopt(["-a"], "a:")', 'GetoptError: option -a requires argument')
raises('getopt.getopt(["--foo"], "", ["foo="])', 'GetoptError: option --foo requires argument')
raises('getopt.getopt(["--zz"], "", ["foo"])', 'GetoptError: option --zz not recognized')
raises('getopt.getopt(["--f"], "", ["foo", "far"])', 'GetoptError: option --f not a unique prefix; possible options: foo, far')
raises('getopt.getopt(["--bar=1"], "", ["bar"])', 'GetoptError: option --bar must not have an argument')

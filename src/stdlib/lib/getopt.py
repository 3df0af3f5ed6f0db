"""Options of command lines in the way of C's getopt."""

import os

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    """An option is not as it should be: `msg`, `opt`."""

    def __init__(self, msg, opt=""):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """(options, arguments): options are pairs of name and value. Ends at the first argument that is no option."""
    opts = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith("-") and args[0] != "-":
        if args[0] == "--":
            args = args[1:]
            break
        if args[0].startswith("--"):
            opts, args = _do_long(opts, args[0][2:], longopts, args[1:])
        else:
            opts, args = _do_short(opts, args[0][1:], shortopts, args[1:])
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """As getopt, with options anywhere between arguments."""
    opts, rest = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    return_in_order = False
    if shortopts.startswith("-"):
        shortopts = shortopts[1:]
        all_options_first = False
        return_in_order = True
    elif shortopts.startswith("+"):
        shortopts = shortopts[1:]
        all_options_first = True
    else:
        all_options_first = bool(os.environ.get("POSIXLY_CORRECT"))
    while args:
        if args[0] == "--":
            rest += args[1:]
            break
        if args[0][:2] == "--":
            if return_in_order and rest:
                opts.append((None, rest))
                rest = []
            opts, args = _do_long(opts, args[0][2:], longopts, args[1:])
        elif args[0][:1] == "-" and args[0] != "-":
            if return_in_order and rest:
                opts.append((None, rest))
                rest = []
            opts, args = _do_short(opts, args[0][1:], shortopts, args[1:])
        elif all_options_first:
            rest += args
            break
        else:
            rest.append(args[0])
            args = args[1:]
    return opts, rest


def _do_long(opts, opt, longopts, args):
    opt, equals, value = opt.partition("=")
    optarg = value if equals else None
    has_arg, opt = _long_has_args(opt, longopts)
    if has_arg:
        if optarg is None and has_arg != "?":
            if not args:
                raise GetoptError(f"option --{opt} requires argument", opt)
            optarg, args = args[0], args[1:]
    elif optarg is not None:
        raise GetoptError(f"option --{opt} must not have an argument", opt)
    opts.append(("--" + opt, optarg or ""))
    return opts, args


def _long_has_args(opt, longopts):
    possible = [o for o in longopts if o.startswith(opt)]
    if not possible:
        raise GetoptError(f"option --{opt} not recognized", opt)
    if opt in possible:
        return False, opt
    if opt + "=" in possible:
        return True, opt
    if opt + "=?" in possible:
        return "?", opt
    if len(possible) > 1:
        raise GetoptError(f"option --{opt} not a unique prefix; possible options: {', '.join(possible)}", opt)
    match = possible[0]
    if match.endswith("=?"):
        return "?", match[:-2]
    has_arg = match.endswith("=")
    return has_arg, match[:-1] if has_arg else match


def _do_short(opts, optstring, shortopts, args):
    while optstring != "":
        opt, optstring = optstring[0], optstring[1:]
        has_arg = _short_has_arg(opt, shortopts)
        if has_arg:
            if optstring == "" and has_arg != "?":
                if not args:
                    raise GetoptError(f"option -{opt} requires argument", opt)
                optstring, args = args[0], args[1:]
            optarg, optstring = optstring, ""
        else:
            optarg = ""
        opts.append(("-" + opt, optarg))
    return opts, args


def _short_has_arg(opt, shortopts):
    for i, char in enumerate(shortopts):
        if opt == char != ":":
            if not shortopts.startswith(":", i + 1):
                return False
            return "?" if shortopts.startswith("::", i + 1) else True
    raise GetoptError(f"option -{opt} not recognized", opt)

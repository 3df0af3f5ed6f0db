"""Usage and help of argument parsers as text."""

import os
import sys

SUPPRESS = _SUPPRESS = "==SUPPRESS=="


def _wrap(text, width, indent=""):
    """Lines of at most `width` columns, cut at spaces, and after hyphens where that is needed."""
    words = text.split()
    lines, line = [], ""
    room = width - len(indent)
    pieces = []
    for word in words:
        start = 0
        parts = []
        # A hyphen between letters is a place for a break.
        for i in range(1, len(word) - 1):
            if word[i] == "-" and word[i - 1].isalpha() and word[i + 1].isalpha() and i - start >= 2:
                parts.append(word[start:i + 1])
                start = i + 1
        parts.append(word[start:])
        pieces.append(parts)
    for parts in pieces:
        glue = " " if line else ""
        for part in parts:
            if len(line) + len(glue) + len(part) <= room:
                line += glue + part
            else:
                if line:
                    lines.append(line)
                line = part
                while len(line) > room > 0:
                    lines.append(line[:room])
                    line = line[room:]
            glue = ""
    if line:
        lines.append(line)
    return [indent + line for line in lines]


class _Section:
    def __init__(self, formatter, parent, heading=None):
        self.formatter = formatter
        self.parent = parent
        self.heading = heading
        self.items = []

    def format_help(self):
        if self.parent is not None:
            self.formatter._indent()
        text = self.formatter._join_parts([func(*args) for func, args in self.items])
        if self.parent is not None:
            self.formatter._dedent()
        if not text:
            return ""
        heading = ""
        if self.heading is not _SUPPRESS and self.heading is not None:
            heading = f"{' ' * self.formatter._current_indent}{self.heading}:\n"
        return self.formatter._join_parts(["\n", heading, text, "\n"])


class HelpFormatter:
    """Makes the texts of usage and help."""

    __module__ = "argparse"

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            import shutil

            width = shutil.get_terminal_size().columns - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._level = 0
        self._action_max_length = 0
        self._root_section = _Section(self, None)
        self._current_section = self._root_section

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        self._current_indent -= self._indent_increment
        self._level -= 1

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    def start_section(self, heading):
        """Begin a section."""
        self._indent()
        section = _Section(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        """End a section."""
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        """Add a paragraph."""
        if text is not _SUPPRESS and text is not None:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        """Add the usage."""
        if usage is not _SUPPRESS:
            self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_argument(self, action):
        """Add the help of an argument."""
        if action.help is _SUPPRESS:
            return
        lengths = [len(self._format_action_invocation(action)) + self._current_indent]
        for sub in self._iter_indented_subactions(action):
            lengths.append(len(self._format_action_invocation(sub)) + self._current_indent)
        self._action_max_length = max(self._action_max_length, max(lengths))
        self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        """Add the help of arguments."""
        for action in actions:
            self.add_argument(action)

    def format_help(self):
        """The text of all that was added."""
        text = self._root_section.format_help()
        if text:
            while "\n\n\n" in text:
                text = text.replace("\n\n\n", "\n\n")
            text = text.strip("\n") + "\n"
        return text

    def _join_parts(self, parts):
        return "".join(part for part in parts if part and part is not _SUPPRESS)

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = "usage: "
        if usage is not None:
            usage = usage % dict(prog=self._prog)
        elif not actions:
            usage = "%(prog)s" % dict(prog=self._prog)
        else:
            prog = "%(prog)s" % dict(prog=self._prog)
            parts, pos_start = self._get_actions_usage_parts(actions, groups)
            usage = " ".join(filter(None, [prog, *parts]))
            width = self._width - self._current_indent
            if len(prefix) + len(usage) > width:
                optional, positional = parts[:pos_start], parts[pos_start:]

                def get_lines(parts, indent, prefix=None):
                    lines, line = [], []
                    length = len(prefix) - 1 if prefix is not None else len(indent) - 1
                    for part in parts:
                        if length + 1 + len(part) > width and line:
                            lines.append(indent + " ".join(line))
                            line = []
                            length = len(indent) - 1
                        line.append(part)
                        length += len(part) + 1
                    if line:
                        lines.append(indent + " ".join(line))
                    if prefix is not None:
                        lines[0] = lines[0][len(indent):]
                    return lines

                if len(prefix) + len(prog) <= 0.75 * width:
                    indent = " " * (len(prefix) + len(prog) + 1)
                    if optional:
                        lines = get_lines([prog] + optional, indent, prefix)
                        lines.extend(get_lines(positional, indent))
                    elif positional:
                        lines = get_lines([prog] + positional, indent, prefix)
                    else:
                        lines = [prog]
                else:
                    indent = " " * len(prefix)
                    lines = get_lines(optional + positional, indent)
                    if len(lines) > 1:
                        lines = get_lines(optional, indent) + get_lines(positional, indent)
                    lines = [prog] + lines
                usage = "\n".join(lines)
        return f"{prefix}{usage}\n\n"

    def _get_actions_usage_parts(self, actions, groups):
        """The parts of usage, options first, and the number of those for options."""
        actions = [a for a in actions if a.option_strings] + [a for a in actions if not a.option_strings]
        group_of = {}
        for group in groups:
            for action in group._group_actions:
                group_of[action] = group
        parts = []
        done = set()
        optional_count = 0
        for action in actions:
            if action in done:
                continue
            group = group_of.get(action)
            if group is not None and group._group_actions:
                members = group._group_actions
                at = actions.index(members[0]) if members[0] in actions else -1
                together = at >= 0 and actions[at:at + len(members)] == list(members)
                if together and action is members[0]:
                    visible = [a for a in members if a.help is not _SUPPRESS]
                    done.update(members)
                    if not visible:
                        continue
                    texts = [self._usage_part(a, True) for a in visible]
                    if len(texts) == 1:
                        text = texts[0] if group.required else f"[{texts[0]}]"
                        pieces = [text]
                    else:
                        open_mark, close_mark = ("(", ")") if group.required else ("[", "]")
                        pieces = [text + " |" for text in texts[:-1]] + [texts[-1]]
                        pieces[0] = open_mark + pieces[0]
                        pieces[-1] += close_mark
                    parts.extend(pieces)
                    if visible[0].option_strings:
                        optional_count = len(parts)
                    continue
            if action.help is _SUPPRESS:
                continue
            done.add(action)
            parts.append(self._usage_part(action, False))
            if action.option_strings:
                optional_count = len(parts)
        return parts, optional_count

    def _usage_part(self, action, in_group):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            part = self._format_args(action, default)
            if in_group and part[:1] == "[" and part[-1:] == "]":
                part = part[1:-1]
            return part
        option = action.option_strings[0]
        if action.nargs == 0:
            part = action.format_usage()
        else:
            default = self._get_default_metavar_for_optional(action)
            part = f"{option} {self._format_args(action, default)}"
        if not action.required and not in_group:
            part = f"[{part}]"
        return part

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, " " * self._current_indent) + "\n\n"

    def _format_action(self, action):
        help_position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - help_position, 11)
        action_width = help_position - self._current_indent - 2
        header = self._format_action_invocation(action)
        if not action.help:
            parts = [f"{' ' * self._current_indent}{header}\n"]
        elif len(header) <= action_width:
            parts = [f"{' ' * self._current_indent}{header:<{action_width}}  "]
            first = 0
        else:
            parts = [f"{' ' * self._current_indent}{header}\n"]
            first = help_position
        if action.help and action.help.strip():
            text = self._expand_help(action)
            if text:
                lines = self._split_lines(text, help_width)
                parts.append(f"{' ' * first}{lines[0]}\n")
                parts.extend(f"{' ' * help_position}{line}\n" for line in lines[1:])
        elif not parts[0].endswith("\n"):
            parts.append("\n")
        for sub in self._iter_indented_subactions(action):
            parts.append(self._format_action(sub))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return " ".join(self._metavar_formatter(action, default)(1))
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        default = self._get_default_metavar_for_optional(action)
        return ", ".join(action.option_strings) + " " + self._format_args(action, default)

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = "{" + ",".join(map(str, action.choices)) + "}"
        else:
            result = default_metavar

        def format(tuple_size):
            if isinstance(result, tuple):
                return result
            return (result,) * tuple_size

        return format

    def _format_args(self, action, default_metavar):
        get_metavar = self._metavar_formatter(action, default_metavar)
        nargs = action.nargs
        if nargs is None:
            return "%s" % get_metavar(1)
        if nargs == "?":
            return "[%s]" % get_metavar(1)
        if nargs == "*":
            metavar = get_metavar(1)
            return "[%s [%s ...]]" % metavar if len(metavar) == 2 else "[%s ...]" % metavar
        if nargs == "+":
            return "%s [%s ...]" % get_metavar(2)
        if nargs == "...":
            return "..."
        if nargs == "A...":
            return "%s ..." % get_metavar(1)
        if nargs == _SUPPRESS:
            return ""
        try:
            formats = ["%s" for _ in range(nargs)]
        except TypeError:
            raise ValueError("invalid nargs value") from None
        return " ".join(formats) % get_metavar(nargs)

    def _expand_help(self, action):
        text = self._get_help_string(action)
        if "%" not in text:
            return text
        params = dict(vars(action), prog=self._prog)
        for name in list(params):
            value = params[name]
            if value is _SUPPRESS:
                del params[name]
            elif hasattr(value, "__name__"):
                params[name] = value.__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join(map(str, params["choices"]))
        return text % params

    def _iter_indented_subactions(self, action):
        get_subactions = getattr(action, "_get_subactions", None)
        if get_subactions is not None:
            self._indent()
            yield from get_subactions()
            self._dedent()

    def _split_lines(self, text, width):
        return _wrap(text, width)

    def _fill_text(self, text, width, indent):
        return "\n".join(_wrap(text, width, indent))

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Keeps the lines of descriptions."""

    __module__ = "argparse"

    def _fill_text(self, text, width, indent):
        return "".join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Keeps the lines of all texts."""

    __module__ = "argparse"

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds defaults to the help of arguments."""

    __module__ = "argparse"

    def _get_help_string(self, action):
        text = action.help
        if text is None:
            text = ""
        if "%(default)" not in text and action.default is not _SUPPRESS:
            if action.option_strings or action.nargs in ("?", "*"):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows types where there are no metavars."""

    __module__ = "argparse"

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__

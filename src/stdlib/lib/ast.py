"""Syntax trees: parsing into nodes, walking, changing, dumping and evaluating them, and source text from them.

The tree comes from the interpreter's own parser (`_ast_tree`); `unparse` is in `_ast_unparse`.
"""

import _ast_tree
import sys
from _ast_unparse import Unparser as _Unparser

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST

_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")


class AST:
    """A node: attributes for its fields."""

    _fields = ()
    _attributes = ()
    _field_types = {}
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(f"{cls.__name__} constructor takes at most {len(fields)} positional argument{plural}")
        given = set()
        for name, value in zip(fields, args):
            setattr(self, name, value)
            given.add(name)
        for name, value in kwargs.items():
            if name in given:
                raise TypeError(f"{cls.__name__} got multiple values for argument {name!r}")
            if name not in fields and name not in cls._attributes:
                import warnings

                warnings.warn(
                    f"{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. Support for arbitrary keyword "
                    "arguments is deprecated and will be removed in Python 3.15.", DeprecationWarning, stacklevel=2)
            given.add(name)
            setattr(self, name, value)
        for name in fields:
            if name in given:
                continue
            kind = cls._field_types.get(name)
            if kind == "*":
                setattr(self, name, [])
            elif kind == "?":
                setattr(self, name, None)
            elif kind == "expr_context":
                setattr(self, name, Load())
            elif kind is not None:
                import warnings

                warnings.warn(
                    f"{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. This will become an error "
                    "in Python 3.15.", DeprecationWarning, stacklevel=2)

    def __repr__(self):
        return _shown(self, 3)

    def __reduce__(self):
        return _rebuild, (type(self), self.__dict__.copy())

    def __replace__(self, /, **changes):
        cls = type(self)
        for name in changes:
            if name not in cls._fields and name not in cls._attributes:
                raise TypeError(f"{cls.__name__}.__replace__ got an unexpected keyword argument {name!r}.")
        new = cls.__new__(cls)
        new.__dict__.update(self.__dict__)
        new.__dict__.update(changes)
        return new


AST.__module__ = "ast"


def _rebuild(cls, state):
    node = cls.__new__(cls)
    node.__dict__.update(state)
    return node


def _shown(value, depth):
    if isinstance(value, AST):
        name = type(value).__name__
        if depth <= 0:
            return f"{name}(...)"
        parts = [f"{field}={_shown(getattr(value, field), depth - 1)}" for field in value._fields]
        return f"{name}({', '.join(parts)})"
    if isinstance(value, list):
        if len(value) > 2:
            return f"[{_shown(value[0], depth)}, ..., {_shown(value[-1], depth)}]"
        return f"[{', '.join(_shown(item, depth) for item in value)}]"
    return repr(value)


# The nodes: base class, then name(fields); * marks lists, ? what may be None.
_GRAMMAR = """
mod: Module(body*, type_ignores*) Interactive(body*) Expression(body) FunctionType(argtypes*, returns)
stmt: FunctionDef(name, args, body*, decorator_list*, returns?, type_comment?, type_params*)
stmt: AsyncFunctionDef(name, args, body*, decorator_list*, returns?, type_comment?, type_params*)
stmt: ClassDef(name, bases*, keywords*, body*, decorator_list*, type_params*)
stmt: Return(value?) Delete(targets*) Assign(targets*, value, type_comment?) TypeAlias(name, type_params*, value)
stmt: AugAssign(target, op, value) AnnAssign(target, annotation, value?, simple)
stmt: For(target, iter, body*, orelse*, type_comment?) AsyncFor(target, iter, body*, orelse*, type_comment?)
stmt: While(test, body*, orelse*) If(test, body*, orelse*)
stmt: With(items*, body*, type_comment?) AsyncWith(items*, body*, type_comment?) Match(subject, cases*)
stmt: Raise(exc?, cause?) Try(body*, handlers*, orelse*, finalbody*) TryStar(body*, handlers*, orelse*, finalbody*)
stmt: Assert(test, msg?) Import(names*) ImportFrom(module?, names*, level?) Global(names*) Nonlocal(names*)
stmt: Expr(value) Pass() Break() Continue()
expr: BoolOp(op, values*) NamedExpr(target, value) BinOp(left, op, right) UnaryOp(op, operand) Lambda(args, body)
expr: IfExp(test, body, orelse) Dict(keys*, values*) Set(elts*) ListComp(elt, generators*) SetComp(elt, generators*)
expr: DictComp(key, value, generators*) GeneratorExp(elt, generators*) Await(value) Yield(value?) YieldFrom(value)
expr: Compare(left, ops*, comparators*) Call(func, args*, keywords*)
expr: FormattedValue(value, conversion, format_spec?) Interpolation(value, str, conversion, format_spec?)
expr: JoinedStr(values*) TemplateStr(values*) Constant(value, kind?)
expr: Attribute(value, attr, ctx!) Subscript(value, slice, ctx!) Starred(value, ctx!) Name(id, ctx!) List(elts*, ctx!)
expr: Tuple(elts*, ctx!) Slice(lower?, upper?, step?)
expr_context: Load() Store() Del()
boolop: And() Or()
operator: Add() Sub() Mult() MatMult() Div() Mod() Pow() LShift() RShift() BitOr() BitXor() BitAnd() FloorDiv()
unaryop: Invert() Not() UAdd() USub()
cmpop: Eq() NotEq() Lt() LtE() Gt() GtE() Is() IsNot() In() NotIn()
excepthandler: ExceptHandler(type?, name?, body*)
pattern: MatchValue(value) MatchSingleton(value) MatchSequence(patterns*) MatchMapping(keys*, patterns*, rest?)
pattern: MatchClass(cls, patterns*, kwd_attrs*, kwd_patterns*) MatchStar(name?) MatchAs(pattern?, name?) MatchOr(patterns*)
type_ignore: TypeIgnore(lineno, tag)
type_param: TypeVar(name, bound?, default_value?) ParamSpec(name, default_value?) TypeVarTuple(name, default_value?)
AST: comprehension(target, iter, ifs*, is_async) match_case(pattern, guard?, body*) withitem(context_expr, optional_vars?)
AST: arguments(posonlyargs*, args*, vararg?, kwonlyargs*, kw_defaults*, kwarg?, defaults*)
AST: arg(arg, annotation?, type_comment?) keyword(arg?, value) alias(name, asname?)
"""

_PLACED = {"stmt", "expr", "excepthandler", "pattern", "type_param", "arg", "keyword", "alias"}
_OPTIONAL_PLACE = {"end_lineno": None, "end_col_offset": None}
_nodes = {}


def _make_classes():
    bases = {"AST": AST}
    for line in _GRAMMAR.strip().split("\n"):
        base, _, rest = line.partition(": ")
        if base not in bases:
            namespace = {"__module__": "ast", "_fields": (), "__match_args__": ()}
            if base in _PLACED:
                namespace.update(_OPTIONAL_PLACE, _attributes=_PLACE)
            bases[base] = type(base, (AST,), namespace)
        for item in rest.replace(") ", ")\n").split("\n"):
            name, _, fields = item.rstrip(")").partition("(")
            kinds = {}
            for field in filter(None, fields.split(", ")):
                mark = field[-1] if field[-1] in "*?!" else ""
                kinds[field.rstrip("*?!")] = "expr_context" if mark == "!" else mark
            names = tuple(kinds)
            namespace = {"__module__": "ast", "_fields": names, "__match_args__": names, "_field_types": kinds}
            if name in _PLACED:
                namespace.update(_OPTIONAL_PLACE, _attributes=_PLACE)
            namespace.update((field, None) for field, mark in kinds.items() if mark == "?")
            cls = bases[name] = type(name, (bases[base],), namespace)
            if base in ("expr_context", "boolop", "operator", "unaryop", "cmpop"):
                _nodes[name] = cls()
            else:
                _nodes[name] = cls
    return bases


globals().update(_make_classes())


def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None, optimize=-1):
    """The tree of a text."""
    if isinstance(source, AST):
        return source
    if mode not in ("exec", "eval", "single", "func_type"):
        raise ValueError("compile() mode must be 'exec', 'eval', 'single' or 'func_type'")
    if not isinstance(source, str):
        from _frozen_importlib import _decode_source

        source = _decode_source(bytes(source), str(filename))
    if hasattr(filename, "__fspath__"):
        filename = filename.__fspath__()
    if isinstance(filename, bytes):
        filename = filename.decode()
    return _ast_tree.parse(source, filename, mode, _nodes)


def literal_eval(node_or_string):
    """The value of a literal: numbers, text, bytes, tuples, lists, dicts, sets, booleans, None."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode="eval").body
    elif isinstance(node_or_string, Expression):
        node_or_string = node_or_string.body
    return _convert_literal(node_or_string)


def _malformed(node):
    text = "malformed node or string"
    if line := getattr(node, "lineno", None):
        text += f" on line {line}"
    raise ValueError(text + f": {node!r}")


def _number(node):
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _signed_number(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _number(node.operand)
        return +value if isinstance(node.op, UAdd) else -value
    return _number(node)


def _convert_literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_convert_literal, node.elts))
    if isinstance(node, List):
        return list(map(_convert_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_convert_literal, node.elts))
    if isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == "set" and node.args == node.keywords == []:
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return dict(zip(map(_convert_literal, node.keys), map(_convert_literal, node.values)))
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _signed_number(node.left), _number(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
        _malformed(node)
    return _signed_number(node)


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """The tree as text, on several lines if `indent` is given."""
    def show(node, level=0):
        if indent is not None:
            level += 1
            prefix, sep = "\n" + indent * level, ",\n" + indent * level
        else:
            prefix, sep = "", ", "
        if isinstance(node, AST):
            cls = type(node)
            args, later = [], []
            simple = True
            keywords = annotate_fields
            for name in node._fields:
                try:
                    value = getattr(node, name)
                except AttributeError:
                    keywords = True
                    continue
                if value is None and getattr(cls, name, ...) is None:
                    keywords = True
                    continue
                if not show_empty and value == []:
                    if not keywords:
                        later.append(repr(value))
                    continue
                if not keywords:
                    args.extend(later)
                    later = []
                text, is_simple = show(value, level)
                simple = simple and is_simple
                args.append(f"{name}={text}" if keywords else text)
            if include_attributes and node._attributes:
                for name in node._attributes:
                    try:
                        value = getattr(node, name)
                    except AttributeError:
                        continue
                    if value is None and getattr(cls, name, ...) is None:
                        continue
                    text, is_simple = show(value, level)
                    simple = simple and is_simple
                    args.append(f"{name}={text}")
            if simple and len(args) <= 3:
                return f"{cls.__name__}({', '.join(args)})", not args
            return f"{cls.__name__}({prefix}{sep.join(args)})", False
        if isinstance(node, list):
            if not node:
                return "[]", True
            return f"[{prefix}{sep.join(show(item, level)[0] for item in node)}]", False
        return repr(node), True

    if not isinstance(node, AST):
        raise TypeError(f"expected AST, got {node.__class__.__name__!r}")
    if indent is not None and not isinstance(indent, str):
        indent = " " * indent
    return show(node)[0]


def copy_location(new_node, old_node):
    """Give a node the place of another one."""
    for attr in _PLACE:
        if attr in old_node._attributes and attr in new_node._attributes:
            value = getattr(old_node, attr, None)
            if value is not None or hasattr(old_node, attr) and attr.startswith("end_"):
                setattr(new_node, attr, value)
    return new_node


def fix_missing_locations(node):
    """Give nodes without a place that of the node above."""
    def fix(node, lineno, col_offset, end_lineno, end_col_offset):
        if "lineno" in node._attributes:
            if not hasattr(node, "lineno"):
                node.lineno = lineno
            else:
                lineno = node.lineno
        if "end_lineno" in node._attributes:
            if getattr(node, "end_lineno", None) is None:
                node.end_lineno = end_lineno
            else:
                end_lineno = node.end_lineno
        if "col_offset" in node._attributes:
            if not hasattr(node, "col_offset"):
                node.col_offset = col_offset
            else:
                col_offset = node.col_offset
        if "end_col_offset" in node._attributes:
            if getattr(node, "end_col_offset", None) is None:
                node.end_col_offset = end_col_offset
            else:
                end_col_offset = node.end_col_offset
        for child in iter_child_nodes(node):
            fix(child, lineno, col_offset, end_lineno, end_col_offset)

    fix(node, 1, 0, 1, 0)
    return node


def increment_lineno(node, n=1):
    """Move a tree down by some lines."""
    for child in walk(node):
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, "lineno", 0) + n
            continue
        if "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
        if "end_lineno" in child._attributes and (end := getattr(child, "end_lineno", 0)) is not None:
            child.end_lineno = end + n
    return node


def iter_fields(node):
    """Yields (name, value) for the fields that a node has."""
    for field in node._fields:
        try:
            yield field, getattr(node, field)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """Yields the nodes directly below."""
    for name, field in iter_fields(node):
        if isinstance(field, AST):
            yield field
        elif isinstance(field, list):
            for item in field:
                if isinstance(item, AST):
                    yield item


def walk(node):
    """Yields the node and all nodes below, level by level."""
    from collections import deque

    todo = deque([node])
    while todo:
        node = todo.popleft()
        todo.extend(iter_child_nodes(node))
        yield node


def get_docstring(node, clean=True):
    """The docstring of a module, class or function, or None."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{node.__class__.__name__!r} can't have docstrings")
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    value = node.body[0].value
    if not (isinstance(value, Constant) and isinstance(value.value, str)):
        return None
    if clean:
        import inspect

        return inspect.cleandoc(value.value)
    return value.value


def _source_lines(source):
    return [line + "\n" for line in source.split("\n")]


def get_source_segment(source, node, *, padded=False):
    """The part of a text that a node was made from, or None."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last = node.lineno - 1, node.end_lineno - 1
        start, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = _source_lines(source)
    if last == first:
        return lines[first].encode()[start:end].decode()
    padding = ""
    if padded:
        before = lines[first].encode()[:start].decode()
        padding = "".join(char if char in "\f\t" else " " for char in before)
    head = padding + lines[first].encode()[start:].decode()
    tail = lines[last].encode()[:end].decode()
    return head + "".join(lines[first + 1:last]) + tail


class NodeVisitor:
    """Calls `visit_Name(node)` for nodes of class Name, or `generic_visit`, which goes to those below."""

    def visit(self, node):
        """Visit a node."""
        return getattr(self, "visit_" + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit the nodes below."""
        for field, value in iter_fields(node):
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, AST):
                        self.visit(item)
            elif isinstance(value, AST):
                self.visit(value)


class NodeTransformer(NodeVisitor):
    """A visitor that puts what its methods return in the place of nodes; None takes them away."""

    def generic_visit(self, node):
        for field, old in iter_fields(node):
            if isinstance(old, list):
                new = []
                for value in old:
                    if isinstance(value, AST):
                        value = self.visit(value)
                        if value is None:
                            continue
                        if not isinstance(value, AST):
                            new.extend(value)
                            continue
                    new.append(value)
                old[:] = new
            elif isinstance(old, AST):
                value = self.visit(old)
                if value is None:
                    delattr(node, field)
                else:
                    setattr(node, field, value)
        return node


def unparse(ast_obj):
    """Source text whose tree is equal to this one."""
    return _Unparser(sys.modules[__name__]).text(ast_obj)


def _text_of(tree, mode):
    """What `compile` compiles for a tree: its text, with the statements at their lines where that is possible."""
    wanted = {"exec": Module, "eval": Expression, "single": Interactive}[mode]
    if not isinstance(tree, wanted):
        raise TypeError(f"expected {wanted.__name__} node, got {type(tree).__name__}")
    for node in walk(tree):
        if isinstance(node, (stmt, expr)) and not hasattr(node, "lineno"):
            raise TypeError(f'required field "lineno" missing from {"stmt" if isinstance(node, stmt) else "expr"}')
    if mode == "eval":
        return unparse(tree)
    text = []
    count = 0
    for node in tree.body:
        piece = unparse(node)
        if mode == "exec":
            while count < node.lineno - 1:
                text.append("")
                count += 1
        text.append(piece)
        count += piece.count("\n") + 1
    return "\n".join(text) + "\n"


def compare(a, b, /, *, compare_attributes=False):
    """Whether two trees are equal."""
    def same(x, y):
        if type(x) is not type(y):
            return False
        if isinstance(x, AST):
            names = x._fields + (x._attributes if compare_attributes else ())
            return all(same(getattr(x, name, ...), getattr(y, name, ...)) for name in names)
        if isinstance(x, list):
            return len(x) == len(y) and all(map(same, x, y))
        return x == y

    return same(a, b)

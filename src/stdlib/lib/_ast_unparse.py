"""Source text from syntax trees: `ast.unparse`."""

# How strongly an operator binds; what binds less strongly than its place asks for gets parentheses.
(_NAMED, _TUPLE, _YIELD, _TEST, _OR, _AND, _NOT, _CMP, _BOR, _BXOR, _BAND, _SHIFT, _ARITH, _TERM, _FACTOR, _POWER,
 _AWAIT, _ATOM) = range(18)
_EXPR = _BOR

_BINARY = {
    "Add": ("+", _ARITH), "Sub": ("-", _ARITH), "Mult": ("*", _TERM), "MatMult": ("@", _TERM), "Div": ("/", _TERM),
    "Mod": ("%", _TERM), "FloorDiv": ("//", _TERM), "LShift": ("<<", _SHIFT), "RShift": (">>", _SHIFT),
    "BitOr": ("|", _BOR), "BitXor": ("^", _BXOR), "BitAnd": ("&", _BAND), "Pow": ("**", _POWER)}
_UNARY = {"Invert": ("~", _FACTOR), "Not": ("not ", _NOT), "UAdd": ("+", _FACTOR), "USub": ("-", _FACTOR)}
_COMPARE = {
    "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not", "In": "in",
    "NotIn": "not in"}
_INFINITY = "1e309"


class Unparser:
    """Collects lines; expressions are methods that return text."""

    def __init__(self, ast):
        self.ast = ast
        self.lines = []
        self.level = 0

    def text(self, node):
        """The text of any node."""
        ast = self.ast
        if isinstance(node, ast.expr):
            return self.expr(node)
        if isinstance(node, ast.Module):
            self.body_with_docstring(node)
        elif isinstance(node, ast.Expression):
            return self.expr(node.body)
        elif isinstance(node, ast.Interactive):
            self.block(node.body)
        elif isinstance(node, ast.FunctionType):
            return f"({', '.join(map(self.expr, node.argtypes))}) -> {self.expr(node.returns)}"
        elif isinstance(node, ast.stmt):
            self.stmt(node)
        elif isinstance(node, ast.pattern):
            return self.pattern(node)
        elif isinstance(node, list):
            self.block(node)
        else:
            method = getattr(self, "part_" + type(node).__name__, None)
            if method is None:
                raise TypeError(f"cannot unparse {node!r}")
            return method(node)
        return "\n".join(self.lines).lstrip("\n")

    def put(self, text):
        self.lines.append("    " * self.level + text)

    def block(self, body):
        for stmt in body:
            self.stmt(stmt)

    def nested(self, body):
        self.level += 1
        self.block(body)
        self.level -= 1

    def body_with_docstring(self, node):
        body = node.body
        ast = self.ast
        if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and isinstance(
                body[0].value.value, str):
            self.docstring(body[0].value)
            body = body[1:]
        self.block(body)

    def docstring(self, node):
        text = node.value
        escaped = []
        for char in text:
            if char == "\\" or not (char.isprintable() or char in "\n\t"):
                escaped.append(char.encode("unicode_escape").decode())
            else:
                escaped.append(char)
        text = "".join(escaped)
        quote = next((q for q in ('"""', "'''") if q not in text), None)
        if quote is None:
            self.put(repr(node.value))
            return
        if text.endswith(quote[0]):
            text = text[:-1] + "\\" + quote[0]
        prefix = "u" if node.kind == "u" else ""
        lines = f"{prefix}{quote}{text}{quote}".split("\n")
        self.put(lines[0])
        self.lines.extend(lines[1:])

    def stmt(self, node):
        getattr(self, "stmt_" + type(node).__name__)(node)

    def blank(self):
        self.lines.append("")

    # Statements.

    def stmt_Expr(self, node):
        self.put(self.expr(node.value, _YIELD))

    def stmt_Import(self, node):
        self.put("import " + ", ".join(map(self.part_alias, node.names)))

    def stmt_ImportFrom(self, node):
        self.put(f"from {'.' * (node.level or 0)}{node.module or ''} import {', '.join(map(self.part_alias, node.names))}")

    def part_alias(self, node):
        return node.name + (f" as {node.asname}" if node.asname else "")

    def stmt_Assign(self, node):
        targets = "".join(self.expr(target, _TUPLE) + " = " for target in node.targets)
        comment = f" # type: {node.type_comment}" if node.type_comment else ""
        self.put(targets + self.expr(node.value) + comment)

    def stmt_AugAssign(self, node):
        self.put(f"{self.expr(node.target)} {_BINARY[type(node.op).__name__][0]}= {self.expr(node.value)}")

    def stmt_AnnAssign(self, node):
        target = self.expr(node.target)
        if not node.simple and isinstance(node.target, self.ast.Name):
            target = f"({target})"
        value = f" = {self.expr(node.value)}" if node.value is not None else ""
        self.put(f"{target}: {self.expr(node.annotation)}{value}")

    def stmt_Return(self, node):
        self.put("return" + (f" {self.expr(node.value)}" if node.value is not None else ""))

    def stmt_Pass(self, node):
        self.put("pass")

    def stmt_Break(self, node):
        self.put("break")

    def stmt_Continue(self, node):
        self.put("continue")

    def stmt_Delete(self, node):
        self.put("del " + ", ".join(self.expr(target) for target in node.targets))

    def stmt_Assert(self, node):
        self.put("assert " + self.expr(node.test) + (f", {self.expr(node.msg)}" if node.msg is not None else ""))

    def stmt_Global(self, node):
        self.put("global " + ", ".join(node.names))

    def stmt_Nonlocal(self, node):
        self.put("nonlocal " + ", ".join(node.names))

    def stmt_Raise(self, node):
        if node.exc is None:
            self.put("raise")
        else:
            self.put("raise " + self.expr(node.exc) + (f" from {self.expr(node.cause)}" if node.cause is not None else ""))

    def stmt_TypeAlias(self, node):
        self.put(f"type {self.expr(node.name)}{self.type_params(node)} = {self.expr(node.value)}")

    def type_params(self, node):
        params = getattr(node, "type_params", None)
        return f"[{', '.join(map(self.text_of_param, params))}]" if params else ""

    def text_of_param(self, node):
        ast = self.ast
        text = {ast.TypeVarTuple: "*", ast.ParamSpec: "**"}.get(type(node), "") + node.name
        if getattr(node, "bound", None) is not None:
            text += f": {self.expr(node.bound)}"
        if node.default_value is not None:
            text += f" = {self.expr(node.default_value)}"
        return text

    part_TypeVar = part_TypeVarTuple = part_ParamSpec = text_of_param

    def stmt_FunctionDef(self, node, prefix="def"):
        self.blank()
        for decorator in node.decorator_list:
            self.put("@" + self.expr(decorator))
        returns = f" -> {self.expr(node.returns)}" if node.returns is not None else ""
        comment = f" # type: {node.type_comment}" if node.type_comment else ""
        self.put(f"{prefix} {node.name}{self.type_params(node)}({self.part_arguments(node.args)}){returns}:{comment}")
        self.level += 1
        self.body_with_docstring(node)
        self.level -= 1

    def stmt_AsyncFunctionDef(self, node):
        self.stmt_FunctionDef(node, "async def")

    def stmt_ClassDef(self, node):
        self.blank()
        for decorator in node.decorator_list:
            self.put("@" + self.expr(decorator))
        parts = [self.expr(base) for base in node.bases] + [self.part_keyword(k) for k in node.keywords]
        bases = f"({', '.join(parts)})" if parts else ""
        self.put(f"class {node.name}{self.type_params(node)}{bases}:")
        self.level += 1
        self.body_with_docstring(node)
        self.level -= 1

    def stmt_For(self, node, prefix="for"):
        comment = f" # type: {node.type_comment}" if node.type_comment else ""
        self.put(f"{prefix} {self.expr(node.target, _TUPLE)} in {self.expr(node.iter)}:{comment}")
        self.nested(node.body)
        self.orelse(node)

    def stmt_AsyncFor(self, node):
        self.stmt_For(node, "async for")

    def orelse(self, node):
        if node.orelse:
            self.put("else:")
            self.nested(node.orelse)

    def stmt_While(self, node):
        self.put(f"while {self.expr(node.test)}:")
        self.nested(node.body)
        self.orelse(node)

    def stmt_If(self, node):
        word = "if"
        while True:
            self.put(f"{word} {self.expr(node.test)}:")
            self.nested(node.body)
            if len(node.orelse) != 1 or not isinstance(node.orelse[0], self.ast.If):
                break
            node = node.orelse[0]
            word = "elif"
        self.orelse(node)

    def stmt_With(self, node, prefix="with"):
        comment = f" # type: {node.type_comment}" if node.type_comment else ""
        self.put(f"{prefix} {', '.join(map(self.part_withitem, node.items))}:{comment}")
        self.nested(node.body)

    def stmt_AsyncWith(self, node):
        self.stmt_With(node, "async with")

    def part_withitem(self, node):
        return self.expr(node.context_expr) + (f" as {self.expr(node.optional_vars)}" if node.optional_vars is not None else "")

    def stmt_Try(self, node, star=""):
        self.put("try:")
        self.nested(node.body)
        for handler in node.handlers:
            self.handler(handler, star)
        self.orelse(node)
        if node.finalbody:
            self.put("finally:")
            self.nested(node.finalbody)

    def stmt_TryStar(self, node):
        self.stmt_Try(node, "*")

    def handler(self, node, star=""):
        kind = f" {self.expr(node.type)}" if node.type is not None else ""
        name = f" as {node.name}" if node.name else ""
        self.put(f"except{star}{kind}{name}:")
        self.nested(node.body)

    def part_ExceptHandler(self, node):
        self.handler(node)
        return "\n".join(self.lines)

    def stmt_Match(self, node):
        self.put(f"match {self.expr(node.subject)}:")
        self.level += 1
        for case in node.cases:
            guard = f" if {self.expr(case.guard)}" if case.guard is not None else ""
            self.put(f"case {self.pattern(case.pattern)}{guard}:")
            self.nested(case.body)
        self.level -= 1

    # Patterns.

    def pattern(self, node, inner=False):
        ast = self.ast
        if isinstance(node, ast.MatchValue):
            return self.expr(node.value)
        if isinstance(node, ast.MatchSingleton):
            return repr(node.value)
        if isinstance(node, ast.MatchSequence):
            return f"[{', '.join(map(self.pattern, node.patterns))}]"
        if isinstance(node, ast.MatchStar):
            return f"*{node.name or '_'}"
        if isinstance(node, ast.MatchMapping):
            parts = [f"{self.expr(k)}: {self.pattern(p)}" for k, p in zip(node.keys, node.patterns)]
            if node.rest is not None:
                parts.append(f"**{node.rest}")
            return "{" + ", ".join(parts) + "}"
        if isinstance(node, ast.MatchClass):
            parts = list(map(self.pattern, node.patterns))
            parts += [f"{name}={self.pattern(p)}" for name, p in zip(node.kwd_attrs, node.kwd_patterns)]
            return f"{self.expr(node.cls, _ATOM)}({', '.join(parts)})"
        if isinstance(node, ast.MatchAs):
            if node.name is None:
                return "_"
            if node.pattern is None:
                return node.name
            text = f"{self.pattern(node.pattern, True)} as {node.name}"
            return f"({text})" if inner else text
        text = " | ".join(self.pattern(p, True) for p in node.patterns)
        return f"({text})" if inner else text

    # Expressions.

    def expr(self, node, least=_TEST):
        text, strength = getattr(self, "expr_" + type(node).__name__)(node)
        return f"({text})" if strength < least else text

    def expr_Name(self, node):
        return node.id, _ATOM

    def expr_Constant(self, node):
        return self.constant(node.value, node.kind), _ATOM

    def constant(self, value, kind=None):
        if value is ...:
            return "..."
        if isinstance(value, tuple):
            items = ", ".join(map(self.constant, value))
            return f"({items},)" if len(value) == 1 else f"({items})"
        text = repr(value)
        if isinstance(value, (float, complex)):
            return text.replace("inf", _INFINITY).replace("nan", f"({_INFINITY}-{_INFINITY})")
        return "u" + text if kind == "u" else text

    def expr_BoolOp(self, node):
        word, strength = (" and ", _AND) if isinstance(node.op, self.ast.And) else (" or ", _OR)
        return word.join(self.expr(value, strength + 1) for value in node.values), strength

    def expr_NamedExpr(self, node):
        return f"{self.expr(node.target, _ATOM)} := {self.expr(node.value, _TEST)}", _NAMED

    def expr_BinOp(self, node):
        sign, strength = _BINARY[type(node.op).__name__]
        if sign == "**":
            return f"{self.expr(node.left, strength + 1)} ** {self.expr(node.right, _POWER)}", strength
        return f"{self.expr(node.left, strength)} {sign} {self.expr(node.right, strength + 1)}", strength

    def expr_UnaryOp(self, node):
        sign, strength = _UNARY[type(node.op).__name__]
        return sign + self.expr(node.operand, strength), strength

    def expr_Lambda(self, node):
        args = self.part_arguments(node.args)
        return f"lambda{' ' if args else ''}{args}: {self.expr(node.body)}", _TEST

    def expr_IfExp(self, node):
        return (f"{self.expr(node.body, _TEST + 1)} if {self.expr(node.test, _TEST + 1)} else {self.expr(node.orelse)}",
                _TEST)

    def expr_Dict(self, node):
        parts = [f"**{self.expr(v, _EXPR)}" if k is None else f"{self.expr(k)}: {self.expr(v)}"
                 for k, v in zip(node.keys, node.values)]
        return "{" + ", ".join(parts) + "}", _ATOM

    def expr_Set(self, node):
        return "{" + (", ".join(map(self.expr, node.elts)) or "*()") + "}", _ATOM

    def generators(self, node):
        text = ""
        for g in node.generators:
            text += f" {'async ' if g.is_async else ''}for {self.expr(g.target, _TUPLE)} in {self.expr(g.iter, _TEST + 1)}"
            text += "".join(f" if {self.expr(test, _TEST + 1)}" for test in g.ifs)
        return text

    def part_comprehension(self, node):
        holder = self.ast.GeneratorExp(elt=None, generators=[node])
        return self.generators(holder)

    def expr_ListComp(self, node):
        return f"[{self.expr(node.elt)}{self.generators(node)}]", _ATOM

    def expr_SetComp(self, node):
        return "{" + self.expr(node.elt) + self.generators(node) + "}", _ATOM

    def expr_GeneratorExp(self, node):
        return f"({self.expr(node.elt)}{self.generators(node)})", _ATOM

    def expr_DictComp(self, node):
        return "{" + f"{self.expr(node.key)}: {self.expr(node.value)}{self.generators(node)}" + "}", _ATOM

    def expr_Await(self, node):
        return f"await {self.expr(node.value, _ATOM)}", _AWAIT

    def expr_Yield(self, node):
        return "yield" + (f" {self.expr(node.value, _TEST)}" if node.value is not None else ""), _YIELD

    def expr_YieldFrom(self, node):
        return f"yield from {self.expr(node.value)}", _YIELD

    def expr_Compare(self, node):
        text = self.expr(node.left, _CMP + 1)
        for op, value in zip(node.ops, node.comparators):
            text += f" {_COMPARE[type(op).__name__]} {self.expr(value, _CMP + 1)}"
        return text, _CMP

    def expr_Call(self, node):
        parts = [self.expr(arg) for arg in node.args] + [self.part_keyword(k) for k in node.keywords]
        return f"{self.expr(node.func, _ATOM)}({', '.join(parts)})", _ATOM

    def part_keyword(self, node):
        return f"**{self.expr(node.value)}" if node.arg is None else f"{node.arg}={self.expr(node.value)}"

    def expr_Attribute(self, node):
        text = self.expr(node.value, _ATOM)
        if isinstance(node.value, self.ast.Constant) and isinstance(node.value.value, int):
            text += " "
        return f"{text}.{node.attr}", _ATOM

    def expr_Subscript(self, node):
        ast = self.ast
        inner = node.slice
        if isinstance(inner, ast.Tuple) and inner.elts:
            items = [self.expr(item) for item in inner.elts]
            text = items[0] + "," if len(items) == 1 else ", ".join(items)
        else:
            text = self.expr(inner)
        return f"{self.expr(node.value, _ATOM)}[{text}]", _ATOM

    def expr_Starred(self, node):
        return f"*{self.expr(node.value, _EXPR)}", _ATOM

    def expr_List(self, node):
        return f"[{', '.join(map(self.expr, node.elts))}]", _ATOM

    def expr_Tuple(self, node):
        if not node.elts:
            return "()", _ATOM
        items = ", ".join(map(self.expr, node.elts))
        return (items + "," if len(node.elts) == 1 else items), _TUPLE

    def expr_Slice(self, node):
        text = (self.expr(node.lower) if node.lower is not None else "") + ":"
        if node.upper is not None:
            text += self.expr(node.upper)
        if node.step is not None:
            text += ":" + self.expr(node.step)
        return text, _ATOM

    # f-strings.

    def pieces(self, values, nested):
        """(text, whether it is the source of an expression) for the parts of an f-string."""
        ast = self.ast
        for value in values:
            if isinstance(value, ast.Constant):
                yield value.value.replace("{", "{{").replace("}", "}}"), False
            elif isinstance(value, ast.JoinedStr):
                yield from self.pieces(value.values, nested)
            else:
                inner = Unparser(ast)
                text = inner.expr(value.value, _TEST + 1)
                text = ("{ " if text.startswith("{") else "{") + text
                if value.conversion is not None and value.conversion != -1:
                    text += f"!{chr(value.conversion)}"
                yield text, True
                if value.format_spec is not None:
                    yield ":", True
                    yield from self.pieces(value.format_spec.values, True)
                yield "}", True

    def joined(self, prefix, node):
        parts = list(self.pieces(node.values, False))
        fixed = "".join(text for text, is_code in parts if not is_code)
        code = "".join(text for text, is_code in parts if is_code)
        for quote in ("'", '"', '"""', "'''"):
            if quote in code or quote in fixed and len(quote) > 1 or len(quote) == 1 and ("\n" in code or quote in fixed):
                continue
            out = []
            for text, is_code in parts:
                if not is_code:
                    text = "".join(
                        char if char.isprintable() and char != "\\" or char == "\n" and len(quote) == 3
                        else char.encode("unicode_escape").decode() for char in text)
                out.append(text)
            body = "".join(out)
            if len(quote) == 3 and body.endswith(quote[0]):
                continue
            return f"{prefix}{quote}{body}{quote}", _ATOM
        # Quotes of one kind have to be escaped.
        out = []
        for text, is_code in parts:
            out.append(text if is_code else text.replace("\\", r"\\").replace("\n", r"\n").replace("'", r"\'"))
        return f"{prefix}'{''.join(out)}'", _ATOM

    def expr_JoinedStr(self, node):
        return self.joined("f", node)

    def expr_TemplateStr(self, node):
        return self.joined("t", node)

    def expr_FormattedValue(self, node):
        return self.joined("f", self.ast.JoinedStr(values=[node]))

    def expr_Interpolation(self, node):
        return self.joined("t", self.ast.TemplateStr(values=[node]))

    # Parameters.

    def part_arg(self, node):
        return node.arg + (f": {self.expr(node.annotation)}" if node.annotation is not None else "")

    def part_arguments(self, node):
        parts = []
        positional = node.posonlyargs + node.args
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        for i, (arg, default) in enumerate(zip(positional, defaults), 1):
            parts.append(self.part_arg(arg) + (f"={self.expr(default)}" if default is not None else ""))
            if i == len(node.posonlyargs):
                parts.append("/")
        if node.vararg or node.kwonlyargs:
            parts.append("*" + (self.part_arg(node.vararg) if node.vararg else ""))
        for arg, default in zip(node.kwonlyargs, node.kw_defaults):
            parts.append(self.part_arg(arg) + (f"={self.expr(default)}" if default is not None else ""))
        if node.kwarg:
            parts.append("**" + self.part_arg(node.kwarg))
        return ", ".join(parts)

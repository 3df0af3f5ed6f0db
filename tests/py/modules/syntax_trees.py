"""ast: parsing, dumping, walking, changing, compiling and unparsing trees; literal_eval."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


import ast

SOURCE = '''
"""doc"""
import a.b as c, d
from ..x import (y as z, w)
@dec(1)
async def f[T: int = str, *Ts, **P](a, b: int=1, /, c=2, *args: str, d, e=3, **kw) -> None:
    """inner "doc" """
    global g1; nonlocal_ = 1
    for x, y in z: continue
    else: break
    async with a: await b
    return 1, 2
class C(B, metaclass=M, **k):
    x: int = 5
    (y): int
    a.b: str
    def m(self): yield; yield x; yield from z
if a: b
elif c: d
else: e
while not x: x += 1
try: pass
except (A, B) as e: raise
except C: raise X from Y
else: pass
finally: del x[0], y.z
try: pass
except* E: pass
match x:
    case 1 | -2: pass
    case [a, *_, b] if c: pass
    case {"k": v, **rest}: pass
    case P(1, x=2) as q: pass
    case None | _: pass
lambda *a, b=1: (x := 2)
r = a if b else c
s = {1: 2, **d, 'k': [*a, 3]}, {1, 2}, (), (1,)
t = [x for x in y if z if w for q in r], {k: v for k, v in i}, (x async for x in y)
u = a < b <= c is not d in e, not (a and b or c), -(-x) ** -2, (a + b) * c - d // (e % f) @ g, a << b | c & ~d ^ e
v = f'{x!r:>{w}}{{}}{y=}', b'x', u'uni', "it's", 1e100, 1j, ..., None, True
a[1:2, ::3, :], b[()], c[1,], d[*e]
f(*a, k=1, **kw)(x for x in y).z
1 .real
type X[T] = list[T]
assert a, b
'''
tree = ast.parse(SOURCE)
assert repr(ast.unparse(tree)) == '\'"""doc"""\\nimport a.b as c, d\\nfrom ..x import y as z, w\\n\\n@dec(1)\\nasync def f[T: int = str, *Ts, **P](a, b: int=1, /, c=2, *args: str, d, e=3, **kw) -> None:\\n    """inner "doc" """\\n    global g1\\n    nonlocal_ = 1\\n    for x, y in z:\\n        continue\\n    else:\\n        break\\n    async with a:\\n        await b\\n    return (1, 2)\\n\\nclass C(B, metaclass=M, **k):\\n    x: int = 5\\n    (y): int\\n    a.b: str\\n\\n    def m(self):\\n        yield\\n        yield x\\n        yield from z\\nif a:\\n    b\\nelif c:\\n    d\\nelse:\\n    e\\nwhile not x:\\n    x += 1\\ntry:\\n    pass\\nexcept (A, B) as e:\\n    raise\\nexcept C:\\n    raise X from Y\\nelse:\\n    pass\\nfinally:\\n    del x[0], y.z\\ntry:\\n    pass\\nexcept* E:\\n    pass\\nmatch x:\\n    case 1 | -2:\\n        pass\\n    case [a, *_, b] if c:\\n        pass\\n    case {\\\'k\\\': v, **rest}:\\n        pass\\n    case P(1, x=2) as q:\\n        pass\\n    case None | _:\\n        pass\\nlambda *a, b=1: (x := 2)\\nr = a if b else c\\ns = ({1: 2, **d, \\\'k\\\': [*a, 3]}, {1, 2}, (), (1,))\\nt = ([x for x in y if z if w for q in r], {k: v for k, v in i}, (x async for x in y))\\nu = (a < b <= c is not d in e, not (a and b or c), -(-x) ** (-2), (a + b) * c - d // (e % f) @ g, a << b | c & ~d ^ e)\\nv = (f\\\'{x!r:>{w}}{{}}y={y!r}\\\', b\\\'x\\\', u\\\'uni\\\', "it\\\'s", 1e+100, 1j, ..., None, True)\\n(a[1:2, ::3, :], b[()], c[1,], d[*e,])\\nf(*a, k=1, **kw)((x for x in y)).z\\n1 .real\\ntype X[T] = list[T]\\nassert a, b\''
assert repr(ast.compare(tree, ast.parse(ast.unparse(tree)))) == 'True'
assert repr([ast.dump(node, include_attributes=True) for node in tree.body[:4]]) == '["Expr(value=Constant(value=\'doc\', lineno=2, col_offset=0, end_lineno=2, end_col_offset=9), lineno=2, col_offset=0, end_lineno=2, end_col_offset=9)", "Import(names=[alias(name=\'a.b\', asname=\'c\', lineno=3, col_offset=7, end_lineno=3, end_col_offset=15), alias(name=\'d\', lineno=3, col_offset=17, end_lineno=3, end_col_offset=18)], lineno=3, col_offset=0, end_lineno=3, end_col_offset=18)", "ImportFrom(module=\'x\', names=[alias(name=\'y\', asname=\'z\', lineno=4, col_offset=17, end_lineno=4, end_col_offset=23), alias(name=\'w\', lineno=4, col_offset=25, end_lineno=4, end_col_offset=26)], level=2, lineno=4, col_offset=0, end_lineno=4, end_col_offset=27)", \'AsyncFunctionDef(name=\\\'f\\\', args=arguments(posonlyargs=[arg(arg=\\\'a\\\', lineno=6, col_offset=36, end_lineno=6, end_col_offset=37), arg(arg=\\\'b\\\', annotation=Name(id=\\\'int\\\', ctx=Load(), lineno=6, col_offset=42, end_lineno=6, end_col_offset=45), lineno=6, col_offset=39, end_lineno=6, end_col_offset=45)], args=[arg(arg=\\\'c\\\', lineno=6, col_offset=52, end_lineno=6, end_col_offset=53)], vararg=arg(arg=\\\'args\\\', annotation=Name(id=\\\'str\\\', ctx=Load(), lineno=6, col_offset=64, end_lineno=6, end_col_offset=67), lineno=6, col_offset=58, end_lineno=6, end_col_offset=67), kwonlyargs=[arg(arg=\\\'d\\\', lineno=6, col_offset=69, end_lineno=6, end_col_offset=70), arg(arg=\\\'e\\\', lineno=6, col_offset=72, end_lineno=6, end_col_offset=73)], kw_defaults=[None, Constant(value=3, lineno=6, col_offset=74, end_lineno=6, end_col_offset=75)], kwarg=arg(arg=\\\'kw\\\', lineno=6, col_offset=79, end_lineno=6, end_col_offset=81), defaults=[Constant(value=1, lineno=6, col_offset=46, end_lineno=6, end_col_offset=47), Constant(value=2, lineno=6, col_offset=54, end_lineno=6, end_col_offset=55)]), body=[Expr(value=Constant(value=\\\'inner "doc" \\\', lineno=7, col_offset=4, end_lineno=7, end_col_offset=22), lineno=7, col_offset=4, end_lineno=7, end_col_offset=22), Global(names=[\\\'g1\\\'], lineno=8, col_offset=4, end_lineno=8, end_col_offset=13), Assign(targets=[Name(id=\\\'nonlocal_\\\', ctx=Store(), lineno=8, col_offset=15, end_lineno=8, end_col_offset=24)], value=Constant(value=1, lineno=8, col_offset=27, end_lineno=8, end_col_offset=28), lineno=8, col_offset=15, end_lineno=8, end_col_offset=28), For(target=Tuple(elts=[Name(id=\\\'x\\\', ctx=Store(), lineno=9, col_offset=8, end_lineno=9, end_col_offset=9), Name(id=\\\'y\\\', ctx=Store(), lineno=9, col_offset=11, end_lineno=9, end_col_offset=12)], ctx=Store(), lineno=9, col_offset=8, end_lineno=9, end_col_offset=12), iter=Name(id=\\\'z\\\', ctx=Load(), lineno=9, col_offset=16, end_lineno=9, end_col_offset=17), body=[Continue(lineno=9, col_offset=19, end_lineno=9, end_col_offset=27)], orelse=[Break(lineno=10, col_offset=10, end_lineno=10, end_col_offset=15)], lineno=9, col_offset=4, end_lineno=10, end_col_offset=15), AsyncWith(items=[withitem(context_expr=Name(id=\\\'a\\\', ctx=Load(), lineno=11, col_offset=15, end_lineno=11, end_col_offset=16))], body=[Expr(value=Await(value=Name(id=\\\'b\\\', ctx=Load(), lineno=11, col_offset=24, end_lineno=11, end_col_offset=25), lineno=11, col_offset=18, end_lineno=11, end_col_offset=25), lineno=11, col_offset=18, end_lineno=11, end_col_offset=25)], lineno=11, col_offset=4, end_lineno=11, end_col_offset=25), Return(value=Tuple(elts=[Constant(value=1, lineno=12, col_offset=11, end_lineno=12, end_col_offset=12), Constant(value=2, lineno=12, col_offset=14, end_lineno=12, end_col_offset=15)], ctx=Load(), lineno=12, col_offset=11, end_lineno=12, end_col_offset=15), lineno=12, col_offset=4, end_lineno=12, end_col_offset=15)], decorator_list=[Call(func=Name(id=\\\'dec\\\', ctx=Load(), lineno=5, col_offset=1, end_lineno=5, end_col_offset=4), args=[Constant(value=1, lineno=5, col_offset=5, end_lineno=5, end_col_offset=6)], lineno=5, col_offset=1, end_lineno=5, end_col_offset=7)], returns=Constant(value=None, lineno=6, col_offset=86, end_lineno=6, end_col_offset=90), type_params=[TypeVar(name=\\\'T\\\', bound=Name(id=\\\'int\\\', ctx=Load(), lineno=6, col_offset=15, end_lineno=6, end_col_offset=18), default_value=Name(id=\\\'str\\\', ctx=Load(), lineno=6, col_offset=21, end_lineno=6, end_col_offset=24), lineno=6, col_offset=12, end_lineno=6, end_col_offset=24), TypeVarTuple(name=\\\'Ts\\\', lineno=6, col_offset=26, end_lineno=6, end_col_offset=29), ParamSpec(name=\\\'P\\\', lineno=6, col_offset=31, end_lineno=6, end_col_offset=34)], lineno=6, col_offset=0, end_lineno=12, end_col_offset=15)\']'
assert repr([ast.dump(node) for node in tree.body[4:]]) == '["ClassDef(name=\'C\', bases=[Name(id=\'B\', ctx=Load())], keywords=[keyword(arg=\'metaclass\', value=Name(id=\'M\', ctx=Load())), keyword(value=Name(id=\'k\', ctx=Load()))], body=[AnnAssign(target=Name(id=\'x\', ctx=Store()), annotation=Name(id=\'int\', ctx=Load()), value=Constant(value=5), simple=1), AnnAssign(target=Name(id=\'y\', ctx=Store()), annotation=Name(id=\'int\', ctx=Load()), simple=0), AnnAssign(target=Attribute(value=Name(id=\'a\', ctx=Load()), attr=\'b\', ctx=Store()), annotation=Name(id=\'str\', ctx=Load()), simple=0), FunctionDef(name=\'m\', args=arguments(args=[arg(arg=\'self\')]), body=[Expr(value=Yield()), Expr(value=Yield(value=Name(id=\'x\', ctx=Load()))), Expr(value=YieldFrom(value=Name(id=\'z\', ctx=Load())))])])", "If(test=Name(id=\'a\', ctx=Load()), body=[Expr(value=Name(id=\'b\', ctx=Load()))], orelse=[If(test=Name(id=\'c\', ctx=Load()), body=[Expr(value=Name(id=\'d\', ctx=Load()))], orelse=[Expr(value=Name(id=\'e\', ctx=Load()))])])", "While(test=UnaryOp(op=Not(), operand=Name(id=\'x\', ctx=Load())), body=[AugAssign(target=Name(id=\'x\', ctx=Store()), op=Add(), value=Constant(value=1))])", "Try(body=[Pass()], handlers=[ExceptHandler(type=Tuple(elts=[Name(id=\'A\', ctx=Load()), Name(id=\'B\', ctx=Load())], ctx=Load()), name=\'e\', body=[Raise()]), ExceptHandler(type=Name(id=\'C\', ctx=Load()), body=[Raise(exc=Name(id=\'X\', ctx=Load()), cause=Name(id=\'Y\', ctx=Load()))])], orelse=[Pass()], finalbody=[Delete(targets=[Subscript(value=Name(id=\'x\', ctx=Load()), slice=Constant(value=0), ctx=Del()), Attribute(value=Name(id=\'y\', ctx=Load()), attr=\'z\', ctx=Del())])])", "TryStar(body=[Pass()], handlers=[ExceptHandler(type=Name(id=\'E\', ctx=Load()), body=[Pass()])])", "Match(subject=Name(id=\'x\', ctx=Load()), cases=[match_case(pattern=MatchOr(patterns=[MatchValue(value=Constant(value=1)), MatchValue(value=UnaryOp(op=USub(), operand=Constant(value=2)))]), body=[Pass()]), match_case(pattern=MatchSequence(patterns=[MatchAs(name=\'a\'), MatchStar(), MatchAs(name=\'b\')]), guard=Name(id=\'c\', ctx=Load()), body=[Pass()]), match_case(pattern=MatchMapping(keys=[Constant(value=\'k\')], patterns=[MatchAs(name=\'v\')], rest=\'rest\'), body=[Pass()]), match_case(pattern=MatchAs(pattern=MatchClass(cls=Name(id=\'P\', ctx=Load()), patterns=[MatchValue(value=Constant(value=1))], kwd_attrs=[\'x\'], kwd_patterns=[MatchValue(value=Constant(value=2))]), name=\'q\'), body=[Pass()]), match_case(pattern=MatchOr(patterns=[MatchSingleton(value=None), MatchAs()]), body=[Pass()])])", "Expr(value=Lambda(args=arguments(vararg=arg(arg=\'a\'), kwonlyargs=[arg(arg=\'b\')], kw_defaults=[Constant(value=1)]), body=NamedExpr(target=Name(id=\'x\', ctx=Store()), value=Constant(value=2))))", "Assign(targets=[Name(id=\'r\', ctx=Store())], value=IfExp(test=Name(id=\'b\', ctx=Load()), body=Name(id=\'a\', ctx=Load()), orelse=Name(id=\'c\', ctx=Load())))", "Assign(targets=[Name(id=\'s\', ctx=Store())], value=Tuple(elts=[Dict(keys=[Constant(value=1), None, Constant(value=\'k\')], values=[Constant(value=2), Name(id=\'d\', ctx=Load()), List(elts=[Starred(value=Name(id=\'a\', ctx=Load()), ctx=Load()), Constant(value=3)], ctx=Load())]), Set(elts=[Constant(value=1), Constant(value=2)]), Tuple(ctx=Load()), Tuple(elts=[Constant(value=1)], ctx=Load())], ctx=Load()))", "Assign(targets=[Name(id=\'t\', ctx=Store())], value=Tuple(elts=[ListComp(elt=Name(id=\'x\', ctx=Load()), generators=[comprehension(target=Name(id=\'x\', ctx=Store()), iter=Name(id=\'y\', ctx=Load()), ifs=[Name(id=\'z\', ctx=Load()), Name(id=\'w\', ctx=Load())], is_async=0), comprehension(target=Name(id=\'q\', ctx=Store()), iter=Name(id=\'r\', ctx=Load()), is_async=0)]), DictComp(key=Name(id=\'k\', ctx=Load()), value=Name(id=\'v\', ctx=Load()), generators=[comprehension(target=Tuple(elts=[Name(id=\'k\', ctx=Store()), Name(id=\'v\', ctx=Store())], ctx=Store()), iter=Name(id=\'i\', ctx=Load()), is_async=0)]), GeneratorExp(elt=Name(id=\'x\', ctx=Load()), generators=[comprehension(target=Name(id=\'x\', ctx=Store()), iter=Name(id=\'y\', ctx=Load()), is_async=1)])], ctx=Load()))", "Assign(targets=[Name(id=\'u\', ctx=Store())], value=Tuple(elts=[Compare(left=Name(id=\'a\', ctx=Load()), ops=[Lt(), LtE(), IsNot(), In()], comparators=[Name(id=\'b\', ctx=Load()), Name(id=\'c\', ctx=Load()), Name(id=\'d\', ctx=Load()), Name(id=\'e\', ctx=Load())]), UnaryOp(op=Not(), operand=BoolOp(op=Or(), values=[BoolOp(op=And(), values=[Name(id=\'a\', ctx=Load()), Name(id=\'b\', ctx=Load())]), Name(id=\'c\', ctx=Load())])), UnaryOp(op=USub(), operand=BinOp(left=UnaryOp(op=USub(), operand=Name(id=\'x\', ctx=Load())), op=Pow(), right=UnaryOp(op=USub(), operand=Constant(value=2)))), BinOp(left=BinOp(left=BinOp(left=Name(id=\'a\', ctx=Load()), op=Add(), right=Name(id=\'b\', ctx=Load())), op=Mult(), right=Name(id=\'c\', ctx=Load())), op=Sub(), right=BinOp(left=BinOp(left=Name(id=\'d\', ctx=Load()), op=FloorDiv(), right=BinOp(left=Name(id=\'e\', ctx=Load()), op=Mod(), right=Name(id=\'f\', ctx=Load()))), op=MatMult(), right=Name(id=\'g\', ctx=Load()))), BinOp(left=BinOp(left=Name(id=\'a\', ctx=Load()), op=LShift(), right=Name(id=\'b\', ctx=Load())), op=BitOr(), right=BinOp(left=BinOp(left=Name(id=\'c\', ctx=Load()), op=BitAnd(), right=UnaryOp(op=Invert(), operand=Name(id=\'d\', ctx=Load()))), op=BitXor(), right=Name(id=\'e\', ctx=Load())))], ctx=Load()))", \'Assign(targets=[Name(id=\\\'v\\\', ctx=Store())], value=Tuple(elts=[JoinedStr(values=[FormattedValue(value=Name(id=\\\'x\\\', ctx=Load()), conversion=114, format_spec=JoinedStr(values=[Constant(value=\\\'>\\\'), FormattedValue(value=Name(id=\\\'w\\\', ctx=Load()), conversion=-1)])), Constant(value=\\\'{}y=\\\'), FormattedValue(value=Name(id=\\\'y\\\', ctx=Load()), conversion=114)]), Constant(value=b\\\'x\\\'), Constant(value=\\\'uni\\\', kind=\\\'u\\\'), Constant(value="it\\\'s"), Constant(value=1e+100), Constant(value=1j), Constant(value=Ellipsis), Constant(value=None), Constant(value=True)], ctx=Load()))\', "Expr(value=Tuple(elts=[Subscript(value=Name(id=\'a\', ctx=Load()), slice=Tuple(elts=[Slice(lower=Constant(value=1), upper=Constant(value=2)), Slice(step=Constant(value=3)), Slice()], ctx=Load()), ctx=Load()), Subscript(value=Name(id=\'b\', ctx=Load()), slice=Tuple(ctx=Load()), ctx=Load()), Subscript(value=Name(id=\'c\', ctx=Load()), slice=Tuple(elts=[Constant(value=1)], ctx=Load()), ctx=Load()), Subscript(value=Name(id=\'d\', ctx=Load()), slice=Tuple(elts=[Starred(value=Name(id=\'e\', ctx=Load()), ctx=Load())], ctx=Load()), ctx=Load())], ctx=Load()))", "Expr(value=Attribute(value=Call(func=Call(func=Name(id=\'f\', ctx=Load()), args=[Starred(value=Name(id=\'a\', ctx=Load()), ctx=Load())], keywords=[keyword(arg=\'k\', value=Constant(value=1)), keyword(value=Name(id=\'kw\', ctx=Load()))]), args=[GeneratorExp(elt=Name(id=\'x\', ctx=Load()), generators=[comprehension(target=Name(id=\'x\', ctx=Store()), iter=Name(id=\'y\', ctx=Load()), is_async=0)])]), attr=\'z\', ctx=Load()))", "Expr(value=Attribute(value=Constant(value=1), attr=\'real\', ctx=Load()))", "TypeAlias(name=Name(id=\'X\', ctx=Store()), type_params=[TypeVar(name=\'T\')], value=Subscript(value=Name(id=\'list\', ctx=Load()), slice=Name(id=\'T\', ctx=Load()), ctx=Load()))", "Assert(test=Name(id=\'a\', ctx=Load()), msg=Name(id=\'b\', ctx=Load()))"]'
assert repr(ast.dump(ast.parse("def f(a): return a"), indent=2)) == '"Module(\\n  body=[\\n    FunctionDef(\\n      name=\'f\',\\n      args=arguments(\\n        args=[\\n          arg(arg=\'a\')]),\\n      body=[\\n        Return(\\n          value=Name(id=\'a\', ctx=Load()))])])"'
assert repr((ast.dump(ast.parse("x", mode="single"), annotate_fields=False), ast.dump(ast.parse("x + 1", mode="eval"), show_empty=True))) == '("Interactive([Expr(Name(\'x\', Load()))])", "Expression(body=BinOp(left=Name(id=\'x\', ctx=Load()), op=Add(), right=Constant(value=1)))")'
assert repr(repr(ast.parse("x=1;y=2;z=f(a,b)[3]"))) == '"Module(body=[Assign(targets=[Name(id=\'x\', ctx=Store(...))], value=Constant(value=1, kind=None), type_comment=None), ..., Assign(targets=[Name(id=\'z\', ctx=Store(...))], value=Subscript(value=Call(...), slice=Constant(...), ctx=Load(...)), type_comment=None)], type_ignores=[])"'
names = []


class Visitor(ast.NodeVisitor):
    def visit_Name(self, node):
        names.append(node.id)


Visitor().visit(tree)
assert repr(names) == "['int', 'str', 'nonlocal_', 'x', 'y', 'z', 'a', 'b', 'dec', 'int', 'str', 'B', 'M', 'k', 'x', 'int', 'y', 'int', 'a', 'str', 'x', 'z', 'a', 'b', 'c', 'd', 'e', 'x', 'x', 'A', 'B', 'C', 'X', 'Y', 'x', 'y', 'E', 'x', 'c', 'P', 'x', 'r', 'b', 'a', 'c', 's', 'd', 'a', 't', 'x', 'x', 'y', 'z', 'w', 'q', 'r', 'k', 'v', 'k', 'v', 'i', 'x', 'x', 'y', 'u', 'a', 'b', 'c', 'd', 'e', 'a', 'b', 'c', 'x', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'a', 'b', 'c', 'd', 'e', 'v', 'x', 'w', 'y', 'a', 'b', 'c', 'd', 'e', 'f', 'a', 'kw', 'x', 'x', 'y', 'X', 'list', 'T', 'a', 'b']"


class Doubled(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


changed = ast.fix_missing_locations(Doubled().visit(ast.parse("r = 3 + 4")))
namespace = {}
exec(compile(changed, "<t>", "exec"), namespace)
assert repr(namespace["r"]) == '14'
made = ast.Expression(ast.BinOp(ast.Constant(2), ast.Mult(), ast.Constant(5)))
assert repr(eval(compile(ast.fix_missing_locations(made), "<e>", "eval"))) == '10'
assert repr((ast.get_docstring(tree), ast.get_source_segment("a = f(x)", ast.parse("a = f(x)").body[0].value), len(list(ast.walk(ast.parse("a = b")))))) == "('doc', 'f(x)', 6)"
assert repr((compile("x=1", "f", "exec", ast.PyCF_ONLY_AST).body[0].lineno, ast.Name("x").ctx, ast.List().elts, ast.Name._fields, ast.FunctionDef._attributes)) == "(1, Load(), [], ('id', 'ctx'), ('lineno', 'col_offset', 'end_lineno', 'end_col_offset'))"
raises('compile(ast.parse("x"), "f", "eval")', 'TypeError: expected Expression node, got Module')
raises('ast.Name(1, 2, 3)', 'TypeError: Name constructor takes at most 2 positional arguments')
raises('ast.parse("x = = 1")', 'SyntaxError: invalid syntax (<unknown>, line 1)')
assert repr([ast.literal_eval(text) for text in ("[1,(2,),{3},{4:5}]", "-1", "1+2j", 'b"x"', "set()", '"a" "b"', " None")]) == "[[1, (2,), {3}, {4: 5}], -1, (1+2j), b'x', set(), 'ab', None]"
raises('ast.literal_eval("f()")', "ValueError: malformed node or string on line 1: Call(func=Name(id='f', ctx=Load()), args=[], keywords=[])")
raises('ast.literal_eval("1+2")', 'ValueError: malformed node or string on line 1: BinOp(left=Constant(value=1, kind=None), op=Add(), right=Constant(value=2, kind=None))')
raises('ast.literal_eval("x")', "ValueError: malformed node or string on line 1: Name(id='x', ctx=Load())")

"""Template and Interpolation objects (t-strings)."""

lines = []


def print(*values):
    lines.append(" ".join(str(v) for v in values))


from string.templatelib import Template, Interpolation, convert
import string.templatelib as tl
print([x for x in dir(tl) if not x.startswith('__')])
name='W'; n=3
t = t'Hello {name!r:>{n}} and {n + 1 = } end'
print(repr(t)); print(t.strings, t.values); print(t.interpolations)
i=t.interpolations[0]; print(i.value, i.expression, i.conversion, i.format_spec, repr(i)); print(list(t))
print(list(t'{n}{n}'), t''.strings, list(t''), t'a'.strings)
print(Interpolation.__match_args__, 1)
def tr(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as ex: print(type(ex).__name__, ex)
print(t'a' + t'b{n}', (t'a{n}c' + t'd{n}').strings)
tr(lambda: t'a'+'b'); tr(lambda: 'b'+t'a'); tr(lambda: t'a'+3); tr(lambda: t'a'==t'a'); tr(hash, 3)
print(Template('a','b',Interpolation(3),'c',Interpolation(4,'x','r','>3')).strings)
tr(Interpolation); tr(Interpolation,1,2); tr(Interpolation,1,'x','z'); tr(Interpolation,1,'x',None,3); tr(Interpolation,1,'x',format_spec='q'); tr(Interpolation,value=1, expression='r', conversion=None, format_spec='s'); tr(Interpolation, 1,'x',5)
tr(Interpolation,1,'x','rr')
try:
    class T(Template): pass
except TypeError as e: print(e)
try:
    class T(Interpolation): pass
except TypeError as e: print(e)
match i:
    case Interpolation(v, e, c, f): print(v,e,c,f)
tr(setattr, i, 'value', 3); tr(setattr, t, 'strings', 3); tr(setattr,t,'x',3)
print(type(iter(t))); it=iter(t); print(next(it), next(it)); print(it.__iter__() is it)
print(Template[int], Interpolation[int], i.__reduce__())
print(Template.__module__, Template.__qualname__)
print(convert(3,'r'), convert('x',None), convert('é','a'), convert(3,'s')); tr(convert,1,'q'); tr(convert)
print(t'a' t'{n}', (t'a' t'b').strings)
x=5
print(t'{x!a}'.interpolations[0].conversion, t'{x:{n}d}'.interpolations[0].format_spec, t'{  x  }'.interpolations[0].expression, t'{x=}'.strings, t'{x=}'.interpolations, t'{x=!s:}'.interpolations)
tr(len, t); tr(lambda: t[0]); tr(iter, i); print(bool(t'')); print(t is +t if 0 else 1)
import weakref; tr(weakref.ref,t); tr(weakref.ref,i)
tr(t.__add__, 3); tr(hash, i) if 0 else 0; print(i==i, t==t); print(sorted(set(dir(t))-set(dir(object))))
class S(str): pass
print(Template(S('q')).strings, type(Template(S('q')).strings[0]))

expected = [
    "['Interpolation', 'Template', '_template_unpickle', 'convert']",
    "Template(strings=('Hello ', ' and n + 1 = ', ' end'), interpolations=(Interpolation('W', 'name', 'r', '>3'), Interpolation(4, 'n + 1 ', 'r', '')))",
    "('Hello ', ' and n + 1 = ', ' end') ('W', 4)",
    "(Interpolation('W', 'name', 'r', '>3'), Interpolation(4, 'n + 1 ', 'r', ''))",
    "W name r >3 Interpolation('W', 'name', 'r', '>3')",
    "['Hello ', Interpolation('W', 'name', 'r', '>3'), ' and n + 1 = ', Interpolation(4, 'n + 1 ', 'r', ''), ' end']",
    "[Interpolation(3, 'n', None, ''), Interpolation(3, 'n', None, '')] ('',) [] ('a',)",
    "('value', 'expression', 'conversion', 'format_spec') 1",
    "Template(strings=('ab', ''), interpolations=(Interpolation(3, 'n', None, ''),)) ('a', 'cd', '')",
    'TypeError can only concatenate string.templatelib.Template (not "str") to string.templatelib.Template',
    'TypeError can only concatenate str (not "string.templatelib.Template") to str',
    'TypeError can only concatenate string.templatelib.Template (not "int") to string.templatelib.Template',
    'False',
    '3',
    "('ab', 'c', '')",
    "TypeError Interpolation() missing required argument 'value' (pos 1)",
    "TypeError Interpolation() argument 'expression' must be str, not int",
    "ValueError Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'",
    "TypeError Interpolation() argument 'format_spec' must be str, not int",
    "Interpolation(1, 'x', None, 'q')",
    "Interpolation(1, 'r', None, 's')",
    "TypeError Interpolation() argument 'conversion' must be str, not int",
    "ValueError Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'",
    "type 'string.templatelib.Template' is not an acceptable base type",
    "type 'string.templatelib.Interpolation' is not an acceptable base type",
    'W name r >3',
    'AttributeError readonly attribute',
    'AttributeError readonly attribute',
    "AttributeError 'string.templatelib.Template' object has no attribute 'x' and no __dict__ for setting new attributes",
    "<class 'string.templatelib.TemplateIter'>",
    "Hello  Interpolation('W', 'name', 'r', '>3')",
    'True',
    "string.templatelib.Template[int] string.templatelib.Interpolation[int] (<class 'string.templatelib.Interpolation'>, ('W', 'name', 'r', '>3'))",
    'string.templatelib Template',
    "3 x '\\xe9' 3",
    'ValueError invalid conversion specifier: q',
    "TypeError convert() missing 2 required positional arguments: 'obj' and 'conversion'",
    "Template(strings=('a', ''), interpolations=(Interpolation(3, 'n', None, ''),)) ('ab',)",
    "a 3d   x   ('x=', '') (Interpolation(5, 'x', 'r', ''),) (Interpolation(5, 'x', 's', ''),)",
    "TypeError object of type 'string.templatelib.Template' has no len()",
    "TypeError 'string.templatelib.Template' object is not subscriptable",
    "TypeError 'string.templatelib.Interpolation' object is not iterable",
    'True',
    '1',
    "TypeError cannot create weak reference to 'string.templatelib.Template' object",
    "TypeError cannot create weak reference to 'string.templatelib.Interpolation' object",
    'TypeError can only concatenate string.templatelib.Template (not "int") to string.templatelib.Template',
    'True True',
    "['__add__', '__class_getitem__', '__iter__', 'interpolations', 'strings', 'values']",
    "('q',) <class '__main__.S'>",
]
for number, (got, want) in enumerate(zip(lines, expected)):
    assert got == want, f"line {number}: {got!r} instead of {want!r}"
assert len(lines) == len(expected), lines[len(expected):]

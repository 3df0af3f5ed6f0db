"""Chapter 24, built-in functions (内建方法):
what they say when something is wrong with the arguments."""

EXPRESSIONS = """
sum(['a'])
sum('ab')
int('4.5')
int('9', 1)
len(5)
ord('ab')
chr(-1)
max([])
max(1)
abs('x')
sorted([1, 'a'])
next([])
next(iter([]))
range(1, 2, 0)
isinstance(1, 1)
hash([])
round('x')
pow(2, -1, 4)
divmod(1, 0)
getattr(1, 'x')
getattr(1, 2)
print(sep=1)
zip(1)
list(zip('ab', 'abc', strict=True))
open('/no/such/file')
compile('1 +', '<demo>', 'eval')
bytes([256])
type('C', (1,), {})
super()
"""


def attempt(text):
    try:
        result = eval(text)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return repr(result)


# Surprise: what is checked when. range(2.0) fails at once, but map(5, [])
# only when somebody calls the 5, which is never.
print(attempt("range(2.0)"))
print(attempt("list(map(5, []))"), attempt("list(map(5, [1]))"))
for line in EXPRESSIONS.split("\n")[1:-1]:
    print(f"{line}\n    {attempt(line)}")
# %see lookup (1).x

# Happy path: the error is an object to ask.
try:
    {}["key"]
except KeyError as error:
    print(error.args, repr(error), str(error))
print("rule: TypeError for the wrong kind, ValueError for the wrong value")

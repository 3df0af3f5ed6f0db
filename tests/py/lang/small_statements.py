"""pass, ..., docstrings, semicolons, blank bodies, line joining, unusual layouts."""

x = 1; y = 2; z = x + y;
assert z == 3
if x: y = 5; z = 6
assert repr((y, z)) == '(5, 6)'
def f(): """doc"""; return 1
assert repr((f(), f.__doc__)) == "(1, 'doc')"


def g():
    "one" "two"

assert g.__doc__ == 'onetwo'


def h():
    f"not {x} a doc"

assert repr(h.__doc__) == 'None'


def b():
    b"not a doc"

assert repr(b.__doc__) == 'None'


def i():
    """
    indented
      more
    """

assert i.__doc__ == '\nindented\n  more\n'
class C: "class doc"
assert C.__doc__ == 'class doc'
class E: ...
def many(a,
         b=(1,
            2),
         *c): return a, b, c

spread = many(
    1,

    # comment inside

    2
)
assert repr(spread) == '(1, 2, ())'
total = 1 + \
    2 + \
    3

assert total == 6
if True:
  if True:
        deep = 1
  else:
   deep = 2

assert deep == 1
for _ in range(1): pass; w = 1
assert w == 1
while False: pass
else: w = 2
assert w == 2
try: w = 3
finally: pass
assert w == 3
class D(object,): x = 1; y = 2
assert D.x + D.y == 3
lam = lambda: (yield)
assert type(lam()).__name__ == 'generator'


@lambda f: f
def deco(): return "deco"
assert deco() == 'deco'
def t(): return
assert repr(t()) == 'None'
def tup(): return 1,
assert repr(tup()) == '(1,)'
async def co(): pass
c = co()
c.close()
if 1:
	tab = "tab indented"

assert tab == 'tab indented'
assert repr((__doc__[:5], __name__)) == "('pass,', '__main__')"

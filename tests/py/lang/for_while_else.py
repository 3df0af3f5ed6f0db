"""Loops: else, break, changing what is iterated, the variable afterwards, targets."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def search(xs, want):
    for x in xs:
        if x == want:
            break
    else:
        return "missing"
    return x

assert repr((search([1, 2], 2), search([], 1), search([1], 5))) == "(2, 'missing', 'missing')"
for i in range(3): pass
assert i == 2
for i in []: pass
assert i == 2
for never in []: pass
raises('never', "NameError: name 'never' is not defined")
lst = [1, 2, 3]
seen = []
for x in lst:
    seen.append(x)
    if x < 10 and len(lst) < 6: lst.append(x + 10)

assert repr(seen) == '[1, 2, 3, 11, 12, 13]'
lst = [1, 2, 3, 4]
for x in lst: lst.remove(x)
assert repr(lst) == '[2, 4]'
d = {1: 1}
raises('exec("for k in d: d[k + 1] = 1")', 'RuntimeError: dictionary changed size during iteration')
d = {1: 1, 2: 2}
raises('exec("for k in d: del d[k]")', 'RuntimeError: dictionary changed size during iteration')
for k in d: d[k] = 5
assert repr(d) == '{2: 5}'
s = {1}
raises('exec("for k in s: s.add(k + 1)")', 'RuntimeError: Set changed size during iteration')
n = 0
while n < 3:
    n += 1
    if n == 2: continue
else:
    n = -n

assert n == -3
while True:
    break
else:
    n = 100

assert n == -3
for a, (b, *c) in [(1, (2, 3, 4))]: pass
assert repr((a, b, c)) == '(1, 2, [3, 4])'
class O: pass
o = O()
for o.x in range(2): pass
for lst[0] in "z": pass
assert repr((o.x, lst)) == "(1, ['z', 4])"
for i in range(3):
    for j in range(3):
        if j == 1: break
    else:
        continue
    break

assert repr((i, j)) == '(0, 1)'
r = range(3)
for i in r:
    i += 10

assert i == 12
it = iter([1, 2, 3, 4])
for x in it:
    if x == 2: break

assert repr(list(it)) == '[3, 4]'
raises('exec("for x in 5: pass")', "TypeError: 'int' object is not iterable")
raises('exec("for x in None: pass")', "TypeError: 'NoneType' object is not iterable")
raises('exec("for a, b in [(1,)]: pass")', 'ValueError: not enough values to unpack (expected 2, got 1)')
for x in (yield_ for yield_ in (1, 2)): pass
assert x == 2


def early():
    for i in range(10):
        while True:
            if i > 2: return i
            break

assert early() == 3
for x in 1, 2, 3: pass
assert x == 3
for i in range(2): i = "changed"
assert i == 'changed'
e = enumerate("ab")
for i, c in e: pass
assert repr((i, c, list(e))) == "(1, 'b', [])"
raises('compile("break", "f", "exec")', "SyntaxError: 'break' outside loop (f, line 1)")
raises('compile("if 1:\\n continue", "f", "exec")', "SyntaxError: 'continue' not properly in loop (f, line 2)")
raises('compile("for x in y:\\n def f(): break", "f", "exec")', "SyntaxError: 'break' outside loop (f, line 2)")
raises('compile("for x y: pass", "f", "exec")', 'SyntaxError: invalid syntax (f, line 1)')

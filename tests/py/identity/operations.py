"""Operations on immutable objects that give back an operand, and such that make a new object: one table each."""

import math
import sys
import warnings

warnings.simplefilter("ignore")

n, f, c, big = int("123456"), float("1.5"), complex(1, 2), int("9" * 30)
s, low, up, one = ("".join(parts) for parts in [("two", " words"), ("abc ", "def"), ("ABC ", "DEF"), ("ab", "c")])
u = "".join(["zw\u00f6lf", " w\u4e00"])
b, ba = b"".join([b"two", b" words"]), bytearray(b"xx")
t, fs, r, d = tuple([n, s]), frozenset([1, 2]), range(int("5")), {s: 1}
it, tbl, tbl2, sl = iter([1]), str.maketrans({}), str.maketrans({"q": "z"}), slice(1, 2)


class S(str):
    pass


class B(bytes):
    pass


class T(tuple):
    pass


class F(frozenset):
    pass


class I(int):
    pass


class FL(float):
    pass


ss, bb, tt, ff, ii, fl = S("text"), B(b"text"), T((1, 2)), F([1]), I(1000), FL(2.5)

# Each line: an expression and the object that it is.
SAME = r"""
'{}'.format(s)|s
'{:s}'.format(s)|s
'{0}'.format(s)|s
'{!s}'.format(s)|s
'{:9}'.format(s)|s
'{:5}'.format(s)|s
'%s' % s|s
'%s' % (s,)|s
'%9s' % s|s
'%5s' % s|s
'%.20s' % s|s
f'{s}'|s
f'{s!s}'|s
f'{s:s}'|s
f'{s:5}'|s
''.join([s])|s
''.join((s,))|s
','.join([s])|s
''.join(iter([s]))|s
str(s)|s
s.__str__()|s
format(s)|s
format(s,'')|s
format(s,'s')|s
s.__format__('')|s
s[:]|s
s[0:]|s
s[:100]|s
s[::1]|s
s[0:9]|s
s[-100:]|s
s[slice(None)]|s
s.__getitem__(slice(None))|s
s*1|s
1*s|s
s+''|s
''+s|s
s.strip()|s
s.lstrip()|s
s.rstrip()|s
s.strip('x')|s
s.lstrip('x')|s
s.rstrip('x')|s
s.replace('x','y')|s
s.replace('two','two')|s
s.replace('','')|s
s.replace('t','t')|s
s.replace('two','xxx',0)|s
s.ljust(2)|s
s.rjust(2)|s
s.center(2)|s
s.ljust(9)|s
s.zfill(9)|s
s.zfill(0)|s
s.expandtabs()|s
s.expandtabs(3)|s
s.removeprefix('x')|s
s.removesuffix('x')|s
s.removeprefix('')|s
s.removesuffix('')|s
s.split('x')[0]|s
s.rsplit('x')[0]|s
s.split('w',0)[0]|s
s.rsplit('w',0)[0]|s
s.partition('x')[0]|s
s.rpartition('x')[2]|s
s.splitlines()[0]|s
s.splitlines(True)[0]|s
one.split()[0]|one
one.rsplit()[0]|one
one.split(' ')[0]|one
str(object=s)|s
sys.intern(low)|low
max(s,s)|s
u[:]|u
u.strip()|u
u.replace('x','y')|u
u.expandtabs()|u
u.split('x')[0]|u
'{}'.format(u)|u
'%s' % u|u
f'{u}'|u
u.partition('x')[0]|u
u.splitlines()[0]|u
u.zfill(1)|u
u*1|u
bytes(b)|b
b.__bytes__()|b
b[:]|b
b[0:]|b
b[:100]|b
b[::1]|b
b*1|b
1*b|b
b+b''|b
b''+b|b
b.strip()|b
b.lstrip()|b
b.rstrip(b'x')|b
b.replace(b'x',b'y')|b
b.replace(b'',b'')|b
b.replace(b'two',b'x',0)|b
b.ljust(2)|b
b.rjust(2)|b
b.center(2)|b
b.zfill(2)|b
b.ljust(9)|b
b.removeprefix(b'x')|b
b.removesuffix(b'x')|b
b.removeprefix(b'')|b
b.split(b'x')[0]|b
b.rsplit(b'x')[0]|b
b.partition(b'x')[0]|b
b.rpartition(b'x')[2]|b
b.splitlines()[0]|b
b.splitlines(True)[0]|b
b.translate(None)|b
b.translate(None,b'x')|b
b.translate(bytes(range(256)))|b
b''.join([b])|b
b''.join((b,))|b
b','.join([b])|b
memoryview(b).obj|b
b+B(b'')|b
tuple(t)|t
t[:]|t
t[0:]|t
t[:100]|t
t[::1]|t
t*1|t
1*t|t
t+()|t
()+t|t
t+T(())|t
T(())+t|t
frozenset(fs)|fs
fs.copy()|fs
int(n)|n
+n|n
abs(n)|n
round(n)|n
round(n,2)|n
round(n,0)|n
n.real|n
n.numerator|n
n.conjugate()|n
n.__int__()|n
n.__index__()|n
n.__trunc__()|n
n.__floor__()|n
n.__ceil__()|n
n.__round__()|n
n.__pos__()|n
n.__abs__()|n
max([n])|n
int(big)|big
+big|big
abs(big)|big
round(big)|big
round(big,1)|big
big.real|big
big.__index__()|big
sum([],big)|big
float(f)|f
+f|f
f.real|f
f.conjugate()|f
f.__float__()|f
complex(c)|c
+c|c
c.__complex__()|c
bool(True)|True
type(n)|int
next(iter([s]))|s
list(d)[0]|s
dict.fromkeys([s]).popitem()[0]|s
[s][0]|s
s.format()|s
s%()|s
s.format(1)|s
s%{}|s
s.format_map({})|s
one.format()|one
one%()|one
s.__add__('')|s
s.__mul__(1)|s
str.join('',[s])|s
iter(it)|it
int|int|int
object.__new__|object.__new__
s.join([])|''
bytes(0)|b''
bytes(b'')|b''
bytes(bytearray())|b''
s[9:]|''
'' * 5|''
s*0|''
t*0|()
s[0:1]|'t'
s[0]|'t'
b[0:1]|b't'
b"abc"[1:2]|b'b'
bytes([98])|b'b'
b''.join([b'b'])|b'b'
u[2:3]|'\xf6'
'\u4e00'[0]|'\u4e00'
chr(98)|'b'
str(True)|'True'
'%c' % 98|'b'
'b,c'.split(',')[0]|'b'
'abc'.center(0)|'abc'
'ab'.partition('b')[0]|'a'
'%d' % 1|'1'
'{}'.format(1)|'1'
n.__class__|int
()|tuple(iter(()))
(1,)[1:]|()
tuple(set())|()
()+()|()
().__add__(())|()
s.split('two words')[0]|''
'\n'.splitlines()[0]|''
'abc'.strip('abc')|''
b'abc'.strip(b'abc')|b''
b'a'.replace(b'a',b'')|b''
'a'.replace('a','')|''
''.lower()|''
str()|''
str(b'','ascii')|''
b''.decode()|''
''.encode()|b''
'b'.encode()|b'b'
'x'.join([])|''
int('0')|0
int(0.5)|0
int('-5')|-5
int('256')|256
big-big|0
big%10|9
-0|0
n-n|0
n-n+5|5
n//n|1
len(s)|9
hash(1)|1
ord('b')|98
b[0]|116
sum([])|0
len([])|0
round(0.5)|0
int(True)|1
True+True|2
-True|-1
True|False|True
True&1|1
True|0|1
+True|1
True.real|1
True.numerator|1
bool.__new__(bool,5)|True
min(n,n)|n
sorted([s])[0]|s
d.get(s)|1
d.setdefault(s,2)|1
"""

# Each line: an expression and an object that it is not.
FRESH = r"""
'%r' % s|s
f'{s}{""}'|s
f'{""}{s}'|s
''.join([s,''])|s
''.join(['',s])|s
s.split(None,0)[0]|s
s.rsplit(None,0)[0]|s
low.lower()|low
up.upper()|up
low.casefold()|low
s.translate(tbl)|s
s.translate({})|s
s.translate(tbl2)|s
s.title()|s
s.capitalize()|s
low.swapcase()|low
s.encode().decode()|s
u.lower()|u
u.translate({})|u
str(ss)|ss
'%s' % ss|ss
'{}'.format(ss)|ss
f'{ss}'|ss
''.join([ss])|ss
ss.strip()|ss
ss[:]|ss
ss.replace('x','y')|ss
ss+''|ss
''+ss|ss
s+S('')|s
S('')+s|s
ss*1|ss
ss.lower()|ss
ss.ljust(1)|ss
ss.expandtabs()|ss
ss.removeprefix('x')|ss
ss.partition('x')[0]|ss
ss.rpartition('x')[2]|ss
ss.split('x')[0]|ss
ss.splitlines()[0]|ss
ss.translate({})|ss
ss.zfill(1)|ss
ss.__str__()|ss
b.replace(b'two',b'two')|b
b.expandtabs()|b
b.split(None,0)[0]|b
b.lower()|b
b''.join([b,b''])|b
b'%b' % b|b
b'%s' % b|b
b'%s' % (b,)|b
memoryview(b).tobytes()|b
bytes(memoryview(b))|b
bytes(bb)|bb
bb[:]|bb
bb.strip()|bb
b''.join([bb])|bb
bb+b''|bb
b''+bb|bb
bb*1|bb
bb.replace(b'x',b'y')|bb
bb.lower()|bb
bb.removeprefix(b'x')|bb
bb.partition(b'x')[0]|bb
bb.split(b'x')[0]|bb
bb.translate(None)|bb
bb.expandtabs()|bb
bb.ljust(1)|bb
bytes(ba)|ba
bytearray(ba)|ba
ba[:]|ba
ba.strip()|ba
(*t,)|t
tuple(tt)|tt
tt[:]|tt
tt*1|tt
tt+()|tt
()+tt|tt
fs|set()|fs
frozenset(ff)|ff
ff.copy()|ff
fs.union()|fs
fs.difference()|fs
fs.intersection()|fs
fs-set()|fs
fs&fs|fs
-(-n)|n
n+0|n
n-0|n
n*1|n
n//1|n
n|0|n
n^0|n
n<<0|n
n>>0|n
n**1|n
round(n,-1)|n
sum([n])|n
sum([],n)|n
pow(n,1)|n
n%(n+1)|n
divmod(n,1)[0]|n
big+0|big
big*1|big
big|0|big
big<<0|big
big>>0|big
big//1|big
sum([big])|big
big**1|big
int(ii)|ii
+ii|ii
abs(ii)|ii
round(ii)|ii
ii.real|ii
ii.__index__()|ii
ii.conjugate()|ii
abs(f)|f
f*1|f
f+0|f
round(f,1)|f
f/1|f
f**1|f
sum([f])|f
sum([],f)|f
float(fl)|fl
fl.real|fl
+fl|fl
fl.conjugate()|fl
c.conjugate()|c
c*1|c
complex(c,0)|c
iter(r)|r
r[:]|r
r[0:5]|r
dict(d)|d
d.copy()|d
ascii(s)|s
repr(s)|s
b%()|b
list[int]|list[int]
str.maketrans({})|{}
"".join(s)|s
"".join(list(s))|s
s.join([''])|s
s.join(['',''])|s
str(b,'ascii')|s
b.decode()|s
bytearray().join([])|b''
b*0|b''
frozenset()|frozenset()
frozenset([])|frozenset()
frozenset(set())|frozenset()
frozenset(fs-fs)|frozenset()
fs-fs|frozenset()
fs&set()|frozenset()
F()|F()
str(1)|'1'
repr(1)|'1'
str(5)|str(5)
str(10)|str(10)
str(None)|'None'
repr(None)|'None'
hex(1)|hex(1)
'a'.upper()|'A'
f'{1}'|'1'
'abc'.replace('bc','')|'a'
T()|T()
float.fromhex('0')|0.0
"""


def lines(table):
    for line in table.strip().split("\n"):
        expression, _, other = line.rpartition("|")
        yield line, eval(f"({expression}) is ({other})")


for line, same in lines(SAME):
    assert same, line
for line, same in lines(FRESH):
    assert not same, line
assert math.gcd(n) is n and math.lcm(n) is n and math.gcd(n, 0) is not n
assert math.gcd(big, 0) is big and math.floor(n) is n and math.trunc(n) is n
assert sys.intern(low) is low

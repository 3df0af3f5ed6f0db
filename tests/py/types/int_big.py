"""Big integers against identities that do not depend on any library."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


def fact(n):
    r = 1
    for i in range(2, n + 1): r *= i
    return r

a, b = fact(300), 7**500
assert a * b // b == a and a * b % b == 0 and (a * b + 5) % b == 5
assert (a + b)**2 == a * a + 2 * a * b + b * b
assert (a - b) * (a + b) == a * a - b * b
assert pow(b, 50, a) == b**50 % a
assert a << 1000 >> 1000 == a and a >> 3 == a // 8 and -a >> 3 == -a // 8
assert (a & b) | (a ^ b) == a | b and (a | b) - (a & b) == a ^ b
assert (-a & b) + ((a - 1) & b) == b
assert int(str(a)) == a and int(hex(a), 16) == a and int(bin(-a), 2) == -a and int(oct(a), 8) == a
assert int.from_bytes(a.to_bytes(400, "little"), "little") == a
assert sum(int(d) for d in str(2**1000)) == 1366
assert len(str(fact(1000))) == 2568 and str(fact(1000)).endswith("0" * 249)
x, y = 0, 1
for _ in range(1000): x, y = y, x + y
assert x == 43466557686937456435688527675040625802564660517371780402481729089536555417949051890403879840079255169295922593080322634775209689623239873322471161642996440906533187938298969649928516003704476137795166849228875
assert repr((x % 10**9, x // 10**200, -x // 10**200, divmod(-x, 10**195), (-x) % 97, x % -97)) == '(849228875, 434665576, -434665577, (-43466557686938, 543564311472324959374197435339482628219597518270910463444582050948109596120159920744830704077406919677365224790310376760126677528838357003559093466812061701030350071483996295523862204833150771125), 25, -25)'
import math
assert repr((math.isqrt(x), math.isqrt(10**40), math.gcd(a, b * 10), math.lcm(10**20, 15 * 10**18), math.factorial(25), math.comb(100, 50), math.perm(20, 10))) == '(208486348922267465649864156761998784394599266135187902797057356383224779710931814520342161502943393144595, 100000000000000000000, 367033682172941254412302110320336601888010, 300000000000000000000, 15511210043330985984000000, 100891344545564193334812497256, 670442572800)'
assert math.isqrt(a)**2 <= a < (math.isqrt(a) + 1)**2
assert repr((hash(a) == a % (2**61 - 1), hash(-a) == -(a % (2**61 - 1)), hash(2**61 - 1), hash(-(2**61)))) == '(True, True, 0, -2)'
assert repr((float(a // 10**400), float(2**1023), math.log(10**1000), math.log2(2**5000), float(2**53 + 1), float(2**54 + 3), float(-(2**64) - 2048))) == '(3.0605751221644063e+214, 8.98846567431158e+307, 2302.585092994045, 5000.0, 9007199254740992.0, 1.8014398509481988e+16, -1.8446744073709552e+19)'
assert repr((10**1000 > 10**999, -10**1000 < 0, 10**1000 == 10**1000 + 1, sorted([10**30, -10**30, 5, 2**64, -2**64])[0])) == '(True, True, False, -1000000000000000000000000000000)'
assert repr([(-1)**n * 2**(n * 16) >> (n * 8) for n in range(6)]) == '[1, -256, 65536, -16777216, 4294967296, -1099511627776]'
assert repr((round(123456789012345678901234567890, -10), round(-15 * 10**20, -21), round(25 * 10**20, -21))) == '(123456789012345678900000000000, -2000000000000000000000, 2000000000000000000000)'
assert repr([n.bit_length() for n in (2**63, 2**64 - 1, -(2**64), 3**100)]) == '[64, 64, 65, 159]'
assert repr((range(10**30, 10**30 + 3)[1], len(range(0, 10**15)), 10**30 in range(10**31), range(0, 10**30, 10**29)[-1])) == '(1000000000000000000000000000001, 1000000000000000, True, 900000000000000000000000000000)'
raises('"a" * 10**30', "OverflowError: cannot fit 'int' into an index-sized integer")
raises('[0][10**30]', "IndexError: cannot fit 'int' into an index-sized integer")
raises('[1, 2].pop(10**30)', 'OverflowError: Python int too large to convert to C ssize_t')
assert repr(([1, 2, 3][:10**30], [1, 2, 3][-10**30:], "abc"[10**30:], list(range(5))[::10**30])) == "([1, 2, 3], [1, 2, 3], '', [0])"

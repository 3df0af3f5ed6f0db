"""`%` formatting of str: flags, width, precision, mappings, all conversions and their errors."""


def raises(source, expected):
    """Runs the expression and compares the exception, as `Type: message`."""
    try:
        eval(source)
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class Missing(dict):
    def __missing__(self, key): return "M" + key


class I:
    def __index__(self): return 7


class F:
    def __float__(self): return 1.5


class J:
    def __int__(self): return 7


D = Missing

assert repr(('%(a(b)c)s'%{'a(b)c':1})) == "'1'"
assert repr(('%*d'%(5,1))) == "'    1'"
assert repr(('%-*d|'%(5,1))) == "'1    |'"
assert repr(('%*d|'%(-5,1))) == "'1    |'"
assert repr(('%.*f'%(2,3.14159))) == "'3.14'"
assert repr(('%.*f'%(-2,3.14159))) == "'3'"
assert repr(('%c'%97)) == "'a'"
assert repr(('%c'%'é')) == "'é'"
assert repr(('%5c|%-5c|'%('a','b'))) == "'    a|b    |'"
assert repr(('%d'%1.9)) == "'1'"
assert repr(('%o'%-8)) == "'-10'"
assert repr(('%#o'%8)) == "'0o10'"
assert repr(('%#x %#X'%(255,255))) == "'0xff 0XFF'"
assert repr(('%x'%-255)) == "'-ff'"
assert repr(('%+d % d'%(5,5))) == "'+5  5'"
assert repr(('%05d|%-05d|%+05d|% 05d'%(3,3,3,3))) == "'00003|3    |+0003| 0003'"
assert repr(('%.5d|%10.5d|%-10.5d|%010.5d'%(3,3,3,3))) == "'00003|     00003|00003     |0000000003'"
assert repr(('%#.5x|%#10.5x|%#010.5x'%(3,3,3))) == "'0x00003|   0x00003|0x00000003'"
assert repr(('%i %u'%(1,2))) == "'1 2'"
assert repr(('%ld %hd'%(1,2))) == "'1 2'"
assert repr(('%e %E %f %F %g %G'%(1e10,1e10,1e10,1e10,1e10,1e10))) == "'1.000000e+10 1.000000E+10 10000000000.000000 10000000000.000000 1e+10 1E+10'"
assert repr(('%.0f %.0e %.0g %#.0f %#.0e %#g'%(2.5,2.5,2.5,2.5,2.5,2.5))) == "'2 2e+00 2 2. 2.e+00 2.50000'"
assert repr(('%5.1f|%-8.2f|%08.2f|%+.1f|% .1f'%(1.25,1.25,-1.25,1.25,1.25))) == "'  1.2|1.25    |-0001.25|+1.2| 1.2'"
assert repr(('%f %F %e %g'%(float('inf'),float('nan'),float('-inf'),float('nan')))) == "'inf NAN -inf nan'"
assert repr(('%05f|%+f|% f'%(float('inf'),float('inf'),float('nan')))) == "'00inf|+inf| nan'"
assert repr(('%s %r %a'%('é','é','é'))) == '"é \'é\' \'\\\\xe9\'"'
assert repr(('%.2s|%5s|%-5s|%5.1s'%('abc','abc','abc','abc'))) == "'ab|  abc|abc  |    a'"
assert repr(('%%'%())) == "'%'"
assert repr(('%s'%{'a':1})) == '"{\'a\': 1}"'
assert repr(('%s'%[1,2])) == "'[1, 2]'"
assert repr(('%s'%(None,))) == "'None'"
assert repr(('abc'%[])) == "'abc'"
assert repr(('abc'%{})) == "'abc'"
assert repr(('abc'%())) == "'abc'"
assert repr(('abc'%b'x')) == "'abc'"
assert repr(('%(a)s %(b)s'%{'a':1,'b':2})) == "'1 2'"
assert repr(('%(x)s'%D())) == "'Mx'"
assert repr(('%s'%D())) == "'{}'"
assert repr(('%d'%I())) == "'7'"
assert repr(('%x'%I())) == "'7'"
assert repr(('%c'%I())) == "'\\x07'"
assert repr(('%f'%F())) == "'1.500000'"
assert repr(('%d'%J())) == "'7'"
assert repr(('%f'%I())) == "'7.000000'"
assert repr(('%d'%True)) == "'1'"
assert repr(('%s'%True)) == "'True'"
assert repr(('%d'%10**30)) == "'1000000000000000000000000000000'"
assert repr(('%d'%(10**30))) == "'1000000000000000000000000000000'"
assert repr(('%x'%(10**30))) == "'c9f2c9cd04674edea40000000'"
assert repr(('%.3f'%True)) == "'1.000'"
assert repr(('%-+ #05.3ld'%3)) == "'+003 '"
assert repr(('%()s'%{'':5})) == "'5'"
assert repr(('%s%s'%((1,2),3))) == "'(1, 2)3'"
assert repr(('%s'%((1,2),))) == "'(1, 2)'"
assert repr(('%.50f'%0.1)) == "'0.10000000000000000555111512312578270211815834045410'"
assert repr(('%.400f'%0.1)) == "'0.1000000000000000055511151231257827021181583404541015625000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'"
assert repr(('%g'%1e-5)) == "'1e-05'"
assert repr(('%g'%123456789)) == "'1.23457e+08'"
assert repr(('%g'%0.0001)) == "'0.0001'"
assert repr(('%.3g'%1234)) == "'1.23e+03'"
assert repr(('%#.3g'%1.0)) == "'1.00'"
assert repr(('%g'%100000)) == "'100000'"
assert repr(('%g'%1000000)) == "'1e+06'"
assert repr(('%e'%0)) == "'0.000000e+00'"
assert repr(('%a'%'\n')) == '"\'\\\\n\'"'
assert repr(('%Ld'%1)) == "'1'"
assert repr(('%.d'%5)) == "'5'"
assert repr(('%.s|'%'abc')) == "'|'"
assert repr(('%.f'%2.5)) == "'2'"
assert repr(('%s' % 1j)) == "'1j'"
assert repr(('%10r|'%'a')) == '"       \'a\'|"'

raises("'%(a'%{}", 'ValueError: incomplete format key')
raises("'%(a)s'%1", 'TypeError: format requires a mapping')
raises("'%(a)s'%()", 'TypeError: format requires a mapping')
raises("'%(a)s'%{'b':1}", "KeyError: 'a'")
raises("'%*d'%('a',1)", 'TypeError: * wants int')
raises("'%99999999999999999999d'%1", 'ValueError: width too big')
raises("'%.99999999999999999999d'%1", 'ValueError: precision too big')
raises("'%.9999999999d'%1", 'ValueError: precision too big')
raises("'%'%1", 'ValueError: incomplete format')
raises("'%5'%1", 'ValueError: incomplete format')
raises("'%s'%()", 'TypeError: not enough arguments for format string')
raises("'%s %s'%(1,)", 'TypeError: not enough arguments for format string')
raises("'%s'%(1,2)", 'TypeError: not all arguments converted during string formatting')
raises("'%z'%1", "ValueError: unsupported format character 'z' (0x7a) at index 1")
raises("'é%z'%1", "ValueError: unsupported format character 'z' (0x7a) at index 2")
raises("'%é'%1", "ValueError: unsupported format character '?' (0xe9) at index 1")
raises("'%\\n'%1", "ValueError: unsupported format character '?' (0xa) at index 1")
raises("'%c'%'ab'", 'TypeError: %c requires an int or a unicode character, not a string of length 2')
raises("'%c'%''", 'TypeError: %c requires an int or a unicode character, not a string of length 0')
raises("'%c'%1.5", 'TypeError: %c requires an int or a unicode character, not float')
raises("'%c'%0x110000", 'OverflowError: %c arg not in range(0x110000)')
raises("'%c'%-1", 'OverflowError: %c arg not in range(0x110000)')
raises("'%c'%None", 'TypeError: %c requires an int or a unicode character, not NoneType')
raises("'%d'%'a'", 'TypeError: %d format: a real number is required, not str')
raises("'%d'%None", 'TypeError: %d format: a real number is required, not NoneType')
raises("'%x'%1.5", 'TypeError: %x format: an integer is required, not float')
raises("'%x'%'a'", 'TypeError: %x format: an integer is required, not str')
raises("'%f'%'a'", 'TypeError: must be real number, not str')
raises("'%f'%None", 'TypeError: must be real number, not NoneType')
raises("'%f'%10**400", 'OverflowError: int too large to convert to float')
raises("'%f'%(10**400)", 'OverflowError: int too large to convert to float')
raises("'%%'%1", 'TypeError: not all arguments converted during string formatting')
raises("'%5%|'%()", 'TypeError: not enough arguments for format string')
raises("'abc'%1", 'TypeError: not all arguments converted during string formatting')
raises("'abc'%'x'", 'TypeError: not all arguments converted during string formatting')
raises("'%(a)s %s'%{'a':1}", 'TypeError: not enough arguments for format string')
raises("'%(a)d'%D()", 'TypeError: %d format: a real number is required, not str')
raises("'%d'%F()", 'TypeError: %d format: a real number is required, not F')
raises("'%x'%J()", 'TypeError: %x format: an integer is required, not J')
raises("'%(a)*d'%{'a':1}", 'TypeError: not enough arguments for format string')
raises("'%(a)%'%{'a':1}", "ValueError: unsupported format character '%' (0x25) at index 4")
raises("'%hhd'%1", "ValueError: unsupported format character 'h' (0x68) at index 2")
raises("'%qd'%1", "ValueError: unsupported format character 'q' (0x71) at index 1")
raises("'%-%|'%()", 'TypeError: not enough arguments for format string')
raises("'%d' % 1j", 'TypeError: %d format: a real number is required, not complex')
raises("'%f' % 1j", 'TypeError: must be real number, not complex')
raises("'%*s'%(5,)", 'TypeError: not enough arguments for format string')
raises("'%*s'%5", 'TypeError: not enough arguments for format string')
raises("'%d %s'%5", 'TypeError: not enough arguments for format string')
raises("'%(a)s'%[1]", 'TypeError: list indices must be integers or slices, not str')
raises("'%(a)s'%'x'", 'TypeError: format requires a mapping')

"""`%` formatting of bytes and bytearray."""


def raises(source, expected):
    """Runs the expression and compares the exception, as `Type: message`."""
    try:
        eval(source)
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


class HB:
    def __bytes__(self): return b'HB'

assert repr((b'%s %b %r %a %d %5.2f %x %c %%' % (b'a', b'b', 'r', 'é', 5, 1.5, 255, 65))) == 'b"a b \'r\' \'\\\\xe9\' 5  1.50 ff A %"'
assert repr((b'%(k)s' % {b'k': b'v'})) == "b'v'"
assert repr((b'%-5s|%5d' % (b'a', 3))) == "b'a    |    3'"
assert repr((bytearray(b'%s') % b'x')) == "bytearray(b'x')"
assert repr((b'%s' % bytearray(b'x'))) == "b'x'"
assert repr((b'%s' % memoryview(b'mv'))) == "b'mv'"
assert repr((b'%b' % HB())) == "b'HB'"
assert repr((b'%c%c' % (b'x', 65))) == "b'xA'"
assert repr((b'%.2s|%5s' % (b'abc', b'de'))) == "b'ab|   de'"
assert repr((b'%e %g' % (1e10, 1e-5))) == "b'1.000000e+10 1e-05'"
assert repr((b'%#x %+d % d %05d' % (255, 1, 2, 3))) == "b'0xff +1  2 00003'"

raises("b'%s' % 'a'", "TypeError: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'")
raises("b'%b' % 1", "TypeError: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'")
raises("b'%d' % 'a'", 'TypeError: %d format: a real number is required, not str')
raises("b'%c' % 300", 'OverflowError: %c arg not in range(256)')
raises("b'%c' % b'ab'", 'TypeError: %c requires an integer in range(256) or a single byte, not a bytes object of length 2')
raises("b'%c' % 'a'", 'TypeError: %c requires an integer in range(256) or a single byte, not str')
raises("b'%z' % 1", "ValueError: unsupported format character 'z' (0x7a) at index 1")
raises("b'%' % ()", 'ValueError: incomplete format')
raises("b'%s' % ()", 'TypeError: not enough arguments for format string')
raises("b'' % 1", 'TypeError: not all arguments converted during bytes formatting')
raises("b'%(a)s' % 1", 'TypeError: format requires a mapping')
raises("b'%x' % 1.5", 'TypeError: %x format: an integer is required, not float')
raises("b'%f' % 'a'", 'TypeError: float argument required, not str')
raises("b'%*d' % (b'x', 1)", 'TypeError: * wants int')

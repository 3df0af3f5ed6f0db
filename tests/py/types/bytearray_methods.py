"""bytearray: everything that changes it, slices, aliasing, exported buffers."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


a = bytearray(b"hello")
a[0] = 72
a.append(33)
a.extend(b"??")
a += b"!"
assert repr(a) == "bytearray(b'Hello!??!')"
a[1:3] = b"EEE"
a[-1:] = []
del a[0]
a.insert(0, 104)
assert repr((a, a.pop(), a.pop(0), len(a))) == "(bytearray(b'EEElo!?'), 63, 104, 7)"
a.reverse()
assert repr((a, a.copy() == a, a.copy() is a)) == "(bytearray(b'?!olEEE'), True, False)"
a[0] = 108
a.remove(108)
assert repr((a, a.index(69), a.find(b"EE"), a.count(69))) == "(bytearray(b'!olEEE'), 3, 3, 3)"
a[::2] = b"zzz"
assert repr(a) == "bytearray(b'zozEzE')"
a *= 2
assert repr((a, a[::-1], bytes(a), repr(bytearray()), a.hex())) == '(bytearray(b\'zozEzEzozEzE\'), bytearray(b\'EzEzozEzEzoz\'), b\'zozEzEzozEzE\', "bytearray(b\'\')", \'7a6f7a457a457a6f7a457a45\')'
a.clear()
assert repr((a, bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"x") == b"x", bytearray(b"a") + b"b", b"a" + bytearray(b"b"), type(b"a" + bytearray(b"b")), type(bytearray(b"b") + b"a"))) == "(bytearray(b''), bytearray(b'\\x00\\x00\\x00'), bytearray(b'\\x01\\x02'), bytearray(b'\\xc3\\xa9'), True, bytearray(b'ab'), b'ab', <class 'bytes'>, <class 'bytearray'>)"
a = bytearray(b"abc")
assert repr((a.upper(), a.replace(b"b", b"XX"), a.split(b"b"), a.startswith(b"ab"), a.decode(), a.translate(None, b"a"), a.partition(b"b"), a.join([b"1", b"2"]), a.isalpha(), bytearray.fromhex("6161"), a.zfill(5))) == "(bytearray(b'ABC'), bytearray(b'aXXc'), [bytearray(b'a'), bytearray(b'c')], True, 'abc', bytearray(b'bc'), (bytearray(b'a'), bytearray(b'b'), bytearray(b'c')), bytearray(b'1abc2'), True, bytearray(b'aa'), bytearray(b'00abc'))"
assert repr((list(a), 97 in a, b"bc" in a, a < b"abd", a == bytearray(b"abc"), max(a), [x for x in reversed(a)])) == '([97, 98, 99], True, True, True, True, 99, [99, 98, 97])'
a.resize(5)
assert repr(a) == "bytearray(b'abc\\x00\\x00')"
a.resize(2)
assert repr(a) == "bytearray(b'ab')"
b = a
b += b"x"
assert a is b
a[1:1] = a
assert repr(a) == "bytearray(b'aabxbx')"
a.extend([1, 2]); a.extend(range(3)); a.extend(x for x in (9,))
assert repr(a) == "bytearray(b'aabxbx\\x01\\x02\\x00\\x01\\x02\\t')"
v = memoryview(a)
raises('a.append(1)', 'BufferError: Existing exports of data: object cannot be re-sized')
raises('a.clear()', 'BufferError: Existing exports of data: object cannot be re-sized')
raises('a.pop()', 'BufferError: Existing exports of data: object cannot be re-sized')
raises('a.extend(b"x")', 'BufferError: Existing exports of data: object cannot be re-sized')
raises('del a[0]', 'BufferError: Existing exports of data: object cannot be re-sized')
a[0] = 1
v[1] = 7
assert repr(a[:3]) == "bytearray(b'\\x01\\x07b')"
v.release()
a.append(1)
raises('a[100]', 'IndexError: bytearray index out of range')
raises('a[0] = 256', 'ValueError: byte must be in range(0, 256)')
raises('a[0] = "a"', "TypeError: 'str' object cannot be interpreted as an integer")
raises('a[0] = b"a"', "TypeError: 'bytes' object cannot be interpreted as an integer")
raises('a[100] = 1', 'IndexError: bytearray index out of range')
raises('a[0:1] = 5', 'TypeError: can assign only bytes, buffers, or iterables of ints in range(0, 256)')
raises('a[0:1] = "ab"', 'TypeError: can assign only bytes, buffers, or iterables of ints in range(0, 256)')
raises('a[::2] = b"x"', 'ValueError: attempt to assign bytes of size 1 to extended slice of size 7')
raises('a.append("a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('a.append(256)', 'ValueError: byte must be in range(0, 256)')
raises('a.append(b"a")', "TypeError: 'bytes' object cannot be interpreted as an integer")
raises('a.extend("ab")', "TypeError: expected iterable of integers; got: 'str'")
raises('a.extend([300])', 'ValueError: byte must be in range(0, 256)')
raises('a.extend(5)', "TypeError: can't extend bytearray with int")
raises('a.insert("a", 1)', "TypeError: 'str' object cannot be interpreted as an integer")
raises('a.remove(200)', 'ValueError: value not found in bytearray')
raises('bytearray().pop()', 'IndexError: pop from empty bytearray')
raises('bytearray(b"a").pop(5)', 'IndexError: pop index out of range')
raises('hash(a)', "TypeError: unhashable type: 'bytearray'")
raises('bytearray(-1)', 'ValueError: negative count')
raises('bytearray("a")', 'TypeError: string argument without an encoding')
raises('bytearray(10**20)', "OverflowError: cannot fit 'int' into an index-sized integer")
raises('a + "b"', "TypeError: can't concat str to bytearray")
raises('a.resize(-1)', 'ValueError: Can only resize to positive sizes, got -1')
raises('a * 1.5', "TypeError: can't multiply sequence by non-int of type 'float'")

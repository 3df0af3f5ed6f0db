"""memoryview over bytes and bytearray: indexing, slicing, writing, casting, release."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


m = memoryview(b"abcdef")
assert repr((m[0], m[-1], bytes(m[1:3]), m.tobytes(), m.tolist(), len(m), m.readonly, m.format, m.itemsize, m.ndim, m.shape, m.strides, m.nbytes, m == b"abcdef", m[::2].tobytes(), m[::-1].tobytes(), list(m)[:2], 97 in m, m.hex(), hash(m) == hash(b"abcdef"), m.contiguous, m[1:] == b"bcdef", m.obj)) == "(97, 102, b'bc', b'abcdef', [97, 98, 99, 100, 101, 102], 6, True, 'B', 1, 1, (6,), (1,), 6, True, b'ace', b'fedcba', [97, 98], True, '616263646566', True, True, True, b'abcdef')"
a = bytearray(b"abcdef")
w = memoryview(a)
w[0] = 65
w[1:3] = b"XY"
w[::-1][0] = 90
assert repr((a, w.readonly, w.toreadonly().readonly, w.tobytes())) == "(bytearray(b'AXYdeZ'), False, True, b'AXYdeZ')"
c = memoryview(bytes(range(8))).cast("H")
assert repr((c[0], len(c), c.format, c.itemsize, c.tolist(), c.cast("B")[1], memoryview(b"\x00" * 8).cast("d")[0], memoryview(bytes(range(12))).cast("B", (3, 4)).tolist(), memoryview(bytes(range(12))).cast("B", [3, 4])[1, 2])) == "(256, 4, 'H', 2, [256, 770, 1284, 1798], 1, 0.0, [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]], 6)"
with memoryview(a) as v: pass
raises('v[0]', 'ValueError: operation forbidden on released memoryview object')
raises('v.tobytes()', 'ValueError: operation forbidden on released memoryview object')
assert repr(repr(v).startswith("<released memory at")) == 'True'
raises('m[0] = 1', 'TypeError: cannot modify read-only memory')
raises('m[10]', 'IndexError: index out of bounds on dimension 1')
raises('m["a"]', 'TypeError: memoryview: invalid slice key')
raises('w[0] = 256', "ValueError: memoryview: invalid value for format 'B'")
raises('w[0] = "a"', "TypeError: memoryview: invalid type for format 'B'")
raises('w[0:2] = b"x"', 'ValueError: memoryview assignment: lvalue and rvalue have different structures')
raises('del w[0]', 'TypeError: cannot delete memory')
raises('memoryview("text")', "TypeError: memoryview: a bytes-like object is required, not 'str'")
raises('memoryview(5)', "TypeError: memoryview: a bytes-like object is required, not 'int'")
raises('memoryview()', "TypeError: memoryview() missing required argument 'object' (pos 1)")
raises('hash(w)', 'ValueError: cannot hash writable memoryview object')
raises('m < m', "TypeError: '<' not supported between instances of 'memoryview' and 'memoryview'")
raises('m.cast("Z")', "ValueError: memoryview: destination format must be a native single character format prefixed with an optional '@'")
raises('memoryview(b"abc").cast("H")', 'TypeError: memoryview: length is not a multiple of itemsize')
raises('w[::2].cast("B")', 'TypeError: memoryview: casts are restricted to C-contiguous views')
assert repr((m.index(99), m.count(97))) == '(2, 1)'
raises('m.index(200)', 'ValueError: memoryview.index(x): x not found')

"""slice: attributes, indices, comparison, hashing, use as keys, __getitem__ arguments."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((slice(5), slice(1, 5), slice(1, 5, 2), slice(None), slice("a", "b"), slice(1, 2).start, slice(1).stop, slice(1).step, slice(1, 2, 3) == slice(1, 2, 3), slice(1, 2) < slice(1, 3), hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1): "v"}[slice(1)])) == "(slice(None, 5, None), slice(1, 5, None), slice(1, 5, 2), slice(None, None, None), slice('a', 'b', None), 1, 1, None, True, True, True, 'v')"
assert repr((slice(None).indices(5), slice(1, None).indices(5), slice(None, None, -1).indices(5), slice(-3, -1).indices(5), slice(10, 20).indices(5), slice(-100, 100, 3).indices(5), slice(5, 1, -2).indices(6), slice(None, -1).indices(0), slice(10**30).indices(10), slice(None, None, -2).indices(10**30))) == '((0, 5, 1), (1, 5, 1), (4, -1, -1), (2, 4, 1), (5, 5, 1), (0, 5, 3), (5, 1, -2), (0, 0, 1), (0, 10, 1), (999999999999999999999999999999, -1, -2))'


class G:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): self.last = k, v
    def __delitem__(self, k): self.last = k

g = G()
assert repr((g[1], g[1:2], g[1:2:3], g[:], g[::], g[1, 2], g[1:2, 3], g[..., None], g[()], g[(1,)], g[1,], g["a":"b"], g[*[1, 2]], g[*[1], 2:3])) == "(1, slice(1, 2, None), slice(1, 2, 3), slice(None, None, None), slice(None, None, None), (1, 2), (slice(1, 2, None), 3), (Ellipsis, None), (), (1,), (1,), slice('a', 'b', None), (1, 2), (1, slice(2, 3, None)))"
g[1:2] = 5
assert repr(g.last) == '(slice(1, 2, None), 5)'
del g[::2]
assert repr(g.last) == 'slice(None, None, 2)'
raises('slice()', 'TypeError: slice expected at least 1 argument, got 0')
raises('slice(1, 2, 3, 4)', 'TypeError: slice expected at most 3 arguments, got 4')
raises('slice(1, 2, 0).indices(5)', 'ValueError: slice step cannot be zero')
raises('slice(1).indices(-1)', 'ValueError: length should not be negative')
raises('slice(1).indices("a")', "TypeError: 'str' object cannot be interpreted as an integer")
raises('slice("a").indices(5)', 'TypeError: slice indices must be integers or None or have an __index__ method')
raises('slice(1).start = 5', 'AttributeError: readonly attribute')
raises('slice(1) < 5', "TypeError: '<' not supported between instances of 'slice' and 'int'")
raises('hash(slice([]))', "TypeError: unhashable type: 'list'")
raises('[1][slice("a")]', 'TypeError: slice indices must be integers or None or have an __index__ method')
raises('type("S", (slice,), {})', "TypeError: type 'slice' is not an acceptable base type")

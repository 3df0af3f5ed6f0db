"""Keys of mapping patterns that are equal, or are no constants."""


def wrong(pattern):
    try:
        compile(f"match x:\n    case {pattern}: pass\n", "f", "exec")
    except SyntaxError as error:
        return error.msg


DUPLICATE = "mapping pattern checks duplicate key ({})"
for pattern, shown in [
    ('{"a": _, "a": _}', "'a'"),
    ("{0: _, False: _}", "False"),
    ("{0: _, 0.0: _}", "0.0"),
    ("{0: _, -0: _}", "0"),
    ("{0: _, 0j: _}", "0j"),
    ("{True: _, 1: _}", "1"),
    ("{1: _, -1: _, -1: _}", "-1"),
    ('{b"x": _, b"x": _}', "b'x'"),
    ("{None: _, None: _}", "None"),
    ('{"a" "b": _, "ab": _}', "'ab'"),
    ("{1.5: _, 1.5: _}", "1.5"),
]:
    assert wrong(pattern) == DUPLICATE.format(shown), (pattern, wrong(pattern))
for pattern in ("{0: _, 1: _}", '{"a": _, b"a": _}', "{1: _, 1.5: _, 1j: _}", "{None: _, 0: _}", "{a.b: _, a.b: _}"):
    assert wrong(pattern) is None, pattern
assert wrong('{f"": _}') == "mapping pattern keys may only match literals and attribute lookups"

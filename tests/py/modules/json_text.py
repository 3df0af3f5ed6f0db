"""json: dumps and loads, every option, errors with positions, round trips."""

import json


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((json.dumps({"a": [1, 2.5, None, True, False, "é\n\"\\"], "b": {}}), json.dumps("é", ensure_ascii=False), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([1, [2, {}], []], indent=2), json.dumps([1, 2], separators=(",", ":")), json.dumps({1: "a", None: "b", True: "c", 1.5: "d"}), json.dumps(float("nan")), json.dumps(float("-inf")), json.dumps(10**30), json.dumps("\U0001F600"), json.dumps((1, 2)), json.dumps("\x00\x1f\x7f"), json.dumps([], indent=4), json.dumps({"a": 1}, indent="\t"), json.dumps(1e100), json.dumps("</script>"))) == '(\'{"a": [1, 2.5, null, true, false, "\\\\u00e9\\\\n\\\\"\\\\\\\\"], "b": {}}\', \'"é"\', \'{"a": 2, "b": 1}\', \'[\\n  1,\\n  [\\n    2,\\n    {}\\n  ],\\n  []\\n]\', \'[1,2]\', \'{"1": "c", "null": "b", "1.5": "d"}\', \'NaN\', \'-Infinity\', \'1000000000000000000000000000000\', \'"\\\\ud83d\\\\ude00"\', \'[1, 2]\', \'"\\\\u0000\\\\u001f\\\\u007f"\', \'[]\', \'{\\n\\t"a": 1\\n}\', \'1e+100\', \'"</script>"\')'
assert repr((json.loads('{"a": [1, 2.5, null, true, false, "\\u00e9\\n"], "b": {}}'), json.loads("  [1]  "), json.loads("1e5"), json.loads("-0"), json.loads("-0.0"), json.loads('"\\ud83d\\ude00"'), json.loads("NaN"), json.loads("123456789012345678901234567890"), json.loads(b'"bytes"'), json.loads('{"a": 1, "a": 2}'), json.loads("1.5", parse_float=str), json.loads("[1]", parse_int=float), json.loads('{"a": 1}', object_hook=list), json.loads('{"a": 1}', object_pairs_hook=list), json.loads('"\\/"'))) == "({'a': [1, 2.5, None, True, False, 'é\\n'], 'b': {}}, [1], 100000.0, 0, -0.0, '😀', nan, 123456789012345678901234567890, 'bytes', {'a': 2}, '1.5', [1.0], ['a'], [('a', 1)], '/')"


class Enc(json.JSONEncoder):
    def default(self, o): return list(o) if isinstance(o, set) else super().default(o)

assert repr((json.dumps({1}, cls=Enc), json.dumps({5}, default=sorted), json.dumps({(1,): 2}, skipkeys=True))) == "('[1]', '[5]', '{}')"
raises('json.dumps({1})', 'TypeError: Object of type set is not JSON serializable')
raises('json.dumps({(1,): 2})', 'TypeError: keys must be str, int, float, bool or None, not tuple')
raises('json.dumps(float("nan"), allow_nan=False)', 'ValueError: Out of range float values are not JSON compliant: nan')
raises('json.dumps(object)', 'TypeError: Object of type type is not JSON serializable')
raises('json.loads("")', 'JSONDecodeError: Expecting value: line 1 column 1 (char 0)')
raises('json.loads("[1,]")', 'JSONDecodeError: Illegal trailing comma before end of array: line 1 column 3 (char 2)')
raises('json.loads("{\'a\': 1}")', 'JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)')
raises('json.loads(\'{"a" 1}\')', "JSONDecodeError: Expecting ':' delimiter: line 1 column 6 (char 5)")
raises('json.loads(\'{"a": 1,}\')', 'JSONDecodeError: Illegal trailing comma before end of object: line 1 column 8 (char 7)')
raises('json.loads(\'{"a": }\')', 'JSONDecodeError: Expecting value: line 1 column 7 (char 6)')
raises('json.loads("[1 2]")', "JSONDecodeError: Expecting ',' delimiter: line 1 column 4 (char 3)")
raises('json.loads("tru")', 'JSONDecodeError: Expecting value: line 1 column 1 (char 0)')
raises('json.loads(\'"abc\')', 'JSONDecodeError: Unterminated string starting at: line 1 column 1 (char 0)')
raises('json.loads(\'"a\\nb"\')', 'JSONDecodeError: Invalid control character at: line 1 column 3 (char 2)')
raises('json.loads(\'"\\\\x"\')', 'JSONDecodeError: Invalid \\escape: line 1 column 2 (char 1)')
raises('json.loads(\'"\\\\u12"\')', 'JSONDecodeError: Invalid \\uXXXX escape: line 1 column 3 (char 2)')
raises('json.loads("1 2")', 'JSONDecodeError: Extra data: line 1 column 3 (char 2)')
raises('json.loads("[1]\\n]")', 'JSONDecodeError: Extra data: line 2 column 1 (char 4)')
raises('json.loads("01")', 'JSONDecodeError: Extra data: line 1 column 2 (char 1)')
raises('json.loads("{")', 'JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)')
raises('json.loads("[")', 'JSONDecodeError: Expecting value: line 1 column 2 (char 1)')
raises('json.loads(5)', 'TypeError: the JSON object must be str, bytes or bytearray, not int')
raises('json.loads("\\ufeff1")', 'JSONDecodeError: Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)')
l = []
l.append(l)
raises('json.dumps(l)', 'ValueError: Circular reference detected')
try:
    json.loads("[1,\n 2,,]")
except json.JSONDecodeError as e:
    assert repr((e.msg, e.pos, e.lineno, e.colno, e.doc)) == "('Expecting value', 7, 2, 4, '[1,\\n 2,,]')"

deep = "[" * 100_000
try:
    json.loads(deep)
except (RecursionError, json.JSONDecodeError) as e:
    ok = True

assert ok
data = {"k": [1, -2.5, "x", None, {"n": [[]]}]}
assert json.loads(json.dumps(data)) == data and json.loads(json.dumps(data, indent=3)) == data

"""format() of floats: every presentation type, width, sign, grouping, alternate form."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr([format(x, "") for x in (1.0, 0.1, 1e20, 1e-7, float("inf"), float("nan"))]) == "['1.0', '0.1', '1e+20', '1e-07', 'inf', 'nan']"
assert repr([format(3.14159, s) for s in (".2f", "f", ".0f", "e", ".3e", "g", ".3g", "%", ".1%", "10.2f", "<10.2f", "^10.2f", "+.2f", " .2f", "010.2f", "E", "G", "F", "n", ".10", ".3")]) == "['3.14', '3.141590', '3', '3.141590e+00', '3.142e+00', '3.14159', '3.14', '314.159000%', '314.2%', '      3.14', '3.14      ', '   3.14   ', '+3.14', ' 3.14', '0000003.14', '3.141590E+00', '3.14159', '3.141590', '3.14159', '3.14159', '3.14']"
assert repr([format(1234567.891, s) for s in (",", ",.2f", "_.1f", "_", "15,.2f", "015,.2f", "g", ".10g", ".3", "n", "e", "#.0f", "#g")]) == "['1,234,567.891', '1,234,567.89', '1_234_567.9', '1_234_567.891', '   1,234,567.89', '0,001,234,567.89', '1.23457e+06', '1234567.891', '1.23e+06', '1.23457e+06', '1.234568e+06', '1234568.', '1.23457e+06']"
assert repr(([format(-0.0, s) for s in ("", "f", "zf", "+", "z.1f", "g")], format(-0.04, "z.1f"), format(-0.04, ".1f"))) == "(['-0.0', '-0.000000', '0.000000', '-0.0', '0.0', '-0'], '0.0', '-0.0')"
assert repr([format(x, ".2f") for x in (0.005, 0.015, 0.025, 2.675, 1e15, 123456789.987654321)]) == "['0.01', '0.01', '0.03', '2.67', '1000000000000000.00', '123456789.99']"
assert repr([format(x, "g") for x in (1e5, 1e6, 123456, 1234567, 0.0001, 0.00001, 100.0, 1.50)]) == "['100000', '1e+06', '123456', '1.23457e+06', '0.0001', '1e-05', '100', '1.5']"
assert repr(([format(x, ".1f") for x in (0.25, 0.35, 0.45, 0.05, 0.15)], format(1e100, "f")[:12], format(1e-10, "f"), format(5e-324, ".3e"))) == "(['0.2', '0.3', '0.5', '0.1', '0.1'], '100000000000', '0.000000', '4.941e-324')"
assert repr((format(float("inf"), "f"), format(float("-inf"), "F"), format(float("nan"), "+010.2f"), format(float("inf"), "010"), format(float("nan"), "%"))) == "('inf', '-INF', '+000000nan', '0000000inf', 'nan%')"
assert "%.3f|%10.2e|%-8.1f|%+g|%05.1f|% f|%g|%G" % (3.14159, 31415.9, 2.5, 1e10, 2.5, 1.0, 1e-5, 1e-10) == '3.142|  3.14e+04|2.5     |+1e+10|002.5| 1.000000|1e-05|1E-10'
assert repr(("%r %s %a" % (1.5, 1e16, 0.1), "%d" % 3.99, "%i" % -3.99, "%.0f" % 0.5, "%.0f" % 1.5, "%#.0f" % 5.0, "%.50f" % 0.1)) == "('1.5 1e+16 0.1', '3', '-3', '0', '2', '5.', '0.10000000000000000555111512312578270211815834045410')"
assert repr((format(1.5, ">8"), format(1.5, "=+8"), format(1.5, "*^9.1f"), format(True, ".1f"), format(10**20, ".3e"), format(1234.5, ",.3f"))) == "('     1.5', '+    1.5', '***1.5***', '1.0', '1.000e+20', '1,234.500')"
raises('format(1.5, "d")', "ValueError: Unknown format code 'd' for object of type 'float'")
raises('format(1.5, "x")', "ValueError: Unknown format code 'x' for object of type 'float'")
raises('format(1.5, "c")', "ValueError: Unknown format code 'c' for object of type 'float'")
raises('format(1.5, "s")', "ValueError: Unknown format code 's' for object of type 'float'")
raises('format(1.5, ".f")', 'ValueError: Format specifier missing precision')
raises('format(1.5, "1" * 30)', 'ValueError: Too many decimal digits in format string')
raises('format(1.5, ".999999999999f")', 'ValueError: precision too big')
raises('"%d" % "a"', 'TypeError: %d format: a real number is required, not str')
raises('"%d" % 1j', 'TypeError: %d format: a real number is required, not complex')
raises('"%c" % 1.5', 'TypeError: %c requires an int or a unicode character, not float')
raises('"%x" % 1.5', 'TypeError: %x format: an integer is required, not float')
raises('"%f" % "a"', 'TypeError: must be real number, not str')

"""Complex numbers: arithmetic, repr, parsing, comparison, special values."""


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


assert repr((1j, 1 + 2j, -1j, complex(0, -0.0), complex(-0.0, 1), 1.5 - 2.5j, complex(1e20, 1e-5), complex(float("nan"), float("inf")), -(1 + 0j), 3j.real, (1 + 2j).imag)) == '(1j, (1+2j), (-0-1j), -0j, (-0+1j), (1.5-2.5j), (1e+20+1e-05j), (nan+infj), (-1-0j), 0.0, 2.0)'
assert repr(((1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), (1 + 2j) ** 2, (1 + 2j) ** -1, (1j) ** 2, abs(3 + 4j), (1 + 2j).conjugate(), 2 ** 1j == 2 ** 1j, 0j ** 0)) == '((5+5j), (0.1+0.7000000000000001j), (-3+4j), (0.2-0.4j), (-1+0j), 5.0, (1-2j), True, (1+0j))'
assert repr((1j + 1, 1 + 1j, 1.5 * 1j, 1j == 1j, 1 == 1 + 0j, 1j != 1, hash(1 + 0j) == hash(1), bool(0j), bool(1e-300j), -1j + 0, 5 - 0j)) == '((1+1j), (1+1j), 1.5j, True, True, True, True, False, True, -1j, (5-0j))'
assert repr((complex("1+2j"), complex(" -1.5e3j "), complex("(1-2j)"), complex("j"), complex("-J"), complex("1"), complex("nan+infj"), complex("1_0+2_0j"), complex(), complex(1), complex(imag=2), complex(1.5, 2))) == '((1+2j), -1500j, (1-2j), 1j, -1j, (1+0j), (nan+infj), (10+20j), 0j, (1+0j), 2j, (1.5+2j))'
assert repr((complex(1 + 2j), complex(real=1, imag=3), type(complex(True)), complex.from_number(3))) == "((1+2j), (1+3j), <class 'complex'>, (3+0j))"


class C:
    def __complex__(self): return 5j

assert repr(complex(C())) == '5j'
class Sub(complex): pass
assert repr((Sub(1, 2), type(Sub(1) + 1), Sub(3).real)) == "((1+2j), <class 'complex'>, 3.0)"
assert repr((format(1 + 2j, ".2f"), format(1 + 2j, ""), format(1j, "10"), f"{1.5 + 2j:.1e}", f"{1 + 2j:>12}", "%s" % (1j,), repr(1e16j), str(0.1 + 0.2j), format(3j, "g"))) == "('1.00+2.00j', '(1+2j)', '        1j', '1.5e+00+2.0e+00j', '      (1+2j)', '1j', '1e+16j', '(0.1+0.2j)', '0+3j')"
raises('1j < 2', "TypeError: '<' not supported between instances of 'complex' and 'int'")
raises('sorted([1j, 2j])', "TypeError: '<' not supported between instances of 'complex' and 'complex'")
raises('max(1j, 2)', "TypeError: '>' not supported between instances of 'int' and 'complex'")
raises('1j // 1', "TypeError: unsupported operand type(s) for //: 'complex' and 'int'")
raises('1j % 1', "TypeError: unsupported operand type(s) for %: 'complex' and 'int'")
raises('divmod(1j, 1)', "TypeError: unsupported operand type(s) for divmod(): 'complex' and 'int'")
raises('int(1j)', "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'complex'")
raises('float(1j)', "TypeError: float() argument must be a string or a real number, not 'complex'")
raises('1j / 0', 'ZeroDivisionError: division by zero')
raises('0j ** -1', 'ZeroDivisionError: zero to a negative or complex power')
raises('0j ** 1j', 'ZeroDivisionError: zero to a negative or complex power')
raises('complex("abc")', 'ValueError: complex() arg is a malformed string')
raises('complex("1 + 2j")', 'ValueError: complex() arg is a malformed string')
raises('complex("")', 'ValueError: complex() arg is a malformed string')
raises('complex("1", 2)', "TypeError: complex() argument 'real' must be a real number, not str")
raises('complex(1, "2")', "TypeError: complex() argument 'imag' must be a real number, not str")
raises('complex(None)', 'TypeError: complex() argument must be a string or a number, not NoneType')
raises('complex([])', 'TypeError: complex() argument must be a string or a number, not list')
raises('format(1j, "d")', "ValueError: Unknown format code 'd' for object of type 'complex'")
raises('format(1j, "=10")', "ValueError: '=' alignment flag is not allowed in complex format specifier")
raises('format(1j, "010")', 'ValueError: Zero padding is not allowed in complex format specifier')
raises('round(1j)', "TypeError: type complex doesn't define __round__ method")
raises('pow(1j, 2, 3)', 'ValueError: complex modulo')
raises('abs("a")', "TypeError: bad operand type for abs(): 'str'")

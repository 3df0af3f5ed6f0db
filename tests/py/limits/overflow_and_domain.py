"""Numbers at their limits."""

import math


def raises(source, expected):
    """Runs the statement and compares the exception, as `Type: message`."""
    try:
        exec(source, globals())
    except BaseException as error:
        got = f"{error.__class__.__name__}: {error}"
    else:
        got = "nothing raised"
    assert got == expected, f"{source}: {got}"


raises('math.exp(1000)', 'OverflowError: math range error')
raises('math.sqrt(-1)', 'ValueError: expected a nonnegative input, got -1.0')
raises('math.log(0)', 'ValueError: expected a positive input')
raises('math.log(-1)', 'ValueError: expected a positive input')
raises('math.factorial(-1)', 'ValueError: factorial() not defined for negative values')
raises('math.factorial(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('math.factorial(10**30)', 'OverflowError: factorial() argument should not exceed 9223372036854775807')
raises('math.acos(2)', 'ValueError: expected a number in range from -1 up to 1, got 2.0')
raises('math.fmod(1, 0)', 'ValueError: math domain error')
raises('math.pow(0, -1)', 'ValueError: math domain error')
raises('math.pow(10, 400)', 'OverflowError: math range error')
raises('math.gamma(0)', 'ValueError: expected a noninteger or positive integer, got 0.0')
raises('math.cosh(1000)', 'OverflowError: math range error')
raises('math.ldexp(1.0, 10000)', 'OverflowError: math range error')
raises('math.comb(-1, 2)', 'ValueError: n must be a non-negative integer')
raises('math.isqrt(-1)', 'ValueError: isqrt() argument must be nonnegative')
raises('math.atanh(1)', 'ValueError: expected a number between -1 and 1, got 1.0')
raises('math.sin(float("inf"))', 'ValueError: expected a finite input, got inf')
raises('math.floor(float("inf"))', 'OverflowError: cannot convert float infinity to integer')
raises('math.ceil(float("nan"))', 'ValueError: cannot convert float NaN to integer')
raises('math.trunc(float("inf"))', 'OverflowError: cannot convert float infinity to integer')
raises('math.gcd(1.5)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('math.log(10, 1)', 'ZeroDivisionError: division by zero')
raises('math.log(10, 0)', 'ValueError: expected a positive input')
raises('math.sqrt("a")', 'TypeError: must be real number, not str')
raises('math.sqrt()', 'TypeError: math.sqrt() takes exactly one argument (0 given)')
raises('math.dist([1], [1, 2])', 'ValueError: both points must have the same number of dimensions')
raises('math.hypot("a")', 'TypeError: must be real number, not str')
raises('math.perm(3, -1)', 'ValueError: k must be a non-negative integer')
raises('math.fsum([float("inf"), float("-inf")])', 'ValueError: -inf + inf in fsum')
raises('2.0 ** 2000', "OverflowError: (34, 'Numerical result out of range')")
raises('1e308 ** 2', "OverflowError: (34, 'Numerical result out of range')")
raises('(-1.0) ** 0.5 < 1', "TypeError: '<' not supported between instances of 'complex' and 'int'")
raises('float("1" * 400) * 10 // 0', 'ZeroDivisionError: division by zero')
raises('int("1" * 4301)', 'ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit')
raises('10**400 / 3', 'OverflowError: integer division result too large for a float')
raises('10**400 + 0.5', 'OverflowError: int too large to convert to float')
assert repr((10**400 // 10**399, -10**400 < 1.5, 10**400 == float("inf"), 1e308 * 10, -1e308 * 10, 1e-320 / 10, 5e-324 / 2)) == '(10, True, False, inf, -inf, 1e-321, 0.0)'
raises('divmod(10**400, 0.5)', 'OverflowError: int too large to convert to float')
raises('round(1e308, -400) / 0', 'ZeroDivisionError: division by zero')
raises('float(2**1024)', 'OverflowError: int too large to convert to float')
assert repr((float(2**1024 - 2**970 - 1), 2**1023 * 1.0, int(1.7976931348623157e308) == 2**1024 - 2**971)) == '(1.7976931348623157e+308, 8.98846567431158e+307, True)'
raises('complex(10**400, 0)', 'OverflowError: int too large to convert to float')
raises('hash(float) + []', "TypeError: unsupported operand type(s) for +: 'int' and 'list'")
raises('(2**70).__lshift__(-1)', 'ValueError: negative shift count')
raises('5 % 0.0', 'ZeroDivisionError: division by zero')
raises('5 // 0.0', 'ZeroDivisionError: division by zero')
raises('0 ** -1.0', 'ZeroDivisionError: zero to a negative power')
raises('0j ** -1', 'ZeroDivisionError: zero to a negative or complex power')
raises('1e200 ** 1e200', "OverflowError: (34, 'Numerical result out of range')")
raises('pow(10, 20, 0)', 'ValueError: pow() 3rd argument cannot be 0')
raises('pow(10, -1, 10)', 'ValueError: base is not invertible for the given modulus')
raises('range(0, 10, 2**70)[5]', 'IndexError: range object index out of range')
assert repr((range(0, 2**70, 2**69)[1], list(range(2**64, 2**64 + 2)), len(range(0, 2**62)), 2**64 in range(2**65))) == '(590295810358705651712, [18446744073709551616, 18446744073709551617], 4611686018427387904, True)'

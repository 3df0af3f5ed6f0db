"""math: exact results, integer functions, special values."""

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


inf, nan = math.inf, math.nan
assert repr((math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.floor(-0.5), math.ceil(-0.5), math.floor(10**30), math.floor(1e20), math.fabs(-2), math.copysign(1, -0.0), math.isqrt(17), math.sqrt(16), math.cbrt(27), math.gcd(), math.gcd(12, 18), math.gcd(0, 5), math.gcd(-4, 6, 8), math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.factorial(20), math.comb(5, 2), math.comb(2, 5), math.perm(5, 2), math.perm(4))) == '(2, 3, -2, -1, 0, 1000000000000000000000000000000, 100000000000000000000, 2.0, -1.0, 4, 4.0, 3.0000000000000004, 0, 6, 5, 2, 12, 1, 0, 2432902008176640000, 10, 0, 20, 24)'
assert repr((math.pi, math.e, math.tau, math.inf, math.nan, math.isnan(nan), math.isinf(-inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10, abs_tol=1e-9), math.isclose(inf, inf), math.isclose(nan, nan))) == '(3.141592653589793, 2.718281828459045, 6.283185307179586, inf, nan, True, True, True, True, True, True, True, False)'
assert repr((math.modf(2.5), math.modf(-inf), math.frexp(8.0), math.frexp(0.0), math.ldexp(0.5, 4), math.fmod(-7, 3), math.remainder(7, 4), math.remainder(-7, 4), math.fsum([0.1] * 10), math.fsum([1e100, 1, -1e100]), math.prod([2, 3]), math.prod([], start=5), math.prod(["a", 3]), math.sumprod([1, 2], [3, 4]), math.dist((0, 0), (3, 4)), math.hypot(3, 4), math.hypot(), math.hypot(1, 2, 2))) == "((0.5, 2.0), (-0.0, -inf), (0.5, 4), (0.0, 0), 8.0, -1.0, -1.0, 1.0, 1.0, 1.0, 6, 5, 'aaa', 11, 5.0, 5.0, 0.0, 3.0)"
assert repr((math.exp(0), math.expm1(0), math.log(1), math.log2(8), math.log10(1000), math.log1p(0), math.log(8, 2), math.log10(10**50), math.log2(2**1000), math.pow(2, 10), math.pow(0, 0), math.pow(1, nan), math.exp2(3), math.log(10**400) == 400 * math.log(10))) == '(1.0, 0.0, 0.0, 3.0, 3.0, 0.0, 3.0, 50.0, 1000.0, 1024.0, 1.0, 1.0, 8.0, False)'
assert repr((math.sin(0), math.cos(0), math.tan(0), math.asin(1) == math.pi / 2, math.atan2(1, 1) == math.pi / 4, math.atan2(0, -1) == math.pi, math.degrees(math.pi), math.radians(180) == math.pi, math.sinh(0), math.cosh(0), math.tanh(inf), math.erf(0), math.gamma(5), math.lgamma(1), math.ulp(1.0), math.nextafter(1.0, 2.0), math.nextafter(0, 1), math.nextafter(1.0, inf, steps=3), math.fma(2.0, 3.0, 4.0))) == '(0.0, 1.0, 0.0, True, True, True, 180.0, True, 0.0, 1.0, 1.0, 0.0, 24.0, 0.0, 2.220446049250313e-16, 1.0000000000000002, 5e-324, 1.0000000000000007, 10.0)'


class F:
    def __floor__(self): return "f"
    def __ceil__(self): return "c"
    def __trunc__(self): return "t"
    def __float__(self): return 4.0

assert repr((math.floor(F()), math.ceil(F()), math.trunc(F()), math.sqrt(F()))) == "('f', 'c', 't', 2.0)"
raises('math.sqrt(-1)', 'ValueError: expected a nonnegative input, got -1.0')
raises('math.log(0)', 'ValueError: expected a positive input')
raises('math.log(-10**400)', 'ValueError: expected a positive input')
raises('math.floor("a")', 'TypeError: must be real number, not str')
raises('math.factorial(-1)', 'ValueError: factorial() not defined for negative values')
raises('math.factorial(2.0)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('math.gcd(1.0)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('math.comb(-1, 1)', 'ValueError: n must be a non-negative integer')
raises('math.comb(1.5, 1)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('math.sumprod([1], [1, 2])', 'ValueError: Inputs are not the same length')
raises('math.dist([1], [1, 2])', 'ValueError: both points must have the same number of dimensions')
raises('math.isclose(1, 1, rel_tol=-1)', 'ValueError: tolerances must be non-negative')
raises('math.fmod(inf, 1)', 'ValueError: math domain error')
raises('math.remainder(1, 0)', 'ValueError: math domain error')
raises('math.exp(10000)', 'OverflowError: math range error')
raises('math.ldexp(1, 10**10)', 'OverflowError: math range error')
raises('math.gamma(-1)', 'ValueError: expected a noninteger or positive integer, got -1.0')
raises('math.fsum(["a"])', 'TypeError: must be real number, not str')
raises('math.prod(5)', "TypeError: 'int' object is not iterable")
raises('math.hypot("a")', 'TypeError: must be real number, not str')
raises('math.asin(2)', 'ValueError: expected a number in range from -1 up to 1, got 2.0')
raises('math.log2(0)', 'ValueError: expected a positive input')
raises('math.isqrt(-1)', 'ValueError: isqrt() argument must be nonnegative')
raises('math.isqrt(1.0)', "TypeError: 'float' object cannot be interpreted as an integer")
raises('math.nextafter(1, 2, steps=-1)', 'ValueError: steps must be a non-negative integer')
raises('math.frexp("a")', 'TypeError: must be real number, not str')

"""Basic statistics module.

    averages        mean, fmean, geometric_mean, harmonic_mean, median, median_low, median_high, median_grouped, mode,
                    multimode, quantiles
    spread          pstdev, pvariance, stdev, variance
    two inputs      covariance, correlation, linear_regression
    distribution    NormalDist

Sums are exact: numbers are added as fractions and converted once. Kernel density estimation is not there yet.
"""

import math
from bisect import bisect_left, bisect_right
from fractions import Fraction
from math import erfc, exp, fabs, fsum, hypot, isfinite, isinf, log, sqrt, sumprod, tau
from numbers import Real

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
           "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev",
           "pvariance", "quantiles", "stdev", "variance"]

_SQRT2 = sqrt(2.0)


class StatisticsError(ValueError):
    pass


# Exact sums.


def _ratio(x):
    """The numerator and denominator of a number; itself and None if it is not finite."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return (x, None)
    try:
        return (x.numerator, x.denominator)
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _coerce(T, S):
    """The type of results for numbers of two types."""
    if T is S or S is int or S is bool:
        return T
    if T is int or issubclass(S, T):
        return S
    if issubclass(T, S):
        return T
    if issubclass(T, int):
        return S
    if issubclass(S, int):
        return T
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError(f"don't know how to coerce {T.__name__} and {S.__name__}")


def _common_type(types):
    T = int
    for S in types:
        T = _coerce(T, S)
    return T


def _total(partials):
    """The sum of numerators by denominator."""
    if None in partials:
        return partials[None]
    return sum(Fraction(n, d) for d, n in partials.items())


def _sum(data):
    """The type of the result, the exact sum, and the number of items."""
    count, types, partials = 0, {}, {}
    for x in data:
        types[type(x)] = None
        n, d = _ratio(x)
        partials[d] = partials.get(d, 0) + n
        count += 1
    return _common_type(types), _total(partials), count


def _squares(data, center=None):
    """The type of the result, the sum of the squared distances from the mean, the mean, and the number of items."""
    if center is not None:
        T, total, count = _sum((d := x - center) * d for x in data)
        return T, total, center, count
    count, types, sums, squares = 0, {}, {}, {}
    for x in data:
        types[type(x)] = None
        n, d = _ratio(x)
        sums[d] = sums.get(d, 0) + n
        squares[d] = squares.get(d, 0) + n * n
        count += 1
    if not count:
        total = center = Fraction(0)
    elif None in sums:
        total = center = sums[None]
    else:
        first = _total(sums)
        second = sum(Fraction(n, d * d) for d, n in squares.items())
        total = (count * second - first * first) / count
        center = first / count
    return _common_type(types), total, center, count


def _convert(value, T):
    if type(value) is T:
        return value
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if T.__name__ == "Decimal":
            return T(value.numerator) / T(value.denominator)
        raise


def _root(n, m):
    """The square root of n/m as a float, correctly rounded."""
    # The root of a scaled number with more bits than a float has; the last bit tells whether it is exact.
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        m <<= 2 * shift
    else:
        n <<= -2 * shift
    a = math.isqrt(n // m)
    a |= a * a * m != n
    return (a << shift) / 1 if shift >= 0 else a / (1 << -shift)


def _spread(data, center, least, name):
    """The type and the mean of the squared distances."""
    T, total, _, n = _squares(data, center)
    if n <= least:
        many = "at least two data points" if least else "at least one data point"
        raise StatisticsError(f"{name} requires {many}")
    return T, total / (n - least)


def _deviation(data, center, least, name):
    T, square = _spread(data, center, least, name)
    try:
        return _root(square.numerator, square.denominator)
    except AttributeError:
        raise ValueError("inf or nan encountered in data")


def _not_negative(values, message):
    for x in values:
        if x < 0:
            raise StatisticsError(message)
        yield x


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


# Averages.


def mean(data):
    """Return the sample arithmetic mean of data.

    >>> mean([1, 2, 3, 4, 4])
    2.8

    If ``data`` is empty, StatisticsError will be raised.
    """
    T, total, n = _sum(data)
    if n < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / n, T)


def fmean(data, weights=None):
    """Convert data to floats and compute the arithmetic mean.

    This runs faster than the mean() function and it always returns a float.
    """
    if weights is None:
        if not hasattr(data, "__len__"):
            data = list(data)
        total, n = fsum(data), len(data)
        if not n:
            raise StatisticsError("fmean requires at least one data point")
        return total / n
    if not isinstance(weights, (list, tuple)):
        weights = list(weights)
    try:
        total = sumprod(data, weights)
    except ValueError:
        raise StatisticsError("data and weights must be the same length")
    whole = fsum(weights)
    if not whole:
        raise StatisticsError("sum of weights must be non-zero")
    return total / whole


def geometric_mean(data):
    """Convert data to floats and compute the geometric mean.

    Raises a StatisticsError if the input dataset is empty or if it contains a negative value. Returns zero if the product
    of inputs is zero.
    """
    n, has_zero, logarithms = 0, False, []
    for n, x in enumerate(data, start=1):
        if x > 0.0 or math.isnan(x):
            logarithms.append(log(x))
        elif x == 0.0:
            has_zero = True
        else:
            raise StatisticsError("No negative inputs allowed", x)
    if not n:
        raise StatisticsError("Must have a non-empty dataset")
    total = fsum(logarithms)
    if math.isnan(total):
        return math.nan
    if has_zero:
        return math.nan if total == math.inf else 0.0
    return exp(total / n)


def harmonic_mean(data, weights=None):
    """Return the harmonic mean of data: the reciprocal of the arithmetic mean of the reciprocals.

    >>> harmonic_mean([40, 60])
    48.0

    If ``data`` is empty, or any element is less than zero, StatisticsError is raised.
    """
    data = list(data) if iter(data) is data else data
    negative = "harmonic mean does not support negative values"
    n = len(data)
    if n < 1:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if n == 1 and weights is None:
        x = data[0]
        if not isinstance(x, Real) and type(x).__name__ != "Decimal":
            raise TypeError("unsupported type")
        if x < 0:
            raise StatisticsError(negative)
        return x
    if weights is None:
        weights, whole = [1] * n, n
    else:
        weights = list(weights) if iter(weights) is weights else weights
        if len(weights) != n:
            raise StatisticsError("Number of weights does not match data size")
        whole = _sum(_not_negative(weights, negative))[1]
    try:
        T, total, _ = _sum(w / x if w else 0 for w, x in zip(weights, _not_negative(data, negative)))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(whole / total, T)


def median(data):
    """Return the median (middle value) of numeric data; of an even number the average of the two in the middle.

    >>> median([1, 3, 5, 7])
    4.0
    """
    data = _sorted(data)
    i = len(data) // 2
    return data[i] if len(data) % 2 else (data[i - 1] + data[i]) / 2


def median_low(data):
    """Return the low median of numeric data: of two in the middle the smaller."""
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    """Return the high median of data: of two in the middle the larger."""
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """Estimates the median for numeric data binned around the midpoints of intervals of this width.

    Values of a bin are taken as spread evenly over it.
    """
    data = _sorted(data)
    n = len(data)
    x = data[n // 2]
    below = bisect_left(data, x)
    count = bisect_right(data, x, lo=below) - below
    try:
        interval = float(interval)
        x = float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return x - interval / 2.0 + interval * (n / 2 - below) / count


def _counts(data):
    counts = {}
    for x in data:
        counts[x] = counts.get(x, 0) + 1
    return counts


def mode(data):
    """Return the most common data point from discrete or nominal data; of several the first.

    >>> mode(["red", "blue", "blue", "red", "green", "red", "red"])
    'red'
    """
    counts = _counts(iter(data))
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    """Return a list of the most frequently occurring values.

    >>> multimode('aabbbbbbbbcc')
    ['b']
    """
    counts = _counts(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """Divide *data* into *n* continuous intervals with equal probability: a list of (n - 1) cut points.

    With the method 'inclusive' the data is the whole population, whose minimum and maximum are among it.
    """
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        if count == 1:
            return data * (n - 1)
        raise StatisticsError("must have at least one data point")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, rest = divmod(i * (count - 1), n)
            result.append((data[j] * (n - rest) + data[j + 1] * rest) / n)
    elif method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (count + 1) // n, 1), count - 1)
            rest = i * (count + 1) - j * n
            result.append((data[j - 1] * (n - rest) + data[j] * rest) / n)
    else:
        raise ValueError(f"Unknown method: {method!r}")
    return result


# Spread.


def variance(data, xbar=None):
    """Return the sample variance of data, which has at least two values. xbar is the mean, if it is known."""
    T, square = _spread(data, xbar, 1, "variance")
    return _convert(square, T)


def pvariance(data, mu=None):
    """Return the population variance of ``data``. mu is the mean, if it is known."""
    T, square = _spread(data, mu, 0, "pvariance")
    return _convert(square, T)


def stdev(data, xbar=None):
    """Return the square root of the sample variance."""
    return _deviation(data, xbar, 1, "stdev")


def pstdev(data, mu=None):
    """Return the square root of the population variance."""
    return _deviation(data, mu, 0, "pstdev")


# Two inputs.


def _pairs(x, y, name):
    n = len(x)
    if len(y) != n:
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    return n


def covariance(x, y, /):
    """Return the sample covariance of two inputs *x* and *y*, a measure of their joint variability."""
    n = _pairs(x, y, "covariance")
    xbar, ybar = fsum(x) / n, fsum(y) / n
    return sumprod((xi - xbar for xi in x), (yi - ybar for yi in y)) / (n - 1)


def _ranks(data, start):
    """The place of each item in order; equal ones share the average of theirs."""
    order = sorted(range(len(data)), key=data.__getitem__)
    result = [0] * len(data)
    i = 0
    while i < len(order):
        j = i
        while j < len(order) and data[order[j]] == data[order[i]]:
            j += 1
        for k in order[i:j]:
            result[k] = start - 1 + i + (j - i + 1) / 2
        i = j
    return result


def _root_of_product(x, y):
    """sqrt(x * y), with a correction, and without overflow or underflow."""
    h = sqrt(x * y)
    if not isfinite(h):
        if isinf(h) and not isinf(x) and not isinf(y):
            scale = 2.0**-512
            return _root_of_product(scale * x, scale * y) / scale
        return h
    if not h:
        if x and y:
            scale = 2.0**537
            return _root_of_product(scale * x, scale * y) / scale
        return h
    return h + sumprod((x, h), (y, -h)) / (2.0 * h)


def correlation(x, y, /, *, method="linear"):
    """Return Pearson's correlation coefficient for two inputs, between -1 and +1.

    With the method 'ranked' it is Spearman's, of the ranks.
    """
    n = _pairs(x, y, "correlation")
    if method not in {"linear", "ranked"}:
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        start = (n - 1) / -2
        x, y = _ranks(list(x), start), _ranks(list(y), start)
    else:
        xbar, ybar = fsum(x) / n, fsum(y) / n
        x, y = [xi - xbar for xi in x], [yi - ybar for yi in y]
    try:
        return sumprod(x, y) / _root_of_product(sumprod(x, x), sumprod(y, y))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def _regression_type():
    from collections import namedtuple

    made = globals()["LinearRegression"] = namedtuple("LinearRegression", ("slope", "intercept"))
    return made


def __getattr__(name):
    if name == "LinearRegression":
        return _regression_type()
    raise AttributeError(f"module 'statistics' has no attribute '{name}'")


def linear_regression(x, y, /, *, proportional=False):
    """Slope and intercept of the line nearest to the points, by ordinary least squares.

    If *proportional* is true, the line passes through the origin.
    """
    n = _pairs(x, y, "linear regression")
    if not proportional:
        xbar, ybar = fsum(x) / n, fsum(y) / n
        x, y = [xi - xbar for xi in x], [yi - ybar for yi in y]
    try:
        slope = (sumprod(x, y) + 0.0) / sumprod(x, x)
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    intercept = 0.0 if proportional else ybar - slope * xbar
    return (globals().get("LinearRegression") or _regression_type())(slope=slope, intercept=intercept)


# The inverse of the normal distribution: algorithm AS241 by Wichura. Coefficients of three pairs of polynomials, the
# highest power first.
_MIDDLE = (
    (2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
     1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0),
    (5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
     5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0))
_OUTER = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
     3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0))
_TAIL = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0))


def _polynomial(coefficients, r):
    total = 0.0
    for c in coefficients:
        total = total * r + c
    return total


def _normal_dist_inv_cdf(p, mu, sigma):
    q = p - 0.5
    if fabs(q) <= 0.425:
        r = 0.180625 - q * q
        x = _polynomial(_MIDDLE[0], r) * q / _polynomial(_MIDDLE[1], r)
        return mu + x * sigma
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    (above, below), r = (_OUTER, r - 1.6) if r <= 5.0 else (_TAIL, r - 5.0)
    x = _polynomial(above, r) / _polynomial(below, r)
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    "Normal distribution of a random variable"

    __slots__ = {"_mu": "Arithmetic mean of a normal distribution", "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        "NormalDist where mu is the mean and sigma is the standard deviation."
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        "Make a normal distribution instance from sample data."
        _, total, center, n = _squares(data)
        if n < 2:
            raise StatisticsError("stdev requires at least two data points")
        square = total / (n - 1)
        try:
            return cls(float(center), _root(square.numerator, square.denominator))
        except AttributeError:
            # Not finite.
            return cls(float(center), float(center) / float(total))

    def samples(self, n, *, seed=None):
        "Generate *n* samples for a given mean and standard deviation."
        import random

        draw = random.random if seed is None else random.Random(seed).random
        return [_normal_dist_inv_cdf(draw(), self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        "Probability density function.  P(x <= X < x+dx) / dx"
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return exp(diff * diff / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        "Cumulative distribution function.  P(X <= x)"
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * erfc((self._mu - x) / (self._sigma * _SQRT2))

    def inv_cdf(self, p):
        """Inverse cumulative distribution function.  x : P(X <= x) = p

        This function is also called the percent point function or quantile function.
        """
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        "Divide into *n* continuous intervals with equal probability: a list of (n - 1) cut points."
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """Compute the overlapping coefficient (OVL) between two normal distributions.

        The area that the two density functions have in common, from 0.0 to 1.0.
        """
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        X, Y = self, other
        # The order does not matter.
        if (Y._sigma, Y._mu) < (X._sigma, X._mu):
            X, Y = Y, X
        X_var, Y_var = X.variance, Y.variance
        if not X_var or not Y_var:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv = Y_var - X_var
        dm = fabs(Y._mu - X._mu)
        if not dv:
            return erfc(dm / (2.0 * X._sigma * _SQRT2))
        # The densities cross at two points.
        a = X._mu * Y_var - Y._mu * X_var
        b = X._sigma * Y._sigma * sqrt(dm * dm + dv * log(Y_var / X_var))
        x1, x2 = (a + b) / dv, (a - b) / dv
        return 1.0 - (fabs(Y.cdf(x1) - X.cdf(x1)) + fabs(Y.cdf(x2) - X.cdf(x2)))

    def zscore(self, x):
        "Compute the Standard Score.  (x - mean) / stdev"
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    @property
    def mean(self):
        "Arithmetic mean of the normal distribution."
        return self._mu

    @property
    def median(self):
        "Return the median of the normal distribution"
        return self._mu

    @property
    def mode(self):
        "Return the mode of the normal distribution, where its density is greatest"
        return self._mu

    @property
    def stdev(self):
        "Standard deviation of the normal distribution."
        return self._sigma

    @property
    def variance(self):
        "Square of the standard deviation."
        return self._sigma * self._sigma

    def __add__(x1, x2):
        "Add a constant (to the mean) or another independent NormalDist (means and variances add)."
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        "Subtract a constant or another independent NormalDist (the variances add)."
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        "Multiply mean and deviation by a constant, as to change units."
        return NormalDist(x1._mu * x2, x1._sigma * fabs(x2))

    def __truediv__(x1, x2):
        "Divide mean and deviation by a constant."
        return NormalDist(x1._mu / x2, x1._sigma / fabs(x2))

    def __pos__(x1):
        "Return a copy of the instance."
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        "Negates mu while keeping sigma the same."
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__

    def __rsub__(x1, x2):
        "Subtract a NormalDist from a constant or another NormalDist."
        return -(x1 - x2)

    __rmul__ = __mul__

    def __eq__(x1, x2):
        "Two NormalDist objects are equal if their mu and sigma are both equal."
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        "NormalDist objects hash equal if their mu and sigma are both equal."
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state

"""Fraction, infinite-precision, rational numbers."""

import math
import numbers
import operator
import re
import sys

__all__ = ["Fraction"]

_MODULUS = sys.hash_info.modulus

_RATIONAL_FORMAT = re.compile(
    r"\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(?:_\d+)*)"
    r"(?:(?:\s*/\s*(?P<denom>\d+(?:_\d+)*))?"
    r"|(?:\.(?P<decimal>\d*|\d+(?:_\d+)*))?(?:E(?P<exp>[-+]?\d+(?:_\d+)*))?)"
    r"\s*\z", re.IGNORECASE)

_GENERAL_FORMAT = re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<alt>\#)?(?P<width>0|[1-9][0-9]*)?(?P<thousands>[,_])?", re.DOTALL)

_FLOAT_FORMAT = re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<no_neg_zero>z)?(?P<alt>\#)?(?P<zeropad>0(?=[0-9]))?"
    r"(?P<width>[0-9]+)?(?P<thousands>[,_])?(?:\.(?=[,_0-9])(?P<precision>[0-9]+)?(?P<frac_separator>[,_])?)?"
    r"(?P<type>[eEfFgG%])", re.DOTALL)


def _round_to_exponent(n, d, exponent, no_neg_zero=False):
    """n/d as (negative?, digits), in units of 10**exponent; ties go to the even one."""
    if exponent >= 0:
        d *= 10**exponent
    else:
        n *= 10**-exponent
    q, r = divmod(n + (d >> 1), d)
    if r == 0 and d & 1 == 0:
        q &= -2
    return (q < 0 if no_neg_zero else n < 0), abs(q)


def _round_to_figures(n, d, figures):
    """n/d as (negative?, digits, exponent), with so many significant digits."""
    if n == 0:
        return False, 0, 1 - figures
    str_n, str_d = str(abs(n)), str(d)
    exponent = len(str_n) - len(str_d) + (str_d <= str_n) - figures
    negative, digits = _round_to_exponent(n, d, exponent)
    # Rounded up to one digit more.
    if len(str(digits)) == figures + 1:
        digits //= 10
        exponent += 1
    return negative, digits, exponent


def _aligned(sign, body, width, fill, align):
    padding = fill * (width - len(sign) - len(body))
    match align:
        case ">":
            return padding + sign + body
        case "<":
            return sign + body + padding
        case "^":
            half = len(padding) // 2
            return padding[:half] + sign + body + padding[half:]
    return sign + padding + body


def _has_ratio(x):
    return isinstance(x, float) or not isinstance(x, type) and hasattr(x, "as_integer_ratio")


def _operators(exact, fallback, complex_too=True):
    """The methods of an operator: exact with rational numbers, else as floats (or complex numbers) do it."""

    def forward(a, b):
        if isinstance(b, Fraction):
            return exact(a, b)
        if isinstance(b, int):
            return exact(a, Fraction(b))
        if isinstance(b, float) or complex_too and isinstance(b, complex):
            return fallback(float(a), b)
        return NotImplemented

    def reverse(b, a):
        if isinstance(a, numbers.Rational):
            return exact(Fraction(a), b)
        if isinstance(a, numbers.Real):
            return fallback(float(a), float(b))
        if complex_too and isinstance(a, numbers.Complex):
            return fallback(complex(a), float(b))
        return NotImplemented

    name = fallback.__name__
    forward.__name__, reverse.__name__ = f"__{name}__", f"__r{name}__"
    forward.__doc__ = reverse.__doc__ = exact.__doc__
    return forward, reverse


class Fraction(numbers.Rational):
    """This class implements rational numbers.

    Fraction(8, 6) is 4/3; the numerator is 0 and the denominator 1 if they are not given. One argument may also be a
    numeric string ('-2.3', '1e10', '123/456'), a float, a Decimal, or another rational number.
    """

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        """Constructs a Rational from a string, a number, or a pair of rational numbers.

        >>> Fraction(10, -8)
        Fraction(-5, 4)
        >>> Fraction('-47e-2')
        Fraction(-47, 100)
        >>> Fraction(2.25)
        Fraction(9, 4)
        """
        if denominator is None:
            if type(numerator) is int:
                return cls._from_coprime_ints(numerator, 1)
            if isinstance(numerator, numbers.Rational):
                return cls._from_coprime_ints(numerator.numerator, numerator.denominator)
            if _has_ratio(numerator):
                return cls._from_coprime_ints(*numerator.as_integer_ratio())
            if not isinstance(numerator, str):
                raise TypeError("argument should be a string or a Rational instance or have the as_integer_ratio() method")
            numerator, denominator = _parse(numerator)
        elif type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        g = math.gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        return cls._from_coprime_ints(numerator // g, denominator // g)

    @classmethod
    def from_number(cls, number):
        """Converts a finite real number to a rational number, exactly.

        Beware that Fraction.from_number(0.3) != Fraction(3, 10).
        """
        if type(number) is int:
            return cls._from_coprime_ints(number, 1)
        if isinstance(number, numbers.Rational):
            return cls._from_coprime_ints(number.numerator, number.denominator)
        if _has_ratio(number):
            return cls._from_coprime_ints(*number.as_integer_ratio())
        raise TypeError("argument should be a Rational instance or have the as_integer_ratio() method")

    @classmethod
    def from_float(cls, f):
        """Converts a finite float to a rational number, exactly.

        Beware that Fraction.from_float(0.3) != Fraction(3, 10).
        """
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls._from_coprime_ints(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """Converts a finite Decimal instance to a rational number, exactly."""
        from decimal import Decimal

        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")
        return cls._from_coprime_ints(*dec.as_integer_ratio())

    @classmethod
    def _from_coprime_ints(cls, numerator, denominator, /):
        """A fraction in lowest terms, with positive denominator."""
        self = super(Fraction, cls).__new__(cls)
        self._numerator = numerator
        self._denominator = denominator
        return self

    def is_integer(self):
        """Return True if the Fraction is an integer."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Return a pair of integers, whose ratio is equal to the original Fraction.

        The ratio is in lowest terms and has a positive denominator.
        """
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        """Closest Fraction to self with denominator at most max_denominator.

        >>> Fraction('3.141592653589793').limit_denominator(10)
        Fraction(22, 7)
        """
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, as long as they are small enough; the best is the last of them or
        # the largest semiconvergent.
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._from_coprime_ints(p1, q1)
        return Fraction._from_coprime_ints(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        """repr(self)"""
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        """str(self)"""
        return str(self._numerator) if self._denominator == 1 else f"{self._numerator}/{self._denominator}"

    def __format__(self, format_spec, /):
        """Format this fraction according to the given format specification."""
        if match := _GENERAL_FORMAT.fullmatch(format_spec):
            return self._format_general(match)
        match = _FLOAT_FORMAT.fullmatch(format_spec)
        # Two ways of filling at once are refused.
        if match and (match["align"] is None or match["zeropad"] is None):
            return self._format_float_style(match)
        raise ValueError(f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")

    def _format_general(self, match):
        n, d = self._numerator, self._denominator
        separator = match["thousands"] or ""
        body = f"{abs(n):{separator}}"
        if d > 1 or match["alt"]:
            body += f"/{d:{separator}}"
        sign = "-" if n < 0 else match["sign"].replace("-", "")
        return _aligned(sign, body, int(match["width"] or 0), match["fill"] or " ", match["align"] or ">")

    def _format_float_style(self, match):
        fill, align, kind = match["fill"] or " ", match["align"] or ">", match["type"]
        width, precision = int(match["width"] or 0), int(match["precision"] or 6)
        separator = match["thousands"]
        zeropad = match["zeropad"] or align == "=" and fill == "0"
        scientific = False
        if kind in "fF%":
            exponent = -precision - 2 if kind == "%" else -precision
            negative, digits = _round_to_exponent(self._numerator, self._denominator, exponent, bool(match["no_neg_zero"]))
            point = precision
        else:
            figures = max(precision, 1) if kind in "gG" else precision + 1
            negative, digits, exponent = _round_to_figures(self._numerator, self._denominator, figures)
            scientific = kind in "eE" or exponent > 0 or exponent + figures <= -4
            point = figures - 1 if scientific else -exponent
        suffix = ""
        if kind == "%":
            suffix = "%"
        elif scientific:
            suffix = f"{'E' if kind in 'EFG' else 'e'}{exponent + point:+03d}"
        text = f"{digits:0{point + 1}d}"
        sign = "-" if negative else match["sign"].replace("-", "")
        leading, fraction = text[: len(text) - point], text[len(text) - point :]
        if kind in "gG" and not match["alt"]:
            fraction = fraction.rstrip("0")
        dot = "." if fraction or match["alt"] else ""
        if match["frac_separator"]:
            fraction = match["frac_separator"].join(fraction[i : i + 3] for i in range(0, len(fraction), 3))
        trailing = dot + fraction + suffix
        if zeropad:
            room = width - len(sign) - len(trailing)
            leading = leading.zfill(3 * room // 4 + 1 if separator else room)
        if separator:
            first = 1 + (len(leading) - 1) % 3
            leading = separator.join([leading[:first], *[leading[i : i + 3] for i in range(first, len(leading), 3)]])
        return _aligned(sign, leading + trailing, width, fill, align)

    def _add(a, b):
        """a + b"""
        # Knuth, TAOCP, 4.5.1: the greatest common divisors of small numbers suffice.
        na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
        g = math.gcd(da, db)
        if g == 1:
            return Fraction._from_coprime_ints(na * db + da * nb, da * db)
        s = da // g
        t = na * (db // g) + nb * s
        g = math.gcd(t, g)
        return Fraction._from_coprime_ints(t // g, s * (db // g))

    __add__, __radd__ = _operators(_add, operator.add)

    def _sub(a, b):
        """a - b"""
        return Fraction._add(a, Fraction._from_coprime_ints(-b._numerator, b._denominator))

    __sub__, __rsub__ = _operators(_sub, operator.sub)

    def _mul(a, b):
        """a * b"""
        na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
        g = math.gcd(na, db)
        h = math.gcd(nb, da)
        return Fraction._from_coprime_ints((na // g) * (nb // h), (db // g) * (da // h))

    __mul__, __rmul__ = _operators(_mul, operator.mul)

    def _div(a, b):
        """a / b"""
        na, da, nb, db = a._numerator, a._denominator, b._numerator, b._denominator
        if nb == 0:
            raise ZeroDivisionError(f"Fraction({db}, 0)")
        g = math.gcd(na, nb)
        h = math.gcd(db, da)
        n, d = (na // g) * (db // h), (nb // g) * (da // h)
        if d < 0:
            n, d = -n, -d
        return Fraction._from_coprime_ints(n, d)

    __truediv__, __rtruediv__ = _operators(_div, operator.truediv)

    def _floordiv(a, b):
        """a // b"""
        return (a.numerator * b.denominator) // (a.denominator * b.numerator)

    __floordiv__, __rfloordiv__ = _operators(_floordiv, operator.floordiv, False)

    def _divmod(a, b):
        """(a // b, a % b)"""
        da, db = a.denominator, b.denominator
        quotient, rest = divmod(a.numerator * db, da * b.numerator)
        return quotient, Fraction(rest, da * db)

    __divmod__, __rdivmod__ = _operators(_divmod, divmod, False)

    def _mod(a, b):
        """a % b"""
        da, db = a.denominator, b.denominator
        return Fraction((a.numerator * db) % (b.numerator * da), da * db)

    __mod__, __rmod__ = _operators(_mod, operator.mod, False)

    def __pow__(a, b, modulo=None):
        """a ** b

        If b is not an integer, the result will be a float or complex since roots are generally irrational. If b is an
        integer, the result will be rational.
        """
        if modulo is not None:
            return NotImplemented
        if not isinstance(b, numbers.Rational):
            return float(a) ** b if isinstance(b, (float, complex)) else NotImplemented
        if b.denominator != 1:
            return float(a) ** float(b)
        n, d, power = a._numerator, a._denominator, b.numerator
        if power >= 0:
            return Fraction._from_coprime_ints(n**power, d**power)
        if n == 0:
            raise ZeroDivisionError(f"Fraction({d ** -power}, 0)")
        if n < 0:
            n, d = -n, -d
        return Fraction._from_coprime_ints(d**-power, n**-power)

    def __rpow__(b, a, modulo=None):
        """a ** b"""
        if modulo is not None:
            return NotImplemented
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        """+a: Coerces a subclass instance to Fraction"""
        return Fraction._from_coprime_ints(a._numerator, a._denominator)

    def __neg__(a):
        """-a"""
        return Fraction._from_coprime_ints(-a._numerator, a._denominator)

    def __abs__(a):
        """abs(a)"""
        return Fraction._from_coprime_ints(abs(a._numerator), a._denominator)

    def __int__(a, _index=operator.index):
        """int(a)"""
        return _index(a.__trunc__())

    def __trunc__(a):
        """math.trunc(a)"""
        n, d = a._numerator, a._denominator
        return -(-n // d) if n < 0 else n // d

    def __floor__(a):
        """math.floor(a)"""
        return a._numerator // a._denominator

    def __ceil__(a):
        """math.ceil(a)"""
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """round(self, ndigits)

        Rounds half toward even.
        """
        if ndigits is None:
            d = self._denominator
            floor, rest = divmod(self._numerator, d)
            return floor + (2 * rest > d or 2 * rest == d and floor % 2)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        """hash(self)"""
        # The same as of an int or float of this value.
        try:
            inverse = pow(self._denominator, -1, _MODULUS)
        except ValueError:
            result = sys.hash_info.inf
        else:
            result = hash(hash(abs(self._numerator)) * inverse)
        if self._numerator < 0:
            result = -result
        return -2 if result == -1 else result

    def __eq__(a, b):
        """a == b"""
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            return a == a.from_float(b) if math.isfinite(b) else 0.0 == b
        return NotImplemented

    def _richcmp(self, other, op):
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            return op(self, self.from_float(other)) if math.isfinite(other) else op(0.0, other)
        return NotImplemented

    def __lt__(a, b):
        """a < b"""
        return a._richcmp(b, operator.lt)

    def __gt__(a, b):
        """a > b"""
        return a._richcmp(b, operator.gt)

    def __le__(a, b):
        """a <= b"""
        return a._richcmp(b, operator.le)

    def __ge__(a, b):
        """a >= b"""
        return a._richcmp(b, operator.ge)

    def __bool__(a):
        """a != 0"""
        return bool(a._numerator)

    def __reduce__(self):
        return (self.__class__, (self._numerator, self._denominator))

    def __copy__(self):
        return self if type(self) == Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _parse(text):
    """Numerator and denominator of a numeric string."""
    match = _RATIONAL_FORMAT.match(text)
    if match is None:
        raise ValueError(f"Invalid literal for Fraction: {text!r}")
    numerator = int(match["num"] or "0")
    denominator = int(match["denom"] or "1")
    if match["decimal"]:
        decimal = match["decimal"].replace("_", "")
        denominator = 10 ** len(decimal)
        numerator = numerator * denominator + int(decimal)
    if match["exp"]:
        exponent = int(match["exp"])
        if exponent >= 0:
            numerator *= 10**exponent
        else:
            denominator *= 10**-exponent
    return (-numerator if match["sign"] == "-" else numerator), denominator

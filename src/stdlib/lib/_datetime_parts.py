"""What the classes of the module datetime stand on: the calendar, texts of dates and times, and timedelta."""

import math as _math
import time as _time
from _datetime import show_module as _show_module
from operator import index as _index

MINYEAR = 1
MAXYEAR = 9999
_MAXORDINAL = 3652059  # 9999-12-31
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


# The calendar. An ordinal is a number of days; 1 is 1 January of year 1.


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS_IN_MONTH[month - 1]


def _days_before_month(year, month):
    return _DAYS_BEFORE_MONTH[month - 1] + (month > 2 and _is_leap(year))


def _to_ordinal(year, month, day):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + _days_before_month(year, month) + day


def _from_ordinal(n):
    """Year, month and day."""
    # Whole periods of 400, 100, 4 and 1 years; the last day of a leap year would begin another one.
    n -= 1
    n400, n = divmod(n, 146097)
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5
    before = _days_before_month(year, month)
    if before > n:
        month -= 1
        before = _days_before_month(year, month)
    return year, month, n - before + 1


def _first_iso_monday(year):
    """The ordinal of the Monday that begins the first ISO week of a year: the week of 4 January."""
    fourth = _to_ordinal(year, 1, 4)
    return fourth - (fourth + 6) % 7


def _from_iso_week(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not {year}")
    last = 52
    if week == 53:
        first_weekday = (_to_ordinal(year, 1, 1) + 6) % 7
        last += first_weekday == 3 or first_weekday == 2 and _is_leap(year)
    if not 0 < week <= last:
        raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    return _from_ordinal(_first_iso_monday(year) + (week - 1) * 7 + day - 1)


# Checks of arguments.


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not {year}")
    if not 1 <= month <= 12:
        raise ValueError(f"month must be in 1..12, not {month}")
    last = _days_in_month(year, month)
    if not 1 <= day <= last:
        raise ValueError(f"day {day} must be in range 1..{last} for month {month} in year {year}")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    for name, value, most in (("hour", hour, 23), ("minute", minute, 59), ("second", second, 59),
                              ("microsecond", microsecond, 999999)):
        if not 0 <= value <= most:
            raise ValueError(f"{name} must be in 0..{most}, not {value}")
    if fold not in (0, 1):
        raise ValueError(f"fold must be either 0 or 1, not {fold}")
    return hour, minute, second, microsecond


def _shown_class(obj):
    """The name of a class in a repr: with the module's unless it is a subclass."""
    cls = type(obj)
    return f"datetime.{cls.__qualname__}" if cls.__module__ == "datetime" else cls.__qualname__


# Texts.


def _format_time(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    match timespec:
        case "hours":
            return f"{hour:02d}"
        case "minutes":
            return f"{hour:02d}:{minute:02d}"
        case "seconds":
            return f"{hour:02d}:{minute:02d}:{second:02d}"
        case "milliseconds":
            return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}"
        case "microseconds":
            return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}"
    raise ValueError("Unknown timespec value")


def _format_offset(offset, separator=":"):
    if offset is None:
        return ""
    sign = "-" if offset.days < 0 else "+"
    seconds = abs(offset)
    minutes, seconds, microseconds = seconds.seconds // 60, seconds.seconds % 60, seconds.microseconds
    text = f"{sign}{minutes // 60:02d}{separator}{minutes % 60:02d}"
    if seconds or microseconds:
        text += f"{separator}{seconds:02d}"
    if microseconds:
        text += f".{microseconds:06d}"
    return text


def _strftime(obj, format, timetuple):
    """time.strftime with the directives that only the object knows: %f, %z, %:z, %Z, and years of four digits."""
    import re

    def offset(separator):
        return _format_offset(obj.utcoffset(), separator) if hasattr(obj, "utcoffset") else ""

    def replace(match):
        directive = match[1]
        if directive == "f":
            return f"{getattr(obj, 'microsecond', 0):06d}"
        if directive == "z":
            return offset("")
        if directive == ":z":
            return offset(":")
        if directive == "Z":
            name = obj.tzname() if hasattr(obj, "tzname") else None
            return (name or "").replace("%", "%%")
        year = timetuple[0]
        if directive in ("Y", "G", "F", "C") and year < 1000:
            if directive == "C":
                return f"{year // 100:02}"
            if directive == "G":
                year = int(_time.strftime("%G", timetuple))
            return f"{year:04}" + ("-{:02}-{:02}".format(*timetuple[1:3]) if directive == "F" else "")
        return match[0]

    return _time.strftime(re.sub(r"(?s)%(:.|.)", replace, format), timetuple)


def _parse_iso_date(text):
    """Year, month and day of YYYY-MM-DD, YYYYMMDD, YYYY-Www[-D] or YYYYWww[D]."""
    import re

    match = re.fullmatch(r"(?a:(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d)|-W(\d\d)(?:-(\d))?|W(\d\d)(\d)?))", text)
    if not match:
        raise ValueError("Invalid isoformat string")
    year = int(match[1])
    week = match[6] or match[8]
    if week:
        return _from_iso_week(year, int(week), int(match[7] or match[9] or 1))
    return year, int(match[2] or match[4]), int(match[3] or match[5])


_ISO_TIME = r"(?a:(\d\d)(?:(:?)(\d\d)(?:\2(\d\d)(?:[.,](\d+))?)?)?)"


def _parse_iso_clock(text):
    import re

    match = re.fullmatch(_ISO_TIME, text)
    if not match:
        raise ValueError("Invalid isoformat string")
    fraction = (match[5] or "")[:6].ljust(6, "0")
    return [int(match[1]), int(match[3] or 0), int(match[4] or 0), int(fraction)]


def _parse_iso_time(text):
    """Hour, minute, second, microsecond and offset."""
    cut = text.find("-")
    if cut < 0:
        cut = text.find("+")
    if cut < 0:
        cut = text.find("Z")
    if cut < 0:
        return [*_parse_iso_clock(text), None]
    clock, rest = text[:cut], text[cut + 1 :]
    if text[cut] == "Z":
        if rest:
            raise ValueError("Malformed time zone string")
        offset = timedelta(0)
    else:
        parts = _parse_iso_clock(rest)
        offset = timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2], microseconds=parts[3])
        if text[cut] == "-":
            offset = -offset
    return [*_parse_iso_clock(clock), offset]


def _iso_separator(text):
    """Where the date ends in an ISO date and time."""
    n = len(text)
    if n == 7:
        return 7
    if text[4] == "-":
        if text[5] != "W":
            return 10
        if n > 8 and text[8] == "-":
            if n == 9:
                raise ValueError("Invalid ISO string")
            # The hyphen separates from a time of digits, or comes before the day.
            return 8 if n > 10 and text[10] in "0123456789" else 10
        return 8
    if text[4] != "W":
        return 8
    end = 7
    while end < n and text[end] in "0123456789":
        end += 1
    if end < 9:
        return end
    return 7 if end % 2 == 0 else 8


def _round_half_even(a, b):
    """a / b for ints."""
    if b < 0:
        a, b = -a, -b
    q, r = divmod(a, b)
    return q + (2 * r > b or 2 * r == b and q % 2 == 1)


@_show_module
class timedelta:
    """Difference between two datetime values.

    timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)

    All arguments are optional and default to 0.
    Arguments may be integers or floats, and may be positive or negative.
    """

    __module__ = "datetime"
    __slots__ = "_days", "_seconds", "_microseconds"

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, rest = 0, 0.0
        for name, value, factor in (
                ("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000), ("seconds", seconds, 1000000),
                ("minutes", minutes, 60000000), ("hours", hours, 3600000000), ("days", days, 86400000000),
                ("weeks", weeks, 604800000000)):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                fraction, whole = _math.modf(value)
                total += int(whole) * factor
                if fraction:
                    fraction, whole = _math.modf(fraction * factor)
                    total += int(whole)
                    rest += fraction
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if rest:
            # Half goes to the even number of microseconds.
            whole = _math.floor(abs(rest) + 0.5) * (1 if rest > 0 else -1)
            if abs(whole - rest) == 0.5:
                odd = total & 1
                half = (rest + odd) * 0.5
                whole = 2 * int(_math.copysign(_math.floor(abs(half) + 0.5), half)) - odd
            total += whole
        return cls._of(total)

    @classmethod
    def _of(cls, total):
        """The timedelta of so many microseconds."""
        seconds, microseconds = divmod(total, 1000000)
        days, seconds = divmod(seconds, 86400)
        if not -999999999 <= days <= 999999999:
            if not -(2**31) <= days < 2**31:
                raise OverflowError("Python int too large to convert to C int")
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._days, self._seconds, self._microseconds = days, seconds, microseconds
        return self

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (("days", self._days), ("seconds", self._seconds),
                                                       ("microseconds", self._microseconds)) if value]
        return f"{_shown_class(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        if self._microseconds:
            text += f".{self._microseconds:06d}"
        return text

    def total_seconds(self):
        """Total seconds in the duration."""
        return self._total() / 10**6

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    @property
    def days(self):
        """Number of days."""
        return self._days

    @property
    def seconds(self):
        """Number of seconds (>= 0 and less than 1 day)."""
        return self._seconds

    @property
    def microseconds(self):
        """Number of microseconds (>= 0 and less than 1 second)."""
        return self._microseconds

    def __add__(self, other):
        return timedelta._of(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return -self + other if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return timedelta._of(self._total())

    def __abs__(self):
        return -self if self._days < 0 else +self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_round_half_even(self._total() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        return timedelta._of(self._total() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            if not other:
                raise ZeroDivisionError("division by zero")
            return timedelta._of(_round_half_even(self._total(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            if not a:
                raise ZeroDivisionError("division by zero")
            return timedelta._of(_round_half_even(b * self._total(), a))
        return NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(self._total(), other._total())
        return quotient, timedelta._of(rest)

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return bool(self._days or self._seconds or self._microseconds)

    def __reduce__(self):
        return self.__class__, (self._days, self._seconds, self._microseconds)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)
_DAY = timedelta(1)


class IsoCalendarDate(tuple):
    """What isocalendar() returns: year, week and weekday."""

    __module__ = "datetime"
    __slots__ = ()

    def __new__(cls, year, week, weekday, /):
        return super().__new__(cls, (year, week, weekday))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __reduce__(self):
        return tuple, (tuple(self),)

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"

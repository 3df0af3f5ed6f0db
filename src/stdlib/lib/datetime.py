"""Concrete date/time and related types.

date, time, datetime, timedelta; tzinfo and timezone. Dates are those of the Gregorian calendar, extended to the years
1 to 9999. See http://www.iana.org/time-zones/repository/tz-link.html for time zone and DST data sources.
"""

import math as _math
import time as _time
from _datetime import show_module as _show_module
from operator import index as _index

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

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


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _check_offset(offset, name):
    if offset is not None:
        if not isinstance(offset, timedelta):
            raise TypeError(f"tzinfo.{name}() must return None or timedelta, not '{type(offset).__name__}'")
        if not -_DAY < offset < _DAY:
            raise ValueError(f"offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}")
    return offset


def _check_name(name):
    if name is not None and not isinstance(name, str):
        raise TypeError(f"tzinfo.tzname() must return None or a string, not '{type(name).__name__}'")
    return name


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


def _iso_zone(offset):
    return None if offset is None else timezone(offset)


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


@_show_module
class date:
    """date(year, month, day) --> date object"""

    __slots__ = "_year", "_month", "_day", "_hashcode"

    def __new__(cls, year=None, month=None, day=None):
        if month is None and isinstance(year, (bytes, str)) and len(year) == 4:
            state = year.encode("latin-1") if isinstance(year, str) else year
            if 1 <= state[2] <= 12:
                year, month, day = state[0] * 256 + state[1], state[2], state[3]
        for i, (name, value) in enumerate((("year", year), ("month", month), ("day", day))):
            if value is None:
                raise TypeError(f"function missing required argument '{name}' (pos {i + 1})")
            _index(value)
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        self._hashcode = -1
        return self

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        """Create a date from a POSIX timestamp, as local time."""
        if timestamp is None:
            raise TypeError("'NoneType' object cannot be interpreted as an integer")
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def today(cls):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, ordinal, /):
        """int -> date corresponding to a proleptic Gregorian ordinal."""
        ordinal = _index(ordinal)
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        year, month, day = _from_ordinal(ordinal)
        return cls(year, month, day)

    @classmethod
    def fromisoformat(cls, string, /):
        """Construct a date from a string in ISO 8601 format."""
        if not isinstance(string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_iso_date(string)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {string!r}") from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """Construct a date from the ISO year, week number and weekday."""
        return cls(*_from_iso_week(_index(year), _index(week), _index(day)))

    @classmethod
    def strptime(cls, string, format, /):
        """Parse a date string according to the given format."""
        import _strptime

        return _strptime._strptime_datetime_date(cls, string, format)

    def __repr__(self):
        return f"{_shown_class(self)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        """Return ctime() style string."""
        return f"{_DAY_NAMES[self.weekday()]} {_MONTH_NAMES[self._month - 1]} {self._day:2d} 00:00:00 {self._year:04d}"

    def strftime(self, format):
        """Format using strftime().

        Example: "%d/%m/%Y, %H:%M:%S".
        """
        if not isinstance(format, str):
            raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
        return _strftime(self, format, self.timetuple())

    def __format__(self, format):
        if not isinstance(format, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format).__name__}")
        return self.strftime(format) if format else str(self)

    def isoformat(self):
        """Return string in ISO 8601 format, YYYY-MM-DD."""
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    __str__ = isoformat

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), self._yearday(), -1))

    def _yearday(self):
        return _days_before_month(self._year, self._month) + self._day

    def toordinal(self):
        """Return proleptic Gregorian ordinal.

        January 1 of year 1 is day 1.
        """
        return _to_ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """Return date with new specified fields."""
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    __replace__ = replace

    def _order(self, other):
        """What dates are compared by."""
        return self._year, self._month, self._day

    def _comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return self._order(other) == other._order(self)
        return NotImplemented

    def __lt__(self, other):
        return self._order(other) < other._order(self) if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._order(other) <= other._order(self) if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._order(other) > other._order(self) if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._order(other) >= other._order(self) if self._comparable(other) else NotImplemented

    def __hash__(self):
        if self._hashcode == -1:
            self._hashcode = hash(self._state())
        return self._hashcode

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other.days
        if not 0 < ordinal <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(ordinal)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def weekday(self):
        """Return the day of the week represented by the date.

        Monday == 0 ... Sunday == 6
        """
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """Return the day of the week represented by the date.

        Monday == 1 ... Sunday == 7
        """
        return self.weekday() + 1

    def isocalendar(self):
        """Return a named tuple containing ISO year, week number, and weekday."""
        year, today = self._year, self.toordinal()
        start = _first_iso_monday(year)
        if today < start:
            year -= 1
            start = _first_iso_monday(year)
        elif today >= start + 364 and today >= _first_iso_monday(year + 1):
            year += 1
            start = _first_iso_monday(year)
        return IsoCalendarDate(year, (today - start) // 7 + 1, (today - start) % 7 + 1)

    def _state(self):
        return bytes([self._year // 256, self._year % 256, self._month, self._day])

    def __reduce__(self):
        return self.__class__, (self._state(),)


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


@_show_module
class tzinfo:
    """Abstract base class for time zone info objects."""

    __slots__ = ()

    def tzname(self, dt):
        """datetime -> string name of time zone."""
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        """datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"""
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        """datetime -> DST offset as timedelta positive east of UTC."""
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """datetime in UTC -> datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        # The standard offset is what remains without daylight saving time, which may be another one there.
        standard = offset - dst
        if standard:
            dt += standard
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + dst

    def __reduce__(self):
        arguments = getattr(self, "__getinitargs__", tuple)()
        return self.__class__, arguments, self.__getstate__()


@_show_module
class time:
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object

    All arguments are optional. tzinfo may be None, or an instance of
    a tzinfo subclass. The remaining arguments may be ints.
    """

    __slots__ = "_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_hashcode", "_fold"

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, (bytes, str)) and len(hour) == 6:
            state = hour.encode("latin-1") if isinstance(hour, str) else hour
            if state[0] & 127 < 24:
                tzinfo = minute or None
                if tzinfo is not None and not isinstance(tzinfo, _tzinfo_class):
                    raise TypeError("bad tzinfo state arg")
                fold = state[0] >> 7
                hour, minute, second = state[0] & 127, state[1], state[2]
                microsecond = int.from_bytes(state[3:])
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self._tzinfo = tzinfo
        self._hashcode = -1
        self._fold = fold
        return self

    @classmethod
    def strptime(cls, string, format, /):
        """Parse a time string according to the given format."""
        import _strptime

        return _strptime._strptime_datetime_time(cls, string, format)

    @classmethod
    def fromisoformat(cls, string, /):
        """Construct a time from a string in ISO 8601 format."""
        if not isinstance(string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_iso_time(string.removeprefix("T"))
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {string!r}") from None
        parts[4] = _iso_zone(parts[4])
        if parts[0] == 24:
            if any(parts[1:4]):
                raise ValueError("minute, second, and microsecond must be 0 when hour is 24")
            parts[0] = 0
        return cls(*parts)

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    def _clock(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def _orders(self, other, equality=False):
        """What this time and another one are compared by; nothing if they cannot be."""
        a, b = self._clock(), other._clock()
        if self._tzinfo is other._tzinfo:
            return a, b
        mine, theirs = self.utcoffset(), other.utcoffset()
        if mine == theirs:
            return a, b
        if mine is None or theirs is None:
            if equality:
                return None
            raise TypeError("can't compare offset-naive and offset-aware times")
        return a - mine._total(), b - theirs._total()

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        orders = self._orders(other, True)
        return orders is not None and orders[0] == orders[1]

    def __lt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._orders(other)
        return a < b

    def __le__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._orders(other)
        return a <= b

    def __gt__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._orders(other)
        return a > b

    def __ge__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        a, b = self._orders(other)
        return a >= b

    def __hash__(self):
        if self._hashcode == -1:
            plain = self.replace(fold=0) if self._fold else self
            offset = plain.utcoffset()
            self._hashcode = hash(plain._state()[0]) if offset is None else hash(timedelta._of(self._clock() - offset._total()))
        return self._hashcode

    def __repr__(self):
        parts = [str(self._hour), str(self._minute)]
        if self._second or self._microsecond:
            parts.append(str(self._second))
        if self._microsecond:
            parts.append(str(self._microsecond))
        if self._tzinfo is not None:
            parts.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            parts.append("fold=1")
        return f"{_shown_class(self)}({', '.join(parts)})"

    def isoformat(self, timespec="auto"):
        """Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].

        The optional argument timespec specifies the number of additional terms of the time to include. Valid options
        are 'auto', 'hours', 'minutes', 'seconds', 'milliseconds' and 'microseconds'.
        """
        text = _format_time(self._hour, self._minute, self._second, self._microsecond, timespec)
        return text + _format_offset(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        """Format using strftime().

        The date part of the timestamp passed to underlying strftime should not be used.
        """
        if not isinstance(format, str):
            raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, format):
        if not isinstance(format, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format).__name__}")
        return self.strftime(format) if format else str(self)

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return None if self._tzinfo is None else _check_offset(self._tzinfo.utcoffset(None), "utcoffset")

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return None if self._tzinfo is None else _check_name(self._tzinfo.tzname(None))

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return None if self._tzinfo is None else _check_offset(self._tzinfo.dst(None), "dst")

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        """Return time with new specified fields."""
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def _state(self, protocol=3):
        hour = self._hour + 128 if self._fold and protocol > 3 else self._hour
        state = bytes([hour, self._minute, self._second]) + self._microsecond.to_bytes(3)
        return (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce_ex__(self, protocol):
        return self.__class__, self._state(protocol)

    def __reduce__(self):
        return self.__reduce_ex__(2)


_tzinfo_class = tzinfo
_date_class = date
_time_class = time
time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)


@_show_module
class datetime(date):
    """datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])

    The year, month and day arguments are required. tzinfo may be None, or an
    instance of a tzinfo subclass. The remaining arguments may be ints.
    """

    __slots__ = time.__slots__[:5] + ("_fold",)

    def __new__(cls, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, (bytes, str)) and len(year) == 10:
            state = year.encode("latin-1") if isinstance(year, str) else year
            if 1 <= state[2] & 127 <= 12:
                tzinfo = month
                if tzinfo is not None and not isinstance(tzinfo, _tzinfo_class):
                    raise TypeError("bad tzinfo state arg")
                fold = state[2] >> 7
                year, month, day = state[0] * 256 + state[1], state[2] & 127, state[3]
                hour, minute, second = state[4:7]
                microsecond = int.from_bytes(state[7:])
        for i, (name, value) in enumerate((("year", year), ("month", month), ("day", day))):
            if value is None:
                raise TypeError(f"function missing required argument '{name}' (pos {i + 1})")
            _index(value)
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        self._hour, self._minute, self._second, self._microsecond = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self._tzinfo = tzinfo
        self._hashcode = -1
        self._fold = fold
        return self

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    @classmethod
    def _from_seconds(cls, t, utc, tz):
        fraction, t = _math.modf(t)
        us = round(fraction * 1e6)
        if us >= 1000000:
            t += 1
            us -= 1000000
        elif us < 0:
            t -= 1
            us += 1000000
        convert = _time.gmtime if utc else _time.localtime
        parts = convert(t)
        made = cls(*parts[:5], min(parts[5], 59), us, tz)
        if tz is not None:
            return tz.fromutc(made)
        if not utc:
            # The second of two equal times, if the clock was set back within a day before.
            probe = cls(*convert(t - 86400)[:6], us)
            jump = made - probe - _DAY
            if jump.days < 0 and cls(*convert(t + jump // timedelta(0, 1))[:6], us) == made:
                made._fold = 1
        return made

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """Create a datetime from a POSIX timestamp, as local time or that of the zone."""
        _check_tzinfo(tz)
        if not isinstance(timestamp, (int, float)):
            raise TypeError(f"argument must be int or float, not {type(timestamp).__name__}")
        return cls._from_seconds(timestamp, tz is not None, tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        """Create a naive UTC datetime from a POSIX timestamp."""
        import warnings

        warnings.warn("datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use "
                      "timezone-aware objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, "
                      "datetime.UTC).", DeprecationWarning, stacklevel=2)
        return cls._from_seconds(timestamp, True, None)

    @classmethod
    def now(cls, tz=None):
        """Returns new datetime object representing current time local to tz."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """Return a new datetime representing UTC day and time."""
        import warnings

        warnings.warn("datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use "
                      "timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
                      DeprecationWarning, stacklevel=2)
        return cls._from_seconds(_time.time(), True, None)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """Construct a datetime from a given date and a given time."""
        if not isinstance(date, _date_class):
            raise TypeError(f"combine() argument 1 must be datetime.date, not {type(date).__name__}")
        if not isinstance(time, _time_class):
            raise TypeError(f"combine() argument 2 must be datetime.time, not {type(time).__name__}")
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone,
                   fold=time.fold)

    @classmethod
    def fromisoformat(cls, string, /):
        """Construct a datetime from a string in one of the ISO 8601 formats."""
        if not isinstance(string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(string) < 7:
                raise ValueError
            cut = _iso_separator(string)
            if len(string) == cut + 1:
                raise ValueError
            day_parts = list(_parse_iso_date(string[:cut]))
            clock = _parse_iso_time(string[cut + 1 :]) if len(string) > cut else [0, 0, 0, 0, None]
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {string!r}") from None
        clock[4] = _iso_zone(clock[4])
        if clock[0] == 24:
            if any(clock[1:4]):
                raise ValueError("minute, second, and microsecond must be 0 when hour is 24")
            clock[0] = 0
            year, month, day = _check_date(*day_parts)
            next_day = _to_ordinal(year, month, day) + 1
            day_parts = _from_ordinal(next_day) if next_day <= _MAXORDINAL else (10000, 1, 1)
        return cls(*day_parts, *clock)

    @classmethod
    def strptime(cls, string, format, /):
        """Parse a date and time according to the given format."""
        import _strptime

        return _strptime._strptime_datetime_datetime(cls, string, format)

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        dst = self.dst()
        flag = -1 if dst is None else 1 if dst else 0
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(),
                                  self._yearday(), flag))

    def utctimetuple(self):
        """Return UTC time tuple, compatible with time.localtime()."""
        offset = self.utcoffset()
        when = self - offset if offset else self
        return _time.struct_time((when._year, when._month, when._day, when._hour, when._minute, when._second, when.weekday(),
                                  when._yearday(), 0))

    def _wall(self):
        """Microseconds of the calendar and clock, whatever the zone."""
        seconds = ((self.toordinal() * 24 + self._hour) * 60 + self._minute) * 60 + self._second
        return seconds * 1000000 + self._microsecond

    def _local_seconds(self):
        """The POSIX time of a naive datetime as local time."""
        t = (self._wall() - _EPOCH_WALL) // 1000000

        def local(u):
            return (datetime(*_time.localtime(u)[:6])._wall() - _EPOCH_WALL) // 1000000

        # Two guesses of the offset, a day apart where times repeat.
        a = local(t) - t
        u1 = t - a
        t1 = local(u1)
        if t1 == t:
            u2 = u1 + (86400 if self._fold else -86400)
            b = local(u2) - u2
            if a == b:
                return u1
        else:
            b = t1 - u1
        u2 = t - b
        if local(u2) == t:
            return u2
        if t1 == t:
            return u1
        # In the gap.
        return min(u1, u2) if self._fold else max(u1, u2)

    def timestamp(self):
        """Return POSIX timestamp as float."""
        if self._tzinfo is None:
            return self._local_seconds() + self._microsecond / 1e6
        return (self - _EPOCH).total_seconds()

    def date(self):
        """Return date object with same year, month and day."""
        return _date_class(self._year, self._month, self._day)

    def time(self):
        """Return time object with same time but with tzinfo=None."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        """Return time object with same time and tzinfo."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *,
                fold=None):
        """Return datetime with new specified fields."""
        return type(self)(
            self._year if year is None else year, self._month if month is None else month, self._day if day is None else day,
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def _local_zone(self):
        if self._tzinfo is None:
            seconds = self._local_seconds()
            other = self.replace(fold=1 - self._fold)._local_seconds()
            if other != seconds and (other > seconds) == self._fold:
                seconds = other
        else:
            seconds = (self - _EPOCH) // timedelta(seconds=1)
        parts = _time.localtime(seconds)
        return timezone(timedelta(seconds=parts.tm_gmtoff), parts.tm_zone)

    def astimezone(self, tz=None):
        """Convert to local time in new timezone tz."""
        if tz is None:
            tz = self._local_zone()
        elif not isinstance(tz, _tzinfo_class):
            raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")
        mine = self._tzinfo
        offset = None if mine is None else mine.utcoffset(self)
        if offset is None:
            mine = self.replace(tzinfo=None)._local_zone()
            offset = mine.utcoffset(self)
        if tz is mine:
            return self
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def ctime(self):
        """Return ctime() style string."""
        return (f"{_DAY_NAMES[self.weekday()]} {_MONTH_NAMES[self._month - 1]} {self._day:2d} "
                f"{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}")

    def isoformat(self, sep="T", timespec="auto"):
        """Return string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].

        sep separates date and time. timespec specifies the number of additional terms of the time to include: 'auto',
        'hours', 'minutes', 'seconds', 'milliseconds' or 'microseconds'.
        """
        if not isinstance(sep, str):
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {type(sep).__name__}")
        if len(sep) != 1:
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not a string of length {len(sep)}")
        text = _format_time(self._hour, self._minute, self._second, self._microsecond, timespec)
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}{text}{_format_offset(self.utcoffset())}"

    def __str__(self):
        return self.isoformat(sep=" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        parts = [str(part) for part in parts]
        if self._tzinfo is not None:
            parts.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            parts.append("fold=1")
        return f"{_shown_class(self)}({', '.join(parts)})"

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return None if self._tzinfo is None else _check_offset(self._tzinfo.utcoffset(self), "utcoffset")

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return None if self._tzinfo is None else _check_name(self._tzinfo.tzname(self))

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return None if self._tzinfo is None else _check_offset(self._tzinfo.dst(self), "dst")

    def _orders(self, other, equality=False):
        """What this and another datetime are compared by; nothing if they cannot be, or are never equal."""
        a, b = self._wall(), other._wall()
        if self._tzinfo is other._tzinfo:
            return a, b
        mine, theirs = self.utcoffset(), other.utcoffset()
        if equality and (mine != self.replace(fold=not self._fold).utcoffset()
                         or theirs != other.replace(fold=not other._fold).utcoffset()):
            return None
        if mine == theirs:
            return a, b
        if mine is None or theirs is None:
            if equality:
                return None
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return a - mine._total(), b - theirs._total()

    def _comparable(self, other):
        return isinstance(other, datetime)

    def _order(self, other):
        return self._orders(other)[0]

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        orders = self._orders(other, True)
        return orders is not None and orders[0] == orders[1]

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        seconds, microsecond = divmod(self._wall() + other._total(), 1000000)
        ordinal, seconds = divmod(seconds, 86400)
        if not 0 < ordinal <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        minutes, second = divmod(seconds, 60)
        return type(self)(*_from_ordinal(ordinal), minutes // 60, minutes % 60, second, microsecond, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        difference = timedelta._of(self._wall() - other._wall())
        if self._tzinfo is other._tzinfo:
            return difference
        mine, theirs = self.utcoffset(), other.utcoffset()
        if mine == theirs:
            return difference
        if mine is None or theirs is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return difference + theirs - mine

    def __hash__(self):
        if self._hashcode == -1:
            plain = self.replace(fold=0) if self._fold else self
            offset = plain.utcoffset()
            self._hashcode = hash(plain._state()[0]) if offset is None else hash(timedelta._of(self._wall() - offset._total()))
        return self._hashcode

    def _state(self, protocol=3):
        month = self._month + 128 if self._fold and protocol > 3 else self._month
        state = bytes([self._year // 256, self._year % 256, month, self._day, self._hour, self._minute, self._second])
        state += self._microsecond.to_bytes(3)
        return (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce_ex__(self, protocol):
        return self.__class__, self._state(protocol)

    def __reduce__(self):
        return self.__reduce_ex__(2)


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


@_show_module
class timezone(tzinfo):
    """Fixed offset from UTC implementation of tzinfo."""

    __slots__ = "_offset", "_name"
    _MISSING = object()

    def __new__(cls, offset, name=_MISSING):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is cls._MISSING:
            if not offset:
                return cls.utc
            name = None
        elif not isinstance(name, str):
            shown = "None" if name is None else type(name).__name__
            raise TypeError(f"timezone() argument 2 must be str, not {shown}")
        if not -_DAY < offset < _DAY:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
                             f"{offset!r}")
        return cls._make(offset, name)

    @classmethod
    def _make(cls, offset, name=None):
        self = tzinfo.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __reduce__(self):
        return self.__class__, self.__getinitargs__()

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"{_shown_class(self)}({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def _check(self, dt, function):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{function}(dt) argument must be a datetime instance or None, not {type(dt).__name__}")

    def utcoffset(self, dt):
        """Return fixed offset."""
        self._check(dt, "utcoffset")
        return self._offset

    def tzname(self, dt):
        """If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'."""
        self._check(dt, "tzname")
        if self._name is not None:
            return self._name
        return "UTC" + (_format_offset(self._offset) if self._offset else "")

    def dst(self, dt):
        """Return None."""
        self._check(dt, "dst")
        return None

    def fromutc(self, dt):
        """datetime in UTC -> datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance or None, not " + type(dt).__name__)
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset


UTC = timezone.utc = timezone._make(timedelta(0))
timezone.min = timezone._make(-timedelta(hours=23, minutes=59))
timezone.max = timezone._make(timedelta(hours=23, minutes=59))
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_EPOCH_WALL = _EPOCH._wall()

"""Reading of dates and times by a format: `time.strptime` and the strptime methods of `datetime`.

Names are those of the C locale, which the interpreter runs in.
"""

import re
import time

__all__ = []

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december"]
_PATTERNS = {
    "d": r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])",
    "f": r"(?P<f>[0-9]{1,6})",
    "H": r"(?P<H>2[0-3]|[0-1]\d|\d| \d)",
    "I": r"(?P<I>1[0-2]|0[1-9]|[1-9]| [1-9])",
    "G": r"(?P<G>\d\d\d\d)",
    "j": r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])",
    "M": r"(?P<M>[0-5]\d|\d)",
    "S": r"(?P<S>6[0-1]|[0-5]\d|\d)",
    "U": r"(?P<U>5[0-3]|[0-4]\d|\d)",
    "W": r"(?P<W>5[0-3]|[0-4]\d|\d)",
    "w": r"(?P<w>[0-6])",
    "u": r"(?P<u>[1-7])",
    "V": r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
    "y": r"(?P<y>\d\d)",
    "Y": r"(?P<Y>\d\d\d\d)",
    "z": r"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))",
    "A": "(?P<A>" + "|".join(sorted(_DAYS, key=len, reverse=True)) + ")",
    "a": "(?P<a>" + "|".join(day[:3] for day in _DAYS) + ")",
    "B": "(?P<B>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")",
    "b": "(?P<b>" + "|".join(month[:3] for month in _MONTHS) + ")",
    "p": "(?P<p>am|pm)",
    "%": "%",
    "Ow": r"(?P<w>\d)",
}
_PATTERNS |= {"O" + letter: rf"(?P<{letter}>\d\d|\d| \d)" for letter in "dmyCHIMS"}
_PATTERNS |= {"k": _PATTERNS["H"], "l": _PATTERNS["I"], "e": _PATTERNS["d"], "Oe": _PATTERNS["Od"], "P": _PATTERNS["p"],
              "Op": _PATTERNS["p"]}
_COMPOUND = {"T": "%H:%M:%S", "R": "%H:%M", "r": "%I:%M:%S %p", "X": "%H:%M:%S", "x": "%m/%d/%y",
             "c": "%a %b %e %H:%M:%S %Y"}
_cache = {}
_CACHE_MAX_SIZE = 5


def _zones():
    """Names of time zones: those without daylight saving time, those with."""
    names = [{"utc", "gmt", time.tzname[0].lower()}]
    names.append({time.tzname[1].lower()} if time.daylight else set())
    return names


def _directive(name):
    if name in _COMPOUND:
        return _pattern(_COMPOUND[name])
    if name == "Z":
        found = sorted({zone for zones in _zones() for zone in zones}, key=len, reverse=True)
        return "(?P<Z>" + "|".join(map(re.escape, found)) + ")"
    return _PATTERNS[name]


def _pattern(format):
    format = re.sub(r"([\\.^$*+?\(\){}\[\]|])", r"\\\1", format)
    format = re.sub(r"\s+", r"\\s+", format)
    format = format.replace("'", "['\u02bc]")
    seen = set()

    def replace(match):
        seen.add(match[1])
        return _directive(match[1])

    result = re.sub(r"%[-_0^#]*[0-9]*([OE]?\\?.?)", replace, format)
    if "d" in seen and not seen & {"Y", "y", "G"}:
        import warnings

        warnings.warn(
            "Parsing dates involving a day of month without a year specified is ambiguous\n"
            "and fails to parse leap day. The default behavior will change in Python 3.15\n"
            "to either always raise an exception or to use a different default year (TBD).\n"
            "To avoid trouble, add a specific year to the input & format.\n"
            "See https://github.com/python/cpython/issues/70647.", DeprecationWarning, stacklevel=5)
    return result


def _compiled(format):
    found = _cache.get(format)
    if found is not None:
        return found
    try:
        found = re.compile(_pattern(format), re.IGNORECASE)
    except KeyError as error:
        bad = error.args[0].replace("\\s", "")
        if not bad:
            raise ValueError(f"stray % in format '{format}'") from None
        bad = bad.replace("\\", "", 1)
        raise ValueError(f"'{bad}' is a bad directive in format '{format}'") from None
    if len(_cache) > _CACHE_MAX_SIZE:
        _cache.clear()
    _cache[format] = found
    return found


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before(year, month):
    """Days of a year before a month."""
    return (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[month - 1] + (month > 2 and _is_leap(year))


def _ordinal(year, month, day):
    """Day number; 1 January of year 1 is 1."""
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + _days_before(year, month) + day


def _from_yearday(year, yearday):
    """The date of the day of a year, which may lie in a neighbouring one."""
    while yearday <= 0:
        year -= 1
        yearday += 366 if _is_leap(year) else 365
    while yearday > (365 + _is_leap(year)):
        yearday -= 365 + _is_leap(year)
        year += 1
    month = 12
    while _days_before(year, month) >= yearday:
        month -= 1
    return year, month, yearday - _days_before(year, month)


def _check_day(year, month, day):
    last = _days_before(year, month + 1) - _days_before(year, month) if month < 12 else 31
    if not 1 <= day <= last:
        raise ValueError(f"day {day} must be in range 1..{last} for month {month} in year {year}")


def _yearday_of_week(year, week, weekday, from_monday):
    """The day of the year of a day (0 is Monday) in a week that begins on Monday or Sunday."""
    first = (_ordinal(year, 1, 1) + 6) % 7
    if not from_monday:
        first = (first + 1) % 7
        weekday = (weekday + 1) % 7
    if week == 0:
        return 1 + weekday - first
    return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday


def _offset(text):
    """Seconds east of Greenwich and the fraction in microseconds."""
    if text == "Z":
        return 0, 0
    digits = text
    if digits[3] == ":":
        digits = digits[:3] + digits[4:]
        if len(digits) > 5:
            if digits[5] != ":":
                raise ValueError(f"Inconsistent use of : in {text}")
            digits = digits[:5] + digits[6:]
    seconds = int(digits[1:3]) * 3600 + int(digits[3:5]) * 60 + int(digits[5:7] or 0)
    fraction = int(digits[8:].ljust(6, "0"))
    return (-seconds, -fraction) if digits[0] == "-" else (seconds, fraction)


def _strptime(data_string, format="%a %b %d %H:%M:%S %Y"):
    """The parts of a time, microseconds, and the fraction of the offset."""
    for index, argument in enumerate([data_string, format]):
        if not isinstance(argument, str):
            raise TypeError(f"strptime() argument {index} must be str, not {type(argument)}")
    match = _compiled(format).match(data_string)
    if not match:
        raise ValueError(f"time data {data_string!r} does not match format {format!r}")
    if len(data_string) != match.end():
        raise ValueError(f"unconverted data remains: {data_string[match.end():]}")
    found = match.groupdict()

    def number(name, default=None):
        return int(found[name]) if name in found else default

    year, iso_year = number("Y"), number("G")
    if "y" in found:
        year = number("y")
        year += number("C") * 100 if "C" in found else 2000 if year <= 68 else 1900
    month, day = number("m", 1), number("d", 1)
    if "B" in found:
        month = _MONTHS.index(found["B"].lower()) + 1
    elif "b" in found:
        month = [name[:3] for name in _MONTHS].index(found["b"].lower()) + 1
    hour, minute, second = number("H", 0), number("M", 0), number("S", 0)
    if "I" in found:
        hour = number("I") % 12 if found.get("p", "am").lower() == "am" else number("I") % 12 + 12
    fraction = int(found["f"].ljust(6, "0")) if "f" in found else 0
    weekday = None
    if "A" in found:
        weekday = _DAYS.index(found["A"].lower())
    elif "a" in found:
        weekday = [name[:3] for name in _DAYS].index(found["a"].lower())
    elif "w" in found:
        weekday = (number("w") - 1) % 7
    elif "u" in found:
        weekday = number("u") - 1
    yearday, iso_week = number("j"), number("V")
    gmtoff, gmtoff_fraction = _offset(found["z"]) if "z" in found else (None, 0)
    dst = -1
    if "Z" in found:
        zone = found["Z"].lower()
        for value, names in enumerate(_zones()):
            if zone in names:
                if not (time.tzname[0] == time.tzname[1] and time.daylight and zone not in ("utc", "gmt")):
                    dst = value
                break

    if iso_year is not None:
        if yearday is not None:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
        if iso_week is None or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
                             "('%A', '%a', '%w', or '%u').")
    elif iso_week is not None:
        if year is None or weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
                             "('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' "
                         "instead.")

    # Without a year, 29 February is read in a leap year.
    leap_day = year is None and (month, day) == (2, 29)
    if year is None:
        year = 1904 if leap_day else 1900
    if yearday is None and weekday is not None:
        week = number("U", number("W"))
        if week is not None:
            yearday = _yearday_of_week(year, week, weekday, "W" in found)
            if yearday <= 0:
                year -= 1
                yearday += 366 if _is_leap(year) else 365
        elif iso_year is not None:
            first = (_ordinal(iso_year, 1, 4) + 6) % 7
            if iso_week == 53:
                last = (_ordinal(iso_year, 1, 1) + 6) % 7
                if last != 3 and not (last == 2 and _is_leap(iso_year)):
                    raise ValueError(f"Invalid week: {iso_week}")
            elif iso_week == 0:
                raise ValueError(f"Invalid week: {iso_week}")
            year, month, day = _from_yearday(iso_year, 4 - first + (iso_week - 1) * 7 + weekday)
    if yearday is None:
        _check_day(year, month, day)
        yearday = _days_before(year, month) + day
    else:
        year, month, day = _from_yearday(year, yearday)
    if weekday is None:
        weekday = (_ordinal(year, month, day) + 6) % 7
    if leap_day:
        year = 1900
    parts = (year, month, day, hour, minute, second, weekday, yearday, dst, found.get("Z"), gmtoff)
    return parts, fraction, gmtoff_fraction


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """The struct_time for a text and a format."""
    return time.struct_time(_strptime(data_string, format)[0])


def _zone(zone, gmtoff, fraction):
    import datetime

    if gmtoff is None:
        return None
    delta = datetime.timedelta(seconds=gmtoff, microseconds=fraction)
    return datetime.timezone(delta, zone) if zone else datetime.timezone(delta)


def _strptime_datetime_date(cls, data_string, format="%a %b %d %Y"):
    """An instance of a date class for a text and a format."""
    parts, _, _ = _strptime(data_string, format)
    return cls(*parts[:3])


def _strptime_datetime_time(cls, data_string, format="%H:%M:%S"):
    """An instance of a time class for a text and a format."""
    parts, fraction, gmtoff_fraction = _strptime(data_string, format)
    zone = _zone(parts[9], parts[10], gmtoff_fraction)
    arguments = parts[3:6] + (fraction,)
    return cls(*arguments) if zone is None else cls(*arguments, zone)


def _strptime_datetime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    """An instance of a datetime class for a text and a format."""
    parts, fraction, gmtoff_fraction = _strptime(data_string, format)
    zone = _zone(parts[9], parts[10], gmtoff_fraction)
    arguments = parts[:6] + (fraction,)
    return cls(*arguments) if zone is None else cls(*arguments, zone)

"""The conventions of languages and countries. This interpreter has those of the locale C only, with UTF-8 for text."""

import builtins
import functools
import os
import sys

__all__ = [
    "getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale", "localeconv", "strcoll", "strxfrm", "str",
    "atof", "atoi", "format_string", "currency", "normalize", "LC_CTYPE", "LC_COLLATE", "LC_MESSAGES", "LC_TIME",
    "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "CHAR_MAX", "getencoding", "delocalize", "localize",
]

LC_CTYPE = 0
LC_NUMERIC = 1
LC_TIME = 2
LC_COLLATE = 3
LC_MONETARY = 4
LC_MESSAGES = 5
LC_ALL = 6
CHAR_MAX = 127


class Error(Exception):
    """A locale is not supported."""


Error.__module__ = "locale"

_PLAIN = ("", "C", "POSIX", "C.UTF-8", "C.utf8", "en_US.UTF-8", "en_US.utf8")
_current = {LC_CTYPE: "C.UTF-8"}


def setlocale(category, locale=None):
    """Set or ask for a locale."""
    if not LC_CTYPE <= category <= LC_ALL:
        raise Error("invalid locale category")
    if locale is not None:
        if not isinstance(locale, builtins.str):
            language, encoding = locale
            locale = f"{language}.{encoding}" if encoding else language or "C"
        if locale not in _PLAIN:
            raise Error("unsupported locale setting")
        value = locale or "C.UTF-8"
        for one in range(6) if category == LC_ALL else (category,):
            _current[one] = value
    if category == LC_ALL:
        values = [_current.get(one, "C") for one in range(6)]
        if len(set(values)) == 1:
            return values[0]
        names = ("LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES")
        return ";".join(f"{name}={value}" for name, value in zip(names, values))
    return _current.get(category, "C")


def getlocale(category=LC_CTYPE):
    """(language, encoding) of a category."""
    if category == LC_ALL:
        raise TypeError("category LC_ALL is not supported")
    value = setlocale(category)
    if value in ("C", "POSIX"):
        return None, None
    language, _, encoding = value.partition(".")
    return language, "UTF-8" if encoding.lower().replace("-", "") == "utf8" else encoding or None


def getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    """(language, encoding) that the environment asks for."""
    for name in envvars:
        value = os.environ.get(name, None)
        if value:
            if value in ("C", "POSIX"):
                return None, None
            language, _, encoding = value.partition(".")
            return language, encoding or None
    return None, None


def getencoding():
    """The encoding of text."""
    return "utf-8"


def getpreferredencoding(do_setlocale=True):
    """The encoding of text."""
    return "utf-8"


def normalize(localename):
    """The name of a locale in its full form."""
    return localename


def localeconv():
    """The conventions for numbers."""
    return {
        "int_curr_symbol": "", "currency_symbol": "", "mon_decimal_point": "", "mon_thousands_sep": "", "mon_grouping": [],
        "positive_sign": "", "negative_sign": "", "int_frac_digits": CHAR_MAX, "frac_digits": CHAR_MAX,
        "p_cs_precedes": CHAR_MAX, "p_sep_by_space": CHAR_MAX, "n_cs_precedes": CHAR_MAX, "n_sep_by_space": CHAR_MAX,
        "p_sign_posn": CHAR_MAX, "n_sign_posn": CHAR_MAX, "decimal_point": ".", "thousands_sep": "", "grouping": []}


def strcoll(a, b):
    """-1, 0 or 1, as two texts are ordered."""
    return (a > b) - (a < b)


def strxfrm(s):
    """A text that is ordered as the locale orders the given one."""
    return s


def format_string(f, val, grouping=False, monetary=False):
    """As `f % val`."""
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money, which the locale C cannot show."""
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    """A float as text."""
    return format_string("%.12g", val)


def delocalize(string):
    """A number's text in the form of the language."""
    return string


def localize(string, grouping=False, monetary=False):
    """A number's text in the form of the locale."""
    return string


def atof(string, func=float):
    """A float from text."""
    return func(delocalize(string))


def atoi(string):
    """An int from text."""
    return int(delocalize(string))

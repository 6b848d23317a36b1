"""Dates as written: which orders of day, month and year a text allows, and its day.

A time or an offset behind a date never moves the day. Nothing here decides
between two possible orders: that takes all values of a column
(``importing.date_order``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from sales_core.values.calendars import EARLIEST, LATEST, Calendar, day_of
from sales_core.values.date_pieces import LONGEST, cleaned
from sales_core.values.date_style import (
    DATE_ORDERS,
    FORM_LETTERS,
    FORM_WORDS,
    LETTERS,
    DateForm,
    DateOrder,
    DateStyle,
)
from sales_core.values.date_texts import DateText, date_text
from sales_core.values.date_words import date_words, only
from sales_core.values.money import bare_text
from sales_core.values.word_folding import fold

__all__ = [
    "DATE_ORDERS",
    "EARLIEST",
    "FORM_LETTERS",
    "FORM_WORDS",
    "LATEST",
    "LETTERS",
    "DateForm",
    "DateOrder",
    "DateStyle",
    "parse_day",
    "possible_dates",
    "read_date",
    "read_month",
]

_TAIL = (
    r"(?:(?:[T ,]+|\s(?:at|um|à|kl\.?|г\.)\s|日\s*)(?:(?:오전|오후|上午|下午|午前|午後)\s*)?"
    r"(?:[01]?\d|2[0-3]|24(?=.00))"  # an hour
    r"[:.h時时][0-5]\d(?:[:.分](?:[0-5]\d|60))?[分秒]?(?:[.,]\d+)?"  # minutes and seconds
    r"\s*(?:[AaPp]\.?\s?[Mm]\.?|Uhr|h(?:r?s)?\.?)?"  # half of the day
    r"\s*(?:Z|[A-Z]{3,4}|(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?(?:\s[A-Z]{2,5})?)?)?"  # zone
)
_NUMERIC = re.compile(r"^(\d{1,4})([/.\- ])(\d{1,2})\2(\d{1,4})" + _TAIL + "$")
_DAY_MONTH = re.compile(
    r"^(\d{1,2})[ \-/]([^\W\d_]{3,12})\.?[ \-/](\d{4})(?:,? \d{1,2}:\d\d(?::\d\d)?)?$", re.ASCII
)
_MONTH_DAY = re.compile(
    r"^([^\W\d_]{3,12})\.? (\d{1,2}), (\d{4})(?:,? \d{1,2}:\d\d(?::\d\d)?(?: [AaPp][Mm])?)?$",
    re.ASCII,
)
_ISO_WEEK = re.compile(r"^(\d{4})-?W(\d{2})-?([1-7])$", re.ASCII)
_MONTH_NUMBERS = re.compile(r"^(\d{4})[-/.年](\d{1,2})月?$|^(\d{1,2})[-/.](\d{4})$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
_COMPACT = re.compile(
    r"^(\d{4})(\d{2})(\d{2})"
    r"(?:[T ]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?|[T ](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?Z?$"
)

_COMPACT_MINGUO = re.compile(r"^(\d{3})(\d{2})(\d{2})$")

_SERIAL_START = date(1899, 12, 30)


@lru_cache(16_384)  # a file has a few thousand dates, and each is looked at several times
def possible_dates(
    text: str, calendar: Calendar = "gregorian", language: str = ""
) -> Mapping[DateOrder, date]:
    """Give the day that each order of day, month and year would make of a text.

    A text with the month as a word has one reading, whatever the order; it is
    given under all three. An impossible text gives nothing, nor does one whose
    word of month means two months in two languages and none of them is given.

    Args:
        text: The date, with a time or the day of the week beside it or not.
        calendar: What its years are counted in.
        language: CLDR code of the language that the column is proved to be in
            (``month_languages``); "" where no word needs it.

    Example:
        >>> sorted(possible_dates("03/22/2025").items())
        [('mdy', datetime.date(2025, 3, 22))]
        >>> sorted(possible_dates("3/1/25 14:05"))
        ['dmy', 'mdy']
    """
    found = _NUMERIC.match(text) if len(text) <= LONGEST else None
    if found or (found := _NUMERIC.match(cleaned(text))):
        return _numeric(calendar, found.group(1), found.group(3), found.group(4))
    if found := _ISO_WEEK.match(text):
        return _of_week(int(found[1]), int(found[2]), int(found[3]))
    parts = _plain_word(text) or date_text(text)
    if parts is None or parts.calendar not in ("", calendar):
        return {}
    if parts.numbers:
        return _numeric(calendar, *parts.numbers)
    day = _worded(parts, calendar, language) if parts.day else None
    return dict.fromkeys(DATE_ORDERS, day) if day else {}


def _of_week(year: int, week: int, weekday: int) -> dict[DateOrder, date]:
    """Give the day of an ISO week, which is a date that begins with its year."""
    try:
        day = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return {}
    return {"ymd": day} if EARLIEST <= day <= LATEST else {}


def _plain_word(text: str) -> DateText | None:
    """Take apart the most common writings with a word, 22 Mar 2025 and Mar 22, 2025."""
    if len(text) > LONGEST:
        return None
    if found := _DAY_MONTH.match(text):
        day, word, year = found.groups()
    elif found := _MONTH_DAY.match(text):
        word, day, year = found.groups()
    else:
        return None
    month = date_words().months.get(fold(word))
    return DateText(year=year, day=day, month=month) if month else None


def _worded(parts: DateText, calendar: Calendar, language: str) -> date | None:
    """Give the day beside a month that is certain; of a month alone its first day."""
    if calendar == "solar-hijri" and parts.calendar != calendar and "" not in parts.month:
        return None  # a Gregorian name of a month
    number = parts.month.get(language) or only(parts.month.values())
    return day_of(calendar, parts.year, number, int(parts.day or 1)) if number else None


def read_date(text: str, style: DateStyle | DateForm) -> date | None:
    """Read one date in a known style; None where it is no day in that style.

    A month without a day is its first day; a serial number counts days as
    spreadsheets do, 1 for 1900-01-01.
    """
    if not isinstance(style, DateStyle):
        style = DateStyle(style)
    form, calendar, language = style.form, style.calendar, style.language
    if form == "mdy" or form == "dmy" or form == "ymd":  # noqa: PLR1714 - mypy narrows so
        return possible_dates(text, calendar, language).get(form)
    if form == "month":
        return read_month(text, calendar, language)
    if form == "serial":
        return _read_serial(text)
    if form == "compact":
        return _read_compact(text, calendar)
    days = possible_dates(text, calendar, language)
    return days.get("mdy" if form == "mdy-iso" else "dmy") or (
        days.get("ymd") if len(days) == 1 else None
    )


def read_month(text: str, calendar: Calendar = "gregorian", language: str = "") -> date | None:
    """Read a month and its year, such as 2023-07, 07/2023 or July 2023, as its first day."""
    if found := _MONTH_NUMBERS.match(cleaned(text)):
        year, month, other_month, other_year = found.groups()
        return day_of(calendar, year or other_year, int(month or other_month), 1)
    parts = date_text(text)
    if parts is None or parts.day or parts.numbers or parts.calendar not in ("", calendar):
        return None
    return _worded(parts, calendar, language)


def _read_compact(text: str, calendar: Calendar) -> date | None:
    """Read a date without separators; Minguo years have three digits."""
    pattern = _COMPACT_MINGUO if calendar == "minguo" else _COMPACT
    found = pattern.match(bare_text(cleaned(text)))
    return day_of(calendar, found[1], int(found[2]), int(found[3])) if found else None


def _read_serial(text: str) -> date | None:
    found = _SERIAL.match(bare_text(cleaned(text)))
    day = _SERIAL_START + timedelta(days=int(found[1])) if found else None
    return day if day and EARLIEST <= day <= LATEST else None


def parse_day(text: str) -> date:
    """Read a day that a person or program gives as a parameter: ``2025-03-05`` or ``2025-3-5``.

    Raises:
        ValueError: It is no such day.
    """
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip(), re.ASCII)
    if not found:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), int(found[3]))


def _numeric(calendar: Calendar, first: str, second: str, third: str) -> dict[DateOrder, date]:
    if len(third) == 3 or (len(first) == 3 and calendar != "minguo"):
        return {}
    if len(first) < 3 and len(third) == 1:
        return {}  # a year has two or four digits
    if len(first) > 2 or calendar == "minguo":
        day = day_of(calendar, first, int(second), int(third)) if len(third) <= 2 else None
        return {"ymd": day} if day else {}
    found: dict[DateOrder, date | None] = {
        "mdy": day_of(calendar, third, int(first), int(second)),
        "dmy": day_of(calendar, third, int(second), int(first)),
    }
    if len(first) == 2 and len(third) == 2:
        found["ymd"] = day_of(calendar, first, int(second), int(third))
    return {order: day for order, day in found.items() if day}

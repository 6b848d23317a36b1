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
from typing import Literal, get_args

from sales_core.values.money import bare_text
from sales_core.values.month_names import MONTHS, WEEKDAYS, plain

DateOrder = Literal["mdy", "dmy", "ymd"]

DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)

EARLIEST, LATEST = date(1980, 1, 1), date(2199, 12, 31)
"""Days outside are taken for a slip of the pen, not for a sale."""

LETTERS: dict[DateOrder, str] = {"mdy": "M/D/Y", "dmy": "D/M/Y", "ymd": "Y/M/D"}
"""The orders as people write them."""

_TAIL = (
    r"(?:(?:[T ,]+|\s(?:at|um|à|kl\.?|г\.)\s|日\s*)(?:(?:오전|오후|上午|下午|午前|午後)\s*)?"
    r"(?:[01]?\d|2[0-3]|24(?=.00))"  # an hour
    r"[:.h時时][0-5]\d(?:[:.分](?:[0-5]\d|60))?[分秒]?(?:[.,]\d+)?"  # minutes and seconds
    r"\s*(?:[AaPp]\.?\s?[Mm]\.?|Uhr|h(?:r?s)?\.?)?"  # half of the day
    r"\s*(?:Z|[A-Z]{3,4}|(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?(?:\s[A-Z]{2,5})?)?)?"  # zone
)
_NUMERIC = re.compile(r"^(\d{1,4})([/.\- ])(\d{1,2})\2(\d{1,4})" + _TAIL + "$")
_WEEKDAY = re.compile(r"^([^\W\d_]{2,13})(?:-feira)?(?:\.?,\s*|\.?\s+)")
_WEEKDAY_BEHIND = re.compile(r"\s*[(（][^()（）\d]{1,60}[)）]$")
_TIME_BEFORE = re.compile(r"^(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\s+(?=\d)")
_TIME_BETWEEN = re.compile(
    r"^([^\W\d_]{3,4} \d{1,2}) (\d{1,2}:\d{2}:\d{2}(?: [A-Z]{3,4})?) (\d{4})$"
)
_BLANK_BEHIND_POINT = re.compile(r"(?<=\d)\.\s(?=\d)")
_WORD_MONTH = r"([^\W\d_]{3,12})"
_DAY_MONTH = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th|er|º|°)?[ \-/.]*(?:de )?" + _WORD_MONTH + r"\.?[ \-/,]*(?:de )?"
    r"(\d{4}|\d{2})(?: г\.?)?" + _TAIL + "$"
)
_MONTH_DAY = re.compile(
    r"^" + _WORD_MONTH + r"\.?[ \-]+(\d{1,2})(?:st|nd|rd|th)?,?[ \-]+(\d{4}|\d{2})" + _TAIL + "$"
)
_YEAR_MONTH = re.compile(r"^(\d{4})[ \-/.]+" + _WORD_MONTH + r"[ \-/.]+(\d{1,2})\.?" + _TAIL + "$")
_ASIAN = re.compile(r"^(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]?" + _TAIL + "$")
_ERA = re.compile(
    r"^(令和|平成|昭和|[RHS])\s?(\d{1,2}|元)[年./-](\d{1,2})[月./-](\d{1,2})日?" + _TAIL + "$"
)
_ERA_STARTS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_MONTH_NUMBERS = re.compile(r"^(\d{4})[-/.年](\d{1,2})月?$|^(\d{1,2})[-/.](\d{4})$")
_MONTH_WORD = re.compile(r"^([^\W\d_]{3,10})\.?[ \-/]+(?:de )?'?(\d{4}|\d{2})$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
_COMPACT = re.compile(
    r"^(\d{4})(\d{2})(\d{2})"
    r"(?:[T ]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?|[T ](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?Z?$"
)

DateForm = Literal["mdy", "dmy", "ymd", "mdy-iso", "dmy-iso", "month", "serial", "compact"]
"""How the dates of a file are written: an order, perhaps beside ISO dates, or another form."""

FORM_LETTERS: dict[DateForm, str] = {
    "mdy": "M/D/Y",
    "dmy": "D/M/Y",
    "ymd": "Y/M/D",
    "mdy-iso": "M/D/Y or Y-M-D",
    "dmy-iso": "D/M/Y or Y-M-D",
    "month": "Y-M",
    "serial": "serial day numbers",
    "compact": "YYYYMMDD",
}
"""The forms as people write them."""

_SERIAL_START = date(1899, 12, 30)


@lru_cache(16_384)  # a file has a few thousand dates, and each is looked at several times
def possible_dates(text: str) -> Mapping[DateOrder, date]:
    """Give the day that each order of day, month and year would make of a text.

    A text with the month as a word has one reading, whatever the order; it is
    given under all three. An impossible text gives nothing.

    Example:
        >>> sorted(possible_dates("03/22/2025").items())
        [('mdy', datetime.date(2025, 3, 22))]
        >>> sorted(possible_dates("3/1/25 14:05"))
        ['dmy', 'mdy']
    """
    text = " ".join(text.split())
    if found := _NUMERIC.match(text):
        return _numeric(found.group(1), found.group(3), found.group(4))
    return _read_plain(text) or _read_plain(_unadorned(text))


def _read_plain(text: str) -> dict[DateOrder, date]:
    """Read a date without anything around it but a time behind it."""
    if found := _NUMERIC.match(text):
        return _numeric(found.group(1), found.group(3), found.group(4))
    if found := _ASIAN.match(text):
        return _numeric(*found.groups())
    if found := _ERA.match(text):
        years = 1 if found[2] == "元" else int(found[2])
        return _numeric(str(_ERA_STARTS[found[1]] + years), found[3], found[4])
    if found := _DAY_MONTH.match(text):
        day, month, year = found.groups()
    elif found := _MONTH_DAY.match(text):
        month, day, year = found.groups()
    elif found := _YEAR_MONTH.match(text):
        year, month, day = found.groups()
    else:
        return {}
    number = MONTHS.get(plain(month))
    named = _day(_year(year), number, int(day)) if number else None
    return dict.fromkeys(DATE_ORDERS, named) if named else {}


def _unadorned(text: str) -> str:
    """Take off what may stand around a date: a weekday, a time before it, blanks, a point."""
    text = bare_text(text)
    text = _WEEKDAY_BEHIND.sub("", text)
    found = _WEEKDAY.match(text)
    if found and plain(found[1]) in WEEKDAYS:
        text = text[found.end() :]
    text = _TIME_BETWEEN.sub(r"\1 \3 \2", _TIME_BEFORE.sub("", text))
    text = _BLANK_BEHIND_POINT.sub(".", text)
    return text.removesuffix(".")


def read_date(text: str, form: DateForm) -> date | None:
    """Read one date in a known form; None where it is no day in that form.

    A month without a day is its first day; a serial number counts days as
    spreadsheets do, 1 for 1900-01-01.
    """
    if form == "mdy" or form == "dmy" or form == "ymd":  # noqa: PLR1714 - mypy narrows so
        return possible_dates(text).get(form)
    if form == "month":
        return read_month(text)
    if form == "serial":
        return _read_serial(text)
    if form == "compact":
        found = _COMPACT.match(bare_text(text.strip()))
        return _day(int(found[1]), int(found[2]), int(found[3])) if found else None
    days = possible_dates(text)
    return days.get("mdy" if form == "mdy-iso" else "dmy") or (
        days.get("ymd") if len(days) == 1 else None
    )


def read_month(text: str) -> date | None:
    """Read a month and its year, such as 2023-07, 07/2023 or July 2023, as its first day."""
    text = " ".join(text.split())
    if found := _MONTH_NUMBERS.match(text):
        year, month, other_month, other_year = found.groups()
        return _day(int(year or other_year), int(month or other_month), 1)
    if found := _MONTH_WORD.match(text):
        number = MONTHS.get(plain(found[1]))
        return _day(_year(found[2]), number, 1) if number else None
    return None


def _read_serial(text: str) -> date | None:
    found = _SERIAL.match(bare_text(text.strip()))
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


def _numeric(first: str, second: str, third: str) -> dict[DateOrder, date]:
    if len(first) == 3 or len(third) == 3:
        return {}
    if len(first) < 4 and len(third) == 1:
        return {}  # a year has two or four digits
    if len(first) == 4:
        day = _day(int(first), int(second), int(third)) if len(third) <= 2 else None
        return {"ymd": day} if day else {}
    found: dict[DateOrder, date | None] = {
        "mdy": _day(_year(third), int(first), int(second)),
        "dmy": _day(_year(third), int(second), int(first)),
    }
    if len(first) == 2 and len(third) == 2:
        found["ymd"] = _day(_year(first), int(second), int(third))
    return {order: day for order, day in found.items() if day}


def _year(text: str) -> int:
    """Give the year of a text; of two digits it is one of those that ``EARLIEST`` begins."""
    if len(text) > 2:
        return int(text)
    return int(text) + (1900 if int(text) >= EARLIEST.year % 100 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None

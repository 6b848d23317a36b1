"""Dates as written: which orders of day, month and year a text allows, and its day.

A time or an offset behind a date never moves the day. Nothing here decides
between two possible orders: that takes all values of a column
(``importing.date_order``).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, get_args

DateOrder = Literal["mdy", "dmy", "ymd"]

DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)

EARLIEST, LATEST = date(1980, 1, 1), date(2199, 12, 31)
"""Days outside are taken for a slip of the pen, not for a sale."""

LETTERS: dict[DateOrder, str] = {"mdy": "M/D/Y", "dmy": "D/M/Y", "ymd": "Y/M/D"}
"""The orders as people write them."""

_TAIL = (
    r"(?:[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?"  # a time
    r"\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"  # half of the day, offset
)
_NUMERIC = re.compile(r"^(\d{1,4})([/.\- ])(\d{1,2})\2(\d{1,4})" + _TAIL + "$")
_WEEKDAY = re.compile(r"^[^\W\d_]{3,9}\.?,\s*")
_DAY_MONTH = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?[ \-/.]+([^\W\d_]{3,9})\.?[ \-/,]+(\d{2,4})" + _TAIL + "$"
)
_MONTH_DAY = re.compile(
    r"^([^\W\d_]{3,9})\.?[ \-]+(\d{1,2})(?:st|nd|rd|th)?,?[ \-]+(\d{4})" + _TAIL + "$"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def possible_dates(text: str) -> dict[DateOrder, date]:
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
    text = _WEEKDAY.sub("", text)
    if found := _DAY_MONTH.match(text):
        day, month, year = found.groups()
    elif found := _MONTH_DAY.match(text):
        month, day, year = found.groups()
    else:
        return {}
    number = _MONTHS.get(month.lower())
    named = _day(_year(year), number, int(day)) if number else None
    return dict.fromkeys(DATE_ORDERS, named) if named else {}


def read_date(text: str, order: DateOrder) -> date | None:
    """Read one date in a known order; None where it is no day in that order."""
    return possible_dates(text).get(order)


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
    return 2000 + int(text) if len(text) <= 2 else int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None

"""Parts of a day as a column beside it says them: month, week, weekday, year, the whole day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sales_core.values.date_words import month_named, weekday_named
from sales_core.values.dates import read_month

_NUMBER = re.compile(r"^\d{1,2}$")
_QUARTER = re.compile(r"^(?:\d{4}[ -]?)?[QqTt](?:tr)?\s*([1-4])(?:[ -/]?\d{4})?$")
_WEEK = re.compile(r"^(?:\d{4}[ -]?)?(?:[^\W\d_]{1,7}\.? ?)?(\d{1,2})$")
_YEAR = re.compile(r"^(?:19|20)\d{2}$")
_STAMP = re.compile(r"(?<!\d)(20\d{2})([-/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_LONGEST = 40


@dataclass(frozen=True)
class DayPart:
    """One thing that a column may say of a day.

    Attributes:
        what: As a sentence names it.
        read: Gives it of a text; None where the text says no such thing.
        of: Gives it of a day.
        worded: Whether it is a word, which says it plainly; a number may be anything.
        of_years: Whether the year is part of it.
        spoken: How many different ones must be said, so that it is no chance.
    """

    what: str
    read: Callable[[str], int | None]
    of: Callable[[date], int]
    worded: bool
    of_years: bool = False
    spoken: int = 2


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if _NUMBER.match(text) and 1 <= int(text) <= 31 else None


def _month_number(text: str) -> int | None:
    number = _number(text)
    return number if number and number <= 12 else None


def _month_word(text: str) -> int | None:
    return month_named(text.strip()) if len(text) <= _LONGEST else None


def _weekday(text: str) -> int | None:
    return weekday_named(text.strip()) if len(text) <= _LONGEST else None


def _quarter(text: str) -> int | None:
    found = _QUARTER.match(text.strip()) if len(text) <= _LONGEST else None
    return int(found[1]) if found else None


def _year_month(text: str) -> int | None:
    found = read_month(text) if len(text) <= _LONGEST else None
    return found.year * 12 + found.month if found else None


def _year(text: str) -> int | None:
    return int(text) if len(text) <= _LONGEST and _YEAR.match(text.strip()) else None


def _week(text: str) -> int | None:
    found = _WEEK.match(text.strip()) if len(text) <= _LONGEST else None
    return int(found[1]) if found and 1 <= int(found[1]) <= 53 else None


def _stamp(text: str) -> int | None:
    found = _STAMP.search(text[:_LONGEST])
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).toordinal() if found else None
    except ValueError:
        return None


STAMP = DayPart("the day", _stamp, date.toordinal, worded=True, of_years=True)
"""A day inside of a number: 20250613-007."""

YEAR = DayPart("the year", _year, lambda day: day.year, worded=True, of_years=True)

DAY_PARTS = (
    STAMP,
    DayPart("the month", _month_word, lambda day: day.month, worded=True),
    DayPart("the month", _month_number, lambda day: day.month, worded=False, spoken=3),
    DayPart("the day of the month", _number, lambda day: day.day, worded=False, spoken=3),
    DayPart("the day of the week", _weekday, lambda day: day.weekday(), worded=True),
    DayPart("the quarter", _quarter, lambda day: (day.month + 2) // 3, worded=True),
    DayPart(
        "year and month",
        _year_month,
        lambda day: day.year * 12 + day.month,
        worded=True,
        of_years=True,
    ),
    DayPart("the week", _week, lambda day: day.isocalendar().week, worded=False),
    YEAR,
)


def day_text(day: date) -> str:
    """Write a day as people read it.

    Example:
        >>> day_text(date(2025, 3, 4))
        '4 March 2025'
    """
    return f"{day.day} {day:%B %Y}"

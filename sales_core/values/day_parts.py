"""Parts of a day as a column beside it says them: month, quarter, weekday, year and month."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sales_core.values.date_words import month_named, weekday_named
from sales_core.values.dates import read_month

_NUMBER = re.compile(r"^\d{1,2}$")
_QUARTER = re.compile(r"^(?:\d{4}[ -]?)?[QqTt](?:tr)?\s*([1-4])(?:[ -/]?\d{4})?$")
_LONGEST = 40


@dataclass(frozen=True)
class DayPart:
    """One thing that a column may say of a day.

    Attributes:
        what: As a sentence names it.
        read: Gives it of a text; None where the text says no such thing.
        of: Gives it of a day.
        worded: Whether it is a word, which says it plainly; a number may be anything.
    """

    what: str
    read: Callable[[str], int | None]
    of: Callable[[date], int]
    worded: bool


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


DAY_PARTS = (
    DayPart("the month", _month_word, lambda day: day.month, worded=True),
    DayPart("the month", _month_number, lambda day: day.month, worded=False),
    DayPart("the day of the month", _number, lambda day: day.day, worded=False),
    DayPart("the day of the week", _weekday, lambda day: day.weekday(), worded=True),
    DayPart("the quarter", _quarter, lambda day: (day.month + 2) // 3, worded=True),
    DayPart("year and month", _year_month, lambda day: day.year * 12 + day.month, worded=True),
)

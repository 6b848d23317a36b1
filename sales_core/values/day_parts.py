"""Parts of a day as a column beside it says them: month, week, weekday, year, the whole day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sales_core.values.date_words import months_named, weekdays_named
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
        read: Gives it of the texts of a column; None where a text says no such thing.
        of: Gives it of a day.
        worded: Whether it is a word, which says it plainly; a number may be anything.
        spoken: How many different ones must be said, so that it is no chance.
        name: Key of the words that columns of it are called by; one of them says it plainly.
    """

    what: str
    read: Callable[[Sequence[str]], list[int | None]]
    of: Callable[[date], int]
    worded: bool
    spoken: int = 1
    name: str = ""


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.match(text) and 1 <= int(text) <= 31 else None


def _month_number(text: str) -> int | None:
    number = _number(text)
    return number if number and number <= 12 else None


def _each(read: Callable[[str], int | None]) -> Callable[[Sequence[str]], list[int | None]]:
    """Make the reader of a column of a reader of texts, none of which is long."""
    return lambda texts: [read(text.strip()) if len(text) <= _LONGEST else None for text in texts]


def _words(
    read: Callable[[Iterable[str]], list[int | None]],
) -> Callable[[Sequence[str]], list[int | None]]:
    return lambda texts: read(text if len(text) <= _LONGEST else "" for text in texts)


def _quarter(text: str) -> int | None:
    found = _QUARTER.match(text)
    return int(found[1]) if found else None


def _year_month(text: str) -> int | None:
    found = read_month(text)
    return found.year * 12 + found.month if found else None


def _year(text: str) -> int | None:
    return int(text) if _YEAR.match(text) else None


def _week(text: str) -> int | None:
    found = _WEEK.match(text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 53 else None


def _stamp(text: str) -> int | None:
    found = _STAMP.search(text)
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).toordinal() if found else None
    except ValueError:
        return None


STAMP = DayPart("the day", _each(_stamp), date.toordinal, worded=True)
"""A day inside of a number: 20250613-007."""

YEAR = DayPart("the year", _each(_year), lambda day: day.year, worded=True)

DAY_PARTS = (
    STAMP,
    DayPart(
        "the month", _words(months_named), lambda day: day.month, worded=True, name="month_names"
    ),
    DayPart(
        "the month",
        _each(_month_number),
        lambda day: day.month,
        worded=False,
        spoken=3,
        name="month_names",
    ),
    DayPart("the day of the month", _each(_number), lambda day: day.day, worded=False, spoken=3),
    DayPart("the day of the week", _words(weekdays_named), lambda day: day.weekday(), worded=True),
    DayPart(
        "the quarter",
        _each(_quarter),
        lambda day: (day.month + 2) // 3,
        worded=True,
        spoken=2,
        name="quarter_names",
    ),
    DayPart(
        "year and month", _each(_year_month), lambda day: day.year * 12 + day.month, worded=True
    ),
    DayPart(
        "the week",
        _each(_week),
        lambda day: day.isocalendar().week,
        worded=False,
        spoken=2,
        name="week_names",
    ),
    YEAR,
)


def day_text(day: date) -> str:
    """Write a day as people read it.

    Example:
        >>> day_text(date(2025, 3, 4))
        '4 March 2025'
    """
    return f"{day.day} {day:%B %Y}"

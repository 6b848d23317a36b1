"""Which calendars the years of a column can be counted in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sales_core.values.calendars import CALENDAR_NAMES, CALENDARS, Calendar
from sales_core.values.date_texts import date_text
from sales_core.values.dates import possible_dates, read_month

FAR_AHEAD = date(2050, 1, 1)
"""From here on a year of two digits is rather one of another calendar: 68 is 2568 in Thailand."""


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """What a column says in one calendar.

    Attributes:
        calendar: The calendar.
        texts: Distinct dates that are days in it.
        first: The first of its days, whatever their order of day and month.
        last: The last of its days.
    """

    calendar: Calendar
    texts: int
    first: date
    last: date

    @property
    def name(self) -> str:
        """The calendar as people call it."""
        return CALENDAR_NAMES[self.calendar]


def possible_calendars(texts: Iterable[str], language: str = "") -> tuple[CalendarReading, ...]:
    """Tell which calendars read most dates of a column.

    Args:
        texts: All distinct texts of the column; others than dates count for nothing.
        language: CLDR code of the language of its months, see ``month_languages``.

    Returns:
        Nothing where no text is a date. One entry where there is nothing to
        ask, which may be another calendar than the Gregorian: then it is to be
        told. Several where years of two digits leave it open, the Gregorian
        first; it is left open only where its days lie beyond ``FAR_AHEAD``.
    """
    dates = {_date_part(text) for text in texts}
    gregorian = _reading("gregorian", dates, language)
    if gregorian and gregorian.texts == len(dates) and gregorian.last < FAR_AHEAD:
        return (gregorian,)
    readings = [gregorian, *(_reading(name, dates, language) for name in CALENDARS[1:])]
    known = [reading for reading in readings if reading]
    most = max((reading.texts for reading in known), default=0)
    best = tuple(reading for reading in known if reading.texts == most)
    if best and best[0].calendar == "gregorian" and best[0].last < FAR_AHEAD:
        return best[:1]
    return best


def is_day(text: str) -> bool:
    """Tell whether a text is a day or a month of a year in some calendar and language.

    It may be told of columns what they look like; nothing is proved by it.
    """
    if possible_dates(text):
        return True
    parts = date_text(text)
    languages = ["", *(parts.month if parts else ())]
    return any(
        possible_dates(text, calendar, language) or read_month(text, calendar, language)
        for calendar in CALENDARS
        for language in languages
    )


def _date_part(text: str) -> str:
    """Leave out a time behind numbers: days are what a calendar counts."""
    text = text.strip()
    first = text.partition(" ")[0].partition("T")[0]
    return first if len(first) >= 8 and first[:1].isdecimal() and first[-1:].isdecimal() else text


def _reading(calendar: Calendar, texts: Iterable[str], language: str) -> CalendarReading | None:
    count, days = 0, set[date]()
    for text in texts:
        found = set(possible_dates(text, calendar, language).values())
        if not found and (month := read_month(text, calendar, language)):
            found = {month}
        count += bool(found)
        days |= found
    return CalendarReading(calendar, count, min(days), max(days)) if days else None

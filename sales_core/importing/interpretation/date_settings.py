"""What the years of a file are counted in, and what language its months are in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sales_core.importing.claims import Change, Choice, Matter
from sales_core.importing.files.table import Column
from sales_core.importing.plan import ImportPlan
from sales_core.values.calendars import Calendar
from sales_core.values.date_calendars import CalendarReading, possible_calendars
from sales_core.values.date_languages import MonthLanguage, month_languages

_MANY = 10_000
"""Distinct texts from which on the first ones tell the calendar; the others are read in it too."""


@dataclass(frozen=True)
class DateSetting:
    """How the years and months of a column are understood.

    Attributes:
        calendar: What its years are counted in; of several the first.
        language: The language of its months; "" where no word needs it.
        told: Why, where it is not what everybody expects.
        open: What its texts leave open.
    """

    calendar: Calendar
    language: str
    told: tuple[str, ...]
    open: tuple[Matter, ...]


def date_setting(column: Column) -> DateSetting:
    """Find the calendar and the language of the dates of a column over its texts."""
    languages = month_languages(column.texts)
    language = languages[0].language if languages else ""
    calendars = possible_calendars(column.texts[:_MANY], language)
    calendar = calendars[0].calendar if calendars else "gregorian"
    return DateSetting(
        calendar,
        language,
        tuple(_told(languages, calendars)),
        tuple(_open(languages, calendars)),
    )


def _told(
    languages: tuple[MonthLanguage, ...], calendars: tuple[CalendarReading, ...]
) -> Iterator[str]:
    if len(calendars) == 1 and calendars[0].calendar != "gregorian":
        found = calendars[0]
        yield (
            f"Attention: years are counted in the {found.name} calendar, as {found.texts:,} "
            f"distinct dates can only be; they are {found.first} to {found.last}."
        )
    if len(languages) == 1 and languages[0].language:
        only = languages[0]
        yield f"Months are in {only.name}, which knows all of them: {only.text} is {only.day}."


def _open(
    languages: tuple[MonthLanguage, ...], calendars: tuple[CalendarReading, ...]
) -> Iterator[Matter]:
    if len(calendars) > 1:
        days = "; ".join(f"{each.name}: {each.first} to {each.last}" for each in calendars)
        said = f"Years of two digits can be counted in more than one calendar. {days}."
        yield Matter(
            "calendar",
            "calendar",
            f"{said} Which is right?",
            tuple(Choice(each.calendar, _in(each.calendar), each.name) for each in calendars),
        )
    if len(languages) > 1:
        means = "; ".join(f"in {each.name} {each.day}" for each in languages)
        said = f"{languages[0].text} is another day in another language: {means}."
        yield Matter(
            "language",
            "language",
            f"{said} Which is right?",
            tuple(Choice(each.language, _spoken(each.language), each.name) for each in languages),
        )


def _in(calendar: Calendar) -> Change:
    def change(plan: ImportPlan) -> ImportPlan:
        return replace(plan, calendar=calendar)

    return change


def _spoken(language: str) -> Change:
    def change(plan: ImportPlan) -> ImportPlan:
        return replace(plan, language=language)

    return change

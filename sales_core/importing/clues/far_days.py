"""Days that can hardly be those of sales: far ahead, or in the other day count of spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from sales_core.importing.claims import Change, Choice, Matter, as_written, with_rules
from sales_core.importing.formats.declarations import RowRule
from sales_core.importing.plan import DayMend, ImportPlan
from sales_core.importing.rows.mends import COUNTS_APART, mended_day
from sales_core.importing.view import View
from sales_core.values.date_calendars import possible_calendars
from sales_core.values.dates import possible_dates, read_date

_AHEAD = 366
"""Days ahead of today from which on a sale is asked about."""

_PAST = 30 * 366
"""Days before today in which sales that are a century late may have been."""

_TEXTS = 200
"""Distinct days up to which their rows can be left out."""

_MANY = 50_000
_LEAST = 2
_SOME = 20
"""First texts of a column of which one must be a day."""


def claims(view: View) -> Iterator[Matter]:
    """Ask about days more than a year ahead of today, and about days that another column shifts."""
    if "date" not in view.at:
        return
    yield from _ahead(view)
    yield from _other_count(view)


def _ahead(view: View) -> Iterator[Matter]:
    today = view.around.today
    column = view.column("date")
    days = view.cells.days[view.sales]
    if today is None or column is None or len(days) == 0:
        return
    last = (today - date(1970, 1, 1)).days + _AHEAD
    if int(days.max()) <= last:
        return
    texts = {text: day for text in column.texts if (day := _day(text, view.plan))}
    late = {text: day for text, day in texts.items() if (day - today).days > _AHEAD}
    if not late or len(possible_calendars(column.texts[:_MANY], view.plan.language)) > 1:
        return  # where another calendar may be meant, that is asked
    count = int(np.count_nonzero(days > last))
    rows = "1 row" if count == 1 else f"{count:,} rows"
    text, day = max(late.items(), key=lambda pair: pair[1])
    choices = [Choice("as written", as_written, f"As written: {_said(day)}")]
    earlier = [mended_day(each, "century") for each in late.values()]
    if all(-_PAST <= (each - today).days <= _AHEAD for each in earlier):
        meant = mended_day(day, "century")
        choices.append(Choice("century", _with("century"), f"A century earlier: {_said(meant)}"))
    if len(late) <= _TEXTS:
        rule = RowRule((column.header,), "a day far in the future", never=tuple(late))
        choices.append(Choice("leave", with_rules([rule]), f"Leave these {rows} out"))
    yield Matter(
        f"damage:{column.header.strip()}:future",
        "damage",
        f"{rows} {'lies' if count == 1 else 'lie'} more than a year ahead of today, such as "
        f"{text.strip()} ({_said(day)}). Which day is meant?",
        tuple(choices),
        always=True,
    )


def _other_count(view: View) -> Iterator[Matter]:
    """Find a column of dates that is 1,462 days away in every row."""
    column = view.column("date")
    if column is None or len(column.texts) < _LEAST:
        return
    own = np.array([_ordinal(_day(text, view.plan)) for text in column.texts], np.int64)
    for place in view.free:
        other = view.table.columns[place]
        if not any(map(_certain, other.texts[:_SOME])):
            continue
        theirs = np.array([_ordinal(_certain(text)) for text in other.texts], np.int64)
        if np.count_nonzero(theirs) < _LEAST:
            continue
        apart = own[column.codes] - theirs[other.codes]
        known = (own[column.codes] > 0) & (theirs[other.codes] > 0)
        shifts = np.unique(apart[known])
        if len(shifts) != 1 or abs(int(shifts[0])) != COUNTS_APART:
            continue
        mend: DayMend = "1904-late" if shifts[0] > 0 else "1904-early"
        text = next(each for each in column.texts if _day(each, view.plan))
        day = _day(text, view.plan) or date.max
        yield Matter(
            f"damage:{column.header.strip()}:1904",
            "damage",
            f"{column.header.strip()!r} is in every row {COUNTS_APART:,} days away from "
            f"{other.header.strip()!r}: these days are counted from 1900 in some spreadsheets and "
            "from 1904 in others. Which day is meant?",
            (
                Choice("as written", as_written, f"As written: {_said(day)}"),
                Choice(
                    "shifted", _with(mend), f"As the other column: {_said(mended_day(day, mend))}"
                ),
            ),
        )
        return


def _with(mend: DayMend) -> Change:
    return lambda plan: replace(plan, day_mend=mend)


def _day(text: str, plan: ImportPlan) -> date | None:
    return read_date(text, plan.date_style)


def _certain(text: str) -> date | None:
    days = set(possible_dates(text).values())
    return next(iter(days)) if len(days) == 1 else read_date(text, "serial")


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

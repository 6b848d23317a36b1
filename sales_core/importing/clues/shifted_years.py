"""Days in years that another column contradicts: the other day count of spreadsheets, or a slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sales_core.importing.claims import Choice, Matter, Said, Told, as_written
from sales_core.importing.plan import DayMend, ImportPlan
from sales_core.importing.rows.mended_days import MendedDays, witness
from sales_core.importing.rows.mends import COUNTS_APART
from sales_core.importing.view import View
from sales_core.values.dates import read_date
from sales_core.values.day_parts import YEAR, day_text

_TEXTS = 20_000
"""Distinct texts up to which a column of days is compared with others."""

_MENDS: tuple[DayMend, ...] = ("1904-early", "1904-late")

_LEAST = 2
"""Rows that a column of years must contradict."""

_DECADE = 10
"""Years of which a slip makes some more or some less; cars and wines are of any year."""


def claims(view: View) -> Iterator[Said]:
    """Ask about days that other columns shift, and tell of years that they contradict."""
    column = view.column("date")
    if column is None or len(column.texts) > _TEXTS:
        return
    read = [read_date(text, view.plan.date_style) for text in column.texts]
    for mend in _MENDS:
        days = MendedDays(column, read, mend)
        if days.moved and (reason := witness(days, view.table, view.free)):
            yield _asked(days, reason)
            return
    yield from _told(view, MendedDays(column, read))


def _asked(days: MendedDays, reason: str) -> Matter:
    text, (day, meant) = next(iter(days.moved.items()))
    shown = text.strip()

    def shifted(plan: ImportPlan) -> ImportPlan:
        return replace(plan, day_mend=days.mend)

    return Matter(
        f"damage:{days.column.header.strip()}:1904",
        "damage",
        f"The days in {days.column.header.strip()!r} may be {COUNTS_APART:,} days off, which some "
        f"spreadsheets count from 1900 and others from 1904: {reason}. Which day is {shown}?",
        (
            Choice("as written", as_written, f"As written: {day_text(day)}"),
            Choice("shifted", shifted, f"As the other column says: {day_text(meant)}"),
        ),
    )


def _told(view: View, days: MendedDays) -> Iterator[Told]:
    """Tell of a column of years that is so many decades away in every row."""
    own = np.array([day.year if day else 0 for day in days.days], np.int64)[days.column.codes]
    for place in view.free:
        other = view.table.columns[place]
        said = YEAR.read(other.texts)
        if None in said:
            continue
        years = np.array(said, np.int64)[other.codes]
        rows = view.sales & (own > 0)
        apart = np.unique((years - own)[rows])
        if len(apart) == 1 and apart[0] and apart[0] % _DECADE == 0 and rows.sum() >= _LEAST:
            yield Told(
                f"Attention: {other.header.strip()!r} says years that are {abs(int(apart[0]))} "
                f"{'after' if apart[0] > 0 else 'before'} those in {days.column.header.strip()!r}, "
                "in every row. The days count as they are written there.",
                int(rows.sum()),
            )

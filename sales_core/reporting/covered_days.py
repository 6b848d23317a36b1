"""The calendar of the data: which days have sales, and what the others may mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, select

from sales_core.errors import PeriodTooLongError
from sales_core.reporting.daily import by_day
from sales_core.reporting.filters import Chosen
from sales_core.reporting.revenue import LONGEST_ANSWER
from sales_core.store.database import Database
from sales_core.store.schema import imports
from sales_core.values.periods import Period

DayState = Literal["sales", "zero", "closed", "missing"]
"""``sales``: has lines. ``missing``: has none, and no import covers it. ``closed``: covered
without lines, on a weekday that usually has none. ``zero``: covered without lines otherwise."""

WEEKS_AROUND = 13
"""How far a weekday's usual state is looked at, before and after a day."""

LEAST_WEEKDAYS = 4
"""Covered days of a weekday that are wanted to call it usually closed."""

_DAY = np.timedelta64(1, "D")

Flags = npt.NDArray[np.bool_]


def day_states(database: Database, period: Period) -> pd.DataFrame:
    """Tell of each day of a period whether it has sales, and if not, why that may be.

    Args:
        database: Where the lines are.
        period: The days to tell of.

    Returns:
        Grain: one row a day, ascending, without gaps. ``date`` (datetime64[s]), ``state``
        (str, a ``DayState``), ``revenue`` (int64 ten-thousandths).

    Raises:
        PeriodTooLongError: The period has more than ``LONGEST_ANSWER`` days.
    """
    if period.days > LONGEST_ANSWER:
        raise PeriodTooLongError("day", LONGEST_ANSWER)
    around = _widened(period, 7 * WEEKS_AROUND)
    with database.reading() as connection:
        days = by_day(connection, Chosen(around, (), (), ()))
        covered = covered_periods(connection, around)
    return states_of(days, covered, period)


def states_of(days: pd.DataFrame, covered: Sequence[Period], period: Period) -> pd.DataFrame:
    """Tell of each day of a period what state it is in; see ``day_states``.

    Args:
        days: The days that have lines, of the period and of 13 weeks before and after it.
            ``sale_date`` (datetime64[s]), ``revenue`` (int64 ten-thousandths).
        covered: First to last day of each import.
        period: The days to tell of.
    """
    margin = 7 * WEEKS_AROUND
    first = np.datetime64(period.start, "D") - margin * _DAY
    count = period.days + 2 * margin
    sold, known = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    revenue = np.zeros(count, np.int64)
    place = ((days["sale_date"].to_numpy().astype("M8[D]") - first) // _DAY).astype(np.int64)
    inside = (place >= 0) & (place < count)
    sold[place[inside]] = True
    revenue[place[inside]] = days["revenue"].to_numpy()[inside]
    for run in covered:
        start = int((np.datetime64(run.start, "D") - first) // _DAY)
        known[max(start, 0) : max(start + run.days, 0)] = True
    within = slice(margin, margin + period.days)
    closed = _usually_closed(known, known & ~sold)
    states = np.select(
        [sold[within], ~known[within], closed], ["sales", "missing", "closed"], "zero"
    )
    dates = (first + np.arange(count) * _DAY)[within]
    return pd.DataFrame(
        {
            "date": dates.astype("M8[s]"),
            "state": pd.array(states.tolist(), "str"),
            "revenue": revenue[within],
        }
    )


def gaps(states: pd.DataFrame) -> tuple[Period, ...]:
    """Give the longest runs of days that no import covers, ascending.

    Args:
        states: As ``day_states`` gives them.
    """
    missing = states.loc[states["state"] == "missing", "date"].dt.date.tolist()
    runs: list[Period] = []
    for day in missing:
        if runs and day - runs[-1].end == timedelta(days=1):
            runs[-1] = Period(runs[-1].start, day)
        else:
            runs.append(Period(day, day))
    return tuple(runs)


def states_of_buckets(periods: pd.DataFrame, states: pd.DataFrame) -> list[DayState]:
    """Tell of each bucket whether it has lines, and if not, why that may be.

    A bucket without lines is ``missing`` if no import covers any of its days, ``zero`` if it
    has a day on which lines were to be expected, else ``closed``.

    Args:
        periods: Grain: one row a bucket. ``start``, ``end`` (date), ``lines`` (int64).
        states: Of all days from the first bucket to the last, as ``day_states`` gives them.
    """
    first = periods["start"].iloc[0] if len(periods) else None
    days = states["state"].tolist()
    found: list[DayState] = []
    for start, end, lines in periods[["start", "end", "lines"]].itertuples(index=False):
        there = set(days[(start - first).days : (end - first).days + 1])
        if lines:
            found.append("sales")
        elif there == {"missing"}:
            found.append("missing")
        else:
            found.append("zero" if "zero" in there else "closed")
    return found


def _usually_closed(known: Flags, empty: Flags) -> Flags:
    """Tell of each day whether its weekday usually has no lines, in the 26 weeks around it.

    Four of five covered days of the weekday, the day itself among them, are without lines.

    Args:
        known: Whether an import covers the day; with 13 weeks on both sides of those asked for.
        empty: Whether it is covered and has no lines.
    """
    count = len(known) - 14 * WEEKS_AROUND
    covered, without = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for start in range(0, 14 * WEEKS_AROUND + 1, 7):
        covered += known[start : start + count]
        without += empty[start : start + count]
    return (covered >= LEAST_WEEKDAYS) & (5 * without >= 4 * covered)


def covered_periods(connection: Connection, around: Period) -> list[Period]:
    """Give first and last day of each active import that touches a period."""
    query = select(imports.c.first_date, imports.c.last_date).where(
        imports.c.undone_at.is_(None),
        imports.c.first_date <= around.end,
        imports.c.last_date >= around.start,
    )
    return [Period(first, last) for first, last in connection.execute(query)]


def _widened(period: Period, days: int) -> Period:
    first = max(period.start.toordinal() - days, 1)
    last = min(period.end.toordinal() + days, date.max.toordinal())
    return Period(date.fromordinal(first), date.fromordinal(last))

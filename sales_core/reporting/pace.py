"""The month so far: what it came to, the same days of the month before, and what it heads for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

import numpy as np
import pandas as pd

from sales_core.reporting.covered_days import covered_periods
from sales_core.reporting.daily import by_day
from sales_core.reporting.filters import Filters, choose, data_range
from sales_core.reporting.pace_model import Flags, expect, missing_days, rounded
from sales_core.reporting.weekday_model import HALF_YEAR
from sales_core.store.database import Database
from sales_core.values.arrays import Ints
from sales_core.values.money import amount_decimal
from sales_core.values.periods import Period, add_months, bucket_start, month_end

LOOK_BACK = 2 * HALF_YEAR
"""Days before the last one that are looked at: half a year of tries, and what each goes by."""


@dataclass(frozen=True)
class Heading:
    """What a month is heading for, rounded to what can be known (ten-thousandths).

    Attributes:
        revenue: About what it will come to; the days so far are in it exactly.
        low: Four of five such estimates of the past half year lay above as low an end.
        high: And below as high an end.
        tries: How many estimates of the past the range is made of.
    """

    revenue: int
    low: int
    high: int
    tries: int


@dataclass(frozen=True)
class Pace:
    """The month of the last day of data (ten-thousandths, exact but for the heading).

    Attributes:
        month: All of its days.
        so_far: Its days up to the last one of data.
        revenue: What they came to.
        before: The same days of the month before; all of it where this month is over.
        revenue_before: What those came to; None where the data does not reach back so far.
        heading: What the month is heading for; None where that cannot be said.
        why: Why not, in a sentence; "" where it can.
    """

    month: Period
    so_far: Period
    revenue: int
    before: Period
    revenue_before: int | None
    heading: Heading | None
    why: str

    @property
    def days_left(self) -> int:
        """How many days of the month are still to come."""
        return self.month.days - self.so_far.days


Outlook = Literal["reached", "missed", "likely", "unlikely", "open", "unknown"]
"""``open``: the goal lies within the range. ``unknown``: nothing can be said of the month."""


@dataclass(frozen=True)
class Reached:
    """How far the goal of a month is reached.

    Attributes:
        percent: Of the goal, rounded down; negative where more was paid back than sold.
        missing: The amount that is missing; 0 where it is reached.
        outlook: Whether the month is heading for it.
    """

    percent: int
    missing: Decimal
    outlook: Outlook

    @property
    def part(self) -> float:
        """The part of the goal that is reached, to draw: from 0 to 1."""
        return min(max(self.percent, 0), 100) / 100


def goal_reached(found: Pace, goal: Decimal) -> Reached:
    """Tell how far a goal above 0 is reached.

    Args:
        found: The month so far.
        goal: The revenue that is hoped for, in the currency of the database.
    """
    so_far = amount_decimal(found.revenue)
    missing = max(goal - so_far, Decimal(0))
    percent = math.floor(so_far * 100 / goal)
    return Reached(percent, missing, _outlook(found, goal, missing))


def _outlook(found: Pace, goal: Decimal, missing: Decimal) -> Outlook:
    if not missing:
        return "reached"
    if not found.days_left:
        return "missed"
    if found.heading is None:
        return "unknown"
    if amount_decimal(found.heading.low) >= goal:
        return "likely"
    return "unlikely" if amount_decimal(found.heading.high) < goal else "open"


def pace(database: Database, filters: Filters) -> Pace | None:
    """Tell how the month of the last day of data is doing; None without data.

    Args:
        database: Where the lines are.
        filters: The names it is about; its period does not matter.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        known = data_range(connection)
        if known is None:
            return None
        chosen = choose(connection, replace(filters, start=None, end=None))
        start = max(known.start, known.end - timedelta(days=LOOK_BACK))
        looked_at = Period(start, known.end)
        days = by_day(connection, replace(chosen, period=looked_at))
        covered = covered_periods(connection, looked_at)
    return pace_of(days, covered, known)


def pace_of(days: pd.DataFrame, covered: Sequence[Period], known: Period) -> Pace:
    """Tell how the month of the last day of data is doing; see ``pace``.

    Args:
        days: Grain: one row a day with lines, ascending, of at least the last ``LOOK_BACK``
            days. ``sale_date`` (datetime64[s]), ``revenue`` (int64 ten-thousandths).
        covered: First to last day of each import.
        known: First to last day of data.
    """
    month = Period(bucket_start(known.end, "month"), month_end(known.end))
    so_far = Period(month.start, known.end)
    before = _same_days_before(so_far)
    first = max(known.start, known.end - timedelta(days=LOOK_BACK))
    revenue, there = _without_gaps(days, covered, Period(first, known.end))
    left = month.days - so_far.days
    heading, why = _heading(revenue, there, so_far.days, left)
    if heading and so_far.start < known.start:
        heading, why = None, f"The data begins within the month, on {known.start}."
    return Pace(
        month,
        so_far,
        _sum(days, so_far),
        before,
        _sum(days, before) if before.start >= known.start else None,
        heading,
        why,
    )


def _heading(revenue: Ints, there: Flags, gone: int, left: int) -> tuple[Heading | None, str]:
    """Give what the month is heading for, or why that cannot be said."""
    if not left:
        return None, "The month is over."
    since = max(len(revenue) - gone, 0)
    if missing := missing_days(revenue, there, since):
        days = "1 day" if missing == 1 else f"{missing} days"
        return None, f"{days} of the month so far {'is' if missing == 1 else 'are'} not imported."
    found = expect(revenue, there, left)
    if found is None:
        return None, "Too little before it to estimate the whole month."
    so_far = int(revenue[since:].sum())
    width = found.high - found.low
    return (
        Heading(
            rounded(so_far + found.expected, width),
            rounded(so_far + found.low, width, up=False),
            rounded(so_far + found.high, width, up=True),
            found.tries,
        ),
        "",
    )


def _same_days_before(so_far: Period) -> Period:
    """Give the same days of the month before; all of it beside a whole month."""
    start, end = add_months(so_far.start, -1), add_months(so_far.end, -1)
    return Period(start, month_end(end) if so_far.end == month_end(so_far.end) else end)


def _without_gaps(
    days: pd.DataFrame, covered: Sequence[Period], period: Period
) -> tuple[Ints, Flags]:
    """Give the revenue of every day of a period, and whether the day is known."""
    revenue, there = np.zeros(period.days, np.int64), np.zeros(period.days, np.bool_)
    places = _places(days, period.start)
    inside = (places >= 0) & (places < period.days)
    revenue[places[inside]] = days["revenue"].to_numpy()[inside]
    there[places[inside]] = True
    for run in covered:
        start, end = (day.toordinal() - period.start.toordinal() for day in (run.start, run.end))
        there[max(start, 0) : max(end + 1, 0)] = True
    return revenue, there


def _sum(days: pd.DataFrame, period: Period) -> int:
    places = _places(days, period.start)
    return int(days["revenue"].to_numpy()[(places >= 0) & (places < period.days)].sum())


def _places(days: pd.DataFrame, first: date) -> Ints:
    dates = days["sale_date"].to_numpy().astype("M8[D]")
    places: Ints = (dates - np.datetime64(first, "D")).astype(np.int64)
    return places

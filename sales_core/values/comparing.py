"""Which days a period is compared with, and which of those stand beside which of its own.

To-date periods compare like for like: 1 to 17 April with 1 to 17 March, not
with all of March. A year ago means the same weekdays by default, 52 weeks
back, because a Saturday sells like a Saturday (Plausible does the same). A single
day is compared with what its weekday usually brings.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, get_args

from sales_core.values.periods import Grain, Period, add_months, bucket_start, month_end

Comparison = Literal[
    "none",
    "usual weekday",
    "previous period",
    "previous year",
    "previous year, same dates",
    "other days",
]

COMPARISONS: tuple[Comparison, ...] = get_args(Comparison)

ONE_DAY = timedelta(days=1)

WEEKS_OF_A_YEAR = timedelta(weeks=52)
_TO_DATE: tuple[tuple[Grain, int], ...] = (("month", 1), ("quarter", 3), ("year", 12))
"""Months of a begun month, quarter or year; the shortest that fits counts."""


def stepped(period: Period, steps: int, week_start: int = 0) -> Period:
    """Give the period that lies some steps of its own length later (or earlier, below zero).

    Whole months step by months, a month, quarter or year to date by a month, quarter
    or year and stays as long; whole or begun weeks step by weeks, anything else by
    its number of days.

    Raises:
        OverflowError: There are no such days.

    Example:
        >>> stepped(Period(date(2025, 4, 1), date(2025, 4, 17)), -1)
        Period(start=datetime.date(2025, 3, 1), end=datetime.date(2025, 3, 17))
        >>> stepped(Period(date(2024, 2, 1), date(2024, 2, 29)), 1)
        Period(start=datetime.date(2024, 3, 1), end=datetime.date(2024, 3, 31))
    """
    months = _months_of(period, week_start)
    try:
        if months:
            return _stepped_by_months(period, months * steps)
        week = bucket_start(period.start, "week", week_start) == period.start and period.days <= 7
        days = timedelta(days=7 if week and period.days > 1 else period.days)
        return Period(period.start + days * steps, period.end + days * steps)
    except ValueError as fault:  # a year before the first or after the last
        raise OverflowError from fault


def offered_for(period: Period) -> tuple[Comparison, ...]:
    """Give what a period can be compared with, the usual choice first."""
    usual: tuple[Comparison, ...] = ("usual weekday",) if period.days == 1 else ()
    return (*usual, *COMPARISONS[2:], "none")


def text_of_comparison(comparison: Comparison) -> str:
    """Give the text that stands for a comparison in an address.

    Example:
        >>> text_of_comparison("previous year, same dates")
        'previous-year-same-dates'
    """
    return comparison.replace(",", "").replace(" ", "-")


def compared_with(
    period: Period, comparison: Comparison, week_start: int = 0, other: Period | None = None
) -> Period | None:
    """Give the days that a period is compared with; None where there are no such days.

    What a weekday usually brings is no sum of days: see ``reporting.usual``.

    Args:
        period: What is looked at.
        comparison: With what.
        week_start: 0 for Monday to 6 for Sunday.
        other: The days of the comparison with other days.
    """
    try:
        if comparison == "previous period":
            return stepped(period, -1, week_start)
        if comparison == "previous year" and period.days <= WEEKS_OF_A_YEAR.days:
            return Period(period.start - WEEKS_OF_A_YEAR, period.end - WEEKS_OF_A_YEAR)
        if comparison.startswith("previous year"):
            return _years_before(period)
    except (OverflowError, ValueError):
        return None
    return other if comparison == "other days" else None


def beside(
    tiles: Sequence[Period], period: Period, before: Period, others: Sequence[Period]
) -> list[Period | None]:
    """Give for each bucket of a period the days of the comparison that stand beside it.

    Calendar buckets stand beside calendar buckets where there are as many and both
    begin on the same day of a month. Where the comparison has the same dates of another
    year, each day stands beside its date, 29 February with the 28th. Otherwise all days
    are moved by the same number of days. None where the comparison has none.

    Args:
        tiles: Buckets of the period.
        period: What is looked at.
        before: What it is compared with.
        others: Buckets of the comparison, of the same grain.
    """
    monthly = tiles[0].start.day == others[0].start.day and len(tiles) == len(others)
    if monthly and any(tile.days > 7 for tile in tiles):
        return list(others)
    years = _years_between(period, before)
    if years:
        found = [_same_dates(tile, years) for tile in tiles]
        found[0] = Period(before.start, found[0].end)
        return [_within(one.start, one.end, before) for one in found]
    shift = period.start - before.start
    return [_within(tile.start - shift, tile.end - shift, before) for tile in tiles]


def _months_of(period: Period, week_start: int) -> int:
    """Give how many months the period steps by; 0 where it steps by days."""
    start, end = period.start, period.end
    whole_week = period.days == 7 and bucket_start(start, "week", week_start) == start
    if start.day != 1 or whole_week or period.days == 1:
        return 0
    if end == month_end(end):
        return (end.year - start.year) * 12 + end.month - start.month + 1
    return next((months for grain, months in _TO_DATE if bucket_start(end, grain) == start), 0)


def _stepped_by_months(period: Period, months: int) -> Period:
    start, end = add_months(period.start, months), add_months(period.end, months)
    if period.end == month_end(period.end):
        end = month_end(end)
    return Period(start, end)


def _years_before(period: Period) -> Period:
    """Give the same dates so many years earlier that none of them is in the period itself."""
    years = 1
    while add_months(period.end, -12 * years) >= period.start:
        years += 1
    return _stepped_by_months(period, -12 * years)


def _years_between(period: Period, before: Period) -> int:
    """Give how many years earlier (later, below zero) the same dates are; 0 for other dates."""
    years = period.start.year - before.start.year
    return years if years and _stepped_by_months(period, -12 * years) == before else 0


def _same_dates(tile: Period, years: int) -> Period:
    """Give the same dates some years earlier.

    A 29 February of the comparison alone counts to the 28th. One of the period alone stands
    beside the 28th as a day; a longer bucket that begins with it begins there in March.
    """
    start, end = add_months(tile.start, -12 * years), add_months(tile.end, -12 * years)
    if tile.days > 1 and start.day < tile.start.day:
        start += ONE_DAY
    return Period(start, month_end(end) if tile.end == month_end(tile.end) else end)


def _within(start: date, end: date, limits: Period) -> Period | None:
    first, last = max(start, limits.start), min(end, limits.end)
    return Period(first, last) if first <= last else None

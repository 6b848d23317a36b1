"""Periods and grains. A period is first day to last day, both included, everywhere."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Grain = Literal["day", "week", "month", "quarter", "year"]

GRAINS: tuple[Grain, ...] = get_args(Grain)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class PeriodReversedError(ValueError):
    """The first day of a period is after its last day."""

    def __init__(self, start: date, end: date) -> None:
        super().__init__(
            f"The period starts on {start} and ends before that, on {end}. Exchange the two days."
        )


@dataclass(frozen=True, slots=True)
class Period:
    """First day to last day, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise PeriodReversedError(self.start, self.end)

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.end - self.start).days + 1


def bucket_start(day: date, grain: Grain, week_start: int = 0) -> date:
    """Give the first day of the day's week, month, quarter or year.

    Args:
        day: Any day.
        grain: The length of the bucket.
        week_start: 0 for Monday to 6 for Sunday.
    """
    if grain == "day":
        return day
    if grain == "week":
        back = (day.weekday() - week_start) % 7
        return day - timedelta(days=min(back, day.toordinal() - 1))
    if grain == "month":
        return day.replace(day=1)
    if grain == "quarter":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1)


def bucket_after(start: date, grain: Grain) -> date:
    """Give the first day of the bucket after the one that starts here."""
    if grain in ("day", "week"):
        return start + timedelta(days=1 if grain == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, 1)


def add_months(day: date, months: int) -> date:
    """Give the same day some months later; the last day of that month where it has no such day.

    Example:
        >>> add_months(date(2024, 3, 31), -1), add_months(date(2024, 2, 29), 12)
        (datetime.date(2024, 2, 29), datetime.date(2025, 2, 28))
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """Give the last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def buckets(period: Period, grain: Grain, week_start: int = 0) -> Iterator[Period]:
    """Tile a period without gap or overlap; the first and last bucket may be cut short."""
    first = period.start
    while first <= period.end:
        last = min(_bucket_end(first, grain, week_start), period.end)
        yield Period(first, last)
        if last == date.max:
            return
        first = last + timedelta(days=1)


def bucket_ends(period: Period, grain: Grain, week_start: int = 0) -> tuple[list[date], list[date]]:
    """Give the first days and the last days of the buckets of a period; see ``buckets``."""
    if grain == "day":
        span = range(period.start.toordinal(), period.end.toordinal() + 1)
        days = [date.fromordinal(number) for number in span]
        return days, days
    tiles = list(buckets(period, grain, week_start))
    return [tile.start for tile in tiles], [tile.end for tile in tiles]


def whole_bucket(day: date, grain: Grain, week_start: int = 0) -> Period:
    """Give the whole day, week, month, quarter or year that a day belongs to."""
    return Period(bucket_start(day, grain, week_start), _bucket_end(day, grain, week_start))


def _bucket_end(day: date, grain: Grain, week_start: int) -> date:
    """Give the last day of the day's bucket, or the last day there is."""
    try:
        return bucket_after(bucket_start(day, grain, week_start), grain) - timedelta(days=1)
    except (OverflowError, ValueError):
        return date.max

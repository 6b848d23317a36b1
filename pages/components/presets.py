"""Periods with a name, counted back from the last day of data, and the grain that suits a length.

"Last 7 days" are the last seven days *of the data*: yesterday's export read
next month still says what it said.
"""

from __future__ import annotations

from datetime import timedelta

from sales_core.values.periods import Grain, Period, bucket_after, bucket_start

ALL = "All"

PRESETS = (
    ALL,
    "Last 7 days",
    "Last 30 days",
    "This month",
    "Last month",
    "This year",
    "Last year",
)
"""In the order they are offered."""

_LONGEST: tuple[tuple[int, Grain], ...] = ((62, "day"), (200, "week"), (1100, "month"))
"""Up to how many days a grain is easy to read; beyond all of them: by quarter, then by year."""


def preset_period(name: str, data: Period) -> Period:
    """Give the days of a preset.

    Args:
        name: One of ``PRESETS``.
        data: First to last day of data.

    Example:
        >>> from datetime import date
        >>> data = Period(date(2024, 5, 3), date(2025, 3, 14))
        >>> preset_period("Last month", data)
        Period(start=datetime.date(2025, 2, 1), end=datetime.date(2025, 2, 28))
    """
    last = data.end
    if name in ("Last 7 days", "Last 30 days"):
        return Period(last - timedelta(days=6 if "7" in name else 29), last)
    if name in ("This month", "Last month", "This year", "Last year"):
        grain: Grain = "month" if name.endswith("month") else "year"
        start = bucket_start(last, grain)
        if name.startswith("This"):
            return Period(start, last)
        before = start - timedelta(days=1)
        return Period(bucket_start(before, grain), before)
    return data


def preset_of(period: Period, data: Period) -> str | None:
    """Give the first preset that means these days; None where none does."""
    return next((name for name in PRESETS if preset_period(name, data) == period), None)


def suitable_grain(period: Period) -> Grain:
    """Give the grain in which a period of this length is easy to read.

    Example:
        >>> from datetime import date
        >>> suitable_grain(Period(date(2025, 3, 1), date(2025, 4, 17)))
        'day'
    """
    for longest, grain in _LONGEST:
        if period.days <= longest:
            return grain
    years = bucket_after(bucket_start(period.end, "year"), "year").year - period.start.year
    return "quarter" if years <= 12 else "year"

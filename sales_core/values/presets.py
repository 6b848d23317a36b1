"""Periods with a name, counted back from the last day of data, and the grain that suits a length.

"Last 7 days" are the last seven days *of the data*, and "Last month" is the last month that the
data reached the end of: yesterday's export read next month still says what it said.
"""

from __future__ import annotations

from datetime import timedelta

from sales_core.values.periods import (
    Grain,
    Period,
    add_months,
    bucket_after,
    bucket_start,
    whole_bucket,
)

ALL = "All"

FIRST: tuple[str, ...] = (
    "Latest day",
    "Last 7 days",
    "Last 30 days",
    "Last 90 days",
    "Month to date",
    "Last month",
    "Year to date",
    "Last 12 months",
    ALL,
)
"""Names of the periods that are asked for most, in the order they are offered."""

MORE: tuple[str, ...] = (
    "Day before",
    "Week to date",
    "Last week",
    "Quarter to date",
    "Last quarter",
    "Last year",
    "Last 14 days",
    "Last 28 days",
    "Last 91 days",
    "Last 365 days",
    "Last 6 months",
)
"""Names of the others."""

NAMES: tuple[str, ...] = (*FIRST, *MORE)

_LONGEST: tuple[tuple[int, Grain], ...] = ((62, "day"), (200, "week"), (1100, "month"))
"""Up to how many days a grain is easy to read; beyond all of them: by quarter, then by year."""

_GRAINS: dict[str, Grain] = {
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}


def preset_period(name: str, data: Period, week_start: int = 0) -> Period:
    """Give the days of a preset.

    A week, month, quarter or year that is over is the last one whose last day the data
    reached. Months without a day are counted back from the last day: the last 6 months
    end with it.

    Args:
        name: One of ``NAMES``.
        data: First to last day of data.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.

    Example:
        >>> from datetime import date
        >>> data = Period(date(2024, 5, 3), date(2025, 3, 14))
        >>> preset_period("Last month", data)
        Period(start=datetime.date(2025, 2, 1), end=datetime.date(2025, 2, 28))
        >>> preset_period("Last month", Period(date(2024, 5, 3), date(2025, 3, 31)))
        Period(start=datetime.date(2025, 3, 1), end=datetime.date(2025, 3, 31))
        >>> preset_period("Quarter to date", data)
        Period(start=datetime.date(2025, 1, 1), end=datetime.date(2025, 3, 14))
    """
    last = data.end
    words = name.lower().split()
    if name == ALL:
        return data
    if name in ("Latest day", "Day before"):
        day = last - timedelta(days=name == "Day before")
        return Period(day, day)
    if words[-1] == "days":
        return Period(last - timedelta(days=int(words[1]) - 1), last)
    if words[-1] == "months":
        return Period(add_months(last, -int(words[1])) + timedelta(days=1), last)
    if words[-1] == "date":
        return Period(bucket_start(last, _GRAINS[words[0]], week_start), last)
    grain = _GRAINS[words[-1]]
    whole = whole_bucket(last, grain, week_start)
    return whole if whole.end == last else whole_bucket(whole.start - _DAY, grain, week_start)


_DAY = timedelta(days=1)


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

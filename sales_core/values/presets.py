"""Periods with a name, counted back from the last day of data, and the grain that suits a length.

"Last 7 days" are the last seven days *of the data*: yesterday's export read
next month still says what it said. Names as in WooCommerce, lengths as in
Plausible: 28 and 91 days hold whole weeks.
"""

from __future__ import annotations

from datetime import timedelta

from sales_core.values.periods import Grain, Period, add_months, bucket_after, bucket_start

ALL = "All"

PRESETS: dict[str, tuple[str, ...]] = {
    "Day": ("Today", "Yesterday"),
    "To date": ("Week to date", "Month to date", "Quarter to date", "Year to date"),
    "Whole": ("Last week", "Last month", "Last quarter", "Last year"),
    "Days": tuple(f"Last {days} days" for days in (7, 14, 28, 30, 90, 91, 365)),
    "Months": ("Last 6 months", "Last 12 months"),
    "": (ALL,),
}
"""Names of periods in the order they are offered, by what they have in common."""

NAMES: tuple[str, ...] = tuple(name for names in PRESETS.values() for name in names)

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

    "Today" is the last day of data. Months without a day are counted back from the
    last day: the last 6 months end with it.

    Args:
        name: One of ``NAMES``.
        data: First to last day of data.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.

    Example:
        >>> from datetime import date
        >>> data = Period(date(2024, 5, 3), date(2025, 3, 14))
        >>> preset_period("Last month", data)
        Period(start=datetime.date(2025, 2, 1), end=datetime.date(2025, 2, 28))
        >>> preset_period("Quarter to date", data)
        Period(start=datetime.date(2025, 1, 1), end=datetime.date(2025, 3, 14))
    """
    last = data.end
    words = name.lower().split()
    if name == ALL:
        return data
    if name in ("Today", "Yesterday"):
        day = last - timedelta(days=name == "Yesterday")
        return Period(day, day)
    if words[-1] == "days":
        return Period(last - timedelta(days=int(words[1]) - 1), last)
    if words[-1] == "months":
        return Period(add_months(last, -int(words[1])) + timedelta(days=1), last)
    if words[-1] == "date":
        return Period(bucket_start(last, _GRAINS[words[0]], week_start), last)
    grain = _GRAINS[words[-1]]
    before = bucket_start(last, grain, week_start) - timedelta(days=1)
    return Period(bucket_start(before, grain, week_start), before)


def preset_of(period: Period, data: Period, week_start: int = 0) -> str | None:
    """Give a preset that means these days, the whole of the data first; None where none does."""
    names = (ALL, *NAMES)
    return next((name for name in names if preset_period(name, data, week_start) == period), None)


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

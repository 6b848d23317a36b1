"""What a weekday usually brings: the median of each figure on the same weekdays before a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

import pandas as pd

from sales_core.reporting.daily import by_day
from sales_core.reporting.figures import SUMMED, Figures, figures_of
from sales_core.reporting.filters import Filters, choose
from sales_core.reporting.usual import LEAST, MOST
from sales_core.store.database import Database

_FIGURES = (
    "revenue",
    "gross_sales",
    "refunds",
    "orders",
    "units",
    "lines",
    "average_order_value",
)


@dataclass(frozen=True)
class UsualWeekday:
    """What the same weekday brought on the days before a day.

    Attributes:
        figures: The median of each figure by itself, so that they need not add up; the lower
            of the two in the middle of an even number. Orders are None where those of a day
            are not known.
        days: The days it is the median of, ascending.
    """

    figures: Figures
    days: tuple[date, ...]


def usual_weekday(database: Database, filters: Filters, day: date) -> UsualWeekday | None:
    """Tell what a weekday usually brings; None where there are fewer than ``LEAST`` of them.

    Args:
        database: Where the lines are.
        filters: The names it is about; its period does not matter.
        day: The day it is compared with; only days before it count, without those that have
            no lines, ``MOST`` weeks back at most.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    first = date.fromordinal(max(day.toordinal() - 7 * MOST, 1))
    with database.reading() as connection:
        chosen = choose(connection, replace(filters, start=first, end=day - timedelta(days=1)))
        days = by_day(connection, chosen)
    return median_day(days[days["sale_date"].dt.day_of_week == day.weekday()])


def median_day(days: pd.DataFrame) -> UsualWeekday | None:
    """Give the median of each figure over some days; None for too few of them.

    Args:
        days: As ``daily.by_day`` gives them.
    """
    if len(days) < LEAST:
        return None
    each = [
        figures_of({name: int(row[name]) for name in SUMMED}) for row in days.to_dict("records")
    ]
    known = {name: _median([getattr(one, name) for one in each]) for name in _FIGURES}
    unnumbered = sum(one.unnumbered for one in each)
    figures = Figures(**cast("Any", known), unnumbered=unnumbered)
    return UsualWeekday(figures, tuple(days["sale_date"].dt.date))


def _median(values: list[Decimal | int | None]) -> Decimal | int | None:
    """Give the median; None where one is not known."""
    there = [value for value in values if value is not None]
    return sorted(there)[(len(there) - 1) // 2] if len(there) == len(values) else None

"""The days of the last weeks, asked once for all cards, and drawn small."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from components import store
from components.charts.sparkline import show_sparkline
from components.text import day_text, period_text
from sales_core.reporting.filters import Filters
from sales_core.values.money import AMOUNT_SCALE
from sales_core.values.periods import Period

LOOK_BACK = timedelta(days=9 * 7)
"""How far back anything counts as usual: eight weeks before the latest."""


def recent_days(data: Period) -> pd.DataFrame:
    """Give the days of the last weeks that have lines (``daily.by_day``).

    Args:
        data: First to last day of data.
    """
    return store.daily(Filters(max(data.start, data.end - LOOK_BACK), data.end))


def show_days(days: pd.DataFrame, span: Period, what: str) -> None:
    """Draw a bar for each day of a span; nothing for a single one.

    Args:
        days: As ``recent_days`` gives them.
        span: The days in question.
        what: What they are called.
    """
    if span.days < 2:
        return
    found = dict(zip(days["sale_date"].dt.date, days["revenue"].tolist(), strict=True))
    dates = [span.start + timedelta(days=at) for at in range(span.days)]
    course = [found.get(day, 0) / AMOUNT_SCALE for day in dates]
    most, least = (day_text(dates[course.index(find(course))]) for find in (max, min))
    shown = period_text(span.start, span.end)
    alt = f"Revenue by day, {what}, {shown}: highest {most}, lowest {least}."
    show_sparkline(course, "bars", alt=alt)

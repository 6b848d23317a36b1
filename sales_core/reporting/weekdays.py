"""The pattern of the week: what a Monday, a Tuesday, ... brings on average."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sales_core.reporting.figures import known
from sales_core.values.money import divided
from sales_core.values.periods import WEEKDAYS

_SUMS = ("orders", "revenue", "unnumbered")


def weekday_pattern(days: pd.DataFrame, week_start: int = 0) -> pd.DataFrame:
    """Average the revenue of each weekday over the days that have lines.

    A day on which the shop was closed does not lower the average of its weekday.

    Args:
        days: Grain: one row a day with lines. ``sale_date`` (datetime64[s]), ``revenue``
            (int64 ten-thousandths), ``orders``, ``unnumbered`` (int64).
        week_start: 0 for Monday to 6 for Sunday; the first row.

    Returns:
        Grain: one row a weekday, seven of them. ``weekday`` (str), ``days``
        (int64), ``orders`` (Int64: NA where not known), ``revenue`` (int64
        ten-thousandths), ``average`` (Int64 ten-thousandths a day, half to even; NA without
        days).
    """
    numbers = days["sale_date"].dt.day_of_week.to_numpy()
    order = [(week_start + offset) % 7 for offset in range(7)]
    sums = {name: np.zeros(7, np.int64) for name in ("days", *_SUMS)}
    np.add.at(sums["days"], numbers, 1)
    for name in _SUMS:
        np.add.at(sums[name], numbers, days[name].to_numpy())
    average = [
        divided(int(revenue), int(count)) if count else None
        for revenue, count in zip(sums["revenue"], sums["days"], strict=True)
    ]
    frame = pd.DataFrame(
        {"weekday": pd.array(list(WEEKDAYS), "str"), **sums, "average": pd.array(average, "Int64")}
    )
    return known(frame).iloc[order].reset_index(drop=True)

"""What is usual for a span of days: the median of the same span in the weeks before.

A day is compared with the same weekday, a week with weeks and a month with months, always
counted back in whole spans, so that nothing overlaps and weekdays stand beside weekdays
where the span is a day or whole weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from sales_core.values.periods import Period

LEAST = 3
"""With fewer earlier spans nothing is called usual."""

MOST = 8
"""Earlier spans that are looked at."""


@dataclass(frozen=True)
class Usual:
    """What earlier spans came to (ten-thousandths).

    Attributes:
        revenue: The median; the lower of the two in the middle of an even number.
        spans: How many spans it is the median of.
    """

    revenue: int
    spans: int


def usual_revenue(days: pd.DataFrame, span: Period, known: Period) -> Usual | None:
    """Tell what a span of days usually brings; None where too little is known.

    A span without any lines is left out: the shop was closed, or nothing was imported.

    Args:
        days: Grain: one row a day with lines, ascending. ``sale_date`` (datetime64[s]),
            ``revenue`` (int64 ten-thousandths).
        span: The days in question, both included.
        known: First to last day of data.
    """
    step = timedelta(days=7 if span.days == 1 else span.days)
    dates = days["sale_date"].to_numpy().astype("M8[D]")
    running = np.concatenate([[0], np.cumsum(days["revenue"].to_numpy())])
    sums: list[int] = []
    for back in range(1, MOST + 1):
        start, end = span.start - back * step, span.end - back * step
        if start < known.start:
            break
        first = int(np.searchsorted(dates, np.datetime64(start), "left"))
        after = int(np.searchsorted(dates, np.datetime64(end), "right"))
        if after > first:
            sums.append(int(running[after] - running[first]))
    if len(sums) < LEAST:
        return None
    return Usual(sorted(sums)[(len(sums) - 1) // 2], len(sums))

"""What the chart of revenue draws: floats for the drawing, exact text for everything to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from statistics import fmean
from typing import Any, Literal

import pandas as pd
import pyarrow as pa

from components.money import aligned, change_text, count_texts
from components.text import NO_VALUE, period_text
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.covered_days import DayState
from sales_core.values.money import AMOUNT_SCALE
from sales_core.values.periods import Grain, Period, whole_bucket

Sums = Literal["each", "cumulative"]

Drawn = dict[str, list[Any]]
"""What is drawn, by column, all as long: of so few values a frame would cost more than they do."""

EMPTY: dict[DayState, str] = {
    "missing": "not imported",
    "zero": "no sales",
    "closed": "usually closed",
}
"""Why a bucket can be empty, in words."""

AVERAGED = {"day": 7, "week": 4, "month": 3, "quarter": 4, "year": 3}
"""How many buckets a moving average is taken over: a week of days, a year of quarters."""


@dataclass(frozen=True)
class Drawing:
    """How revenue is drawn.

    Attributes:
        grain: The length of a bucket.
        sums: Each bucket for itself, or all so far.
        average: Whether a moving average was asked for.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.
    """

    grain: Grain
    sums: Sums = "each"
    average: bool = False
    week_start: int = 0

    @property
    def averaged(self) -> bool:
        """Tell whether a moving average is drawn; that of sums so far would say nothing."""
        return self.average and self.sums == "each"


def chart_data(
    periods: pd.DataFrame,
    before: pd.DataFrame | None,
    drawing: Drawing,
    states: Sequence[DayState] | None = None,
) -> Drawn:
    """Prepare buckets for drawing.

    Args:
        periods: Grain: one row a bucket. ``start``, ``end`` (date), ``revenue`` (int64
            ten-thousandths), ``orders`` (Int64: NA where not known).
        before: What stands beside each of them: ``start``, ``end`` (date or None),
            ``revenue`` (Int64); None without a comparison.
        drawing: How they are drawn.
        states: Why each is empty, where it is; None where that is not known.

    Returns:
        ``start`` (ISO date), ``height``, ``earlier``, ``average`` (float, to draw),
        ``direction`` (in, out), ``begun`` (bool: the period has only a part of the
        bucket), ``when``, ``revenue``, ``orders``, ``then_when``,
        ``then_revenue``, ``change`` (str, to read: an en dash where there is none); with states
        ``why`` (str, None where not empty) and ``floor`` (0 where empty).
    """
    starts, ends = periods["start"].tolist(), periods["end"].tolist()
    revenue = _summed(periods["revenue"].tolist(), drawing.sums)
    drawn: Drawn = {
        "start": [start.isoformat() for start in starts],
        "height": [each / AMOUNT_SCALE for each in revenue],
        "direction": ["out" if each < 0 else "in" for each in revenue],
        "begun": _begun(starts, ends, drawing),
        "when": _days(starts, ends),
        "revenue": aligned(revenue),
        "orders": [text or NO_VALUE for text in count_texts(periods["orders"])],
    }
    if drawing.averaged:
        drawn["average"] = _averages(drawn["height"], AVERAGED[drawing.grain])
    if before is not None:
        _add_earlier(drawn, before, revenue, drawing.sums)
    if states:
        _add_reasons(drawn, states, drawing.sums)
    return drawn


def as_table(drawn: Drawn) -> pa.Table:
    """Give what is drawn as Streamlit sends it on."""
    return pa.table(drawn)


def _averages(heights: Sequence[float], window: int) -> list[float | None]:
    """Give the mean of each value and those before it; None where there are too few."""
    return [
        fmean(heights[at - window : at]) if at >= window else None
        for at in range(1, len(heights) + 1)
    ]


def _add_reasons(drawn: Drawn, states: Sequence[DayState], sums: Sums) -> None:
    """Say why buckets are empty; of days that were not imported nothing is known."""
    reasons = [EMPTY.get(state) for state in states]
    drawn["why"] = reasons
    drawn["floor"] = [0 if why else None for why in reasons]
    pairs = zip(drawn["when"], reasons, strict=True)
    drawn["when"] = [f"{when}, {why}" if why else when for when, why in pairs]
    unknown = {"orders", "change"} | ({"revenue"} if sums == "each" else set())
    for column in unknown.intersection(drawn):
        texts = zip(drawn[column], states, strict=True)
        drawn[column] = [NO_VALUE if state == "missing" else text for text, state in texts]


def _add_earlier(drawn: Drawn, before: pd.DataFrame, revenue: list[int], sums: Sums) -> None:
    """Add what stands beside each bucket; nothing where the comparison has no such days."""
    known = before["revenue"].notna().tolist()
    then = _summed(_earlier(before, sums), sums)
    there = [each if is_known else None for each, is_known in zip(then, known, strict=True)]
    drawn["earlier"] = [None if each is None else each / AMOUNT_SCALE for each in there]
    drawn["then_when"] = _days(before["start"].tolist(), before["end"].tolist())
    texts = zip(aligned(then), known, strict=True)
    drawn["then_revenue"] = [text if is_known else NO_VALUE for text, is_known in texts]
    drawn["change"] = [
        change_text(percent_change(now, earlier))
        for now, earlier in zip(revenue, there, strict=True)
    ]


def _earlier(before: pd.DataFrame, sums: Sums) -> list[int]:
    """Give what stands beside each bucket; a day beside two is in the sums so far once."""
    amounts: list[int] = before["revenue"].fillna(0).tolist()
    if sums == "cumulative":
        starts = before["start"].tolist()
        for at in range(1, len(starts)):
            if starts[at] is not None and starts[at] == starts[at - 1]:
                amounts[at] = 0
    return amounts


def _summed(stored: list[int], sums: Sums) -> list[int]:
    return list(accumulate(stored)) if sums == "cumulative" else stored


def _begun(starts: list[date], ends: list[date], drawing: Drawing) -> list[bool]:
    """Tell the buckets of which the period has only a part; they can only be a first or last."""
    begun = [False] * len(starts)
    for at in {0, len(starts) - 1} if begun else ():
        start, end = starts[at], ends[at]
        begun[at] = whole_bucket(start, drawing.grain, drawing.week_start) != Period(start, end)
    return begun


def _days(starts: list[date | None], ends: list[date | None]) -> list[str]:
    return [
        period_text(start, end) if start else NO_VALUE
        for start, end in zip(starts, ends, strict=True)
    ]

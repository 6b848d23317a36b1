"""What the chart of revenue draws: floats for the drawing, exact text for everything to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import numpy as np
import pandas as pd

from components.money import aligned, change_text, count_texts
from components.text import NO_VALUE, period_text
from sales_core.reporting.comparison import percent_change
from sales_core.reporting.covered_days import DayState
from sales_core.values.money import AMOUNT_SCALE
from sales_core.values.periods import Grain, Period, whole_bucket

Sums = Literal["each", "cumulative"]

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
) -> pd.DataFrame:
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
    revenue = _summed(periods["revenue"].tolist(), drawing.sums)
    drawn = pd.DataFrame(
        {
            "start": [start.isoformat() for start in periods["start"]],
            "height": np.array(revenue, np.int64) / AMOUNT_SCALE,
            "direction": np.where(np.array(revenue, np.int64) < 0, "out", "in"),
            "begun": _begun(periods, drawing),
            "when": _days(periods["start"], periods["end"]),
            "revenue": aligned(revenue),
            "orders": [text or NO_VALUE for text in count_texts(periods["orders"])],
        }
    )
    if drawing.averaged:
        window = AVERAGED[drawing.grain]
        drawn["average"] = drawn["height"].rolling(window, min_periods=window).mean()
    if before is not None:
        _add_earlier(drawn, before, revenue, drawing.sums)
    if states:
        _add_reasons(drawn, states, drawing.sums)
    return drawn


def _add_reasons(drawn: pd.DataFrame, states: Sequence[DayState], sums: Sums) -> None:
    """Say why buckets are empty; of days that were not imported nothing is known."""
    reasons = [EMPTY.get(state) for state in states]
    drawn["why"] = reasons
    drawn["floor"] = [0 if why else None for why in reasons]
    pairs = zip(drawn["when"], reasons, strict=True)
    drawn["when"] = [f"{when}, {why}" if why else when for when, why in pairs]
    unknown = [state == "missing" for state in states]
    columns = {"orders", "change"} | ({"revenue"} if sums == "each" else set())
    for column in columns.intersection(drawn.columns):
        drawn.loc[unknown, column] = NO_VALUE


def _add_earlier(drawn: pd.DataFrame, before: pd.DataFrame, revenue: list[int], sums: Sums) -> None:
    """Add what stands beside each bucket; nothing where the comparison has no such days."""
    known = before["revenue"].notna().to_numpy()
    then = _summed(_earlier(before, sums), sums)
    drawn["earlier"] = np.where(known, np.array(then, np.int64) / AMOUNT_SCALE, np.nan)
    drawn["then_when"] = _days(before["start"], before["end"])
    texts = zip(aligned(then), known, strict=True)
    drawn["then_revenue"] = [text if there else NO_VALUE for text, there in texts]
    pairs = zip(revenue, then, known, strict=True)
    drawn["change"] = [
        change_text(percent_change(now, earlier if there else None))
        for now, earlier, there in pairs
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


def _begun(periods: pd.DataFrame, drawing: Drawing) -> list[bool]:
    """Tell the buckets of which the period has only a part; they can only be a first or last."""
    begun = [False] * len(periods)
    for at in {0, len(periods) - 1} if begun else ():
        start, end = periods["start"].iloc[at], periods["end"].iloc[at]
        begun[at] = whole_bucket(start, drawing.grain, drawing.week_start) != Period(start, end)
    return begun


def _days(starts: pd.Series, ends: pd.Series) -> list[str]:
    return [
        period_text(start, end) if start else NO_VALUE
        for start, end in zip(starts, ends, strict=True)
    ]

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from sales_core.reporting.usual import Usual, usual_revenue
from sales_core.values.periods import Period

MONDAY = date(2025, 3, 3)


def frame(*revenue: int | None) -> pd.DataFrame:
    """Give days from a Monday on; None for a day without lines."""
    there = [(at, amount) for at, amount in enumerate(revenue) if amount is not None]
    dates = np.datetime64(MONDAY) + np.array([at for at, _ in there], np.int64)
    return pd.DataFrame(
        {"sale_date": dates.astype("M8[s]"), "revenue": [amount for _, amount in there]}
    )


def span(first: int, last: int) -> Period:
    return Period(MONDAY + timedelta(days=first), MONDAY + timedelta(days=last))


WEEKS = [10, 1, 1, 1, 1, 1, 1, 20, 1, 1, 1, 1, 1, 1, 40, 1, 1, 1, 1, 1, 1, 30, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("revenue", "asked", "usual"),
    [
        ([*WEEKS, 99], span(28, 28), Usual(20, 4)),  # four Mondays before: 10 20 30 40
        (WEEKS, span(21, 21), Usual(20, 3)),
        (WEEKS, span(14, 14), None),
        (WEEKS, span(21, 27), Usual(26, 3)),
        ([*WEEKS[:7], *[None] * 7, *WEEKS[14:], 99], span(28, 28), Usual(30, 3)),
        ([], span(0, 0), None),
    ],
)
def test_usual_is_the_median_of_the_same_spans_before(
    revenue: list[int | None], asked: Period, usual: Usual | None
) -> None:
    assert usual_revenue(frame(*revenue), asked, span(0, 40)) == usual


def test_no_more_than_eight_spans_are_looked_at() -> None:
    found = usual_revenue(frame(*range(200)), span(199, 199), span(0, 199))
    assert found
    assert found.spans == 8

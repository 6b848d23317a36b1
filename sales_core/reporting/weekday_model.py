"""Unusual days: those far from what the same weekday brought in the weeks before.

For each day, what is expected is the median of the last 13 days of the same weekday with
data, of the half year before. How far from it is still usual is the largest of three
measures: the median absolute deviation (MAD) of those days; the median error of what was
expected on all days of the half year before; a tenth of what is expected. The first two are
made comparable to a standard deviation by 1.4826; a day more than 3.5 of these away is
unusual (Iglewicz and Hoaglin, How to Detect and Handle Outliers, ASQC 1993). The MAD of
thirteen days alone varies so much that it calls three ordinary days of a hundred unusual.
Nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from sales_core.values.arrays import Ints

HISTORY = 13
"""Earlier days of the same weekday that a day is compared with, at most."""

LEAST = 6
"""With fewer of them nothing is said."""

HALF_YEAR = 182
"""How many days back anything counts: what a shop brought before a long break says little."""

LEAST_ERRORS = 14
"""With fewer errors of what was expected, their median says nothing, and nothing is said."""

_REACH = 51_891
"""3.5 x 1.4826, in ten-thousandths."""

_LEAST_REACH = 3_500
"""3.5 x a tenth, in ten-thousandths."""


_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class UnusualDay:
    """A day whose revenue is outside of what its weekday usually brings (ten-thousandths).

    Attributes:
        day: The day.
        revenue: What it brought.
        expected: The median of the days it is compared with.
        low: Least revenue that would have been usual.
        high: Most revenue that would have been usual.
    """

    day: date
    revenue: int
    expected: int
    low: int
    high: int


def find_unusual(
    days: pd.DataFrame, *, complete_until: date | None = None
) -> tuple[UnusualDay, ...]:
    """Find the unusual days among some days.

    Args:
        days: Grain: one row a day with data, ascending. ``sale_date`` (datetime64[s]),
            ``revenue`` (int64 ten-thousandths).
        complete_until: Days after it are not judged; None judges all.

    Returns:
        The unusual days, ascending.
    """
    day = days["sale_date"].to_numpy().astype("M8[D]").astype(np.int64)
    revenue: Ints = days["revenue"].to_numpy()
    expected, deviation = np.zeros_like(revenue), np.zeros_like(revenue)
    compared = np.zeros(len(day), np.bool_)
    for weekday in range(7):
        ours = np.flatnonzero(day % 7 == weekday)
        compared[ours], expected[ours], deviation[ours] = _compare(day[ours], revenue[ours])
    error: Ints = np.abs(revenue - expected)
    typical = _typical_error(day, error, expected, compared)
    least = np.maximum(typical, np.int64(_LEAST_REACH))
    reach = np.maximum(_part(deviation, _REACH), _part(abs(expected), least))
    last = np.datetime64(complete_until or date.max, "D").astype(np.int64)
    unusual = compared & (typical >= 0) & (error > reach) & (day <= last)
    return tuple(
        UnusualDay(
            date.fromordinal(int(day[at]) + _EPOCH),
            int(revenue[at]),
            int(expected[at]),
            int(expected[at] - reach[at]),
            int(expected[at] + reach[at]),
        )
        for at in np.flatnonzero(unusual)
    )


def _compare(day: Ints, revenue: Ints) -> tuple[npt.NDArray[np.bool_], Ints, Ints]:
    """Compare each day of one weekday with those before it.

    Returns:
        Whether there are enough of them, their median, and their MAD; 0 where there are not.
    """
    place = np.arange(len(day))
    near = np.minimum(place - np.searchsorted(day, day - HALF_YEAR), HISTORY)
    expected, deviation = np.zeros_like(revenue), np.zeros_like(revenue)
    for count in range(LEAST, HISTORY + 1):
        at = place[near == count]
        earlier = revenue[at[:, None] - np.arange(1, count + 1)]
        expected[at] = _medians(earlier)
        deviation[at] = _medians(abs(earlier - expected[at][:, None]))
    return near >= LEAST, expected, deviation


def _typical_error(day: Ints, error: Ints, expected: Ints, compared: npt.NDArray[np.bool_]) -> Ints:
    """Give 3.5 x 1.4826 x the median error of the half year before each day.

    Returns:
        A part of what is expected, in ten-thousandths; -1 where there are too few errors.
    """
    known = np.flatnonzero(compared & (expected > 0))
    part = np.minimum(error[known] // np.maximum(expected[known] // 10_000, 1), 100_000)
    moments = pd.DatetimeIndex(day[known].astype("M8[D]").astype("M8[s]"))
    before = pd.Series(part, moments).rolling(
        f"{HALF_YEAR}D", min_periods=LEAST_ERRORS, closed="left"
    )
    typical = np.full(len(day), -1, np.int64)
    typical[known] = before.median().fillna(-1).to_numpy().astype(np.int64)
    found = typical >= 0
    typical[found] = _part(typical[found], _REACH)
    return typical


def median_of(amounts: Sequence[int]) -> int:
    """Give the median of some amounts as ``find_unusual`` does; of none it is 0."""
    return int(_medians(np.array([amounts], np.int64))[0]) if amounts else 0


def _medians(rows: Ints) -> Ints:
    """Give the median of each row; between two values in the middle, half way, rounded down."""
    ordered = np.sort(rows, axis=1)
    low, high = ordered[:, (rows.shape[1] - 1) // 2], ordered[:, rows.shape[1] // 2]
    return low + (high - low) // 2


def _part(amounts: Ints, ten_thousandths: Ints | int) -> Ints:
    """Multiply exactly, rounded down, without leaving int64 on the way."""
    factor = np.asarray(ten_thousandths, np.int64)
    return amounts // 10_000 * factor + amounts % 10_000 * factor // 10_000

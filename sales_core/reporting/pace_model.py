"""What a begun month is heading for: the weekdays to come, each as its last eight brought.

What is expected of a day is the mean of the last eight days of the same weekday that are known,
of the half year before. How far off that may be is told by the model's own past: from each day
of the half year before, it is asked about as many days ahead as the month has left, and what
came is divided by what was expected. Four of five of these tries lie between the tenth and the
ninetieth of a hundred; the range of the month is as wide. Nothing here touches the database.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sales_core.reporting.weekday_model import HALF_YEAR, LEAST_ERRORS
from sales_core.values.arrays import Ints

WEEKS = 8
"""Earlier days of the same weekday of which the mean is taken, at most."""

LEAST = 4
"""With fewer of them nothing is expected, unless the weekday is hardly ever known."""

TAIL = 10
"""Of a hundred tries so many lie below the range, and as many above it."""

_WHOLE = 10_000

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Estimate:
    """What some days to come are expected to bring (ten-thousandths).

    Attributes:
        expected: The sum of what each of them is expected to bring.
        low: The lower end of the range of four of five tries; at most ``expected``.
        high: Its upper end; at least ``expected``.
        tries: How many tries of the past the range is made of.
    """

    expected: int
    low: int
    high: int
    tries: int


def expect(revenue: Ints, known: Flags, ahead: int) -> Estimate | None:
    """Estimate what the days behind the last one will bring.

    Args:
        revenue: One number a day without gaps, ascending (int64 ten-thousandths); 0 where
            nothing was sold or nothing is known.
        known: Whether the day is known; one on which nothing was sold is.
        ahead: How many days are to come, at least one.

    Returns:
        The estimate; None where too little is known, or nothing is to be expected.
    """
    today = np.array([len(revenue)])
    to_come = np.ones(ahead, np.bool_)
    sums, certain = _expected(revenue, np.append(known, to_come), today, ahead)
    if not certain[0] or sums[0] <= 0:
        return None
    expected, parts = int(sums[0]), _tries(revenue, known, ahead)
    if len(parts) < LEAST_ERRORS:
        return None
    low, high = parts[_place(parts, TAIL)], parts[_place(parts, 100 - TAIL)]
    return Estimate(
        expected,
        min(expected * low // _WHOLE, expected),
        max(expected * high // _WHOLE, expected),
        len(parts),
    )


def missing_days(revenue: Ints, known: Flags, since: int) -> int:
    """Count the days from a place on that are not known, though their weekday brings something."""
    today = np.array([len(revenue)])
    brings = np.zeros(7, np.bool_)
    for weekday in range(7):
        amount, certain = _of_weekday(revenue, known, today, weekday)
        brings[weekday] = bool(amount[0]) or not certain[0]
    places = np.arange(since, len(revenue))
    return int((brings[places % 7] & ~known[since:]).sum())


def rounded(amount: int, width: int, *, up: bool | None = None) -> int:
    """Round an estimate to what its range allows: a power of ten, at most a tenth of the range.

    Args:
        amount: Ten-thousandths.
        width: From the lower to the upper end of the range, ten-thousandths.
        up: Round up or down; None to the nearest.

    Example:
        >>> rounded(124_321_234, 19_000_000), rounded(-5, 100, up=False)
        (124000000, -100)
    """
    step = 100
    while step * 100 <= width:
        step *= 10
    if up is None:
        return (amount + step // 2) // step * step
    return -(-amount // step) * step if up else amount // step * step


def _place(parts: list[int], hundredths: int) -> int:
    """Give the place of a share of ordered values, rounded to the outer side."""
    last = len(parts) - 1
    return last * hundredths // 100 if hundredths < 50 else -(-last * hundredths // 100)


def _tries(revenue: Ints, known: Flags, ahead: int) -> list[int]:
    """Divide what came after each day of the half year by what was expected, ascending.

    Returns:
        Ten-thousandths; only of days by which something could be expected.
    """
    first = max(7 * LEAST, len(revenue) - HALF_YEAR)
    origins = np.arange(first, max(len(revenue) - ahead + 1, first))
    expected, certain = _expected(revenue, known, origins, ahead)
    running = np.concatenate([[0], np.cumsum(revenue)])
    usable = certain & (expected > 0)
    came = running[origins[usable] + ahead] - running[origins[usable]]
    pairs = zip(came.tolist(), expected[usable].tolist(), strict=True)
    return sorted(now * _WHOLE // then for now, then in pairs)


def _expected(revenue: Ints, known: Flags, origins: Ints, ahead: int) -> tuple[Ints, Flags]:
    """Sum what the known days behind some places are expected to bring, by those before alone.

    Args:
        revenue: As ``expect`` has it.
        known: As ``expect`` has it, and beyond where days to come are asked about.
        origins: Places; the days before each of them are gone by.
        ahead: How many days behind each are asked about.

    Returns:
        Ten-thousandths of each place, and whether enough is known of each weekday.
    """
    sums, certain = np.zeros(len(origins), np.int64), np.ones(len(origins), np.bool_)
    past, places = known[: len(revenue)], np.arange(len(known))
    for weekday in range(7):
        running = np.concatenate([[0], np.cumsum(known & (places % 7 == weekday))])
        count = running[origins + ahead] - running[origins]
        amount, enough = _of_weekday(revenue, past, origins, weekday, count)
        sums += amount
        certain &= enough | (count == 0)
    return sums, certain


def _of_weekday(
    revenue: Ints, known: Flags, origins: Ints, weekday: int, count: Ints | int = 1
) -> tuple[Ints, Flags]:
    """Give what so many days of one weekday are expected to bring; see ``_expected``."""
    places = np.flatnonzero(known & (np.arange(len(known)) % 7 == weekday))
    running = np.concatenate([[0], np.cumsum(revenue[places])])
    oldest = np.maximum(origins - HALF_YEAR, 0)
    first, after = np.searchsorted(places, oldest), np.searchsorted(places, origins)
    found = after - first
    closed = found * 5 * 7 <= origins - oldest  # as good as never known, so never imported
    first = np.maximum(first, after - WEEKS)
    amount = count * (running[after] - running[first]) // np.maximum(after - first, 1)
    return np.where(closed, 0, amount), closed | (found >= LEAST)

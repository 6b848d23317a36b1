"""The same figures for an earlier period, and how far the later ones are from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import numpy as np
import pandas as pd

from sales_core.reporting.daily import by_day
from sales_core.reporting.figures import FIGURES, Figures, figures_of, known, total
from sales_core.reporting.filters import Filters, choose, data_range
from sales_core.store.database import Database
from sales_core.values.comparing import beside
from sales_core.values.day_arrays import day_array
from sales_core.values.periods import Grain, Period, buckets

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Compared:
    """What an earlier period came to.

    Attributes:
        period: The earlier period.
        figures: Of the whole of it.
        days_with_lines: How many of its days have lines.
        periods: With a grain: for each bucket of the later period what stands beside it.
            ``start``, ``end`` (date; None where nothing does, and outside of all data), and
            FIGURES (Int64, NA there; of the orders also where they are not known).
    """

    period: Period
    figures: Figures
    days_with_lines: int
    periods: pd.DataFrame | None = field(default=None, compare=False)


def compare(
    database: Database,
    filters: Filters,
    before: Period,
    grain: Grain | None = None,
    week_start: int = 0,
) -> Compared:
    """Answer a question about revenue for an earlier period.

    Args:
        database: Where the lines are.
        filters: The later question; it says its first and last day.
        before: The earlier period.
        grain: By what the later period is split.
        week_start: 0 for weeks that start on Monday to 6 for Sunday.

    Raises:
        UnknownNameError: A filter names something that is not there.
    """
    with database.reading() as connection:
        known = data_range(connection)
        days = by_day(
            connection, choose(connection, replace(filters, start=before.start, end=before.end))
        )
    periods = None
    if grain and filters.start and filters.end:
        shown = Period(filters.start, filters.end)
        tiles, others = (list(buckets(each, grain, week_start)) for each in (shown, before))
        placed = beside(tiles, shown, before, others)
        periods = _sums(days, [_within(tile, known) for tile in placed])
    return Compared(before, figures_of(total(days)), len(days), periods)


def percent_change(now: Decimal | int | None, before: Decimal | int | None) -> Decimal | None:
    """Give the change in percent, to a tenth, half to even.

    None from nothing, from zero and from below zero: such a percentage says nothing.

    Example:
        >>> percent_change(110, 100), percent_change(5, 0), percent_change(None, 3)
        (Decimal('10.0'), None, None)
    """
    if now is None or before is None or before <= 0:
        return None
    return ((Decimal(now) - before) * 100 / before).quantize(_TENTH, ROUND_HALF_EVEN)


def _within(tile: Period | None, known: Period | None) -> Period | None:
    """Give a bucket that has a day of the data; before the first one, no sales means nothing."""
    if tile and known and tile.end >= known.start and tile.start <= known.end:
        return tile
    return None


def _sums(days: pd.DataFrame, tiles: Sequence[Period | None]) -> pd.DataFrame:
    """Sum days to buckets of which some are missing."""
    dates = days["sale_date"].to_numpy().astype("M8[D]")
    there = np.array([tile is not None for tile in tiles], np.bool_)
    found = [tile for tile in tiles if tile]
    first = np.searchsorted(dates, day_array([tile.start for tile in found]), "left")
    after = np.searchsorted(dates, day_array([tile.end for tile in found]), "right")
    frame: dict[str, Any] = {
        "start": pd.Series([tile.start if tile else None for tile in tiles], dtype=object),
        "end": pd.Series([tile.end if tile else None for tile in tiles], dtype=object),
    }
    for name in (*FIGURES, "unnumbered"):
        running = np.concatenate([[0], np.cumsum(days[name].to_numpy())])
        values = np.zeros(len(tiles), np.int64)
        values[there] = running[after] - running[first]
        frame[name] = pd.Series(pd.arrays.IntegerArray(values, ~there))
    return known(pd.DataFrame(frame))

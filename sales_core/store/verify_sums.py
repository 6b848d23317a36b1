"""On which days sums differ, and by how much: what a person wants to know first."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sales_core.store.schema import ALL
from sales_core.values.money import amount_text


def days_of_lines(ledger: pd.DataFrame, stored: pd.DataFrame) -> Iterator[str]:
    """Tell of each day by how much its stored lines differ from those of the ledger.

    Args:
        ledger: Lines with ``sale_date`` and ``amount`` in ten-thousandths, as they should be.
        stored: The same as they are.
    """
    yield from _differing(_by_day(ledger), _by_day(stored), "its lines come to", "the ledger says")


def days_of_rows(wanted: pd.DataFrame, found: pd.DataFrame) -> Iterator[str]:
    """Tell of each day by how much its stored sum differs from its lines.

    Args:
        wanted: Rows of ``daily_revenue``, as they should be.
        found: The same as they are.
    """
    sums = [_total_rows(frame) for frame in (wanted, found)]
    yield from _differing(sums[0], sums[1], "its daily sum is", "its lines come to")


def _differing(
    wanted: pd.Series[int], found: pd.Series[int], is_now: str, should: str
) -> Iterator[str]:
    days = wanted.index.union(found.index).sort_values()
    both = (wanted.reindex(days, fill_value=0), found.reindex(days, fill_value=0))
    for day, right, now in zip(days, *(sums.tolist() for sums in both), strict=True):
        if right != now:
            yield (
                f"{day:%Y-%m-%d}: {is_now} {amount_text(now)}, {should} {amount_text(right)}: "
                f"{amount_text(abs(now - right))} too {'much' if now > right else 'little'}."
            )


def _by_day(lines: pd.DataFrame) -> pd.Series[int]:
    return lines.groupby("sale_date")["amount"].sum()


def _total_rows(rows: pd.DataFrame) -> pd.Series[int]:
    """Give the revenue of each day, from the rows of all locations and payment methods."""
    every = rows[(rows["location_id"] == ALL) & (rows["payment_method_id"] == ALL)]
    return (every["gross_sales"] + every["refunds"]).groupby(every["sale_date"]).sum()

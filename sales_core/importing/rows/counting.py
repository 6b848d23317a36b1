"""What is counted of a reading: sums that cannot wrap, rows left out, days far from the others."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.table import BLANK, Table
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.faults import Faults
from sales_core.values.arrays import blocks
from sales_core.values.plain_amounts import plain_amount

_FAR = 366
"""Days without a line from which on a year may be mistyped."""


def far_days(days: npt.NDArray[np.int32]) -> tuple[str, ...]:
    """Say where more than a year has no line (days since 1970): one of its ends may be a slip."""
    if len(days) == 0:
        return ()
    sold = np.zeros(int(days.max()) - int(days.min()) + 1, np.bool_)
    for rows in blocks(len(days)):
        sold[days[rows] - days.min()] = True
    found = np.flatnonzero(sold) + int(days.min())
    gaps = np.flatnonzero(np.diff(found) > _FAR)
    ends = [found[place].astype("datetime64[D]") for gap in gaps[:3] for place in (gap, gap + 1)]
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return tuple(
        f"Nothing was sold between {one} and {two}: check the years." for one, two in pairs
    )


def numbers_told(cells: Cells) -> tuple[str, ...]:
    """Say how many numbers count otherwise than a glance at the file would have it."""
    counted = {
        "amounts had more than 4 decimals and were rounded": cells.rounded,
        "numbers in parentheses are negative": cells.bracketed,
        "rows were given back: their amounts bear no minus and count negative": cells.unsigned,
    }
    return tuple(f"{count:,} {what}." for what, count in counted.items() if count)


def left_out(table: Table, faults: Faults) -> tuple[str, ...]:
    """Say how many rows are no sales, why, and what their amounts come to, where they have any."""
    reasons = Counter(faults.reasons) + Counter(table.titles) + Counter({BLANK: table.blank})
    if not reasons:
        return ()
    sums = {reason: f" ({plain_amount(units)})" for reason, units in faults.sums.items() if units}
    named = ", ".join(f"{count:,} {what}{sums.get(what, '')}" for what, count in reasons.items())
    return (f"Rows that are no sales: {named}.",)


def gained_and_lost(
    amounts: npt.NDArray[np.int64], counted: npt.NDArray[np.bool_]
) -> tuple[int, int]:
    """Sum what is above zero and what is below it, of the marked amounts."""
    gained = lost = 0
    for rows in blocks(len(amounts)):
        some = amounts[rows][counted[rows]]
        gained += _exact_sum(some[some > 0])
        lost += _exact_sum(some[some < 0])
    return gained, lost


def _exact_sum(amounts: npt.NDArray[np.int64]) -> int:
    """Sum without wrapping, whatever the amounts are."""
    if len(amounts) == 0:
        return 0
    largest = max(abs(int(amounts.max())), abs(int(amounts.min())))
    return int(amounts.sum()) if largest * len(amounts) < 2**62 else sum(amounts.tolist())

"""What each line brings to the sums of its day, as columns that take no more memory than needed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sales_core.values.arrays import Ints, Mask


def sums_of_lines(lines: pd.DataFrame, refund: Mask, unnumbered: Mask) -> dict[str, Ints]:
    """Give what is summed (``rollups.DAY_SUMS``), one value a line.

    Args:
        lines: ``amount``, ``quantity`` (int64), ``discount``, ``tax`` (Int64).
        refund: Which are refund lines.
        unnumbered: Which are sales of nobody knows which order.
    """
    amount, untaxed = lines["amount"].to_numpy(), lines["tax"].isna().to_numpy(np.bool_)
    one: Ints = np.broadcast_to(np.int64(1), len(lines))
    return {
        "lines": one,
        "gross_sales": _where(~refund, amount),
        "refunds": _where(refund, amount),
        "units": lines["quantity"].to_numpy(),
        "unnumbered": _where(unnumbered, one),
        "discounts": lines["discount"].array.to_numpy(np.int64, na_value=0),
        "tax": lines["tax"].array.to_numpy(np.int64, na_value=0),
        "untaxed": _where(untaxed, one),
        "untaxed_revenue": _where(untaxed, amount),
    }


def _where(chosen: Mask, values: Ints) -> Ints:
    """Give values, 0 where they are not chosen; without a copy where that goes for all."""
    if chosen.all():
        return values
    return (
        np.where(chosen, values, 0) if chosen.any() else np.broadcast_to(np.int64(0), len(chosen))
    )

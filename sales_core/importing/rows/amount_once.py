"""Amounts of whole orders that stand in each of their rows: they count in the first one."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from sales_core.importing.files.table import Table
from sales_core.values.arrays import Ints, Mask


def counted_once(table: Table, amount: Ints, left_out: Mask) -> Ints:
    """Give amounts that are zero in all but the first row of their order.

    Args:
        table: The rows, with the order ids; rows without one are orders of their own.
        amount: Ten-thousandths, one a row.
        left_out: Rows that are no sales, which hold no amount of an order.
    """
    if table.order_ids is None:
        return amount
    encoded = pc.utf8_trim_whitespace(table.order_ids).combine_chunks().dictionary_encode()
    orders = encoded.indices.to_numpy()
    numbered = np.array(pc.not_equal(encoded.dictionary, ""), np.bool_)[orders]
    rows = np.flatnonzero(~left_out & numbered)
    first = rows[np.unique(orders[rows], return_index=True)[1]]
    kept = ~numbered
    kept[first] = True
    return np.where(kept, amount, 0)

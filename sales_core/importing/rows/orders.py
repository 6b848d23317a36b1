"""Which rows of a table belong to one order."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.values.arrays import Ints
from sales_core.values.keys import packed
from sales_core.values.names import NO_VALUE


def order_of_each_row(order_ids: pa.ChunkedArray | None, days: npt.NDArray[np.int32]) -> Ints:
    """Number the orders of a table: the rows that share order id and day.

    Args:
        order_ids: As written, one text a row; None where the file has none.
        days: Days since 1970-01-01, one a row.

    Returns:
        A number a row; a row without an order id is an order by itself.
    """
    rows = np.arange(len(days), dtype=np.int64)
    if order_ids is None or len(days) == 0:
        return rows
    trimmed = pc.utf8_trim_whitespace(order_ids.combine_chunks())
    ids = trimmed.dictionary_encode().indices.to_numpy()
    none = pc.is_in(trimmed, value_set=pa.array(sorted(NO_VALUE)))
    alone = none.to_numpy(zero_copy_only=False)
    return packed(days, np.where(alone, rows + len(days), ids))

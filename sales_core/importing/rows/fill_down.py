"""Columns that only the first row of an order holds: its other rows take them from above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sales_core.importing.files.table import Column, Table
from sales_core.importing.vocabulary.header_names import folded


def filled_down(table: Table, headers: Sequence[str]) -> Table:
    """Fill blank cells from the row above, within the rows of one order.

    Args:
        table: The columns as read, with the order ids.
        headers: The columns to fill; others stay as they are.
    """
    if table.order_ids is None or table.rows == 0 or not headers:
        return table
    ids = pc.utf8_trim_whitespace(table.order_ids.combine_chunks())
    starts = np.ones(table.rows, np.bool_)
    if table.rows > 1:
        same = pc.equal(ids.slice(1), ids.slice(0, table.rows - 1))
        starts[1:] = ~same.to_numpy(zero_copy_only=False)
    starts |= pc.equal(ids, pa.scalar("")).to_numpy(zero_copy_only=False)
    wanted = {folded(name) for name in headers}
    columns = {
        at: _filled(column, starts) if folded(column.header) in wanted else column
        for at, column in table.columns.items()
    }
    return replace(table, columns=columns)


def _filled(column: Column, starts: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Column:
    blank = column.rows_with(np.array([not text.strip() for text in column.texts], np.bool_))
    places = np.arange(len(starts))
    source = np.maximum.accumulate(np.where(starts | ~blank, places, 0))
    return Column(column.header, column.texts, column.codes[source])


def filled_from(table: Table, places: Iterable[int], source: npt.NDArray[np.int64]) -> Table:
    """Give rows the cells of others in some columns.

    Args:
        table: The columns as read.
        places: Positions of the columns; that of the order ids may be among them.
        source: For each row of the table the row whose cells it takes.
    """
    wanted = set(places)
    columns = {
        at: replace(column, codes=column.codes[source]) if at in wanted else column
        for at, column in table.columns.items()
    }
    ids = table.order_ids
    if ids is not None and table.order_id in wanted:
        ids = pa.chunked_array([ids.combine_chunks().take(pa.array(source))])
    return replace(table, columns=columns, order_ids=ids)

"""Typed lines from a table, by a plan: each distinct text is parsed once, then taken by code.

The lines come out in batches of whole days, in the order of their identity, so
that the store can insert them one after the other and sum a day when it is in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from sales_core.importing.files.table import Table
from sales_core.importing.rows.cells import Cells
from sales_core.importing.rows.numbers import Numbers
from sales_core.values.arrays import Ints
from sales_core.values.keys import packed
from sales_core.values.lines import LINE_COLUMNS

BATCH_ROWS = 50_000
"""Lines in a batch, unless a single day has more."""

_BATCHES_KEPT = 4
"""After so many batches freed memory is given back; 100 MB of a long file otherwise."""


@dataclass(frozen=True)
class TypedRows:
    """The readable rows of a table, parsed but not yet numbered and sorted.

    Attributes:
        table: Where they come from; of its columns only those that were filled down are left.
        rows: Positions of the good rows in the cells (int64, ascending).
        cells: The parsed columns of the whole table, and the lines found beside its rows.
    """

    table: Table
    rows: Ints
    cells: Cells

    def names(self) -> dict[str, list[str]]:
        """Give the names that the good rows use, by column of a frame of lines."""
        return {
            kind: [
                column.names[code] for code in np.flatnonzero(np.bincount(column.codes[self.rows]))
            ]
            for kind, column in self.cells.names.items()
        }

    def period(self) -> tuple[date, date] | None:
        """Give the first and last day of the good rows; None without any."""
        if len(self.rows) == 0:
            return None
        days = self.cells.days[self.rows]
        first, last = (
            np.datetime64(int(day), "D").astype(date) for day in (days.min(), days.max())
        )
        return first, last

    def head(self, count: int) -> pd.DataFrame | None:
        """Give the first lines (``values.lines``) in the order of the file; None without any."""
        rows = self.rows[:count]
        if len(rows) == 0:
            return None
        lines = self._batch(rows, self.cells.days[rows])
        return lines.sort_values("source_line", ignore_index=True)

    def batches(self) -> Iterator[pd.DataFrame]:
        """Give the lines as frames (``values.lines``) of whole days, ascending."""
        days = self.cells.days[self.rows]
        if np.any(days[1:] < days[:-1]):
            by_day = np.argsort(days, kind="stable")
            rows, days = self.rows[by_day], days[by_day]
        else:
            rows = self.rows
        start = batches = 0
        while start < len(rows):
            end = start + BATCH_ROWS
            end = (
                int(np.searchsorted(days, days[end - 1], "right")) if end < len(rows) else len(rows)
            )
            yield self._batch(rows[start:end], days[start:end])
            start, batches = end, batches + 1
            if batches % _BATCHES_KEPT == 0:
                pa.default_memory_pool().release_unused()

    def _batch(self, rows: Ints, days: npt.NDArray[np.int32]) -> pd.DataFrame:
        cells = self.cells
        order_ids = cells.order_ids_of(rows)
        encoded = order_ids.dictionary_encode()
        quantity, amount = cells.quantity[rows], cells.amount[rows]
        price, price_missing = _detail(cells.details["unit_price"], rows)
        content = packed(
            days,
            encoded.indices.to_numpy(),
            cells.names["product"].codes[rows],
            quantity,
            amount,
            cells.names["location"].codes[rows],
            cells.names["payment_method"].codes[rows],
        )
        order = _order(content, np.where(price_missing, -1, price))
        rows, content = rows[order], content[order]
        frame = {
            "sale_date": days[order].astype("datetime64[D]").astype("datetime64[s]"),
            "order_id": pd.array(order_ids.take(pa.array(order)), "str"),
            "quantity": quantity[order],
            "amount": amount[order],
            "occurrence": _numbered(content),
            "source_line": self.table.line_of(cells.table_rows(rows)),
        }
        for field, names in cells.names.items():
            categories = pd.Index(names.names, dtype="str")
            frame[field] = pd.Categorical.from_codes(names.codes[rows], categories)
        for field, detail in cells.details.items():
            frame[field] = pd.arrays.IntegerArray(*_detail(detail, rows))
        return pd.DataFrame(frame, columns=list(LINE_COLUMNS), copy=False)


def _order(content: Ints, price: Ints) -> npt.NDArray[np.intp]:
    """Give the order of rows by content, and by price where that is the same (few rows)."""
    order = np.argsort(content, kind="stable")
    equal = content[order[1:]] == content[order[:-1]]
    alike = np.zeros(len(order), np.bool_)
    alike[1:] |= equal
    alike[:-1] |= equal
    some = order[alike]
    order[alike] = some[np.lexsort((price[some], content[some]))]
    return order


def _numbered(content: Ints) -> Ints:
    """Number equal neighbours 1, 2, 3, ... in a sorted array."""
    positions = np.arange(len(content), dtype=np.int64)
    starts = np.ones(len(content), np.bool_)
    starts[1:] = content[1:] != content[:-1]
    return positions - np.maximum.accumulate(np.where(starts, positions, 0)) + 1


def _detail(numbers: Numbers | None, rows: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Give a detail of some rows and where it is missing; a file may not have it at all."""
    if numbers is None:
        return np.zeros(len(rows), np.int64), np.ones(len(rows), np.bool_)
    return numbers.take(rows)

"""Rows that hold a total instead of a sale, with or without a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.looks import is_date, is_number, values_of
from sales_core.importing.files.table import Layout, Table
from sales_core.importing.formats.declarations import NUMERIC, Field
from sales_core.importing.vocabulary.header_names import words
from sales_core.importing.vocabulary.languages import words_of
from sales_core.values.money import AMOUNT_SCALE

MOST_LABELS = 2
"""Columns of words beside the fields in which totals are looked for."""

_PLAIN = re.compile(r"^[\w .:'-]{2,30}$")


def label_columns(layout: Layout, used: Iterable[int]) -> list[int]:
    """Give the first columns of words, and the empty ones, that are no fields.

    Totals are named there; it is not worth it to read all of a wide file for them.
    """
    taken = set(used)
    free = [at for at in range(len(layout.header)) if at not in taken]
    values = {at: values_of(layout, at) for at in free}
    worded = [at for at in free if values[at] and not any(map(_says_much, values[at]))]
    return [*(at for at in free if not values[at]), *worded[:MOST_LABELS]]


def _says_much(text: str) -> bool:
    return is_number(text) or is_date(text)


def dated_totals(
    table: Table, at: Mapping[Field, int], amount: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Mark rows with a date of which a cell says nothing but that they are a total.

    Where that may be the name of a product, the amount must be the sum of the
    rows since the total before, or of all rows above.

    Args:
        table: The columns as read.
        at: Position of each field's column.
        amount: Ten-thousandths, one a row; 0 where unknown.
    """
    marked, sure = np.zeros(table.rows, np.bool_), np.zeros(table.rows, np.bool_)
    totals, perhaps = words_of("totals", "perhaps_totals"), words_of("perhaps_totals")
    numeric = {at[name] for name in (*NUMERIC, "date") if name in at}
    for place, column in table.columns.items():
        if place in numeric:
            continue
        said = [words(text) if _PLAIN.match(text) else "" for text in column.texts]
        total = np.array([text in totals for text in said], np.bool_)
        if total.any():
            marked |= total[column.codes]
            certain = [text in totals and text not in perhaps for text in said]
            sure |= np.array(certain, np.bool_)[column.codes]
    return _summed(marked, sure, amount) if marked.any() else marked


def _summed(
    marked: npt.NDArray[np.bool_], sure: npt.NDArray[np.bool_], amount: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Keep the marked rows that are sure, or the sum of what stands above them."""
    sums = np.cumsum(np.where(marked, 0, amount))
    found = sure & marked
    before, last = 0, -1
    for row in np.flatnonzero(marked).tolist():
        above, stated = int(sums[row]), int(amount[row])
        near = [rows for total, rows in ((above - before, row - last - 1), (above, row))
                if 2 * abs(stated - total) <= AMOUNT_SCALE // 100]  # fmt: skip
        found[row] |= any(rows > 1 for rows in near)
        before, last = above, row
    return found

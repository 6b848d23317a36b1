"""Rows that were given back: their amounts count negative though the file writes no minus."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.table import Table
from sales_core.importing.formats.declarations import GivenBack
from sales_core.importing.rows.row_rules import column_of
from sales_core.values.arrays import Mask


def given_back_rows(table: Table, rule: GivenBack) -> Mask | None:
    """Mark the rows that a column says were given back.

    Args:
        table: The columns as read.
        rule: Which column says so, and in which words.

    Returns:
        The rows (bool, one a row); None where there are none.
    """
    column = column_of(table, rule.column[0])
    if column is None:
        return None
    said = [text.strip().casefold() in rule.where for text in column.texts]
    rows = column.rows_with(np.array(said, np.bool_))
    return rows if rows.any() else None


def negative(numbers: npt.NDArray[np.int64], rows: Mask | None) -> npt.NDArray[np.int64]:
    """Make numbers negative in some rows; where one of them is so already, the file has signs."""
    if rows is None or (numbers[rows] < 0).any():
        return numbers
    return np.where(rows, -numbers, numbers)

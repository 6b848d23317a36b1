"""Numbers of a file by field, all in ten-thousandths, made only for the rows that are asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sales_core.importing.files.table import Codes, Table
from sales_core.importing.rows.cells import Cells
from sales_core.values.arrays import Ints, Mask
from sales_core.values.money import AMOUNT_SCALE, QUANTITY_SCALE


@dataclass(frozen=True)
class Values:
    """A column in ten-thousandths, made only for the rows that are asked for.

    Attributes:
        numbers: One a row; or one a text, where there are ``codes``.
        codes: Which text each row holds.
        scale: What each is multiplied by.
    """

    numbers: Ints
    codes: Codes | None = None
    scale: int = 1

    def __getitem__(self, rows: Ints | slice | int) -> Ints:
        """Give the values of some rows."""
        taken = self.numbers[rows if self.codes is None else self.codes[rows]]
        return np.asarray(taken * self.scale if self.scale > 1 else taken, np.int64)


def values_of(table: Table, cells: Cells, name: str) -> tuple[Values, Mask]:
    """Give a column, and where it is known."""
    everywhere = np.ones(table.rows, np.bool_)
    if name == "amount":
        return Values(cells.amount), cells.amount_known
    if name == "quantity":
        return Values(cells.quantity, scale=AMOUNT_SCALE // QUANTITY_SCALE), everywhere
    numbers = cells.details.get(name)
    if numbers is None:
        return Values(np.zeros(table.rows, np.int64)), ~everywhere
    optional = name in ("tax", "discount")
    values = Values(numbers.values, numbers.codes)
    return values, everywhere if optional else numbers.known_rows()

"""Columns of amounts and quantities, parsed once for each distinct text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from sales_core.importing.files.table import Codes, Column
from sales_core.importing.rows.faults import Fault
from sales_core.values.arrays import Ints, Mask
from sales_core.values.currencies import code_of, is_of
from sales_core.values.money import (
    DecimalMark,
    Number,
    NumberRangeError,
    NumberTextError,
    read_number,
    to_amount,
    to_quantity,
)
from sales_core.values.names import NO_VALUE
from sales_core.values.number_text import is_dash

Wrong = dict[int, Fault]


@dataclass(frozen=True)
class Numbers:
    """A column of numbers, by distinct text.

    Attributes:
        codes: Which text each row holds.
        values: Ten-thousandths for amounts, thousandths for quantities (int64); 0 where unknown.
        known: Where the text is a number (bool).
        rounded: Where decimals were rounded away (bool).
        faults: Code of the catalogue and facts, by position of the text.
        currencies: The currency that a text names, by position, where it is another one.
        dashes: Rows with a dash for zero.
        bracketed: Rows with a negative number in parentheses.
    """

    codes: Codes
    values: Ints
    known: Mask
    rounded: Mask
    faults: Wrong
    currencies: Mapping[int, str] = field(default_factory=dict)
    dashes: int = 0
    bracketed: int = 0

    def rows(self) -> Ints:
        """Give the values, one a row."""
        return self.values[self.codes]

    def known_rows(self) -> Mask:
        """Mark the rows whose value could be read."""
        return self.known[self.codes]

    def rounded_rows(self) -> int:
        """Count the rows whose decimals were rounded away."""
        return int(np.count_nonzero(self.rounded[self.codes]))

    def take(self, rows: Ints | slice) -> tuple[Ints, Mask]:
        """Give the values and where they are missing, of some rows."""
        codes = self.codes[rows]
        return self.values[codes], ~self.known[codes]


def parse_numbers(
    column: Column, name: str, mark: DecimalMark, currency: str, *, signed: bool = False
) -> Numbers:
    """Parse a column of amounts, or of quantities.

    Args:
        column: The column as read.
        name: Its field; decides about the unit and the words of an issue.
        mark: Which sign separates decimals.
        currency: The one currency of the database; an amount that names another is a fault.
        signed: Quantities may bear the sign of a currency, which a spreadsheet has given them.
    """
    quantity = name == "quantity"
    convert: Callable[[Number], tuple[int, bool]] = _pieces if quantity else _money
    values = np.zeros(len(column.texts), np.int64)
    known = np.zeros(len(column.texts), np.bool_)
    rounded = np.zeros(len(column.texts), np.bool_)
    faults: Wrong = {}
    others: dict[int, str] = {}
    for code, text in enumerate(column.texts):
        if text.strip() in NO_VALUE:
            continue
        try:
            number = read_number(text, mark)
            if quantity and signed and number.currency in ("$", "€", "£", "¥", "₹"):
                number = Number(number.value, "")
            values[code], rounded[code] = convert(number)
            known[code] = True
        except NumberRangeError:
            faults[code] = ("range", {})
        except NumberTextError:
            faults[code] = (name if name in ("amount", "quantity") else "number", {})
        else:
            if not is_of(number.currency, currency):
                faults[code] = ("currency", {"expected": currency})
                others[code] = code_of(number.currency)
    dashes = _dashes(column, known)
    for code in dashes:
        faults.pop(code, None)
        known[code] = True
    zeros = int(column.counts[dashes].sum()) if dashes else 0
    return Numbers(
        column.codes, values, known, rounded, faults, others, zeros, _bracketed(column, values)
    )


def _pieces(number: Number) -> tuple[int, bool]:
    if number.currency:  # or rather a unit, such as KGS
        raise NumberTextError(number.currency)
    return to_quantity(number.value)


def _money(number: Number) -> tuple[int, bool]:
    return to_amount(number.value)


def _bracketed(column: Column, values: Ints) -> int:
    """Count the rows whose number is negative because it stands in parentheses."""
    found = [code for code in np.flatnonzero(values < 0) if column.texts[code].strip()[0] == "("]
    return int(column.counts[found].sum()) if found else 0


def _dashes(column: Column, known: Mask) -> list[int]:
    """Find dashes with blanks around them in a column of numbers: spreadsheets write zero so."""
    found = [code for code, text in enumerate(column.texts) if len(text) > 1 and is_dash(text)]
    return found if found and 2 * np.count_nonzero(known) >= len(column.texts) - 1 else []

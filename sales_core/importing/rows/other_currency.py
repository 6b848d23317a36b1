"""Rows and files in another currency than that of the database."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import Field
from sales_core.importing.issues import refused
from sales_core.importing.rows.faults import Fault, Faults
from sales_core.importing.rows.numbers import Numbers
from sales_core.values.arrays import Mask
from sales_core.values.names import NO_VALUE


def refuse_other_currency(
    columns: Mapping[Field, Column],
    numbers: Mapping[str, Numbers],
    currency: str,
    faults: Faults,
) -> None:
    """Refuse a file of which no row is in the currency of the database."""
    found: set[str] = set()
    if "currency" in columns:
        said = {text.strip().upper() for text in columns["currency"].texts} - NO_VALUE
        found = said if currency not in said else set()
    elif "amount" in numbers and (amounts := numbers["amount"]).faults:
        rows = ~faults.left_out
        wrong = {code for code, (name, _) in amounts.faults.items() if name == "currency"}
        used = set(np.unique(amounts.codes[rows]).tolist())
        if used and used <= wrong:
            found = {amounts.currencies[code] for code in used}
    if found:
        raise refused("other-currency", found=", ".join(sorted(found)), expected=currency)


def in_currency(column: Column | None, currency: str, rows: int) -> Mask:
    """Mark the rows whose amount is in the currency of the database."""
    if column is None:
        return np.ones(rows, np.bool_)
    other = np.zeros(len(column.texts), np.bool_)
    other[list(other_currencies(column, currency))] = True
    return ~column.rows_with(other)


def other_currencies(column: Column, currency: str) -> dict[int, Fault]:
    """Give the texts of a column of currencies that name another one, as faults."""
    return {
        code: ("currency", {"expected": currency})
        for code, text in enumerate(column.texts)
        if text.strip() not in NO_VALUE and text.strip().upper() != currency
    }

"""Totals of sales to which the amounts of their lines come: that proves which column is which."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import Field
from sales_core.values.arrays import Ints, Mask
from sales_core.values.money import AMOUNT_SCALE, QUANTITY_SCALE
from sales_core.values.names import NO_VALUE

_LARGEST = 1 << 53


def total_and_lines(
    columns: Mapping[int, Column],
    at: Mapping[Field, int],
    amounts: tuple[list[int], list[int]],
    rows: tuple[Mask, Ints],
) -> tuple[int, int | None] | None:
    """Find a column of totals of sales to which their lines come, and that of the lines.

    Args:
        columns: All that were read, by position.
        at: Position of each field's column.
        amounts: Positions of what may be totals of sales, and of amounts of lines.
        rows: Which are below a sale (bool), and the number of the sale of each (int64).

    Returns:
        The positions; None for that of the lines where it is quantity x unit price.
    """
    of_sale, of_line = amounts
    below, starts = rows
    lines: dict[int | None, Ints] = {}
    if not of_line and (products := _products(columns, at, of_sale)) is not None:
        lines[None] = products
    used = set(at.values()) | set(of_sale)
    for other in of_line or [place for place in columns if place not in used]:
        values = _values(columns[other], AMOUNT_SCALE)
        if values is not None and values[below].any():
            lines[other] = values
    for total in of_sale:
        stated = _values(columns[total], AMOUNT_SCALE)
        for place, values in lines.items():
            if stated is not None and _agree(stated, values, below, starts):
                return total, place
    return None


def _products(
    columns: Mapping[int, Column], at: Mapping[Field, int], of_sale: list[int]
) -> Ints | None:
    """Give quantity x unit price of each row, where both are of the line; else None."""
    pair = [at.get("quantity", -1), at.get("unit_price", -1)]
    if any(place not in columns or place in of_sale for place in pair) or "discount" in at:
        return None
    pieces = _values(columns[pair[0]], QUANTITY_SCALE)
    prices = _values(columns[pair[1]], AMOUNT_SCALE)
    if pieces is None or prices is None:
        return None
    if int(np.abs(pieces).max(initial=1)) * int(np.abs(prices).max(initial=1)) > _LARGEST:
        return None
    products = pieces * prices
    return products // QUANTITY_SCALE if not (products % QUANTITY_SCALE).any() else None


def _values(column: Column, scale: int) -> Ints | None:
    """Give the numbers of a column (int64, in parts of one), 0 where blank; None if one is none."""
    numbers = []
    for text in column.texts:
        number = Decimal() if text.strip() in NO_VALUE else number_in(text)
        if number is None or abs(number) * scale > _LARGEST or number * scale % 1:
            return None
        numbers.append(int(number * scale))
    return np.array(numbers, np.int64)[column.codes]


def _agree(stated: Ints, lines: Ints, below: Mask, starts: Ints) -> bool:
    """Tell whether the lines of every sale come to its total; rows before a sale are its own."""
    sums = np.zeros(int(starts[-1]) + 1, np.int64)
    np.add.at(sums, starts, lines)
    return bool(np.array_equal(sums, stated[~below]))

"""Amounts that repeat in every row of orders whose rows differ: totals of orders, not of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from sales_core.importing.claims import NO_COLUMN, Choice, Matter, as_written
from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Codes, Column, Layout, Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.plan import ImportPlan
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import key
from sales_core.importing.vocabulary.languages import joined
from sales_core.values.arrays import Mask

Numbers = Sequence[Decimal | None]


def claims(view: View) -> Iterator[Matter]:
    """Ask which column holds the amount of a row, where the amount may be that of an order."""
    table, at = view.table, view.at
    if "amount" not in at or "amount" in view.chosen or not _per_order(table, at):
        return
    name = table.layout.header[at["amount"]].strip()
    choices = [
        Choice("once", _once, f"{name!r} is the total of the order: count it once in each"),
        Choice("row", as_written, f"{name!r} is the amount of the row: count every row"),
    ]
    if {"quantity", "unit_price"} <= set(at):
        columns = {"amount": NO_COLUMN}
        choices.append(Choice("price", as_written, "Take quantity x unit price", columns))
    yield Matter(
        "repeated-amount",
        "repeated",
        f"In all orders of several rows {name!r} is the same in every row, so it may be the total "
        "of the order and would count once for each row. Which is it?",
        tuple(choices),
        "amount",
    )


def _once(plan: ImportPlan) -> ImportPlan:
    return replace(plan, amount_once=True)


def _per_order(table: Table, at: Mapping[Field, int]) -> bool:
    """Tell whether the amount repeats in every row of every order of several rows."""
    if table.order_ids is None or table.rows == 0:
        return False
    encoded = pc.utf8_trim_whitespace(table.order_ids).combine_chunks().dictionary_encode()
    orders = encoded.indices.to_numpy()
    several = np.bincount(orders, minlength=len(encoded.dictionary)) > 1
    several &= np.array(pc.not_equal(encoded.dictionary, ""))  # rows without a number are no order
    rows = several[orders]
    amounts = table.columns[at["amount"]].codes
    pairs = np.unique(np.stack([orders[rows], amounts[rows]]), axis=1)
    count = int(np.count_nonzero(several))
    if pairs.shape[1] != count or count == 0:
        return False
    priced = _as_priced(table, at, orders, rows)
    if priced is not None:
        return priced
    if _unlike_amounts(table.layout, at):
        return True
    if "item" not in at:
        return count > 1 and len(np.unique(amounts)) > 1
    return _varies(table, at, orders[rows], rows, pairs)


def _as_priced(table: Table, at: Mapping[Field, int], orders: Codes, rows: Mask) -> bool | None:
    """Tell what quantity x unit price says of amounts; None where it says nothing."""
    if not {"quantity", "unit_price"} <= set(at):
        return None
    columns = [table.columns[place] for place in (at["quantity"], at["unit_price"], at["amount"])]
    codes = np.stack([column.codes[rows].astype(np.int64) for column in columns])
    pieces, prices, sums = map(_numbers, columns)
    if _unlike_prices(orders[rows], codes, (pieces, prices, sums)):
        return True
    return False if _priced(codes, (pieces, prices, sums)) else None


def _varies(
    table: Table, at: Mapping[Field, int], orders: Codes, rows: Mask, pairs: npt.NDArray[Any]
) -> bool:
    """Tell whether amounts go with the orders rather than with what was sold.

    That is where orders of several items have one amount, different ones in different
    orders, or where items have different amounts that are the same within each order.
    """
    named = key(table.columns[at["amount"]].header) in joined("order_totals")
    items, amounts = table.columns[at["item"]].codes, table.columns[at["amount"]].codes
    count = pairs.shape[1]
    different = np.unique(np.stack([orders, items[rows]]), axis=1).shape[1] > count
    if different and (named or len(np.unique(pairs[1])) > 1):
        return True
    prices = np.bincount(np.unique(np.stack([items, amounts]), axis=1)[0])
    unlike = int(np.count_nonzero(prices[np.unique(items[rows])] > 1))
    return unlike > 1 if different else bool(count > 1 and (prices > 1).any())


def _priced(codes: npt.NDArray[np.int64], values: tuple[Numbers, Numbers, Numbers]) -> bool:
    """Tell whether quantity x unit price is the amount in all rows."""
    pieces, prices, amounts = values
    return all(
        (pieces[piece] or Decimal()) * (prices[price] or Decimal()) == amounts[amount]
        for piece, price, amount in np.unique(codes, axis=1).T.tolist()
    )


def _unlike_prices(
    orders: Codes, codes: npt.NDArray[np.int64], values: tuple[Numbers, Numbers, Numbers]
) -> bool:
    """Tell whether quantity x unit price differs within orders, and is nowhere the amount.

    Args:
        orders: Which order each row belongs to, rows of orders of several rows alone.
        codes: Which text each row holds: of quantity, unit price and amount.
        values: The number of each text, in the same three columns.
    """
    distinct, inverse = np.unique(codes, axis=1, return_inverse=True)
    pieces, prices, amounts = values
    products: dict[Decimal, int] = {}
    kinds: list[int] = []
    for piece, price, amount in distinct.T.tolist():
        product = (pieces[piece] or Decimal()) * (prices[price] or Decimal())
        if not 0 < abs(product) < abs(amounts[amount] or 0):
            return False
        kinds.append(products.setdefault(product, len(products)))
    rows = np.array(kinds)[inverse.reshape(-1)]
    pairs = np.unique(np.stack([orders, rows]), axis=1)
    return bool(pairs.shape[1] > len(np.unique(orders)))


def _unlike_amounts(layout: Layout, at: Mapping[Field, int]) -> bool:
    """Tell whether another column of money differs within orders whose amounts do not.

    Args:
        layout: The first rows say it.
        at: Position of each field's column, the amount and the order id among them.
    """
    orders: dict[str, list[tuple[str, ...]]] = {}
    for row in layout.sample:
        orders.setdefault(row[at["order_id"]].strip(), []).append(row)
    several = [rows for order, rows in orders.items() if order and len(rows) > 1]
    others = [
        place
        for place, header in enumerate(layout.header)
        if place not in at.values() and key(header) in joined("amount")
    ]
    return any(_differ(rows, place) for rows in several for place in others) and not any(
        _differ(rows, at["amount"]) for rows in several
    )


def _differ(rows: Sequence[Sequence[str]], place: int) -> bool:
    return len({row[place].strip() for row in rows}) > 1


def _numbers(column: Column) -> list[Decimal | None]:
    return [number_in(text) for text in column.texts]

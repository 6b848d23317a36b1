"""Amounts that may not be those of a row: totals of whole orders, and prices of whole rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from sales_core.importing.declarations import Field
from sales_core.importing.header_names import key
from sales_core.importing.questions import Question
from sales_core.importing.table import Column, Table
from sales_core.importing.unlike_prices import unlike_amounts, unlike_prices
from sales_core.values.money import NumberTextError, read_number

LEAST = 3
"""Orders, or products, that must say the same before it is a doubt."""

_PLAIN_PRICES = frozenset(
    [
        "price",
        "preis",
        "prix",
        "precio",
        "preco",
        "prezzo",
        "prijs",
        "saleprice",
        "sellingprice",
        "价格",
        "価格",
        "售价",
    ]
)
"""Names that may mean the price of one piece or of the whole row."""

_ORDER_TOTALS = frozenset(
    ("ordertotal", "grandtotal", "invoicetotal", "orderamount", "invoiceamount")
)
"""Names that say that an amount is that of an order."""


def doubts(table: Table, at: Mapping[Field, int], chosen: Mapping[str, str]) -> Iterator[Question]:
    """Ask about amounts that the file itself speaks against.

    Args:
        table: The columns of the fields.
        at: Position of each field's column.
        chosen: Header by field, from a person; what was said is not doubted.
    """
    if "amount" in at and "amount" not in chosen and _per_order(table, at):
        name = table.layout.header[at["amount"]]
        other = (
            " or none, to take quantity x unit price"
            if {"quantity", "unit_price"} <= set(at)
            else ""
        )
        yield Question(
            "column",
            f"In all orders of several rows {name.strip()!r} is the same in every row, so it may "
            f"be the total of the order and would count once for each row. Which column holds "
            f"the amount of one row? Say {name.strip()!r} if it does{other}.",
            (name, "none")
            if other
            else tuple(each for each in table.layout.header if each.strip()),
            "amount",
        )
    derived = "amount" not in at and "unit_price" in at
    if derived and "discount" not in chosen and _is_rate(table, at):
        name = table.layout.header[at["discount"]]
        yield Question(
            "column",
            f"All values of {name.strip()!r} are 1 or less, so it may be a rate and not money. "
            f"Say {name.strip()!r} to take it off quantity x unit price as money, or none.",
            (name, "none"),
            "discount",
        )
    prices = {"amount", "unit_price"} & chosen.keys()
    if derived and not prices and _per_row(table, at):
        name = table.layout.header[at["unit_price"]]
        yield Question(
            "column",
            f"{name.strip()!r} grows with the quantity, so it seems to be the price of the whole "
            "row and not of one piece. Name it as the amount, or as the unit price if it is that.",
            (name,),
            "amount",
        )


def _is_rate(table: Table, at: Mapping[Field, int]) -> bool:
    """Tell whether a discount may be a part of one instead of an amount."""
    if "discount" not in at:
        return False
    values = [value for value in _numbers(table.columns[at["discount"]]) if value]
    return bool(values) and all(abs(value) <= 1 for value in values)


def _per_order(table: Table, at: Mapping[Field, int]) -> bool:
    """Tell whether the amount repeats in every row of every order of several rows."""
    if table.order_ids is None or table.rows == 0:
        return False
    orders = table.order_ids.combine_chunks().dictionary_encode().indices.to_numpy()
    amounts = table.columns[at["amount"]].codes
    several = np.bincount(orders) > 1
    rows = several[orders]
    pairs = np.unique(np.stack([orders[rows], amounts[rows]]), axis=1)
    count = int(np.count_nonzero(several))
    if pairs.shape[1] == count > 0 and {"quantity", "unit_price"} <= set(at):
        columns = [
            table.columns[place] for place in (at["quantity"], at["unit_price"], at["amount"])
        ]
        codes = np.stack([column.codes[rows] for column in columns])
        pieces, prices, sums = map(_numbers, columns)
        if unlike_prices(orders[rows], codes, (pieces, prices, sums)):
            return True
    if pairs.shape[1] == count > 0 and unlike_amounts(table.layout, at):
        return True
    named = key(table.columns[at["amount"]].header) in _ORDER_TOTALS
    varied = len(np.unique(pairs[1])) >= (1 if named else LEAST)
    if count < (1 if named else LEAST) or pairs.shape[1] != count or not varied:
        return False
    if "item" not in at:
        return True
    items = table.columns[at["item"]].codes
    return bool(np.unique(np.stack([orders[rows], items[rows]]), axis=1).shape[1] > count)


def _per_row(table: Table, at: Mapping[Field, int]) -> bool:
    """Tell whether prices are in proportion to quantities, product by product."""
    price, quantity = table.columns[at["unit_price"]], table.columns[at["quantity"]]
    if "item" not in at or key(price.header) not in _PLAIN_PRICES:
        return False
    items = table.columns[at["item"]].codes
    prices, pieces = _numbers(price), _numbers(quantity)
    sold: dict[int, set[tuple[Decimal, Decimal]]] = {}
    for item, piece, paid in np.unique(
        np.stack([items, quantity.codes, price.codes]), axis=1
    ).T.tolist():
        count, amount = pieces[piece], prices[paid]
        if count and amount:
            sold.setdefault(item, set()).add((count, amount))
    varied = [pairs for pairs in sold.values() if len({count for count, _ in pairs}) > 1]
    constant = sum(len({amount for _, amount in pairs}) < len(pairs) for pairs in varied)
    growing = sum(len({amount / count for count, amount in pairs}) == 1 for pairs in varied)
    return growing > constant


def _numbers(column: Column) -> list[Decimal | None]:
    return [_number(text) for text in column.texts]


def _number(text: str) -> Decimal | None:
    for mark in ("point", "comma"):
        try:
            return read_number(text, mark).value
        except NumberTextError:
            continue
    return None

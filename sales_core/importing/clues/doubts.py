"""Amounts that may not be those of a row: totals of whole orders, and prices of whole rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from sales_core.importing.clues.direction_doubts import direction_doubts
from sales_core.importing.clues.price_doubts import price_doubts
from sales_core.importing.clues.product_doubts import product_doubts
from sales_core.importing.clues.unlike_prices import unlike_amounts, unlike_prices
from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Column, Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.questions import Question
from sales_core.importing.rows.discount_rates import are_parts, may_be_percents
from sales_core.importing.vocabulary.header_names import key

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
    yield from price_doubts(table, at, chosen)
    yield from product_doubts(table, at, chosen)
    yield from direction_doubts(table, at, chosen)
    derived = "amount" not in at and "unit_price" in at
    if derived and not {"discount", "discount_percent"} & chosen.keys():
        yield from _rates(table, at)
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


def _rates(table: Table, at: Mapping[Field, int]) -> Iterator[Question]:
    """Ask whether discounts are parts of the price, where no sign and no name says it."""
    fields: tuple[Field, ...] = ("discount", "discount_percent")
    for name in fields:
        column = table.columns[at[name]] if name in at else None
        if column is None or any("%" in text for text in column.texts):
            continue
        parts = are_parts(column)
        if parts or (name == "discount" and may_be_percents(column)):
            header = column.header.strip()
            said = "1 or less, so 0.1" if parts else "steps of 5 up to 100, so 10"
            yield Question(
                "column",
                f"All values of {header!r} are {said} may be a discount of 10 % as well as money. "
                f"Say {header!r} if they are parts of the price, or none if they are money to be "
                "taken off each row.",
                (column.header, "none"),
                "discount_percent",
            )


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
    return [number_in(text) for text in column.texts]

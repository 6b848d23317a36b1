"""Prices that grow with the quantity: those of whole rows, not of one piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from sales_core.importing.claims import NO_COLUMN, Choice, Matter, as_written
from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Column, Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import key
from sales_core.importing.vocabulary.languages import joined


def claims(view: View) -> Iterator[Matter]:
    """Ask whether a price is that of the row, where it is in proportion to the quantity."""
    table, at = view.table, view.at
    derived = "amount" not in at and "unit_price" in at and "quantity" in at
    if not derived or {"amount", "unit_price"} & view.chosen.keys() or not _per_row(table, at):
        return
    price, quantity = (view.header(at[name]) for name in ("unit_price", "quantity"))
    header = table.layout.header[at["unit_price"]]
    yield Matter(
        "column:amount",
        "column",
        f"{price!r} grows with {quantity!r}, so it seems to be the price of the whole row and not "
        "of one piece. Which is it?",
        (
            Choice(
                header,
                as_written,
                f"{price} is the amount of the row",
                {"amount": header},
            ),
            Choice(
                NO_COLUMN,
                as_written,
                f"{quantity} x {price}: it is the price of one piece",
                {"amount": NO_COLUMN},
            ),
        ),
        "amount",
    )


def _per_row(table: Table, at: Mapping[Field, int]) -> bool:
    """Tell whether prices are in proportion to quantities, product by product."""
    price, quantity = table.columns[at["unit_price"]], table.columns[at["quantity"]]
    if "item" not in at or key(price.header) not in joined("plain_prices"):
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

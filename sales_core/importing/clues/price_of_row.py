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
from sales_core.importing.vocabulary.header_names import key, words
from sales_core.importing.vocabulary.languages import joined
from sales_core.values.money import QUANTITY_SCALE

_PARTS: tuple[Field, ...] = ("unit_price", "discount", "tax")


def claims(view: View) -> Iterator[Matter]:
    """Ask whether a price is that of the row, where it is in proportion to the quantity."""
    table, at = view.table, view.at
    derived = "amount" not in at and "unit_price" in at and "quantity" in at
    if not derived or {"amount", "unit_price"} & view.chosen.keys():
        return
    price, quantity = (view.header(at[name]) for name in ("unit_price", "quantity"))
    if _per_row(table, at):
        why = f"grows with {quantity!r}"
    elif _with_parts(view):
        why = "stands with its discount and its tax as the amount of a row does"
    else:
        return
    header = table.layout.header[at["unit_price"]]
    yield Matter(
        "column:amount",
        "column",
        f"{price!r} {why}, so it seems to be the price of the whole row and not of one piece. "
        "Which is it?",
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


def _with_parts(view: View) -> bool:
    """Tell whether discount and tax lie between a price and another of that name, in all rows."""
    if not {"discount", "tax"} <= view.at.keys() or (view.cells.quantity == QUANTITY_SCALE).all():
        return False
    price, discount, tax = (view.numbers(view.at[name]) for name in _PARTS)
    said = set(words(view.header(view.at["unit_price"])).split())
    return any(
        (other - discount.rows() == price.rows())[view.sales].all()
        or (other + tax.rows() == price.rows())[view.sales].all()
        for place in view.free
        if said & set(words(view.header(place)).split()) and view.is_money(place)
        for other in [view.numbers(place).rows()]
    )


def _numbers(column: Column) -> list[Decimal | None]:
    return [number_in(text) for text in column.texts]

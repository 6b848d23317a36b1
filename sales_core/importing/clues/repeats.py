"""Amounts that repeat in every row of orders whose rows differ: totals of orders, not of rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from sales_core.importing.claims import Matter, column_matter
from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Codes, Column, Layout, Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.questions import Question
from sales_core.importing.view import View
from sales_core.importing.vocabulary.aliases import ALIASES
from sales_core.importing.vocabulary.header_names import key

LEAST = 3
"""Orders that must say the same before it is a doubt."""

_ORDER_TOTALS = frozenset(
    ("ordertotal", "grandtotal", "invoicetotal", "orderamount", "invoiceamount")
)
"""Names that say that an amount is that of an order."""

_AMOUNTS = frozenset(name.replace(" ", "") for name in ALIASES["amount"])

Numbers = Sequence[Decimal | None]


def claims(view: View) -> Iterator[Matter]:
    """Ask which column holds the amount of a row, where the amount may be that of an order."""
    table, at = view.table, view.at
    if "amount" not in at or "amount" in view.chosen or not _per_order(table, at):
        return
    name = table.layout.header[at["amount"]]
    derivable = {"quantity", "unit_price"} <= set(at)
    other = " or none, to take quantity x unit price" if derivable else ""
    names = tuple(each for each in table.layout.header if each.strip())
    yield column_matter(
        Question(
            "column",
            f"In all orders of several rows {name.strip()!r} is the same in every row, so it may "
            f"be the total of the order and would count once for each row. Which column holds "
            f"the amount of one row? Say {name.strip()!r} if it does{other}.",
            (name, "none") if other else names,
            "amount",
        )
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
        if _unlike_prices(orders[rows], codes, (pieces, prices, sums)):
            return True
    if pairs.shape[1] == count > 0 and _unlike_amounts(table.layout, at):
        return True
    named = key(table.columns[at["amount"]].header) in _ORDER_TOTALS
    varied = len(np.unique(pairs[1])) >= (1 if named else LEAST)
    if count < (1 if named else LEAST) or pairs.shape[1] != count or not varied:
        return False
    if "item" not in at:
        return True
    items = table.columns[at["item"]].codes
    return bool(np.unique(np.stack([orders[rows], items[rows]]), axis=1).shape[1] > count)


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
        if place not in at.values() and key(header) in _AMOUNTS
    ]
    return any(_differ(rows, place) for rows in several for place in others) and not any(
        _differ(rows, at["amount"]) for rows in several
    )


def _differ(rows: Sequence[Sequence[str]], place: int) -> bool:
    return len({row[place].strip() for row in rows}) > 1


def _numbers(column: Column) -> list[Decimal | None]:
    return [number_in(text) for text in column.texts]

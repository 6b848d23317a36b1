"""Rows of an order that differ in money while their amounts do not: no amounts of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from sales_core.importing.files.table import Codes, Layout
from sales_core.importing.formats.declarations import Field
from sales_core.importing.vocabulary.aliases import ALIASES
from sales_core.importing.vocabulary.header_names import key

_AMOUNTS = frozenset(name.replace(" ", "") for name in ALIASES["amount"])

Numbers = Sequence[Decimal | None]


def unlike_prices(
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


def unlike_amounts(layout: Layout, at: Mapping[Field, int]) -> bool:
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

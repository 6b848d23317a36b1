"""Rows of an order that differ in price while their amounts do not: no amounts of rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from sales_core.importing.table import Codes

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

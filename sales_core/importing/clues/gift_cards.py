"""Gift cards sold and gift cards paid with: the same money, which would count twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.claims import Told, rows_text
from sales_core.importing.view import View
from sales_core.importing.vocabulary.languages import says
from sales_core.values.arrays import Mask
from sales_core.values.money import amount_text


def claims(view: View) -> Iterator[Told]:
    """Tell what gift cards were sold for, and what was paid with them."""
    sold = _rows(view, "product")
    if sold is None or not (sold & view.sales).any():
        return
    used = _rows(view, "payment_method")
    redeemed = sold & view.sales & (view.cells.amount < 0)
    if used is None and redeemed.any():
        yield Told(
            f"Attention: gift cards stand below zero among the products "
            f"({_shown(view, redeemed)}): if sales are paid with them there, the revenue is less "
            "by what the cards paid.",
            int(np.count_nonzero(redeemed)),
        )
    if used is not None and (used & view.sales & ~sold).any():
        yield Told(
            f"Attention: gift cards are sold here ({_shown(view, sold)}) and sales are paid with "
            f"them ({_shown(view, used & ~sold)}): both count, so money that was paid for a card "
            "counts again when the card is used.",
            int(np.count_nonzero((sold | used) & view.sales)),
        )


def _rows(view: View, name: str) -> Mask | None:
    names = view.cells.names[name]
    chosen = np.array([says(text[:80], "gift_cards") for text in names.names], np.bool_)
    return chosen[names.codes] if chosen.any() else None


def _shown(view: View, rows: Mask) -> str:
    counted = rows & view.sales
    count = int(np.count_nonzero(counted))
    return f"{rows_text(count)}, {amount_text(view.amount_of(counted))}"

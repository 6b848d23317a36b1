"""Columns of money beside the amount: what was paid back, what was paid, what is still due."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.view import View
from sales_core.importing.vocabulary.header_names import key, words
from sales_core.importing.vocabulary.languages import joined, words_of
from sales_core.values.arrays import Ints, Mask

_REFUND_WORDS = ("refund", "refund_flags")


def refund_columns(view: View) -> tuple[int, ...]:
    """Give the columns of money whose names say that it was paid back."""
    return tuple(
        place for place in view.free if _names_refund(view.header(place)) and view.is_money(place)
    )


def paid_columns(view: View) -> tuple[int, ...]:
    """Give the columns of money whose names say that it was paid."""
    return tuple(_named(view, "paid_names"))


def due_columns(view: View) -> tuple[int, ...]:
    """Give the columns of money whose names say that it is still to be paid."""
    return tuple(_named(view, "due_names"))


def values_of(view: View, place: int) -> tuple[Ints, Mask]:
    """Give a column as ten-thousandths, 0 where it has none, and where it has one."""
    numbers = view.numbers(place)
    return np.where(numbers.known, numbers.values, 0)[numbers.codes], numbers.known_rows()


def repeats_in_orders(view: View, place: int) -> bool:
    """Tell whether money stands in every row of the orders of several rows that have some."""
    if view.table.order_ids is None:
        return False
    orders = view.table.order_ids.combine_chunks().dictionary_encode().indices.to_numpy()
    values, _ = values_of(view, place)
    several = (np.bincount(orders) > 1)[orders]
    some = np.zeros(int(orders.max()) + 1, np.bool_)
    some[orders[several & (values != 0)]] = True
    rows = several & some[orders]
    pairs = np.unique(np.stack([orders[rows], values[rows]]), axis=1)
    return bool(rows.any()) and pairs.shape[1] == int(np.count_nonzero(some))


def _named(view: View, names: str) -> Iterator[int]:
    for place in view.free:
        if key(view.header(place)) in joined(names) and view.is_money(place):
            yield place


def _names_refund(header: str) -> bool:
    if key(header) in joined("refund_names"):
        return True
    parts = set(words(header).split())
    refund = words_of(*_REFUND_WORDS) & parts
    other = parts - refund
    aside = words_of(
        "decoys", "counted", "perhaps_counted", "state_names", "fee_names", "tax_names"
    )
    return bool(refund) and not other & (aside - words_of("sold", "sold"))

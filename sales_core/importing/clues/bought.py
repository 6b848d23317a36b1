"""Lists of what was bought or spent: they are read like sales, so it is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np

from sales_core.importing.claims import Told
from sales_core.importing.formats.declarations import Field
from sales_core.importing.view import View
from sales_core.importing.vocabulary.column_words import names_buyer
from sales_core.importing.vocabulary.header_names import words
from sales_core.importing.vocabulary.languages import says

_LEAST = 3
"""Rows that a balance must go with."""


def claims(view: View) -> Iterator[Told]:
    """Tell of amounts mostly below zero, of balances, and of columns that name who was paid."""
    if "amount" in view.chosen:
        return
    amounts = view.cells.amount[view.sales]
    below, some = np.count_nonzero(amounts < 0), np.count_nonzero(amounts)
    if 2 * below > some:
        yield Told(
            f"Attention: {below:,} of {some:,} amounts are below zero, so they may be what was "
            "spent or paid out; they are taken off the revenue.",
            int(below),
        )
        return
    balance = next((at for at in view.free if below and _runs(view, at)), None)
    if balance is not None:
        yield Told(
            f"Attention: {view.header(balance)!r} goes up and down with the amounts from row to "
            "row, so these may be the movements of an account, not sales; all of them count."
        )
        return
    named = [view.header(at) for at in view.table.columns if says(view.header(at), "bought_names")]
    buyers = any(map(names_buyer, view.table.layout.header))
    sold = buyers or (not _is_of_invoices(view) and {"order_id", "quantity"} & view.at.keys())
    if len(named) > (1 if sold else 0):
        yield Told(
            f"Attention: {' and '.join(map(repr, named[:2]))} may say that this is a list of what "
            "was bought, not sold; its amounts count as revenue."
        )
    else:
        yield from _costs(view)
        yield from _offers(view)


def _offers(view: View) -> Iterator[Told]:
    """Tell where the date or the number is that of an offer."""
    told: tuple[Field, ...] = ("date", "order_id")
    for name in told:
        header = view.header(view.at[name]) if name in view.at else ""
        if says(words(header), "offer_names"):
            yield Told(
                f"Attention: {header!r} may say that these are offers, not sales; their amounts "
                "count as revenue."
            )
            return


def _costs(view: View) -> Iterator[Told]:
    """Tell where amount and price of one piece are called costs, and so may be the shop's own."""
    costs = [view.header(at) for at in view.table.columns if _is_cost(view.header(at))]
    if "amount" in view.at and view.header(view.at["amount"]) in costs and len(costs) > 1:
        yield Told(
            f"Attention: {' and '.join(map(repr, costs[:2]))} may be what the goods cost, not what "
            "they were sold for; the amounts count as revenue."
        )


def _is_cost(header: str) -> bool:
    return says(header, "expenses") and not says(header, "shipping_names", "order", "sale")


def _is_of_invoices(view: View) -> bool:
    """Tell whether rows are invoices as others send them, or called purchases or costs."""
    told: tuple[Field, ...] = ("order_id", "amount", "unit_price")
    names = [view.header(view.at[name]) for name in told if name in view.at]
    if any(says(name, "expenses") for name in names):
        return True
    one_piece = {"quantity", "unit_price"} & view.at.keys()
    return not one_piece and any(says(name, "invoice_names") for name in names)


def _runs(view: View, place: int) -> bool:
    """Tell whether a column is what an account holds after each row, from the first or the last."""
    if not view.is_money(place) or not view.sales.all() or len(view.sales) < _LEAST:
        return False
    steps = np.diff(view.numbers(place).rows())
    others = (view.numbers(at).rows() for at in view.free if at != place and view.is_money(at))
    return any(
        (steps == moved[1:]).all() or (steps == -moved[:-1]).all()
        for moved in chain([view.cells.amount], others)  # what came in, before or after its fees
    )

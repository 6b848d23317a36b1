"""Amounts that stand beside quantities and prices, and contradict them: asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.claims import (
    NO_COLUMN,
    Choice,
    Matter,
    as_written,
    column_matter,
    rows_text,
    with_given_back,
)
from sales_core.importing.formats.declarations import Field, GivenBack
from sales_core.importing.questions import Question
from sales_core.importing.view import View
from sales_core.values.money import AMOUNT_SCALE, amount_text

_LEAST = 3
"""Different rows that must say the same before it is a doubt."""


def claims(view: View) -> Iterator[Matter]:
    """Ask about amounts of one piece, and amounts without the minus that their pieces bear."""
    yield from _without_minus(view)
    if _of_one_piece(view):
        header = view.table.layout.header[view.at["amount"]]
        name = header.strip()
        question = Question(
            "column",
            f"{name!r} is no more than the price of one piece in all rows of several. "
            "What did a row come to?",
            (header, NO_COLUMN),
            "amount",
            labels=(f"{name}, as it is written", "quantity x unit price"),
        )
        yield column_matter(question)


def _of_one_piece(view: View) -> bool:
    """Tell whether amounts are no more than the price of a piece in all rows of several."""
    fields: tuple[Field, ...] = ("quantity", "unit_price", "amount")
    if not set(fields) <= view.at.keys() or {"amount", "unit_price"} & view.chosen.keys():
        return False
    pieces, price, amount = (view.numbers(view.at[name]) for name in fields)
    known = pieces.known_rows() & price.known_rows() & amount.known_rows()
    several = known & (pieces.rows() > AMOUNT_SCALE) & (price.rows() != 0)
    prices, amounts = price.rows()[several], amount.rows()[several]
    if len(prices) < _LEAST or not ((amounts > 0) & (amounts <= prices)).all():
        return False
    stacked = np.stack([pieces.codes[several], price.codes[several], amount.codes[several]])
    return bool(np.unique(stacked, axis=1).shape[1] >= _LEAST)


def _without_minus(view: View) -> Iterator[Matter]:
    """Ask about amounts above zero where the pieces bear a minus."""
    if not {"amount", "quantity"} <= view.at.keys() or "amount" in view.chosen:
        return
    rows = view.sales & (view.cells.quantity < 0) & (view.cells.amount > 0)
    if not (count := int(np.count_nonzero(rows))):
        return
    pieces = view.table.columns[view.at["quantity"]]
    header, name = pieces.header.strip(), view.header(view.at["amount"])
    codes = np.unique(pieces.codes[rows]).tolist()
    where = tuple(sorted({pieces.texts[code].strip().casefold() for code in codes}))
    yield Matter(
        f"refunds:{header}",
        "refunds",
        f"{header!r} bears a minus in {rows_text(count)} whose amounts in "
        f"{name!r} ({amount_text(view.amount_of(rows))}) bear none, so refunds would count as "
        "sales. How do they count?",
        (
            Choice(
                "negative",
                with_given_back(GivenBack((pieces.header,), where)),
                "Subtract them: they are refunds",
            ),
            Choice("count", as_written, "Count them as sales, as written"),
        ),
    )

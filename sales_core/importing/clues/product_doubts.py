"""Amounts that stand beside quantities and prices, and contradict them: asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from sales_core.importing.claims import Choice, Matter, as_written, column_matter, with_given_back
from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Table
from sales_core.importing.formats.declarations import Field, GivenBack
from sales_core.importing.questions import Question
from sales_core.importing.view import View
from sales_core.values.money import amount_text

_LEAST = 3
"""Different rows that must say the same before it is a doubt."""


def claims(view: View) -> Iterator[Matter]:
    """Yield the matters of ``product_doubts``, unless a person has said which column is meant."""
    yield from _without_minus(view)
    for question in product_doubts(view.table, view.at, view.chosen):
        yield column_matter(question)


def product_doubts(
    table: Table, at: Mapping[Field, int], chosen: Mapping[str, str]
) -> Iterator[Question]:
    """Ask about amounts that are those of one piece.

    Args:
        table: The columns of the fields.
        at: Position of each field's column.
        chosen: Header by field, from a person; what was said is not doubted.
    """
    if not {"amount", "quantity"} <= at.keys() or "amount" in chosen:
        return
    name = table.layout.header[at["amount"]]
    if "unit_price" in at and "unit_price" not in chosen:
        rows = _distinct(table, (at["quantity"], at["unit_price"], at["amount"]))
        several = [(price, amount) for pieces, price, amount in rows if pieces > 1 and price]
        if len(several) >= _LEAST and all(0 < amount <= price for price, amount in several):
            yield Question(
                "column",
                f"{name.strip()!r} is no more than the price of one piece in all rows of several. "
                f"Say {name.strip()!r} if it is the amount of the row, or none to take quantity x "
                "unit price.",
                (name, "none"),
                "amount",
            )


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
        f"{header!r} bears a minus in {count:,} {'row' if count == 1 else 'rows'} whose amounts in "
        f"{name!r} ({amount_text(view.amount_of(rows))}) bear none, so refunds would count as "
        "sales. How do they count?",
        (
            Choice(
                "negative", with_given_back(GivenBack((pieces.header,), where)), "count negative"
            ),
            Choice("count", as_written, "count as they are written"),
        ),
    )


def _distinct(table: Table, places: tuple[int, ...]) -> list[tuple[Decimal, ...]]:
    """Give the distinct rows of some columns in which all cells are numbers."""
    columns = [table.columns[at] for at in places]
    values = [[number_in(text) for text in column.texts] for column in columns]
    codes = np.unique(np.stack([column.codes for column in columns]), axis=1).T.tolist()
    rows = ([known[code] for known, code in zip(values, row, strict=True)] for row in codes)
    return [tuple(row) for row in rows if None not in row]

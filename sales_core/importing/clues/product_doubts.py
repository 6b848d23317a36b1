"""Amounts that stand beside quantities and prices, and contradict them: asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from sales_core.importing.claims import Matter, column_matter
from sales_core.importing.files.looks import number_in
from sales_core.importing.files.table import Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.questions import Question
from sales_core.importing.view import View

_LEAST = 3
"""Different rows that must say the same before it is a doubt."""


def claims(view: View) -> Iterator[Matter]:
    """Yield the matters of ``product_doubts``, unless a person has said which column is meant."""
    for question in product_doubts(view.table, view.at, view.chosen):
        yield column_matter(question)


def product_doubts(
    table: Table, at: Mapping[Field, int], chosen: Mapping[str, str]
) -> Iterator[Question]:
    """Ask about amounts that are those of one piece, or positive where pieces came back.

    Args:
        table: The columns of the fields.
        at: Position of each field's column.
        chosen: Header by field, from a person; what was said is not doubted.
    """
    if not {"amount", "quantity"} <= at.keys() or "amount" in chosen:
        return
    name = table.layout.header[at["amount"]]
    pairs = _distinct(table, (at["quantity"], at["amount"]))
    if any(pieces < 0 < amount for pieces, amount in pairs):
        yield Question(
            "column",
            f"Some quantities bear a minus and their amounts in {name.strip()!r} do not, so "
            "refunds would count as sales. Give these amounts a minus and upload that file; or "
            f"say {name.strip()!r} to count them as they are written.",
            (name,),
            "amount",
        )
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


def _distinct(table: Table, places: tuple[int, ...]) -> list[tuple[Decimal, ...]]:
    """Give the distinct rows of some columns in which all cells are numbers."""
    columns = [table.columns[at] for at in places]
    values = [[number_in(text) for text in column.texts] for column in columns]
    codes = np.unique(np.stack([column.codes for column in columns]), axis=1).T.tolist()
    rows = ([known[code] for known, code in zip(values, row, strict=True)] for row in codes)
    return [tuple(row) for row in rows if None not in row]

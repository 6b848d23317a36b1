"""Discounts that may be parts of the price as well as money to be taken off: asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sales_core.importing.claims import NO_COLUMN, Matter, column_matter
from sales_core.importing.files.table import Table
from sales_core.importing.formats.declarations import Field
from sales_core.importing.questions import Question
from sales_core.importing.rows.discount_rates import are_parts, may_be_percents
from sales_core.importing.view import View


def claims(view: View) -> Iterator[Matter]:
    """Ask whether discounts are parts of the price, where no sign and no name says it."""
    derived = "amount" not in view.at and "unit_price" in view.at
    if derived and not {"discount", "discount_percent"} & view.chosen.keys():
        for question in _rates(view.table, view.at):
            yield column_matter(question)


def _rates(table: Table, at: Mapping[Field, int]) -> Iterator[Question]:
    """Ask whether discounts are parts of the price, where no sign and no name says it."""
    fields: tuple[Field, ...] = ("discount", "discount_percent")
    for name in fields:
        column = table.columns[at[name]] if name in at else None
        if column is None or any("%" in text for text in column.texts):
            continue
        parts = are_parts(column)
        if parts or (name == "discount" and may_be_percents(column)):
            header = column.header.strip()
            said = "1 or less, so 0.1" if parts else "steps of 5 up to 100, so 10"
            yield Question(
                "column",
                f"All values of {header!r} are {said} may be a discount of 10 % as well as money. "
                "Which is it?",
                (column.header, NO_COLUMN),
                "discount_percent",
                labels=(
                    f"{header} is a part of the price, such as 10 %",
                    f"{header} is money to be taken off each row",
                ),
            )

"""Amounts that are ten, a hundred or a thousand times quantity x price, in every row."""

from __future__ import annotations

from collections.abc import Iterator

from sales_core.importing.claims import NO_COLUMN, Choice, Matter, as_written
from sales_core.importing.formats.declarations import Field
from sales_core.importing.rows.relations import SAMPLE
from sales_core.importing.view import View
from sales_core.values.money import amount_text

_PRODUCT: tuple[Field, ...] = ("quantity", "unit_price")
_NAMES: tuple[Field, ...] = ("amount", *_PRODUCT)

_LEAST = 3
"""Rows that must say so."""


def claims(view: View) -> Iterator[Matter]:
    """Ask which counts where all amounts are one factor away from quantity x price."""
    if view.plan.amount_from != "column" or "amount" in view.chosen:
        return
    relation = next((each for each in view.relations if each.names[1:3] == _PRODUCT), None)
    if relation is None or len(relation.names) > len(_PRODUCT) + 1:
        return
    rows = relation.first(SAMPLE)
    rows = rows[relation.values["amount"][rows] != 0]
    if len(rows) < _LEAST or not relation.wrong(rows).all():
        return
    for name, factor, right in relation.slips(rows):
        if name == "amount" and len(right) == len(rows):
            header = view.table.layout.header[view.at["amount"]]
            amount, quantity, price = (view.header(view.at[each]) for each in _NAMES)
            often = f"{-factor} times" if factor < 0 else f"a {factor}th of"
            made, said = (relation.made(int(rows[0])), int(relation.values["amount"][rows[0]]))
            yield Matter(
                "column:amount",
                "column",
                f"{amount!r} is {often} {quantity} x {price} in every row, such as "
                f"{amount_text(said)} beside {amount_text(made)}. What did a row come to?",
                (
                    Choice(NO_COLUMN, as_written, f"{quantity} x {price}", {"amount": NO_COLUMN}),
                    Choice(header, as_written, amount, {"amount": header}),
                ),
                "amount",
            )
            return

"""Credit and debit: which side is money earned, where hardly any came in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.claims import Matter, column_matter
from sales_core.importing.questions import Question
from sales_core.importing.view import View


def claims(view: View) -> Iterator[Matter]:
    """Ask where more rows pay out than in: then the sides may mean the other way round."""
    at = view.at
    if view.plan.amount_from != "credit - debit" or {"amount", "credit"} & view.chosen.keys():
        return
    rows_in, rows_out = (_above_zero(view, at[side]) for side in ("credit", "debit"))
    if rows_out > rows_in:
        credit, debit = (
            view.table.layout.header[at["credit"]],
            view.table.layout.header[at["debit"]],
        )
        yield column_matter(
            Question(
                "column",
                f"{rows_out:,} rows have their amount in {debit.strip()!r} and {rows_in:,} in "
                f"{credit.strip()!r}, so more would be paid back than sold. Which column holds the "
                "amount of a sale?",
                (debit, credit),
                "amount",
            )
        )


def _above_zero(view: View, place: int) -> int:
    numbers = view.numbers(place)
    return int(np.count_nonzero((numbers.values > 0)[numbers.codes] & numbers.known_rows()))

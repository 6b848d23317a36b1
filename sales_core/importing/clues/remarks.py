"""Remarks of which a few say, in so many words, that a sale was undone: told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.claims import Told
from sales_core.importing.state_columns import MOST_TEXTS, StateColumn, is_known, role_of
from sales_core.importing.view import View
from sales_core.importing.vocabulary.meanings import meanings

_SHOWN = 6


def claims(view: View) -> Iterator[Told]:
    """Tell of few sales above zero that a column of other things calls undone."""
    for place in view.free:
        column = view.table.columns[place]
        if role_of(column.header) != "values" or len(column.texts) > MOST_TEXTS:
            continue
        told = StateColumn(view, column, "values", tuple(map(meanings, column.texts)))
        texts = told.positive(told.texts("refund", "cancelled"))
        rows = told.rows(texts)
        few = 2 * np.count_nonzero(rows) <= np.count_nonzero(view.sales)
        if texts and few and not is_known(told):
            yield Told(
                f"Attention: rows with {', '.join(texts[:_SHOWN])} in {told.name!r} count like the "
                "others.",
                int(rows.sum()),
            )

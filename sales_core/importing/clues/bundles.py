"""Bundles that stand with a price beside their parts with theirs: one of the two counts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.claims import Choice, Matter, as_written, with_rules
from sales_core.importing.files.table import Column
from sales_core.importing.formats.declarations import RowRule
from sales_core.importing.rows.orders import order_of_each_row
from sales_core.importing.view import View
from sales_core.values.arrays import Mask
from sales_core.values.money import amount_text


def claims(view: View) -> Iterator[Matter]:
    """Ask which counts where a column names the bundle of a part, and the parts come to it."""
    if view.table.order_ids is None or "amount" in view.chosen:
        return
    columns = view.table.columns
    for place in view.free:
        said = [text.strip() for text in columns[place].texts]
        if not all(said) and any(said):  # bundles and single goods are part of nothing
            for other, column in columns.items():
                if other != place and len(column.texts) >= len(said) and _named(said, column):
                    yield from _asked(view, columns[place], column)
                    return


def _named(said: list[str], names: Column) -> bool:
    """Tell whether a column holds all texts of another, and more."""
    return {*said} - {""} < {text.strip() for text in names.texts}


def _asked(view: View, parents: Column, names: Column) -> Iterator[Matter]:
    """Ask about the bundles of which each amount is the sum of the amounts of their parts."""
    codes = {text.strip(): at for at, text in enumerate(names.texts)}
    wanted = np.array([codes.get(text.strip(), -1) for text in parents.texts], np.int64)
    wanted[[not text.strip() for text in parents.texts]] = -1
    orders = order_of_each_row(view.table.order_ids, view.cells.days[: view.table.rows])
    many = np.int64(len(names.texts))
    amount = np.where(view.sales, view.cells.amount, 0)[: view.table.rows]
    parts = (wanted[parents.codes] >= 0) & view.sales[: view.table.rows]
    of_parts = orders[parts] * many + wanted[parents.codes][parts]
    keys, at = np.unique(of_parts, return_inverse=True)
    sums = np.zeros(len(keys), np.int64)
    np.add.at(sums, at, amount[parts])
    own = orders * many + names.codes
    bundles = np.isin(own, keys) & ~parts & view.sales[: view.table.rows]
    if not bundles.any():
        return
    stated = np.zeros(len(keys), np.int64)
    np.add.at(stated, np.searchsorted(keys, own[bundles]), amount[bundles])
    if not (stated == sums).all() or not sums.any():
        return
    yield _matter(view, parents, bundles)


def _matter(view: View, parents: Column, bundles: Mask) -> Matter:
    name = parents.header.strip()
    total = amount_text(int(view.cells.amount[: view.table.rows][bundles].sum()))
    texts = tuple({text.strip().casefold() for text in parents.texts} - {""})
    parts = RowRule((parents.header,), f"parts of a bundle, by {name}", never=texts)
    count = int(bundles.sum())
    said = f"{count:,} {'row is a bundle' if count == 1 else 'rows are bundles'}"
    return Matter(
        f"bundles:{name}",
        "repeated",
        f"{said}, and the rows that name {'it' if count == 1 else 'them'} in {name!r} come to the "
        f"same amounts ({total}): the same sale twice. Do the parts count?",
        (
            Choice("leave", with_rules([parts]), "Count bundles, and not their parts"),
            Choice("count", as_written, "Count both, as written"),
        ),
    )

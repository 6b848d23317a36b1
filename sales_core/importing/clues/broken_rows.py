"""Rows that break a relation of their numbers that all others hold to: they are told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.claims import Told
from sales_core.importing.rows.column_values import Values
from sales_core.importing.rows.relations import SAMPLE, Relation, sums_of
from sales_core.importing.view import View
from sales_core.values.arrays import Ints
from sales_core.values.money import amount_text

_FIRST = 50
_COLUMNS = 5
"""Columns of money beside those of fields, at most."""

_FEW = 3
"""Of so many rows one may break a relation; where more do it is another relation."""

_LEAST = 2
"""Rows that must hold to it."""

_SHOWN = 3

_LIKELY = ("quantity", "discount", "tax", "unit_price", "amount")
"""Where several numbers would mend a row, the last one of these is named."""


def claims(view: View) -> Iterator[Told]:
    """Tell of the few rows in which numbers do not make the amount, as they do in all others."""
    if view.plan.amount_from != "column":
        return
    best: Relation | None = None
    for relation in _relations(view):
        if relation.fails(_FEW, _FIRST, SAMPLE):
            continue
        if len(relation.broken) == 0:
            return
        if best is None or len(relation.broken) < len(best.broken):
            best = relation
    if best:
        yield from _told(view, best, best.broken)


def _relations(view: View) -> Iterator[Relation]:
    yield from view.relations
    yield from sums_of(view.table, view.at, view.cells, view.sales, _beside(view))


def _beside(view: View) -> dict[int, Values]:
    """Give the columns of money that no field uses; none where they are many."""
    places = [place for place in view.free if view.is_money(place)]
    numbers = {place: view.numbers(place) for place in places if len(places) <= _COLUMNS}
    return {
        place: Values(each.values, each.codes)
        for place, each in numbers.items()
        if each.values.any()
    }


def _told(view: View, relation: Relation, wrong: Ints) -> Iterator[Told]:
    likeliest_last = sorted(
        relation.slips(wrong), key=lambda slip: _LIKELY.index(slip[0]) if slip[0] in _LIKELY else 0
    )
    slips = {row: (name, by) for name, by, rows in likeliest_last for row in rows.tolist()}
    if not relation.is_product:  # a larger amount alone is one of several pieces
        slips = {
            row: slip
            for row, slip in slips.items()
            if slip[0] == "amount" and any(relation.values[each][row] for each in relation.others)
        }
    plain = relation.names[1:] == ("quantity", "unit_price")
    rows = wrong if plain else wrong[np.isin(wrong, list(slips))]
    whole = int(np.count_nonzero(relation.rows))
    if len(rows) == 0 or _FEW * len(wrong) > whole or whole - len(wrong) < _LEAST:
        return
    shown = []
    for row in rows[:_SHOWN].tolist():
        line = int(view.table.line_of(np.array([row]))[0])
        made, said = relation.made(row), int(relation.values["amount"][row])
        why = _why(relation, *slips[row]) if row in slips else ""
        shown.append(f"line {line}: {amount_text(made)}, but {amount_text(said)}{why}")
    yield Told(
        f"Attention: in {len(rows):,} of {whole:,} rows {relation} does not hold, "
        f"as it does in {'all' if len(rows) == len(wrong) else 'most'} others "
        f"({'; '.join(shown)}). The amounts count as they are written.",
        len(rows),
    )


def _why(relation: Relation, name: str, factor: int) -> str:
    """Say which number would have to be larger or smaller, by a plain factor."""
    if name == "amount":
        return f", {-factor} times as much" if factor < 0 else f", a {factor}th of it"
    header = relation.columns[name].header.strip()
    return f", right with {f'{factor} times' if factor > 0 else f'a {-factor}th of'} {header}"

"""A column of what was paid back, beside the amount: taken off, or off already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np

from sales_core.importing.beside import paid_columns, refund_columns, repeats_in_orders, values_of
from sales_core.importing.claims import (
    Change,
    Choice,
    Claim,
    Matter,
    Said,
    Told,
    as_written,
    rows_text,
)
from sales_core.importing.formats.declarations import RefundColumn
from sales_core.importing.plan import ImportPlan
from sales_core.importing.view import View
from sales_core.importing.vocabulary.column_words import names_pieces_back
from sales_core.values.arrays import Ints, Mask
from sales_core.values.money import amount_text

_ONE = 10_000
"""Ten-thousandths."""


def claims(view: View) -> Iterator[Said]:
    """Ask whether what was paid back is to be taken off, unless the file proves that it is."""
    for place in refund_columns(view):
        yield from _asked(view, place)
    for place in view.free:
        yield from _pieces(view, place)


def _pieces(view: View, place: int) -> Iterator[Told]:
    """Tell of pieces that came back, of which no money is said."""
    if not names_pieces_back(view.header(place)) or not view.is_money(place):
        return
    values, _ = values_of(view, place)
    count = int(np.count_nonzero(view.sales & (values != 0)))
    if count:
        yield Told(
            f"Attention: {view.header(place)!r} says that pieces came back in "
            f"{rows_text(count)}; their amounts count as they are written.",
            count,
        )


def _asked(view: View, place: int) -> Iterator[Said]:
    values, known = values_of(view, place)
    rows = view.sales & known & (values != 0)
    count = int(np.count_nonzero(rows))
    back = np.abs(values)
    if not count or _is_count(view, place, rows):
        return
    name = view.header(place)
    matter = f"refunds:{name}"
    total, paid = int(back[rows].sum()), view.amount_of(view.sales)
    amount = _source(view)
    subtract = Choice(
        "subtract", _subtracted(view, place), f"Take {name!r} off: {amount} is what was sold"
    )
    ignore = Choice(
        "ignore", as_written, f"Count {amount} as it is: {name!r} is off already, or no refund"
    )
    rest = _rest_told(view, place, back, rows)
    yield Matter(
        matter,
        "refunds",
        f"{name!r} holds {amount_text(total)} in {rows_text(count)}, "
        f"beside {amount} ({amount_text(paid)} in all). Was it paid back of {amount}, so that "
        f"{amount_text(paid - total)} are left?",
        (ignore, subtract) if rest else (subtract, ignore),
        unasked=rest,
    )
    if _is_off(view, place, back, rows):
        yield Claim(
            matter,
            "ignore",
            "proves",
            f"{amount} is already without what {name!r} says was paid back.",
            count,
        )


def _source(view: View) -> str:
    named = view.column("amount")
    return repr(named.header.strip()) if named else view.plan.amount_from


def _subtracted(view: View, place: int) -> Change:
    """Make the change that counts refunds as lines, of the row or of the order in all its rows."""
    per: Literal["row", "order"] = "order" if repeats_in_orders(view, place) else "row"
    refund = RefundColumn((view.table.layout.header[place],), sign="any", per=per)

    def change(plan: ImportPlan) -> ImportPlan:
        return replace(plan, refunds=(*plan.refunds, refund))

    return change


def _rest_told(view: View, place: int, back: Ints, rows: Mask) -> str:
    """Say it where another column holds what is left, so that the amount is known to hold all."""
    name, amount = view.header(place), view.cells.amount
    for other in paid_columns(view):
        values, known = values_of(view, other)
        if known[rows].all() and (values + back == amount)[rows].all():
            return (
                f"Attention: {_source(view)} counts as it was sold; {view.header(other)!r} is what "
                f"was left of it after what {name!r} says was paid back."
            )
    return ""


def _is_off(view: View, place: int, back: Ints, rows: Mask) -> bool:
    """Tell whether another column less what was paid back is the amount, in all rows."""
    amount = view.cells.amount
    if (amount[rows] == -back[rows]).all():
        return True
    for other in view.free:
        if other == place or not view.is_money(other):
            continue
        values, known = values_of(view, other)
        sold = view.sales & known
        if sold[rows].all() and (values - back == amount)[sold].all():
            return True
    return False


def _is_count(view: View, place: int, rows: Mask) -> bool:
    """Tell whether a column counts pieces that came back, or says yes and no, rather than money."""
    values, _ = values_of(view, place)
    if (values[rows] == _ONE).all():
        return True
    whole = bool((values[rows] % _ONE == 0).all())
    pieces = view.cells.quantity * 10
    broken = bool((view.cells.amount[rows] % _ONE != 0).any())
    small = bool((np.abs(values[rows]) <= np.abs(pieces[rows])).all())
    return whole and small and (broken or "quantity" in view.at)

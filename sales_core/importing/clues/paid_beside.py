"""Total and amount paid: asked where they differ in some rows; what is still due is told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sales_core.importing.beside import due_columns, paid_columns, refund_columns, values_of
from sales_core.importing.claims import Choice, Matter, Said, Told, as_written, rows_text
from sales_core.importing.view import View
from sales_core.values.arrays import Ints
from sales_core.values.money import amount_text


def claims(view: View) -> Iterator[Said]:
    """Find what was paid of the amounts, where it is less in some rows."""
    if view.column("amount") is None or "amount" in view.chosen:
        return
    found = list(_paid(view))
    yield from found
    if not found:
        due = list(_due(view))
        yield from due or _in_some_rows(view)


def _paid(view: View) -> Iterator[Matter]:
    amount, sales = view.cells.amount, view.sales
    header = view.table.layout.header[view.at["amount"]]
    rivals = view.rivals.get("amount", ())
    for place in paid_columns(view):
        paid, known = values_of(view, place)
        same = sales & known & (paid == amount) & (amount != 0)
        less = sales & (paid != amount)
        if place in rivals or not same.any() or not less.any() or (paid > amount)[sales].any():
            continue
        name = view.table.layout.header[place]
        count = int(np.count_nonzero(less))
        beside = f"and {name.strip()!r} to {amount_text(int(paid[sales].sum()))}"
        yield Matter(
            "column:amount",
            "column",
            f"{header.strip()!r} comes to {amount_text(int(amount[sales].sum()))} {beside}: they "
            f"differ in {rows_text(count)}. Which is the amount of a sale?",
            tuple(Choice(each, as_written, columns={"amount": each}) for each in (header, name)),
            "amount",
            unasked=_told(header, name) if refund_columns(view) else "",
        )


def _told(header: str, name: str) -> str:
    """Say what counts where a column of refunds says why less was paid in the end."""
    return (
        f"Attention: {header.strip()!r} counts, not {name.strip()!r}, which is less in some rows."
    )


def _due(view: View) -> Iterator[Told]:
    for place in due_columns(view):
        due, known = values_of(view, place)
        rows = view.sales & known & (due > 0)
        some = view.sales & known & (due == 0)
        if rows.any() and some.any() and (due <= view.cells.amount)[rows].all():
            count = int(np.count_nonzero(rows))
            yield Told(
                f"Attention: {view.header(place)!r} says that {amount_text(int(due[rows].sum()))} "
                f"of {rows_text(count)} are still to be paid; they count.",
                count,
            )


def _in_some_rows(view: View) -> Iterator[Told]:
    """Tell of a column of another name that is the whole amount in some rows, and else nothing.

    It may be what was paid, or paid back. Columns that share the amounts between them
    are ways to pay, or rates of tax.
    """
    amount, sales = view.cells.amount, view.sales
    found: list[tuple[int, Ints]] = []
    for place in view.free:
        if place in (*refund_columns(view), *paid_columns(view)) or not view.is_money(place):
            continue
        numbers = view.numbers(place)
        if numbers.known.all() and (numbers.values != 0).all():
            continue
        values, _ = values_of(view, place)
        whole, none = sales & (values == amount) & (amount != 0), sales & (values == 0)
        part = (values >= 0) & (values <= amount)
        if whole.any() and none.any() and part[sales].all():
            found.append((place, values))
    if len(found) != 1:
        return
    place, values = found[0]
    rows = sales & (values != 0)
    count = int(np.count_nonzero(rows))
    yield Told(
        f"Attention: {view.header(place)!r} holds {amount_text(int(values[rows].sum()))} in "
        f"{rows_text(count)}, beside {view.header(view.at['amount'])!r}, "
        "and is not read: if it was paid back, or alone was paid, the revenue is another.",
        count,
    )

"""Amounts before discounts, with the discounts beside them: as written, or less the discounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sales_core.importing.beside import repeats_in_orders
from sales_core.importing.claims import Choice, Claim, Matter, Said, Told, as_written
from sales_core.importing.plan import ImportPlan
from sales_core.importing.view import View
from sales_core.importing.vocabulary.column_words import names_gross, names_net, names_side
from sales_core.importing.vocabulary.languages import says
from sales_core.values.arrays import Ints
from sales_core.values.money import AMOUNT_SCALE, amount_text

_CENT = AMOUNT_SCALE // 100
_LARGEST = 2**62
_LEAST = 2
"""Rows with a discount that must say the same before it is proof."""

_NAME = "gross-discounts"


def claims(view: View) -> Iterator[Said]:
    """Ask whether discounts are still to be taken off an amount that is called gross."""
    if "amount" not in view.at or "amount" in view.chosen or not view.sales.any():
        return
    if not names_gross(view.header(view.at["amount"])) or _has_net(view):
        yield from _of_orders(view)
        return
    places = [place for place in _candidates(view) if _takes_off(view, place)]
    if not places:
        return
    gross = view.header(view.at["amount"])
    headers = tuple(view.table.layout.header[place] for place in places)
    named = " and ".join(repr(header.strip()) for header in headers)
    off: Ints = np.sum([np.abs(view.numbers(place).rows()) for place in places], axis=0)
    total = amount_text(int(off[view.sales].sum()))
    yield Matter(
        _NAME,
        "discounts",
        f"{gross!r} may be what things cost before discounts; {named} beside it comes to {total}. "
        "What was paid?",
        (
            Choice("as-written", as_written, f"{gross} as it is written"),
            Choice("less", lambda plan: _less(plan, headers), f"{gross} less {named}"),
        ),
        "amount",
    )
    yield from _proofs(view, off)


def _of_orders(view: View) -> Iterator[Told]:
    """Tell of a discount of orders, by its name, that stands in each of their rows."""
    for place in _candidates(view):
        name = view.header(place)
        if says(name, "order") and _takes_off(view, place) and repeats_in_orders(view, place):
            yield Told(
                f"Attention: {name!r} stands in every row of its order beside "
                f"{view.header(view.at['amount'])!r}; it is not taken off."
            )


def _less(plan: ImportPlan, headers: tuple[str, ...]) -> ImportPlan:
    return replace(plan, less=headers)


def _has_net(view: View) -> bool:
    """Tell whether another column of money is called what was paid."""
    others = (place for place in view.free if names_net(view.header(place)))
    return any(view.is_money(place) and not names_side(view.header(place)) for place in others)


def _candidates(view: View) -> Iterator[int]:
    """Give the columns whose names speak of discounts in money."""
    if "discount" in view.at:
        yield view.at["discount"]
    for place in view.free:
        header = view.header(place)
        named = says(header, "discount_names") and not says(header, "percent_names")
        if named or _takes_away(view, place):
            yield place


def _takes_away(view: View, place: int) -> bool:
    """Tell whether a column of an unknown name holds nothing but money with a minus."""
    if names_side(view.header(place)) or says(view.header(place), "refund_flags", "refund_names"):
        return False
    return view.is_money(place) and bool((view.numbers(place).values <= 0).all())


def _takes_off(view: View, place: int) -> bool:
    """Tell whether a column is money that can be taken off the amounts, and some of it is there."""
    column = view.table.columns[place]
    if any("%" in text for text in (column.header, *column.texts)) or not view.is_money(place):
        return False
    off = np.abs(view.numbers(place).rows()[view.sales])
    return bool(off.any()) and bool((off <= np.abs(view.cells.amount[view.sales])).all())


def _proofs(view: View, off: Ints) -> Iterator[Claim]:
    """Say which of the two another relation of the file proves."""
    rows = view.sales & (off != 0)
    count = int(np.count_nonzero(rows))
    amount = view.cells.amount
    if count < _LEAST:
        return
    if (made := _product(view)) is not None and _same(made - off, amount, rows):
        said = "Quantity x unit price less the discount is the amount in every row of a discount."
        yield Claim(_NAME, "as-written", "proves", said, count)
        return
    for place in view.free:
        if view.is_money(place) and _same(view.numbers(place).rows(), amount - off, view.sales):
            name = view.header(place)
            said = f"The amount less the discount is {name!r} in every row, so that was paid."
            yield Claim(_NAME, "less", "proves", said, count)
            return


def _product(view: View) -> Ints | None:
    """Multiply quantity and unit price in ten-thousandths; None where that cannot be done."""
    if not {"quantity", "unit_price"} <= view.at.keys():
        return None
    places = (view.at["quantity"], view.at["unit_price"])
    if not all(map(view.is_money, places)):
        return None
    one, two = (view.numbers(place).rows() for place in places)
    if int(np.abs(one).max()) * int(np.abs(two).max()) >= _LARGEST:
        return None
    return one * two // AMOUNT_SCALE


def _same(one: Ints, two: Ints, rows: npt.NDArray[np.bool_]) -> bool:
    return bool((np.abs(one - two)[rows] <= _CENT).all())

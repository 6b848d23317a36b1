"""What the numbers of a row prove about each other: price x quantity, net + tax = gross.

A relation that holds in all rows, and could have failed in some, is proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

import numpy as np
import numpy.typing as npt

from sales_core.importing.claims import Choice, Claim, Matter, Said, as_written
from sales_core.importing.view import View
from sales_core.values.money import AMOUNT_SCALE

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_CENT = AMOUNT_SCALE // 100
_LARGEST = 2**62
_COLUMNS = 24
"""Columns of numbers up to which all pairs are tried."""

_SAMPLE = 200
"""Rows that a relation must hold in before it is tried in all rows."""

_LEAST = 2
"""Rows that must be able to tell, so that a relation is no chance."""


def claims(view: View) -> Iterator[Said]:
    """Prove amounts and quantities by the numbers beside them."""
    if not view.sales.any():
        return
    money = [place for place in _money(view) if view.numbers(place).known.any()]
    yield from _gross(view, money)
    if "amount" in view.at and not {"quantity", "unit_price"} & view.chosen.keys():
        yield from _quantity(view, money)


def _money(view: View) -> list[int]:
    """Give the columns of numbers, those of fields included, unless there are too many."""
    fields = (view.at[n] for n in ("amount", "quantity", "unit_price", "tax") if n in view.at)
    places = [place for place in (*fields, *view.free) if place in view.table.columns]
    found = [place for place in dict.fromkeys(places) if view.is_money(place)]
    return found if len(found) <= _COLUMNS else []


def _gross(view: View, money: list[int]) -> Iterator[Claim]:
    """Prove which of several amounts is what was paid: the one that is another plus the tax."""
    rivals = [place for place in view.rivals.get("amount", ()) if place in money]
    for net, gross in permutations(rivals, 2):
        for tax in money:
            if tax in (net, gross) or not _holds_sum(view, net, tax, gross):
                continue
            names = (view.header(place) for place in (net, tax, gross))
            yield Claim(
                "column:amount",
                view.table.layout.header[gross],
                "proves",
                "{} + {} = {} in every row, so the last is what was paid.".format(*names),
                int(np.count_nonzero(view.sales)),
            )
            return


def _holds_sum(view: View, net: int, tax: int, gross: int) -> bool:
    values = [view.numbers(place) for place in (net, tax, gross)]
    known = np.logical_and.reduce([each.known[each.codes] for each in values]) & view.sales
    if int(np.count_nonzero(known)) < int(np.count_nonzero(view.sales)):
        return False
    one, two, three = (each.rows()[known] for each in values)
    telling = int(np.count_nonzero(two))
    return telling >= _LEAST and bool((np.abs(one + two - three) <= 1).all())


def _product(view: View, one: int, two: int, rows: Mask) -> Ints | None:
    """Multiply two columns in some rows, in ten-thousandths; None where that may overflow."""
    first, second = (view.numbers(place).rows()[rows] for place in (one, two))
    if len(first) == 0:
        return None
    if int(np.abs(first).max()) * int(np.abs(second).max()) >= _LARGEST:
        return None
    product = first * second
    exact: Ints = product // AMOUNT_SCALE
    return exact


def _quantity(view: View, money: list[int]) -> Iterator[Said]:
    """Prove the quantity of a file that names none: price x quantity is the amount in all rows."""
    if "quantity" in view.at:
        return
    amount = view.at["amount"]
    if amount not in money:
        return
    stated = view.numbers(amount).rows()
    others = [place for place in money if place != amount and place not in _fields(view)]
    found = [pair for pair in combinations(others, 2) if _makes(view, *pair, stated, _SAMPLE)]
    proved = [pair for pair in found if _makes(view, *pair, stated, len(stated))]
    if len(proved) != 1:
        return
    counts = [place for place in proved[0] if _is_count(view, place)]
    if len(counts) != 1:
        return
    quantity = counts[0]
    price = next(place for place in proved[0] if place != quantity)
    header = view.table.layout.header
    yield Matter(
        "column:quantity",
        "column",
        f"How many pieces were sold stands in {view.header(quantity)!r}.",
        (
            Choice(
                header[quantity],
                as_written,
                columns={"quantity": header[quantity], "unit_price": header[price]},
            ),
        ),
        "quantity",
    )
    names = (view.header(place) for place in (price, quantity, amount))
    said = "{} x {} = {} in every row, so the second is the quantity.".format(*names)
    yield Claim("column:quantity", header[quantity], "proves", said, len(stated))


def _fields(view: View) -> set[int]:
    return {place for name, place in view.at.items() if name not in ("quantity", "unit_price")}


def _makes(view: View, one: int, two: int, stated: Ints, most: int) -> bool:
    """Tell whether the product of two columns is the amount, in the first rows or in all."""
    rows = view.sales.copy()
    rows[most:] = False
    for place in (one, two):
        numbers = view.numbers(place)
        if not (numbers.known[numbers.codes] | ~rows).all():
            return False
    product = _product(view, one, two, rows)
    if product is None or (np.abs(product - stated[rows]) > _CENT).any():
        return False
    telling = np.minimum(
        *(np.abs(view.numbers(place).rows()[rows] - AMOUNT_SCALE) for place in (one, two))
    )
    return int(np.count_nonzero(telling)) >= _LEAST


def _is_count(view: View, place: int) -> bool:
    """Tell whether all numbers of a column are whole and written without decimals."""
    texts = view.table.columns[place].texts
    whole = bool((view.numbers(place).values % AMOUNT_SCALE == 0).all())
    return whole and not any("." in text or "," in text for text in texts)

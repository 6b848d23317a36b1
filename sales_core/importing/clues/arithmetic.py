"""What the numbers of a row prove about each other: price x quantity, net + tax = gross.

A relation that holds in all rows, and could have failed in some, is proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

import numpy as np

from sales_core.importing.claims import Choice, Claim, Matter, Said, as_written
from sales_core.importing.formats.declarations import Field
from sales_core.importing.view import View
from sales_core.importing.vocabulary.column_words import names_side
from sales_core.importing.vocabulary.header_names import key
from sales_core.importing.vocabulary.languages import joined, says
from sales_core.values.arrays import Ints, Mask
from sales_core.values.money import AMOUNT_SCALE

_FIELDS: tuple[Field, ...] = ("amount", "quantity", "unit_price", "tax", "discount")


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
    fields = (view.at[n] for n in _FIELDS if n in view.at)
    places = [place for place in (*fields, *view.free) if place in view.table.columns]
    found = [place for place in dict.fromkeys(places) if view.is_money(place)]
    return found if len(found) <= _COLUMNS else []


def _gross(view: View, money: list[int]) -> Iterator[Claim]:
    """Prove which of several amounts was paid: another plus the tax, or less the discount."""
    rivals = [place for place in view.rivals.get("amount", ()) if place in money]
    sides = tuple(p for p in money if p == view.at.get("tax") or names_side(view.header(p)))
    for one, three in permutations(rivals, 2):
        for two in (*((place,) for place in money), sides):
            off = "discount" in view.at and two == (view.at["discount"],)
            off = off or any(says(view.header(place), "discount_names") for place in two)
            if {*two} & {one, three} or not _holds_sum(
                view, (one, *two), three, 1 if off else _LEAST
            ):
                continue
            sums = [int(view.numbers(place).rows()[view.sales].sum()) for place in (one, three)]
            paid = one if off and sums[0] < sums[1] else three
            added = " + ".join(map(view.header, (one, *two)))
            yield Claim(
                "column:amount",
                view.table.layout.header[paid],
                "proves",
                f"{added} = {view.header(three)} in every row, so {view.header(paid)} is what was "
                "paid.",
                int(np.count_nonzero(view.sales)),
            )
            return


def _holds_sum(view: View, parts: tuple[int, ...], whole: int, least: int) -> bool:
    """Tell whether columns add up to another in all rows, and in some by more than the first."""
    values = [view.numbers(place) for place in (*parts, whole)]
    if not all((each.known[each.codes] | ~view.sales).all() for each in values):
        return False
    first, *more, last = (each.rows()[view.sales] for each in values)
    added = np.sum(more, axis=0, dtype=np.int64) if more else np.zeros_like(first)
    return int(np.count_nonzero(added)) >= least and bool((np.abs(first + added - last) <= 1).all())


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
    if not proved and key(view.header(amount)) in joined("unit_price"):
        yield from _counted(view, amount, others)
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


def _counted(view: View, price: int, others: list[int]) -> Iterator[Claim]:
    """Prove how many were sold at a price that is taken as the amount: it x them = another."""
    for quantity, total in permutations(others, 2):
        made = view.numbers(total).rows()
        if _is_count(view, quantity) and _makes(view, price, quantity, made, len(made)):
            names = map(view.header, (price, quantity, total))
            said = "{} x {} = {} in every row, so the second is the quantity.".format(*names)
            header = view.table.layout.header[quantity]
            yield Claim("column:quantity", header, "proves", said, len(made))


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
